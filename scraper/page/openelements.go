package page

import (
	"slices"

	"golang.org/x/net/html/atom"
)

// openElements foretells, roughly, the parser's stack of open elements and its
// list of active formatting elements (HTML Standard, section 13.2.4).
type openElements struct {
	stack    []openElement
	pending  []openElement // styles whose block has ended: opened again in the next one
	styles   int           // styles in stack and pending
	markers  int           // elements in stack beyond which no style is opened again
	foreign  int           // <svg> and <math> in stack
	reopened int           // styles opened again so far
}

type openElement struct {
	name    atom.Atom // 0 for every name that HTML does not know
	class   class
	markers int // when it was opened
}

// text opens the pending styles again, as the parser does before text.
func (o *openElements) text() {
	if len(o.pending) == 0 || len(o.stack) > 0 && o.stack[len(o.stack)-1].class&raw != 0 {
		return
	}
	later := o.pending[:0]
	for _, e := range o.pending {
		if e.markers < o.markers {
			later = append(later, e)
			continue
		}
		o.stack = append(o.stack, e)
		o.reopened++
	}
	o.pending = later
}

// start takes a start tag and reports whether it is within the limits.
func (o *openElements) start(name atom.Atom, selfClosing bool) bool {
	c := classes[name]
	if c&(void|once) != 0 || selfClosing && o.foreign > 0 {
		return true
	}
	if c&ending != 0 {
		o.endImplied(c)
	}
	if c&style != 0 {
		o.text()
	}
	if len(o.stack) >= maxDepth || c&style != 0 && o.styles >= maxStyles {
		return false
	}
	o.stack = append(o.stack, openElement{name, c, o.markers})
	o.count(c, 1)
	return true
}

func (o *openElements) endImplied(c class) {
	for _, rule := range impliedEnds {
		if c&rule.starts == 0 {
			continue
		}
		for i := len(o.stack) - 1; i >= 0; i-- {
			if o.stack[i].class&rule.closes != 0 {
				o.pop(i)
				break
			}
			if o.stack[i].class&rule.within != 0 {
				break
			}
		}
	}
}

// end takes an end tag and reports whether it is worth keeping: the parser
// looks through the whole stack for each that ends nothing.
func (o *openElements) end(name atom.Atom) bool {
	if i := o.find(name); i >= 0 {
		o.pop(i)
		return true
	}
	for i := len(o.pending) - 1; i >= 0; i-- {
		if o.pending[i].name == name {
			o.pending = slices.Delete(o.pending, i, i+1)
			o.styles--
			return true
		}
	}
	return len(o.stack) < strictDepth || name == atom.P || name == atom.Br
}

// find returns the index of the innermost open element called name that an end
// tag can reach, or -1.
func (o *openElements) find(name atom.Atom) int {
	within := scope
	if classes[name]&table != 0 {
		within = tableBound
	}
	for i := len(o.stack) - 1; i >= 0; i-- {
		if o.stack[i].name == name {
			return i
		}
		if o.stack[i].class&within != 0 {
			return -1
		}
	}
	return -1
}

// pop ends the element at i: a style alone, any other with all within it. The
// styles within it become pending, unless it bounds them, as a table cell does.
func (o *openElements) pop(i int) {
	ended := o.stack[i]
	if ended.class&style != 0 {
		o.stack = slices.Delete(o.stack, i, i+1)
		o.count(ended.class, -1)
		return
	}
	rest := o.stack[i:]
	o.stack = o.stack[:i]
	for _, e := range rest {
		if e.class&style != 0 {
			o.pending = append(o.pending, e)
			continue
		}
		o.count(e.class, -1)
	}
	o.forget()
}

// forget drops the pending styles whose bound has ended.
func (o *openElements) forget() {
	o.pending = slices.DeleteFunc(o.pending, func(e openElement) bool {
		if e.markers <= o.markers {
			return false
		}
		o.styles--
		return true
	})
}

func (o *openElements) count(c class, n int) {
	switch {
	case c&style != 0:
		o.styles += n
	case c&foreign != 0:
		o.foreign += n
	case c&marker != 0:
		o.markers += n
	}
}
