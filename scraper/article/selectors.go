package article

import (
	"strings"

	"golang.org/x/net/html"

	"onrecord/archive"
	"onrecord/scraper/page"
)

// selected is what the feed's selectors found on a page.
type selected struct {
	removed map[*html.Node]bool
	title   []*html.Node
	date    []*html.Node
	summary []*html.Node
	body    []*html.Node
}

// selectFields applies the feed's selectors.
func (r *reader) selectFields() selected {
	s := selected{removed: map[*html.Node]bool{}}
	for _, selector := range r.options.Select.Remove {
		for _, n := range r.query(selector) {
			s.removed[n] = true
		}
	}
	s.title = s.without(r.query(r.options.Select.Title))
	s.date = s.without(r.query(r.options.Select.Date))
	s.summary = s.without(r.query(r.options.Select.Summary))
	s.body = outermost(s.without(r.query(r.options.Select.Body)))
	return s
}

// query returns what a selector finds. One that is none is said in a warning.
func (r *reader) query(selector string) []*html.Node {
	if strings.TrimSpace(selector) == "" {
		return nil
	}
	found, err := page.Query(r.root, selector)
	if err != nil {
		r.warn("The selector " + quoted(selector) + " cannot be used: " + err.Error() + ".")
	}
	return found
}

// without returns the nodes that were not removed.
func (s selected) without(nodes []*html.Node) []*html.Node {
	if len(s.removed) == 0 {
		return nodes
	}
	var kept []*html.Node
	for _, n := range nodes {
		if !within(n, s.removed) {
			kept = append(kept, n)
		}
	}
	return kept
}

// within reports whether n or an element around it is in set.
func within(n *html.Node, set map[*html.Node]bool) bool {
	for ; n != nil; n = n.Parent {
		if set[n] {
			return true
		}
	}
	return false
}

// outermost returns the nodes that are not inside another of them, so that no
// text is taken twice.
func outermost(nodes []*html.Node) []*html.Node {
	set := make(map[*html.Node]bool, len(nodes))
	for _, n := range nodes {
		set[n] = true
	}
	var outer []*html.Node
	for _, n := range nodes {
		if n.Parent == nil || !within(n.Parent, set) {
			outer = append(outer, n)
		}
	}
	return outer
}

// textWithout returns the text of nodes except what is in left.
func textWithout(left map[*html.Node]bool, nodes ...*html.Node) string {
	var texts []string
	for _, p := range page.Paragraphs(func(n *html.Node) bool { return left[n] }, nodes...) {
		texts = append(texts, p.Text)
	}
	return strings.Join(texts, archive.ParagraphBreak)
}
