package listing

import (
	"hash/maphash"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/archive"
	"onrecord/scraper/page"
)

// Bounds of what is looked at on one page. No listing comes near them; a page
// made to waste time does.
const (
	maxElements = 400_000
	maxLinks    = 20_000
	maxText     = 8 << 20
	maxKept     = 400 // bytes of a title or a label that are looked at
)

// element is one element of the page, in document order: those inside element
// i are i+1 … end-1. Its text is tree.text[from:to], its links are
// tree.links[firstLink:lastLink].
type element struct {
	node                *html.Node
	parent              int32
	end                 int32
	from, to            int32
	firstLink, lastLink int32
	shape               uint64 // names the path from the root; elements of one kind share it
	chrome              bool   // part of a menu, a footer, a pager …: holds no entries
	heading             bool   // h1 … h6, or inside one
}

// link is one a[href] that leads to another page.
type link struct {
	element int32
	url     string // as archive.CleanURL gives it
	usable  bool   // may be an entry
	label   string // normalised text, cut to maxKept bytes
	kind    labelKind
	copies  int // links with another address and the same label
}

// tree is the page in document order, so that an element, what it prints and
// which links and dates it holds are ranges of numbers.
type tree struct {
	page     *page.Page
	elements []element
	links    []link
	text     string  // what the page prints; "\n" ends a line, "\t" a cell
	lines    []int32 // where its lines and cells begin
	dates    []found // in the order of the text
	mains    []int32 // h1 and main elements, in order
	seed     maphash.Seed
	// linkedSum[i] is the bytes of text in the first i links.
	linkedSum []int
	places    map[string]int // how often each address is linked
	self      string         // canonical address of the page
	folder    string         // how addresses below the page begin
}

// newTree walks the page once.
func newTree(p *page.Page, o Options) *tree {
	t := &tree{page: p, seed: maphash.MakeSeed()}
	t.self, _ = archive.Canonical(p.URL.String())
	t.folder = strings.TrimSuffix(p.URL.Scheme+"://"+p.URL.Host+p.URL.EscapedPath(), "/") + "/"
	b := &builder{tree: t, options: o}
	b.walk(p.Doc.Nodes)
	t.text = b.text.String()
	t.findLines()
	t.finishLinks()
	t.countPlaces()
	t.finishChrome()
	t.markUsable(o)
	t.findDates(o)
	return t
}

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

// shapeOf names a child n of an element whose shape is up.
func (t *tree) shapeOf(up uint64, n *html.Node) uint64 {
	var h maphash.Hash
	h.SetSeed(t.seed)
	var b [8]byte
	for i := range b {
		b[i] = byte(up >> (8 * i))
	}
	_, _ = h.Write(b[:]) // never fails
	_, _ = h.WriteString(n.Data)
	_ = h.WriteByte(' ')
	_, _ = h.WriteString(kindOf(n))
	return h.Sum64()
}

// kindOf returns what, besides its name, makes an element one of a kind: its
// first class that does not merely number or mark it, and the id of a part of
// the layout. Rows and cells need no class: their table or list has one.
func kindOf(n *html.Node) string {
	switch n.DataAtom {
	case atom.Tr, atom.Td, atom.Th, atom.Li, atom.Dd, atom.Dt:
		return ""
	}
	var kind string
	for _, a := range n.Attr {
		switch a.Key {
		case "class":
			kind = stableClass(a.Val) + kind
		case "id":
			if layoutIDs[strings.ToLower(a.Val)] {
				kind += "#" + a.Val
			}
		}
	}
	return kind
}

// stableClass returns the first class that all elements of a kind share, its
// digits folded.
func stableClass(classes string) string {
	for n, class := range strings.Fields(classes) {
		if n > 20 {
			break
		}
		if len(class) > 80 || passingClasses[strings.ToLower(class)] {
			continue
		}
		return foldDigits(class)
	}
	return ""
}

// foldDigits replaces every run of digits by "0".
func foldDigits(s string) string {
	if !strings.ContainsAny(s, "0123456789") {
		return s
	}
	var b strings.Builder
	digit := false
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= '0' && c <= '9' {
			if !digit {
				b.WriteByte('0')
			}
			digit = true
		} else {
			digit = false
			b.WriteByte(c)
		}
	}
	return b.String()
}

// passThrough reports whether n only sets type: such elements come and go
// within one kind of row, and old pages nest them without end.
func passThrough(n *html.Node) bool {
	switch n.DataAtom {
	case atom.B, atom.I, atom.U, atom.Em, atom.Strong, atom.Font, atom.Small, atom.Big, atom.Center, atom.S, atom.Strike,
		atom.Tt, atom.Sub, atom.Sup, atom.Nobr, atom.Tbody, atom.Mark:
		return true
	case atom.Span:
		return attr(n, "class") == ""
	}
	return false
}

func printsNothing(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Head, atom.Select, atom.Option, atom.Datalist,
		atom.Textarea, atom.Iframe, atom.Object, atom.Embed, atom.Audio, atom.Video, atom.Canvas, atom.Svg,
		atom.Map, atom.Noembed, atom.Noframes:
		return true
	}
	return false
}

func isBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Caption, atom.Center, atom.Dd, atom.Details,
		atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hgroup, atom.Hr, atom.Html, atom.Legend,
		atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.P, atom.Pre, atom.Search, atom.Section, atom.Summary,
		atom.Table, atom.Tbody, atom.Tfoot, atom.Thead, atom.Tr, atom.Ul:
		return true
	}
	return false
}

func isCell(n *html.Node) bool { return n.DataAtom == atom.Td || n.DataAtom == atom.Th }

func isHeading(n *html.Node) bool {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return attr(n, "role") == "heading"
}

// attr returns the value of an attribute of n, or "".
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}
