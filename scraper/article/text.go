package article

import (
	"strings"

	"golang.org/x/net/html"

	"onrecord/archive"
	"onrecord/scraper/page"
)

// readText reads summary and body.
func (r *reader) readText() {
	if len(r.picked.body) > 0 {
		r.selectedText()
	} else {
		r.generalText()
	}
}

// selectedText reads the text with the feed's selectors.
func (r *reader) selectedText() {
	left := make(map[*html.Node]bool)
	for _, nodes := range [][]*html.Node{r.picked.title, r.picked.date, r.picked.summary} {
		for _, n := range nodes {
			left[n] = true
		}
	}
	for n := range r.picked.removed {
		left[n] = true
	}
	paragraphs := page.Paragraphs(func(n *html.Node) bool { return left[n] }, r.picked.body...)
	r.reading.Content.Body = join(paragraphs)
	r.reading.Content.Summary = textWithout(r.picked.removed, r.picked.summary...)
	r.take(archive.FieldBody, SourceSelector)
}

// generalText reads the text by itself.
func (r *reader) generalText() {
	o := r.outline()
	r.findHeadline()
	o.markFurniture(r.headline)
	r.region = r.findRegion()
	if len(r.region.elements) == 0 {
		return
	}
	dropped := make(map[*html.Node]bool)
	var roots []*html.Node
	for _, i := range r.region.elements {
		roots = append(roots, o.elements[i].node)
		for e := i; e < o.elements[i].end; e++ {
			if o.elements[e].dropped {
				dropped[o.elements[e].node] = true
			}
		}
	}
	paragraphs := page.Paragraphs(func(n *html.Node) bool { return dropped[n] || r.picked.removed[n] }, roots...)
	lines := newLines(r.afterHeadline(paragraphs))
	r.filterLines(lines)
	r.reading.Content.Body = join(kept(lines))
	r.take(archive.FieldBody, SourceReader)
}

// afterHeadline returns the paragraphs after the one that prints the title.
func (r *reader) afterHeadline(paragraphs []page.Paragraph) []page.Paragraph {
	if r.headline < 0 {
		return paragraphs
	}
	h := r.outline().paragraphs[r.headline]
	for i, p := range paragraphs {
		if p.Block == h.Block && p.Text == h.Text {
			return paragraphs[i+1:]
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
