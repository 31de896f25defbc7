package listing

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// markedNumber returns the number in a pager that stands for the page itself:
// marked as current, or the only one that is no link.
func markedNumber(group []numbered) (int, bool) {
	pagerOf := commonParent(group)
	if pagerOf == nil {
		return 0, false
	}
	plain, count, seen := 0, 0, 0
	for n := range pagerOf.Descendants() {
		if seen++; seen > 3000 {
			break
		}
		if n.Type != html.TextNode {
			continue
		}
		number, err := strconv.Atoi(strings.Trim(strings.TrimSpace(n.Data), "[]()"))
		if err != nil || number < 1 {
			continue
		}
		if isCurrent(n, pagerOf) {
			return number, true
		}
		if !inLink(n, pagerOf) {
			plain, count = number, count+1
		}
	}
	return plain, count == 1
}

// commonParent returns the innermost element around all links of a group, or
// around the parent of a single one.
func commonParent(group []numbered) *html.Node {
	p := group[0].turn.node.Parent
	for range 6 {
		if p == nil || holdsAll(p, group) {
			break
		}
		p = p.Parent
	}
	if len(group) == 1 && p != nil && p.DataAtom == atom.Li {
		p = p.Parent
	}
	return p
}

func holdsAll(p *html.Node, group []numbered) bool {
	for _, n := range []numbered{group[0], group[len(group)-1]} {
		if !within(n.turn.node, p) {
			return false
		}
	}
	return true
}

func within(n, up *html.Node) bool {
	for range 12 {
		if n == up {
			return true
		}
		if n = n.Parent; n == nil {
			return false
		}
	}
	return false
}

// isCurrent reports whether an element around n, inside stop, is marked as the current page.
func isCurrent(n, stop *html.Node) bool {
	for p := n.Parent; p != nil && p != stop; p = p.Parent {
		if v := attr(p, "aria-current"); v != "" && v != "false" {
			return true
		}
		for w := range words(attr(p, "class")) {
			switch w {
			case "current", "active", "selected", "cur", "curr", "curpage", "now", "this":
				return true
			}
		}
	}
	return false
}

func inLink(n, stop *html.Node) bool {
	for p := n.Parent; p != nil && p != stop; p = p.Parent {
		if p.DataAtom == atom.A && attr(p, "href") != "" {
			return true
		}
	}
	return false
}
