package article

import (
	"strings"

	"golang.org/x/net/html"

	"onrecord/archive"
	"onrecord/scraper/page"
)

// readText reads summary and body.
func (r *reader) readText() {
	if len(r.picked.body) > 0 && r.selectedText() {
		return
	}
	r.generalText()
}

// selectedText reads the text with the feed's selectors, and reports whether
// there was any.
func (r *reader) selectedText() bool {
	left := r.leftOut()
	names := newNaming()
	skip := func(n *html.Node) bool { return left[n] || isForm(n) || r.isDayMark(names, n) }
	lines := newLines(page.Paragraphs(skip, r.picked.body...))
	r.filterSelected(lines)
	if !hasText(lines) {
		return false
	}
	l := r.selectedLead()
	if len(l.paragraphs) == 0 {
		l = r.leadWithin(lines)
	}
	r.takeText(l, lines, SourceSelector)
	return true
}

// leftOut returns the elements that are no part of the body because the feed
// removes them, or selects them for another field.
func (r *reader) leftOut() map[*html.Node]bool {
	left := make(map[*html.Node]bool)
	for _, nodes := range [...][]*html.Node{r.picked.title, r.picked.date, r.picked.summary} {
		for _, n := range nodes {
			left[n] = true
		}
	}
	for n := range r.picked.removed {
		left[n] = true
	}
	for _, n := range r.picked.body {
		delete(left, n)
	}
	return left
}

// selectedLead returns the lead that the feed's selector finds.
func (r *reader) selectedLead() lead {
	if len(r.picked.summary) == 0 {
		return lead{}
	}
	removed := r.picked.removed
	paragraphs := page.Paragraphs(func(n *html.Node) bool { return removed[n] }, r.picked.summary...)
	return lead{paragraphs: paragraphs, source: SourceSelector}
}

// generalText reads the text by itself.
func (r *reader) generalText() {
	r.analyse()
	if len(r.region.elements) == 0 {
		return
	}
	lines := newLines(r.afterHeadline(r.regionParagraphs()))
	r.filterLines(lines)
	l := r.selectedLead()
	if len(l.paragraphs) == 0 {
		l = r.findLead(lines)
	}
	r.takeText(l, lines, SourceReader)
}

// regionParagraphs returns the paragraphs of the region without furniture.
func (r *reader) regionParagraphs() []page.Paragraph {
	o := r.outline()
	left := r.leftOut()
	var roots []*html.Node
	for _, i := range r.region.elements {
		roots = append(roots, o.elements[i].node)
		for e := i; e < o.elements[i].end; e++ {
			if o.elements[e].dropped {
				left[o.elements[e].node] = true
			}
		}
	}
	return page.Paragraphs(func(n *html.Node) bool { return left[n] }, roots...)
}

// afterHeadline returns the paragraphs after the one that prints the title.
func (r *reader) afterHeadline(paragraphs []page.Paragraph) []page.Paragraph {
	if r.headline < 0 {
		return paragraphs
	}
	h := r.outline().paragraphs[r.headline]
	for i, p := range paragraphs {
		if p.Block == h.Block && (p.Text == h.Text || isHeading(p.Block)) {
			return paragraphs[i+1:]
		}
	}
	return r.belowHeadline(paragraphs, h)
}

// belowHeadline is afterHeadline where the headline itself is not among the
// paragraphs, or only what a selector has left of it: the order of the page decides.
func (r *reader) belowHeadline(paragraphs []page.Paragraph, h paragraph) []page.Paragraph {
	last := make(map[*html.Node]int) // the last paragraph of each block
	for i := range r.outline().paragraphs {
		last[r.outline().paragraphs[i].Block] = i
	}
	for i, p := range paragraphs {
		if p.Block == h.Block && strings.Contains(h.Text, p.Text) {
			return paragraphs[i+1:]
		}
		if p.Block != h.Block && last[p.Block] > r.headline {
			return paragraphs[i:]
		}
	}
	return paragraphs
}

func join(paragraphs []page.Paragraph) string {
	texts := make([]string, len(paragraphs))
	for i, p := range paragraphs {
		texts[i] = p.Text
	}
	return strings.Join(texts, archive.ParagraphBreak)
}
