package listing

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// builder holds what is only needed while the page is walked.
type builder struct {
	tree    *tree
	options Options
	text    strings.Builder
	last    byte // the last byte written
	open    []int32
}

func (b *builder) walk(roots []*html.Node) {
	for _, root := range roots {
		for n := root; n != nil; {
			if b.enter(n) && n.FirstChild != nil {
				n = n.FirstChild
				continue
			}
			for n != root && n.NextSibling == nil {
				n = n.Parent
				b.leave(n)
			}
			if n == root {
				break
			}
			n = n.NextSibling
		}
	}
}

// enter handles the beginning of n and reports whether to go inside. What has
// no children is left at once.
func (b *builder) enter(n *html.Node) bool {
	switch n.Type {
	case html.TextNode:
		b.write(n.Data)
		return false
	case html.ElementNode:
	case html.DocumentNode:
		return true
	default:
		return false
	}
	if n.DataAtom == atom.Br {
		b.breakWith('\n')
		return false
	}
	if printsNothing(n) || len(b.tree.elements) >= maxElements || b.text.Len() >= maxText {
		return false
	}
	b.separate(n)
	b.push(n)
	if n.FirstChild == nil {
		b.leave(n)
		return false
	}
	return true
}

func (b *builder) push(n *html.Node) {
	t := b.tree
	i := int32(len(t.elements))
	e := element{node: n, parent: -1, from: int32(b.text.Len()), firstLink: int32(len(t.links))}
	if len(b.open) > 0 {
		e.parent = b.open[len(b.open)-1]
		up := &t.elements[e.parent]
		e.shape, e.heading = up.shape, up.heading
	}
	e.heading = e.heading || isHeading(n)
	if !passThrough(n) {
		e.shape = t.shapeOf(e.shape, n)
	}
	t.elements = append(t.elements, e)
	b.open = append(b.open, i)
	switch n.DataAtom {
	case atom.A:
		t.addLink(i, n)
	case atom.H1, atom.Main:
		t.mains = append(t.mains, i)
	}
}

func (b *builder) leave(n *html.Node) {
	if n.Type != html.ElementNode || len(b.open) == 0 {
		return
	}
	i := b.open[len(b.open)-1]
	e := &b.tree.elements[i]
	if e.node != n {
		return // it was not entered
	}
	b.open = b.open[:len(b.open)-1]
	e.end = int32(len(b.tree.elements))
	e.lastLink = int32(len(b.tree.links))
	e.to = int32(b.text.Len())
	if isBlock(n) || isCell(n) {
		b.separate(n)
	}
}

// separate ends a line at a block, a cell at a cell.
func (b *builder) separate(n *html.Node) {
	switch {
	case isCell(n):
		b.breakWith('\t')
	case isBlock(n):
		b.breakWith('\n')
	case b.last > ' ' && apart(n):
		b.text.WriteByte(' ')
		b.last = ' '
	}
}

// apart reports whether n and the element before it are kept apart by styles
// only: "<span>5.11.2024</span><a>Title</a>" prints two words.
func apart(n *html.Node) bool {
	before := n.PrevSibling
	return before != nil && before.Type == html.ElementNode && isBox(n) && isBox(before)
}

// isBox reports whether n may be set apart from its neighbours: it is no mere
// change of type within a word.
func isBox(n *html.Node) bool {
	return n.DataAtom == atom.Span || n.DataAtom != atom.Wbr && !passThrough(n)
}

func (b *builder) breakWith(c byte) {
	if b.last == 0 || b.last == '\n' || b.last == c {
		return
	}
	b.text.WriteByte(c)
	b.last = c
}

// write adds text with every run of white space as one space.
func (b *builder) write(s string) {
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case r == '\u00ad' || r == '\u200b' || r == '\ufeff' || r == '\u200e' || r == '\u200f':
		case unicode.IsSpace(r) || unicode.IsControl(r):
			if b.last != 0 && b.last != ' ' && b.last != '\n' && b.last != '\t' {
				b.text.WriteByte(' ')
				b.last = ' '
			}
		default:
			b.text.WriteString(s[:size])
			b.last = s[size-1]
		}
		s = s[size:]
	}
}
