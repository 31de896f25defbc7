package listing

import (
	"sort"
	"strings"
)

// findDocuments notes the documents of a register: a set in which nearly every
// row offers, beside the page its title leads to, a document, and no row says
// anything else. There the documents are what is published, and each is an
// entry of its own; beside a teaser a document is but the page's attachment.
func (t *tree) findDocuments(s *set) {
	found, explained := 0, 0
	for i := range s.rows {
		r := &s.rows[i]
		if r.document = t.documentOf(r); r.document >= 0 {
			found++
		}
		if t.plainText(r) >= 3*longLine {
			explained++
		}
	}
	if len(s.rows) >= 2 && 5*found >= 4*len(s.rows) && 3*explained < len(s.rows) {
		return
	}
	for i := range s.rows {
		s.rows[i].document = -1
	}
}

// documentOf returns the link of a row that offers a document beside the page
// that its title leads to, or -1.
func (t *tree) documentOf(r *row) int32 {
	if isDocument(r.url) || t.links[r.main].kind != labelTitle {
		return -1
	}
	i := sort.Search(len(t.links), func(i int) bool { return t.elements[t.links[i].element].from >= r.top })
	for n := 0; i < len(t.links) && n < maxRowLinks && t.elements[t.links[i].element].from < r.end; i, n = i+1, n+1 {
		l := t.links[i]
		if l.usable && l.url != r.url && t.places[l.url] <= 2 && t.offersDocument(l) {
			return int32(i)
		}
	}
	return -1
}

// offersDocument reports whether a link leads to a document, by its address or
// what it says.
func (t *tree) offersDocument(l link) bool {
	if l.kind == labelTitle || l.kind == labelNumber {
		return false
	}
	if isDocument(l.url) {
		return true
	}
	n := t.elements[l.element].node
	for _, s := range []string{l.label, attr(n, "title"), attr(n, "aria-label")} {
		for w := range strings.FieldsSeq(fold(s)) {
			if documentWords()[w] {
				return true
			}
		}
	}
	return false
}
