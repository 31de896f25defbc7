package scraper

import (
	"bytes"
	"encoding/binary"
	"hash/maphash"
	"math/bits"
	"slices"
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
	known  []*printedPage // those that may have much of it, the likeliest first
	copied int            // bytes of the page that known ones have too
	read   []cleanPlace   // the places that were not copied
	text   strings.Builder
	silent atom.Atom // the open element that prints nothing
}

// newPrinting begins to go through a page of which others, that may be nil, are
// likely to have much.
func newPrinting(body []byte, others ...*printedPage) *printing {
	p := &printing{printedPage: printedPage{body: body}}
	for _, k := range others {
		if k != nil && !slices.Contains(p.known, k) {
			p.known = append(p.known, k)
		}
	}
	if len(p.known) > 0 {
		const more = 64 // than the page before
		k := p.known[0]
		p.pieces, p.links = make([]string, 0, len(k.pieces)+more), make([]string, 0, len(k.links)+more)
		p.places = make([]cleanPlace, 0, len(k.places)+more)
	}
	return p
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
	p.clean(0)
	for pos := 0; pos < len(p.body); {
		pos = p.copy(pos)
		pos = p.readOn(pos)
	}
	p.end()
}

// clean notes a clean place.
func (p *printing) clean(pos int) {
	at := cleanPlace{pos, len(p.pieces), len(p.links)}
	p.places, p.read = append(p.places, at), append(p.read, at)
}

// readOn goes through the tags from a clean place to the next one from which
// there is something to copy, or to the end.
func (p *printing) readOn(pos int) int {
	z := html.NewTokenizer(bytes.NewReader(p.body[pos:]))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		pos += len(z.Raw())
		if kind == html.TextToken {
			if p.silent == 0 {
				p.text.Write(z.Text())
			}
		} else if p.tag(z, kind) {
			p.clean(pos)
			if k, _, _ := p.stretch(pos); k != nil {
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

// copy copies the stretch from a clean place on that a known page has too, up
// to its last clean place, and returns where it ends.
func (p *printing) copy(pos int) int {
	k, first, last := p.stretch(pos)
	if k == nil {
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

// index prepares a page for others to copy from, beginning at some of its places.
func (k *printedPage) index(places []cleanPlace) {
	k.seed, k.at = maphash.MakeSeed(), make(map[uint64]int, len(places))
	for _, at := range places {
		if len(k.body)-at.pos < alike {
			return
		}
		h := maphash.Bytes(k.seed, k.body[at.pos:at.pos+alike])
		if _, known := k.at[h]; !known {
			k.at[h] = k.placeAfter(at.pos - 1)
		}
	}
}

// placeAfter returns the number of the first place behind a position.
func (k *printedPage) placeAfter(pos int) int {
	return sort.Search(len(k.places), func(i int) bool { return k.places[i].pos > pos })
}

// stretch returns a known page from which there is something to copy from a clean
// place on, and the places between which it is the same; nil when there is none.
func (p *printing) stretch(pos int) (k *printedPage, first, last int) {
	for _, k := range p.known {
		if first, last := k.stretch(p.body, pos); first != last {
			return k, first, last
		}
	}
	return nil, 0, 0
}

// stretch returns the places of the known page between which it is the same as
// a page from a place on; the same place twice when there is nothing.
func (k *printedPage) stretch(body []byte, pos int) (first, last int) {
	if len(body)-pos < alike {
		return 0, 0
	}
	first, known := k.at[maphash.Bytes(k.seed, body[pos:pos+alike])]
	if !known {
		return 0, 0
	}
	from := k.places[first].pos
	end := from + sameBytes(k.body[from:], body[pos:])
	return first, max(first, k.placeAfter(end)-1)
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
