package listing

import (
	"math"
	"strings"

	"golang.org/x/net/html/atom"
)

// rate gives the set its score: what its rows are worth together. Dates make a
// listing; without them there is little to tell it from a menu.
func (t *tree) rate(s *set) {
	var plain, blank, blankDated float64
	named := 0
	s.dated = 0
	seen := make(map[string]bool, len(s.rows))
	for i := range s.rows {
		r := &s.rows[i]
		if seen[r.url] {
			continue // a picture and a title of one entry
		}
		seen[r.url] = true
		worth := 1.0
		if r.titles > 1 {
			worth /= math.Sqrt(float64(r.titles))
		}
		if r.to-r.from > 4000 {
			worth *= 0.5
		}
		switch {
		case !t.named(r) && r.date >= 0:
			blankDated += 0.3 * worth * r.weight
		case !t.named(r):
			blank += 0.3 * worth * t.titleness(r)
		case r.date >= 0:
			named++
			s.dated += worth * r.weight
		default:
			named++
			plain += worth * t.titleness(r) * t.likelihood(r)
		}
	}
	if named*3 < len(s.rows) { // else what has no name is cut out of rows that have one
		s.dated += blankDated
		plain += blank
	}
	s.score = s.dated + 4*(1-math.Exp(-plain/12))
}

// titleness says how much an undated row looks like an entry's rather than a
// menu's, 0 to 1: a link as long as a title, in a heading, to a document, or
// with words beside it.
func (t *tree) titleness(r *row) float64 {
	l := t.links[r.main]
	w := 0.1
	if l.kind == labelTitle {
		w = min(1, max(0, (float64(textWidth(l.label))-12)/40))
		if t.elements[l.element].heading || t.headingIn(l.element) >= 0 {
			w = max(w, 0.6)
		}
	}
	plain := t.plainText(r)
	switch {
	case plain == 0 && !isDocument(r.url):
		return 0.7 * w
	case r.end-r.from > 3000:
	case plain >= longLine:
		w = max(w, 0.7)
	case plain >= 20 && isDocument(r.url):
		w = max(w, 0.6)
	case plain >= 20:
		w = max(w, 0.45)
	case isDocument(r.url), plain >= 6 && t.elements[r.element].node.DataAtom == atom.Tr:
		w = max(w, 0.4)
	}
	return w
}

// likelihood weighs undated rows of different kinds against each other: those
// that lead below the page itself, and those with sentences, come first.
func (t *tree) likelihood(r *row) float64 {
	w := 1.0
	if t.plainText(r) >= longLine {
		w *= 1.5
	}
	if strings.HasPrefix(r.url, t.folder) {
		w *= 1.5
	}
	return w
}

// textWidth returns about how many Latin letters a text is worth: a Chinese
// character tells as much as two or three.
func textWidth(s string) int {
	n := 0
	for _, r := range s {
		if r >= 0x2E80 {
			n += 2
		}
		n++
	}
	return n
}
