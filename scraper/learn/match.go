package learn

import (
	"strings"

	"golang.org/x/net/html"
)

// matches reports whether an element is what the part says.
func (p *part) matches(n *html.Node) bool {
	switch {
	case p.tag != "" && n.Data != p.tag,
		p.id != "" && strings.TrimSpace(attribute(n, "id")) != p.id,
		p.key != "" && attribute(n, p.key) != p.value:
		return false
	}
	if len(p.classes) > 0 {
		value := attribute(n, "class")
		for _, c := range p.classes {
			if !hasClass(value, c) {
				return false
			}
		}
	}
	return p.stands(n)
}

// stands reports whether an element has the place that the part says.
func (p *part) stands(n *html.Node) bool {
	switch p.place {
	case firstChild:
		return sibling(n, false) == nil
	case lastChild:
		return sibling(n, true) == nil
	case firstOfType:
		for s := n.PrevSibling; s != nil; s = s.PrevSibling {
			if s.Type == html.ElementNode && s.Data == n.Data {
				return false
			}
		}
	}
	if p.after != "" {
		before := sibling(n, false)
		return before != nil && hasClass(attribute(before, "class"), p.after)
	}
	return true
}

func hasClass(value, class string) bool {
	for name := range strings.FieldsSeq(value) {
		if name == class {
			return true
		}
	}
	return false
}

// step is a part and how it is nested in the one before it.
type step struct {
	part
	child bool // directly
}

// index finds the elements of a page by their names: far faster than asking a
// selector engine for every candidate.
type index struct {
	class, tag, id map[string][]*html.Node
	all            []*html.Node
}

func newIndex(root *html.Node) *index {
	x := &index{class: map[string][]*html.Node{}, tag: map[string][]*html.Node{}, id: map[string][]*html.Node{}}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		x.all = append(x.all, n)
		x.tag[n.Data] = append(x.tag[n.Data], n)
		if id := strings.TrimSpace(attribute(n, "id")); id != "" {
			x.id[id] = append(x.id[id], n)
		}
		for c := range strings.FieldsSeq(attribute(n, "class")) {
			if list := x.class[c]; len(list) == 0 || list[len(list)-1] != n {
				x.class[c] = append(list, n)
			}
		}
	}
	return x
}

// find returns what the steps, the outermost first, select, in the order of the page.
func (x *index) find(steps []step) []*html.Node {
	last := &steps[len(steps)-1]
	from := x.all
	switch {
	case last.id != "":
		from = x.id[last.id]
	case len(last.classes) > 0:
		from = x.class[last.classes[0]]
	case last.tag != "":
		from = x.tag[last.tag]
	}
	var found []*html.Node
	for _, n := range from {
		if last.matches(n) && nestedIn(n, steps) {
			found = append(found, n)
		}
	}
	return found
}

// nestedIn reports whether n, which the last of the steps selects, stands in
// what the others select.
func nestedIn(n *html.Node, steps []step) bool {
	if len(steps) == 1 {
		return true
	}
	outer := steps[:len(steps)-1]
	for up := n.Parent; up != nil; up = up.Parent {
		if up.Type == html.ElementNode && outer[len(outer)-1].matches(up) && nestedIn(up, outer) {
			return true
		}
		if steps[len(steps)-1].child {
			return false
		}
	}
	return false
}

// css returns the steps as a selector.
func css(steps []step) string {
	var b strings.Builder
	for i, s := range steps {
		switch {
		case i > 0 && s.child:
			b.WriteString(" > ")
		case i > 0:
			b.WriteByte(' ')
		}
		b.WriteString(s.css)
	}
	return b.String()
}
