package listing

// acceptable reports whether a set is evidently a listing and no menu.
func (t *tree) acceptable(s *set) bool {
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
		if rowClasses[w] {
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
		if !s.rows[i].named {
			w = 0
		}
		if s.rows[i].date >= 0 || t.proseIn(&s.rows[i]) {
			w = max(w, 0.7)
		}
		if sum += w; w >= 0.3 {
			good++
		}
	}
	return sum >= 0.4*float64(len(s.rows)) && 3*good >= 2*len(s.rows)
}

// proseIn reports whether a row prints, beside its links, a sentence.
func (t *tree) proseIn(r *row) bool {
	return int(r.to-r.from)-t.linkedBetween(r, r.from, r.to) >= longLine
}

// joins reports whether another set belongs to the same listing as those chosen.
func (t *tree) joins(s *set, chosen []*set) bool {
	for _, c := range chosen {
		if t.overlap(s, c) {
			return false
		}
	}
	main := chosen[0]
	if main.dated >= 0.5*float64(len(main.rows)) && s.dated < 0.5*float64(len(s.rows)) {
		return false
	}
	return t.near(s, main) && s.score/float64(len(s.rows)) >= 0.6*main.score/float64(len(main.rows)) && t.acceptableBeside(s)
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
		if p := t.elements[up].parent; p >= 0 {
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

// container returns the innermost element that holds all rows of a set.
func (t *tree) container(s *set) int32 {
	first, last := s.rows[0].element, s.rows[len(s.rows)-1].element
	up := t.elements[first].parent
	for up > 0 && t.elements[up].end <= last {
		up = t.elements[up].parent
	}
	return max(up, 0)
}
