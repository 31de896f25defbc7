package article

import "golang.org/x/net/html/atom"

// region is where the body stands: elements of the outline, in its order, none
// inside another, and the paragraphs they hold from first up to last.
type region struct {
	elements []int
	first    int
	last     int
}

// decay is how much of a paragraph counts for the elements around it, from
// its block outwards.
var decay = [...]float64{1, 1, 0.6, 0.35, 0.2, 0.1}

// findRegion weighs the elements that hold running text after the headline and
// chooses the best one, with its neighbours that go on with the story.
func (r *reader) findRegion() region {
	o := r.outline()
	best := o.bestElement(r.headline)
	if best < 0 && r.headline >= 0 {
		r.headline = -1 // what looked like the title has no text after it
		best = o.bestElement(r.headline)
	}
	if best < 0 {
		return region{}
	}
	best = o.widen(best, r.headline)
	parts := o.siblingsLike(best, r.headline)
	first, last := &o.elements[parts[0]], &o.elements[parts[len(parts)-1]]
	return region{elements: parts, first: max(first.first, r.headline+1), last: last.last}
}

// siblingsLike returns element e with the elements beside it that are of the
// same design and hold text too, in the order of the page: parts of one story.
func (o *outline) siblingsLike(e, headline int) []int {
	design := attribute(o.elements[e].node, "class")
	up := o.elements[e].parent
	if design == "" || up < 0 {
		return []int{e}
	}
	var parts []int
	for c := up + 1; c < o.elements[up].end; c = o.elements[c].end {
		el := &o.elements[c]
		like := el.node.DataAtom == o.elements[e].node.DataAtom && attribute(el.node, "class") == design
		if c == e || like && !el.dropped && el.first > headline && el.size > 0 && el.linked*4 < el.size {
			parts = append(parts, c)
		}
	}
	return parts
}

// bestElement returns the element with the most running text close to it, -1
// when the page has none.
func (o *outline) bestElement(headline int) int {
	scores := make(map[int]float64)
	for i := headline + 1; i < len(o.paragraphs); i++ {
		p := &o.paragraphs[i]
		if p.drop || p.prose == 0 {
			continue
		}
		e := p.element
		if o.elements[e].node.DataAtom == atom.P && o.elements[e].parent >= 0 {
			e = o.elements[e].parent
		}
		for level := 0; level < len(decay) && e >= 0; level++ {
			scores[e] += float64(p.prose) * decay[level]
			e = o.elements[e].parent
		}
	}
	opening := o.opening(headline)
	best, top := -1, 0.0
	for e, s := range scores {
		el := &o.elements[e]
		s *= 1 - float64(el.linked)/float64(el.size+1)
		if el.kind.is(kindBody) {
			s *= 1.3
		}
		if el.first <= opening && opening < el.last {
			s *= 1.6
		}
		if s > top || s == top && e > best {
			best, top = e, s
		}
	}
	return best
}

// widen goes outwards from element e as far as what is added is mostly running
// text too: stories often stand in several containers.
func (o *outline) widen(e, headline int) int {
	best := o.holdingsAfter(e, headline)
	opening := o.opening(headline)
	for up := o.elements[e].parent; up > 0; up = o.elements[up].parent {
		h := o.holdingsAfter(up, headline)
		if o.elements[up].node.DataAtom == atom.Body {
			break
		}
		size, prose := h.size-best.size, h.prose-best.prose
		opens := o.elements[up].first <= opening && opening < o.elements[e].first
		if prose*10 >= best.prose && (prose*4 >= size*3 || opens && prose*2 >= size) {
			e, best = up, h
		}
	}
	return e
}

// holdings is what an element holds after the headline.
type holdings struct{ size, prose int }

// holdingsAfter sums what element e holds after the headline.
func (o *outline) holdingsAfter(e, headline int) holdings {
	first, last := max(o.elements[e].first, headline+1), o.elements[e].last
	if first >= last {
		return holdings{}
	}
	from, to := o.held[first], o.held[last]
	return holdings{to.size - from.size, to.prose - from.prose}
}

// opening returns the first paragraph of running text after the headline, -1
// when there is none.
func (o *outline) opening(headline int) int {
	for i := headline + 1; i < len(o.paragraphs); i++ {
		if p := &o.paragraphs[i]; !p.drop && p.prose > 80 {
			return i
		}
	}
	return -1
}
