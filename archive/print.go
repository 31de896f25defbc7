package archive

import (
	"strings"
	"unicode"
)

// print is what only the one of two pages prints, as it is compared.
type print struct {
	// pieces are those that only it prints, letter by letter: what both print may
	// have the same form; without takes such ones away.
	pieces  set
	without func(set)
	links   func() set // seldom asked for
}

type set map[string]bool

func minus(a, b set) set {
	rest := set{}
	for p := range a {
		if !b[p] {
			rest[p] = true
		}
	}
	return rest
}

// differ returns what only the one and only the other page prints.
func (r *recorder) differ(a, b Print) (onlyA, onlyB print) {
	pieces := apart(a.Pieces, b.Pieces)
	onlyA.pieces, onlyB.pieces = r.pieces.only(pieces, pieceOf)
	onlyA.without = func(s set) { r.pieces.remove(s, pieces.both, pieceOf) }
	onlyB.without = onlyA.without
	onlyA.links = func() set { only, _ := r.onlyLinks(a, b); return only }
	onlyB.links = func() set { _, only := r.onlyLinks(a, b); return only }
	return onlyA, onlyB
}

// onlyLinks returns where only the one and only the other page leads.
func (r *recorder) onlyLinks(a, b Print) (onlyA, onlyB set) {
	links := apart(a.links(), b.links())
	onlyA, onlyB = r.links.only(links, canonicalOrNone)
	r.links.remove(onlyA, links.both, canonicalOrNone)
	r.links.remove(onlyB, links.both, canonicalOrNone)
	return onlyA, onlyB
}

func (p Print) links() []string {
	if p.Links == nil {
		return nil
	}
	return p.Links()
}

// piecesOf returns the pieces that a page prints.
func (r *recorder) piecesOf(c Capture) set {
	return r.pieces.set(r.Reader.Printed(c)[0].Pieces, pieceOf)
}

func canonicalOrNone(address string) string {
	canonical, _ := Canonical(address) // no address leads nowhere
	return canonical
}

// sides are the texts of two lists: those of only the one, of only the other, and of both.
type sides struct {
	a, b []string
	both [][]string
}

// apart compares two lists letter by letter. Two pages of one template begin and
// end with the same texts, which need not be looked up.
func apart(a, b []string) (s sides) {
	head := 0
	for head < min(len(a), len(b)) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < min(len(a), len(b))-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	s.both = [][]string{a[:head], a[len(a)-tail:]}
	a, b = a[head:len(a)-tail], b[head:len(b)-tail]
	var common []string
	s.a, common = parted(a, b)
	s.b, _ = parted(b, a)
	s.both = append(s.both, common)
	return s
}

// parted returns those of some texts that others have not, and those that they have.
func parted(texts, others []string) (own, common []string) {
	known := make(map[string]bool, len(others))
	for _, text := range others {
		known[text] = true
	}
	for _, text := range texts {
		if known[text] {
			common = append(common, text)
		} else {
			own = append(own, text)
		}
	}
	return own, common
}

// forms remembers what a function makes of texts: the pages of a feed print
// nearly the same pieces and links.
type forms map[string]string

// mostForms bounds what is remembered.
const mostForms = 1 << 13

// set returns the forms of texts but empty ones.
func (f forms) set(texts []string, formOf func(string) string) set {
	s := set{}
	for _, text := range texts {
		if form := f.of(text, formOf); form != "" {
			s[form] = true
		}
	}
	return s
}

// only returns the forms that the texts of only the one and only the other side have.
func (f forms) only(s sides, formOf func(string) string) (onlyA, onlyB set) {
	a, b := f.set(s.a, formOf), f.set(s.b, formOf)
	return minus(a, b), minus(b, a)
}

// remove takes the forms of texts out of a set.
func (f forms) remove(s set, lists [][]string, formOf func(string) string) {
	for _, texts := range lists {
		for _, text := range texts {
			if len(s) == 0 {
				return
			}
			delete(s, f.of(text, formOf))
		}
	}
}

func (f forms) of(text string, formOf func(string) string) string {
	form, known := f[text]
	if !known {
		if len(f) >= mostForms {
			clear(f)
		}
		form = formOf(text)
		f[text] = form
	}
	return form
}

// pieceOf returns a piece of text as it is compared. Short ones count without
// digits, which are those of dates and counters, and the shortest not at all.
func pieceOf(text string) string {
	const (
		shortest = 8 // letters
		few      = 5 // words
	)
	p := Fold(NormaliseLine(text))
	letters := 0
	for _, c := range p {
		if unicode.IsLetter(c) {
			letters++
		}
	}
	if letters < shortest {
		return ""
	}
	if len(strings.Fields(p)) <= few {
		p = strings.Map(func(c rune) rune {
			if unicode.IsDigit(c) {
				return -1
			}
			return c
		}, p)
	}
	return p
}
