package page

import (
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// Query returns what a selector finds within root, in the order of the page, or
// an error when it is none. Where all that it finds must have a class, as with
// ".news .date", only elements in whose class attribute the name stands are
// looked at closely: there are few, and comparing every class of every element
// costs ten times as much as passing it by.
func Query(root *html.Node, selector string) ([]*html.Node, error) {
	group, err := cascadia.ParseGroup(selector)
	if err != nil {
		return nil, err
	}
	class := lastClass(selector)
	if class == "" {
		return cascadia.QueryAll(root, group), nil
	}
	var found []*html.Node
	for n := following(root, root); n != nil; n = following(n, root) {
		if n.Type == html.ElementNode && mayHaveClass(n, class) && group.Match(n) {
			found = append(found, n)
		}
	}
	return found, nil
}

// following returns the node after n in the order of the page, nil after the
// last one within root.
func following(n, root *html.Node) *html.Node {
	if n.FirstChild != nil {
		return n.FirstChild
	}
	for ; n != root; n = n.Parent {
		if n.NextSibling != nil {
			return n.NextSibling
		}
	}
	return nil
}

func mayHaveClass(n *html.Node, class string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == "class" && strings.Contains(n.Attr[i].Val, class) {
			return true
		}
	}
	return false
}

// lastClass returns a class that everything has which a selector finds, "" when
// the selector is not so plain that this can be told from its letters.
func lastClass(selector string) string {
	for i := range len(selector) {
		switch c := selector[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		case strings.IndexByte(" .#-_>+~", c) >= 0:
		default:
			return ""
		}
	}
	last := strings.TrimRight(selector, " ")
	last = last[strings.LastIndexAny(last, " >+~")+1:]
	_, class, _ := strings.Cut(last, ".")
	if end := strings.IndexAny(class, ".#"); end >= 0 {
		class = class[:end]
	}
	return class
}
