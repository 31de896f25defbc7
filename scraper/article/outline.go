package article

import (
	"sort"

	"golang.org/x/net/html"

	"onrecord/scraper/page"
)

// element is one element of an outline with what it holds.
type element struct {
	node    *html.Node
	parent  int  // index of the element around it, -1 for the root
	end     int  // index after the last element inside it
	first   int  // its paragraphs: from first …
	last    int  // … up to, not including, last
	kind    kind // what its own names say
	size    int  // bytes of text inside
	linked  int  // bytes of size inside links
	prose   int  // bytes of size in running text
	dropped bool // furniture, with everything inside
}

// paragraph is one paragraph of an outline.
type paragraph struct {
	page.Paragraph
	element int  // index of its block
	prose   int  // bytes that count as running text
	drop    bool // no part of what the publisher wrote under the title
}

// outline is a page in flat form: its elements in the order of their
// beginnings, and its paragraphs. All of it is found in one walk.
type outline struct {
	elements   []element
	paragraphs []paragraph
	held       []holdings // what the paragraphs before each one hold together
}

// newOutline walks everything inside root.
func newOutline(root *html.Node, removed map[*html.Node]bool) *outline {
	o := &outline{}
	names := newNaming()
	var open []int
	w := page.Walker{
		Enter: func(n *html.Node) bool {
			if removed[n] {
				return false
			}
			parent := -1
			if len(open) > 0 {
				parent = open[len(open)-1]
			}
			open = append(open, len(o.elements))
			o.elements = append(o.elements, element{node: n, parent: parent, kind: names.of(n), first: len(o.paragraphs)})
			return true
		},
		Leave: func(*html.Node) {
			i := open[len(open)-1]
			open = open[:len(open)-1]
			o.close(i)
		},
		Paragraph: func(p page.Paragraph) {
			o.paragraphs = append(o.paragraphs, paragraph{Paragraph: p, element: o.blockIndex(open, p.Block), prose: prose(p)})
		},
	}
	w.Walk(root)
	return o
}

// blockIndex returns the index of block among the open elements.
func (o *outline) blockIndex(open []int, block *html.Node) int {
	for i := len(open) - 1; i >= 0; i-- {
		if o.elements[open[i]].node == block {
			return open[i]
		}
	}
	return 0
}

// close ends an element: what it holds counts for the element around it too.
func (o *outline) close(i int) {
	e := &o.elements[i]
	e.end, e.last = len(o.elements), len(o.paragraphs)
}

// measure sums what every element holds, from the paragraphs kept.
func (o *outline) measure() {
	for i := range o.elements {
		e := &o.elements[i]
		e.size, e.linked, e.prose = 0, 0, 0
	}
	o.held = make([]holdings, 1, len(o.paragraphs)+1)
	for i, p := range o.paragraphs {
		before := o.held[i]
		if !p.drop {
			before.size += p.Size
			before.prose += p.prose
		}
		o.held = append(o.held, before)
		if p.drop {
			continue
		}
		e := &o.elements[p.element]
		e.size += p.Size
		e.linked += p.Linked
		e.prose += p.prose
	}
	for i := len(o.elements) - 1; i > 0; i-- {
		e := o.elements[i]
		if e.parent < 0 {
			continue
		}
		up := &o.elements[e.parent]
		up.size += e.size
		up.linked += e.linked
		up.prose += e.prose
	}
}

// marksOf returns the range of the elements that begin in paragraph i, within
// its block.
func (o *outline) marksOf(i int) (from, to int) {
	block := o.paragraphs[i].element
	from, to = block+1, o.elements[block].end
	inside := o.elements[from:to]
	from += sort.Search(len(inside), func(k int) bool { return inside[k].first >= i })
	for to = from; to < o.elements[block].end && o.elements[to].first == i; to++ {
	}
	return from, to
}

// inside reports whether element i is within element outer, or is it.
func (o *outline) inside(i, outer int) bool {
	return i >= outer && i < o.elements[outer].end
}
