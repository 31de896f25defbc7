package reader

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// blocks are the elements that begin a paragraph of their own.
var blocks = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true, atom.Body: true, atom.Dd: true,
	atom.Details: true, atom.Div: true, atom.Dl: true, atom.Dt: true, atom.Figcaption: true, atom.Figure: true,
	atom.Footer: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true,
	atom.Header: true, atom.Hr: true, atom.Li: true, atom.Main: true, atom.Nav: true, atom.Ol: true, atom.P: true,
	atom.Pre: true, atom.Section: true, atom.Summary: true, atom.Table: true, atom.Tr: true, atom.Ul: true,
}

// silent are the elements whose content is never shown.
var silent = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Template: true, atom.Noscript: true, atom.Iframe: true, atom.Head: true,
}

// text renders the elements that a library returned: its paragraphs, separated
// by an empty line. Some libraries' own text has no line breaks at all.
func text(n *html.Node) string {
	var r renderer
	if n != nil {
		r.node(n)
	}
	r.flush()
	return strings.Join(r.paragraphs, "\n\n")
}

type renderer struct {
	paragraphs []string
	line       strings.Builder
}

func (r *renderer) node(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		r.line.WriteString(n.Data)
		return
	case n.Type == html.CommentNode || silent[n.DataAtom]:
		return
	case n.DataAtom == atom.Br || n.DataAtom == atom.Td || n.DataAtom == atom.Th:
		r.line.WriteByte(' ')
	}
	block := blocks[n.DataAtom]
	if block {
		r.flush()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.node(c)
	}
	if block {
		r.flush()
	}
}

func (r *renderer) flush() {
	if p := strings.Join(strings.Fields(r.line.String()), " "); p != "" {
		r.paragraphs = append(r.paragraphs, p)
	}
	r.line.Reset()
}
