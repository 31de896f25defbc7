package listing

import (
	"slices"
	"strings"

	"golang.org/x/net/html/atom"
)

// acceptable reports whether a set is evidently a listing and no menu.
func (t *tree) acceptable(s *set) bool {
	if len(s.rows) == 0 {
		return false
	}
	n := float64(len(s.rows))
	if s.dated >= 1.5 && s.dated >= 0.3*n {
		return true
	}
	if s.dated >= 0.6 && len(s.rows) == 1 {
		return t.singleEntry(s)
	}
	return t.titlesOnly(s)
}

// singleEntry reports whether the only dated element of its kind is an entry:
// the last page of a listing may hold one.
func (t *tree) singleEntry(s *set) bool {
	r := s.rows[0]
	if r.how != fromRow || r.weight < 0.7 || t.links[r.main].kind != labelTitle || r.to-r.from > 2000 {
		return false
	}
	n := t.elements[r.element].node
	for w := range words(attr(n, "class")) {
		if rowClasses()[w] {
			return true
		}
	}
	return n.Data == "li" || n.Data == "article" || n.Data == "tr"
}

// rowClasses are words of classes of an entry's element.
var rowClasses = setOf("item", "items", "news", "entry", "post", "article", "story", "teaser", "row", "card", "release", "press", "result", "listing", "publication", "doc", "document", "event", "hentry")

// titlesOnly reports whether undated rows are titles of articles: several,
// long enough for sentences, most of them.
func (t *tree) titlesOnly(s *set) bool {
	if len(s.rows) < 3 {
		return false
	}
	var sum float64
	good := 0
	for i := range s.rows {
		w := t.titleness(&s.rows[i])
		if !t.named(&s.rows[i]) {
			w = 0
		}
		if r := &s.rows[i]; t.links[r.main].kind == labelTitle && r.date >= 0 {
			w = max(w, 0.7)
		}
		if sum += w; w >= 0.3 {
			good++
		}
	}
	return sum >= 0.38*float64(len(s.rows)) && 3*good >= 2*len(s.rows)
}

// joins reports whether another set belongs to the same listing as those chosen.
func (t *tree) joins(s *set, chosen []*set) bool {
	for _, c := range chosen {
		if t.overlap(s, c) {
			return false
		}
	}
	main := chosen[0]
	if t.sameMake(s, main) || wellDated(s) && wellDated(main) && len(s.rows) >= 20 {
		return true
	}
	if main.dated >= 0.5*float64(len(main.rows)) && s.dated < 0.5*float64(len(s.rows)) {
		return false
	}
	return t.near(s, main) && t.sameFolder(s, main) && s.score/float64(len(s.rows)) >= 0.6*main.score/float64(len(main.rows)) && t.acceptableBeside(s)
}

// wellDated reports whether nearly every row of a set has a date in it.
func wellDated(s *set) bool { return s.dated >= 0.8*float64(len(s.rows)) }

// sameMake reports whether the rows of two sets are made alike, whatever
// stands around them: several lists of one listing.
func (t *tree) sameMake(a, b *set) bool {
	x, y := a.rows[0].element, b.rows[0].element
	if t.makeOf(x) != t.makeOf(y) {
		return false
	}
	n, m := float64(len(a.rows)), float64(len(b.rows))
	return a.score/n >= 0.6*b.score/m && a.dated/n >= 0.7*b.dated/m && t.acceptableBeside(a)
}

// makeLevels is how many elements, from a row upwards, tell its make.
const makeLevels = 4

// makeOf names the kinds of an element and of those around it.
func (t *tree) makeOf(e int32) string {
	var b strings.Builder
	for levels := 0; e >= 0 && levels < makeLevels; e = t.elements[e].parent {
		n := t.elements[e].node
		if passThrough(n) {
			continue
		}
		b.WriteString(n.Data + "." + kindOf(n) + " ")
		levels++
	}
	return b.String()
}

// inMain leaves out sets outside the page's only main element where a listing
// stands in it.
func (t *tree) inMain(sets []*set) []*set {
	main, ok := t.mainElement()
	if !ok {
		return sets
	}
	var within []*set
	for _, s := range sets {
		if s.rows[0].element > main && s.rows[len(s.rows)-1].element < t.elements[main].end {
			within = append(within, s)
		}
	}
	if slices.ContainsFunc(within, t.acceptable) {
		return within
	}
	return sets
}

// mainElement returns the element that the page calls its main part, if there
// is just one.
func (t *tree) mainElement() (int32, bool) {
	main := int32(-1)
	for i := int32(0); i < int32(len(t.elements)); i++ {
		e := t.elements[i]
		if e.node.DataAtom != atom.Main && attr(e.node, "role") != "main" {
			continue
		}
		if main >= 0 {
			return 0, false
		}
		main, i = i, e.end-1
	}
	return main, main >= 0
}

func (t *tree) acceptableBeside(s *set) bool {
	if len(s.rows) == 1 {
		r := s.rows[0]
		return r.how == fromRow && r.titles <= 1 && t.links[r.main].kind == labelTitle && r.to-r.from < 2000
	}
	return t.acceptable(s)
}

// overlap reports whether an element of one set lies inside one of the other.
// Both are in the order of the page.
func (t *tree) overlap(a, b *set) bool {
	i, j := 0, 0
	for i < len(a.rows) && j < len(b.rows) {
		x, y := a.rows[i].element, b.rows[j].element
		switch {
		case t.elements[x].end <= y:
			i++
		case t.elements[y].end <= x:
			j++
		default:
			return true
		}
	}
	return false
}

// nearLevels is how far up from the main list's container others of the same
// listing may stand.
const nearLevels = 2

// near reports whether a set stands in or beside the container of another.
func (t *tree) near(s, main *set) bool {
	up := t.container(main)
	for range nearLevels {
		if p := t.elements[up].parent; p >= 0 && !isCell(t.elements[up].node) {
			up = p
		}
	}
	for _, r := range s.rows {
		if r.element < up || r.element >= t.elements[up].end {
			return false
		}
	}
	return true
}

// sameFolder reports whether most entries of two sets lie in one folder, or
// both list documents.
func (t *tree) sameFolder(a, b *set) bool { return folderOf(a) == folderOf(b) }

// folderOf returns the folder of most of a set's addresses; "documents" for documents.
func folderOf(s *set) string {
	count := map[string]int{}
	most := ""
	for _, r := range s.rows {
		folder := "documents"
		if !isDocument(r.url) {
			path, _, _ := strings.Cut(r.url, "?")
			path = strings.TrimRight(path, "/")
			folder = foldDigits(path[:strings.LastIndexByte(path, '/')+1])
		}
		if count[folder]++; count[folder] > count[most] {
			most = folder
		}
	}
	return most
}

// container returns the innermost element that holds all rows of a set.
func (t *tree) container(s *set) int32 {
	first, last := s.rows[0].element, s.rows[len(s.rows)-1].element
	up := t.elements[first].parent
	for up > 0 && t.elements[up].end <= last {
		up = t.elements[up].parent
	}
	return max(up, 0)
}
