package scraper

import (
	"bytes"
	"encoding/binary"
	"hash/maphash"
	"math/bits"
	"sort"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// printing goes through the tags of a page and notes what it prints. Stretches
// that a page which was gone through before has too, byte for byte between two
// clean places, print the same: they are copied, for a tenth of the price.
type printing struct {
	printedPage
	known  *printedPage // nil: none
	copied int          // bytes of the page that known has too
	text   strings.Builder
	silent atom.Atom // the open element that prints nothing
}

// printedPage is a page that was gone through.
type printedPage struct {
	body   []byte
	pieces []string
	links  []string // as the page has them
	places []cleanPlace
	seed   maphash.Seed
	at     map[uint64]int // hash of the bytes behind a place → the first such place
}

// cleanPlace is a place of a page at its beginning or behind an end tag that ends a piece, where
// nothing silent is open. What follows prints the same whatever came before.
type cleanPlace struct{ pos, pieces, links int }

// alike is how many bytes behind two places must be the same to compare more:
// longer than the items of menus begin in the same way.
const alike = 64

// through goes through a page.
func (p *printing) through() {
	p.places = append(p.places, cleanPlace{})
	for pos := 0; pos < len(p.body); {
		pos = p.copy(pos)
		pos = p.read(pos)
	}
	p.end()
}

// read goes through the tags from a clean place to the next one from which
// there is something to copy, or to the end.
func (p *printing) read(pos int) int {
	z := html.NewTokenizer(bytes.NewReader(p.body[pos:]))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		pos += len(z.Raw())
		if kind == html.TextToken {
			if p.silent == 0 {
				p.text.Write(z.Text())
			}
		} else if p.tag(z, kind) {
			p.places = append(p.places, cleanPlace{pos, len(p.pieces), len(p.links)})
			if p.known.shares(p.body, pos) {
				return pos
			}
		}
	}
	return len(p.body)
}

// tag takes a tag and reports whether the place behind it is clean.
func (p *printing) tag(z *html.Tokenizer, kind html.TokenType) (clean bool) {
	if kind != html.StartTagToken && kind != html.EndTagToken && kind != html.SelfClosingTagToken {
		return false
	}
	name, more := z.TagName()
	tag := atom.Lookup(name)
	if tag == atom.A && more {
		p.links = append(p.links, hrefOf(z))
	}
	if !setsType(tag) {
		p.end()
	}
	switch {
	case p.silent == 0 && kind == html.StartTagToken && printsNothing(tag):
		p.silent = tag
	case p.silent == tag && kind == html.EndTagToken:
		p.silent = 0
	}
	return kind == html.EndTagToken && p.silent == 0 && p.text.Len() == 0
}

// end ends a piece.
func (p *printing) end() {
	if p.text.Len() > 0 {
		p.pieces = append(p.pieces, p.text.String())
		p.text.Reset()
	}
}

// copy copies the stretch from a clean place on that the known page has too, up
// to its last clean place, and returns where it ends.
func (p *printing) copy(pos int) int {
	k := p.known
	first, last := k.stretch(p.body, pos)
	if first == last {
		return pos
	}
	from, to := k.places[first], k.places[last]
	pieces, links := len(p.pieces)-from.pieces, len(p.links)-from.links
	for _, at := range k.places[first+1 : last+1] {
		p.places = append(p.places, cleanPlace{pos + at.pos - from.pos, pieces + at.pieces, links + at.links})
	}
	p.pieces = append(p.pieces, k.pieces[from.pieces:to.pieces]...)
	p.links = append(p.links, k.links[from.links:to.links]...)
	p.copied += to.pos - from.pos
	return pos + to.pos - from.pos
}

// index prepares a page for others to copy from.
func (k *printedPage) index() {
	k.seed, k.at = maphash.MakeSeed(), map[uint64]int{}
	for i, at := range k.places {
		if len(k.body)-at.pos < alike {
			return
		}
		h := maphash.Bytes(k.seed, k.body[at.pos:at.pos+alike])
		if _, known := k.at[h]; !known {
			k.at[h] = i
		}
	}
}

// shares reports whether there is something to copy from a place of a page on.
func (k *printedPage) shares(body []byte, pos int) bool {
	first, last := k.stretch(body, pos)
	return first != last
}

// stretch returns the places of the known page between which it is the same as
// a page from a place on; the same place twice when there is nothing.
func (k *printedPage) stretch(body []byte, pos int) (first, last int) {
	if k == nil || len(body)-pos < alike {
		return 0, 0
	}
	first, known := k.at[maphash.Bytes(k.seed, body[pos:pos+alike])]
	if !known {
		return 0, 0
	}
	from := k.places[first].pos
	end := from + sameBytes(k.body[from:], body[pos:])
	return first, max(first, sort.Search(len(k.places), func(i int) bool { return k.places[i].pos > end })-1)
}

// sameBytes returns how many bytes two texts have in common from their beginning.
func sameBytes(a, b []byte) int {
	n := min(len(a), len(b))
	i := 0
	for ; i+8 <= n; i += 8 {
		if differ := binary.LittleEndian.Uint64(a[i:]) ^ binary.LittleEndian.Uint64(b[i:]); differ != 0 {
			return i + bits.TrailingZeros64(differ)/8
		}
	}
	for i < n && a[i] == b[i] {
		i++
	}
	return i
}
