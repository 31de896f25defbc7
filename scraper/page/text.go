package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/archive"
)

// Paragraph is one paragraph of a page as its reader sees it.
type Paragraph struct {
	Text   string     // normalised (see archive.NormaliseLine), never empty
	Block  *html.Node // the element that keeps it apart from its neighbours
	Size   int        // bytes of its text without white space
	Linked int        // bytes of Size inside links
	Bold   int        // bytes of Size in bold type
	Italic int        // bytes of Size in italics
	Links  int        // links that begin in it
}

// Walker walks a part of a page in its order and breaks it into paragraphs.
// Nil functions are not called.
type Walker struct {
	// Enter is called for every element that prints text; what is inside is
	// left out when it returns false.
	Enter func(*html.Node) bool
	// Leave is called after everything inside an entered element.
	Leave func(*html.Node)
	// Paragraph is called for every paragraph, when it ends: before Leave of
	// its Block, and before Enter of a block that follows it.
	Paragraph func(Paragraph)
}

// Text returns what the nodes print: paragraphs separated by an empty line,
// normalised. Block elements, list items, table rows and two line breaks in a
// row end a paragraph; a single line break and the cells of a row are parted
// by a space. Scripts, styles, templates, form fields and hidden elements
// print nothing.
func Text(nodes ...*html.Node) string {
	var b strings.Builder
	for _, p := range Paragraphs(nil, nodes...) {
		if b.Len() > 0 {
			b.WriteString(archive.ParagraphBreak)
		}
		b.WriteString(p.Text)
	}
	return b.String()
}

// Paragraphs returns the paragraphs of the nodes, in the order given, without
// the elements for which skip, unless nil, is true.
func Paragraphs(skip func(*html.Node) bool, nodes ...*html.Node) []Paragraph {
	var paragraphs []Paragraph
	w := Walker{Paragraph: func(p Paragraph) { paragraphs = append(paragraphs, p) }}
	if skip != nil {
		w.Enter = func(n *html.Node) bool { return !skip(n) }
	}
	for _, n := range nodes {
		w.Walk(n)
	}
	return paragraphs
}

// Walk walks root and everything inside it. It needs time linear in the size
// of the page and no stack, however deeply elements are nested.
func (w Walker) Walk(root *html.Node) {
	if root == nil {
		return
	}
	t := &typesetter{walker: w, root: root, blocks: []*html.Node{blockOf(root)}}
	for n := root; n != nil; {
		if t.enter(n) && n.FirstChild != nil {
			n = n.FirstChild
			continue
		}
		for n != root && n.NextSibling == nil {
			n = n.Parent
			t.leave(n)
		}
		if n == root {
			break
		}
		n = n.NextSibling
	}
	t.flush()
}

// blockOf returns n when it is an element, else the element that holds it.
func blockOf(n *html.Node) *html.Node {
	if n.Type == html.ElementNode || n.Parent == nil {
		return n
	}
	return n.Parent
}

// typesetter gathers the text of one paragraph after the other.
type typesetter struct {
	walker Walker
	root   *html.Node
	blocks []*html.Node // open blocks, the innermost last
	text   strings.Builder
	now    Paragraph
	breaks int // line breaks since the last text
	link   int // open elements of each kind
	bold   int
	italic int
	pre    int
}

// enter handles the beginning of n and reports whether to go inside. An
// element without children is left at once.
func (t *typesetter) enter(n *html.Node) bool {
	switch n.Type {
	case html.TextNode:
		t.write(n.Data)
		return false
	case html.ElementNode:
	case html.DocumentNode:
		return true
	default:
		return false
	}
	if n.DataAtom == atom.Br {
		t.lineBreak()
		return false
	}
	if Silent(n) {
		return false
	}
	if isBlock(n) {
		t.flush()
	} else if isCell(n) {
		t.cell(n)
	}
	if t.walker.Enter != nil && !t.walker.Enter(n) {
		return false
	}
	t.open(n, 1)
	if n.FirstChild == nil {
		t.leave(n)
		return false
	}
	return true
}

// leave handles the end of n, an element that was entered.
func (t *typesetter) leave(n *html.Node) {
	if n.Type != html.ElementNode {
		return
	}
	if isBlock(n) {
		t.flush()
	}
	t.open(n, -1)
	if t.walker.Leave != nil {
		t.walker.Leave(n)
	}
}

// open counts n among the open elements, or takes it away again.
func (t *typesetter) open(n *html.Node, by int) {
	switch n.DataAtom {
	case atom.A:
		t.link += by
		if by > 0 {
			t.now.Links++
		}
	case atom.B, atom.Strong:
		t.bold += by
	case atom.I, atom.Em, atom.Cite:
		t.italic += by
	case atom.Pre, atom.Xmp, atom.Listing:
		t.pre += by
	case atom.Span, atom.Font, atom.P, atom.Div:
		t.style(n, by)
	}
	if !isBlock(n) {
		return
	}
	if by > 0 {
		t.blocks = append(t.blocks, n)
	} else if len(t.blocks) > 1 {
		t.blocks = t.blocks[:len(t.blocks)-1]
	}
}

// style counts n when its own style sets it in bold type or italics.
func (t *typesetter) style(n *html.Node, by int) {
	if styledAs(n, "font-weight", "bold", "bolder", "600", "700", "800", "900") {
		t.bold += by
	}
	if styledAs(n, "font-style", "italic", "oblique") {
		t.italic += by
	}
}

// cell keeps the cells of a table row apart: by a space in a row of values, as
// paragraphs in a table that lays out a page.
func (t *typesetter) cell(n *html.Node) {
	if layoutRow(n.Parent) {
		t.flush()
		return
	}
	t.text.WriteByte(' ')
}

// lineBreak ends the paragraph at the second break in a row.
func (t *typesetter) lineBreak() {
	t.breaks++
	if t.breaks > 1 {
		t.flush()
		return
	}
	t.text.WriteByte(' ')
}

// write adds a text node, in which only preformatted blank lines break.
func (t *typesetter) write(text string) {
	if t.pre == 0 {
		t.add(text)
		return
	}
	for i, part := range strings.Split(archive.Normalise(text), archive.ParagraphBreak) {
		if i > 0 {
			t.flush()
		}
		t.add(" " + part + " ")
	}
}

// add appends text to the paragraph and counts how it is set.
func (t *typesetter) add(text string) {
	t.text.WriteString(text)
	n := printed(text)
	if n == 0 {
		return
	}
	t.breaks = 0
	t.now.Size += n
	if t.link > 0 {
		t.now.Linked += n
	}
	if t.bold > 0 {
		t.now.Bold += n
	}
	if t.italic > 0 {
		t.now.Italic += n
	}
}

// printed returns the number of bytes of text that are no white space.
func printed(text string) int {
	n := 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c <= ' ':
		case c == 0xC2 && i+1 < len(text) && text[i+1] == 0xA0: // a no-break space
			i++
		default:
			n++
		}
	}
	return n
}

// flush ends the paragraph.
func (t *typesetter) flush() {
	if t.now.Size > 0 {
		t.now.Text = archive.NormaliseLine(t.text.String())
		t.now.Block = t.blocks[len(t.blocks)-1]
		if t.now.Text != "" && t.walker.Paragraph != nil {
			t.walker.Paragraph(t.now)
		}
	}
	t.text.Reset()
	t.now = Paragraph{}
	t.breaks = 0
}
