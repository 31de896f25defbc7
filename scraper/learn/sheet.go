package learn

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/archive"
	"onrecord/scraper/article"
	"onrecord/scraper/page"
)

// sheet is a sample page in the form in which it is compared with the others.
type sheet struct {
	page       *page.Page
	entry      archive.Entry
	root       *html.Node // the document
	index      *index
	paragraphs []paragraph
	spans      map[*html.Node]span // of every element that prints text
	elements   []*html.Node        // those elements, in the order of the page
	general    article.Reading     // the reading without selectors
	label      label
	found      map[string][]*html.Node    // what selectors find
	readings   map[string]article.Reading // what selectors read, by their mark
	known      archive.Content            // what the article is known to say; empty unless relearning
	title      *html.Node                 // where the title was found; nil: nowhere
}

// paragraph is a paragraph of the page with what tells text from furniture.
type paragraph struct {
	page.Paragraph
	key    string // the text folded, numbers alike: what repeats has the same
	kind   kind
	others int // how many other samples print it too
}

// kind says what the evidence makes of a paragraph.
type kind uint8

const (
	unsure    kind = iota
	text           // the article's own
	furniture      // no part of the article
	common         // within the article's own, and on other pages too
)

// span is a range of paragraphs, [first, last).
type span struct{ first, last int }

func (s span) has(i int) bool { return s.first <= i && i < s.last }

// label is what is known of an article before its page is read.
type label struct {
	title   string
	date    archive.Date
	summary string
	teaser  string // the lead, or the beginning of it
}

func newSheet(s Sample) *sheet {
	sh := &sheet{page: s.Page, entry: s.Entry, spans: map[*html.Node]span{}, readings: map[string]article.Reading{}, found: map[string][]*html.Node{}}
	if len(s.Page.Doc.Nodes) > 0 {
		sh.root = s.Page.Doc.Nodes[0]
	}
	sh.index = newIndex(sh.root)
	w := page.Walker{
		Enter: func(n *html.Node) bool {
			sh.spans[n] = span{first: len(sh.paragraphs)}
			sh.elements = append(sh.elements, n)
			return true
		},
		Leave: func(n *html.Node) {
			sp := sh.spans[n]
			sp.last = len(sh.paragraphs)
			sh.spans[n] = sp
		},
		Paragraph: func(p page.Paragraph) {
			sh.paragraphs = append(sh.paragraphs, paragraph{Paragraph: p, key: keyOf(p.Text)})
		},
	}
	w.Walk(sh.root)
	for _, n := range sh.elements {
		if n.DataAtom == atom.Td || n.DataAtom == atom.Th {
			sh.closeCell(n)
		}
	}
	return sh
}

// closeCell makes the span of a cell in a layout table reach to the next cell,
// or to the end of its row: a cell's last paragraph ends only there.
func (sh *sheet) closeCell(cell *html.Node) {
	sp, row := sh.spans[cell], sh.spans[cell.Parent]
	if row.last-row.first < 2 {
		return // a row of values is one paragraph
	}
	end := row.last
	if next := sibling(cell, true); next != nil {
		if s, ok := sh.spans[next]; ok {
			end = s.first
		}
	}
	sp.last = max(sp.last, end)
	sh.spans[cell] = sp
}

// holder returns the innermost element that holds paragraph i: its block, or
// the cell of its block, which is no block itself.
func (sh *sheet) holder(i int) *html.Node {
	n := sh.paragraphs[i].Block
	for c := n.FirstChild; c != nil; {
		if sp, ok := sh.spans[c]; ok && sp.has(i) {
			n, c = c, c.FirstChild
			continue
		}
		c = c.NextSibling
	}
	return n
}

// fold makes texts comparable that differ in typography, case and white space.
func fold(text string) string {
	return strings.ToLower(archive.Fold(archive.NormaliseLine(text)))
}

// keyOf is fold with all numbers alike: counters and days differ from page to
// page, and are the same furniture.
func keyOf(text string) string {
	var b strings.Builder
	digits := false
	for _, r := range fold(text) {
		if unicode.IsDigit(r) {
			if !digits {
				b.WriteByte('#')
			}
			digits = true
			continue
		}
		digits = false
		b.WriteRune(r)
	}
	return b.String()
}

// compare counts, for every paragraph, the other samples that print it.
func compare(sheets []*sheet) {
	count := map[string]int{}
	for _, sh := range sheets {
		seen := map[string]bool{}
		for _, p := range sh.paragraphs {
			if !seen[p.key] {
				seen[p.key] = true
				count[p.key]++
			}
		}
	}
	for _, sh := range sheets {
		for i := range sh.paragraphs {
			sh.paragraphs[i].others = count[sh.paragraphs[i].key] - 1
		}
	}
}

// linked reports whether a paragraph is a link and hardly anything else.
func (p *paragraph) linked() bool { return p.Linked*10 >= p.Size*8 }

// linksAway reports whether n stands in a link to another page.
func (sh *sheet) linksAway(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n.DataAtom == atom.A {
			address, ok := sh.page.Resolve(attribute(n, "href"))
			return ok && canonical(address) != canonical(sh.page.URL.String())
		}
	}
	return false
}

// canonical returns what two addresses of one page share, "" for what is none.
func canonical(address string) string {
	c, err := archive.Canonical(address)
	if err != nil {
		return ""
	}
	return c
}

// attribute returns the value of an attribute, "" when there is none.
func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// within reports whether n is inside outer, or is it.
func within(n, outer *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == outer {
			return true
		}
	}
	return false
}
