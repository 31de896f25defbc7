package page

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// IsHeading reports whether n is an element for headings, h1 to h6.
func IsHeading(n *html.Node) bool {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}
