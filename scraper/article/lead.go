package article

import (
	"strings"

	"golang.org/x/net/html"

	"onrecord/archive"
	"onrecord/scraper/page"
)

// What a lead may measure.
const (
	leadParagraphs = 4
	leadBytes      = 1500
	leadWords      = 5 // fewer are a label
)

// lead is the paragraphs that introduce the text.
type lead struct {
	paragraphs []page.Paragraph
	used       int // how many of the text's lines, from the beginning, are the lead or stand before it
	source     string
	note       string
}

// findLead finds the lead: what stands marked as such between the title and
// the text, else the beginning of the text if it is marked, wholly bold or
// italic, or printed by the listing as teaser.
func (r *reader) findLead(lines []line) lead {
	l := r.leadAbove()
	if len(l.paragraphs) == 0 {
		l = r.leadWithin(lines)
	}
	if len(l.paragraphs) == 0 {
		return lead{}
	}
	return l
}

// leadAbove returns what stands marked as lead, or is confirmed as such by
// teaser or description, between the title and the region of the text.
func (r *reader) leadAbove() lead {
	if r.headline < 0 || len(r.region.elements) == 0 {
		return lead{}
	}
	o := r.outline()
	l := lead{source: SourceReader}
	size := 0
	for i := r.headline + 1; i < r.region.first && i < len(o.paragraphs); i++ {
		p := &o.paragraphs[i]
		if p.drop || o.aboutOthers(p.element) {
			continue
		}
		marked := o.markedLead(p.element, r.headline) && countWords(p.Text) >= leadWords
		switch {
		case marked:
			l.note = "marked as lead"
		case p.prose > 0 && r.confirmed(p.Text):
			l.note = "confirmed by teaser or description"
		default:
			continue
		}
		if size += p.Size; size > leadBytes || len(l.paragraphs) == leadParagraphs {
			break
		}
		l.paragraphs = append(l.paragraphs, p.Paragraph)
	}
	return l
}

// markedLead reports whether element e, or one of the two around it that do
// not hold the title too, is named as a lead.
func (o *outline) markedLead(e, headline int) bool {
	for up := 0; e >= 0 && up < 3; e, up = o.elements[e].parent, up+1 {
		el := &o.elements[e]
		if el.first <= headline && headline < el.last {
			return false
		}
		if el.kind.is(kindLead) {
			return true
		}
	}
	return false
}

// confirmed reports whether the listing's teaser or the page's description
// prints text, or its beginning.
func (r *reader) confirmed(text string) bool {
	if sameOpening(r.options.Entry.Teaser, text) {
		return true
	}
	for _, d := range r.meta.descriptions {
		if sameOpening(d.value, text) {
			return true
		}
	}
	return false
}

// shortestTeaser is how many letters and digits a teaser must have to say anything.
const shortestTeaser = 20

// sameOpening reports whether teaser prints text or the beginning of it, or
// text and more.
func sameOpening(teaser, text string) bool {
	a, b := fold(strings.TrimRight(clip(teaser, leadBytes), " .…")), fold(clip(text, leadBytes))
	if len(a) < shortestTeaser || len(b) < shortestTeaser {
		return false
	}
	return strings.HasPrefix(b, a) || strings.HasPrefix(a, b)
}

// leadWithin returns the lead at the beginning of the text.
func (r *reader) leadWithin(lines []line) lead {
	first := nextLine(lines, 0)
	if first < 0 || nextLine(lines, first+1) < 0 {
		return lead{} // nothing would be left as text
	}
	for _, find := range [...]func([]line, int) lead{r.namedLead, emphasisedLead, r.teasedLead} {
		if l := find(lines, first); len(l.paragraphs) > 0 && hasText(lines[l.used:]) {
			return l
		}
	}
	return lead{}
}

// nextLine returns the index of the first line from i on that is text, -1 when
// there is none.
func nextLine(lines []line, i int) int {
	for ; i < len(lines); i++ {
		if !lines[i].drop {
			return i
		}
	}
	return -1
}

func hasText(lines []line) bool { return nextLine(lines, 0) >= 0 }

// collectLead takes lines from first on for as long as belongs holds.
func collectLead(lines []line, first int, note string, belongs func(*line) bool) lead {
	l := lead{source: SourceReader, note: note}
	size := 0
	for i := first; i < len(lines); i++ {
		if lines[i].drop {
			continue
		}
		if size += lines[i].Size; !belongs(&lines[i]) || size > leadBytes || len(l.paragraphs) == leadParagraphs {
			break
		}
		l.paragraphs = append(l.paragraphs, lines[i].Paragraph)
		l.used = i + 1
	}
	return l
}

// linesBeforeLead is how many short lines, such as a word over the title, may
// stand before a lead that is marked as such.
const linesBeforeLead = 3

// namedLead takes the opening lines that stand in an element named as a lead.
func (r *reader) namedLead(lines []line, first int) lead {
	names := newNaming()
	for skipped := 0; first >= 0 && skipped <= linesBeforeLead; skipped++ {
		l := collectLead(lines, first, "marked as lead", func(l *line) bool {
			return l.words >= leadWords && r.inLead(names, l.Block)
		})
		if len(l.paragraphs) > 0 || lines[first].words > 12 || lines[first].end && lines[first].words >= leadWords {
			return l
		}
		first = nextLine(lines, first+1)
	}
	return lead{}
}

// inLead reports whether block, or one of the two elements around it inside
// the region, is named as a lead.
func (r *reader) inLead(names *naming, block *html.Node) bool {
	for n, up := block, 0; n != nil && up < 3 && !r.isRegion(n); n, up = n.Parent, up+1 {
		if k := names.of(n); k.is(kindLead) || k.is(kindTeaser) && n == block {
			return true
		}
	}
	return false
}

// isRegion reports whether n is a root of the text.
func (r *reader) isRegion(n *html.Node) bool {
	for _, e := range r.region.elements {
		if r.outline().elements[e].node == n {
			return true
		}
	}
	for _, b := range r.picked.body {
		if b == n {
			return true
		}
	}
	return false
}

// emphasisedLead takes the opening lines that are wholly bold or italic, if
// what follows is not, or a long first heading.
func emphasisedLead(lines []line, first int) lead {
	if f := &lines[first]; f.words < leadWords || !f.heading && !emphasised(f) || f.heading && f.words < 10 {
		return lead{}
	}
	heading := lines[first].heading
	l := collectLead(lines, first, "wholly bold or italic", func(l *line) bool {
		return l.words >= leadWords && l.heading == heading && (heading || emphasised(l))
	})
	if next := nextLine(lines, l.used); next >= 0 && emphasised(&lines[next]) && !lines[next].heading && lines[next].words >= leadWords {
		return lead{} // the whole text is set like that
	}
	return l
}

func emphasised(l *line) bool {
	return l.Bold*10 >= l.Size*9 || l.Italic*10 >= l.Size*9
}

// teasedLead takes the opening line that the listing prints as teaser, and the
// lines after it that the teaser prints as well.
func (r *reader) teasedLead(lines []line, first int) lead {
	teaser := r.options.Entry.Teaser
	if !sameOpening(teaser, lines[first].Text) {
		return lead{}
	}
	whole := fold(teaser)
	return collectLead(lines, first, "the listing prints it as teaser", func(l *line) bool {
		return l.folded == lines[first].folded || len(l.folded) >= shortestTeaser && strings.Contains(whole, l.folded)
	})
}

// takeText notes summary and body.
func (r *reader) takeText(l lead, lines []line, source string) {
	if len(l.paragraphs) > 0 {
		r.reading.Content.Summary = join(l.paragraphs)
		r.take(archive.FieldSummary, l.source)
		r.claim(archive.FieldSummary, l.source, r.reading.Content.Summary, l.note)
		lines = lines[l.used:]
	}
	body := kept(lines)
	for len(body) > 1 && len(l.paragraphs) > 0 && fold(body[0].Text) == fold(l.paragraphs[0].Text) {
		body = body[1:] // printed twice: as lead and again at the head of the text
	}
	if len(body) == 0 {
		return
	}
	r.reading.Content.Body = join(body)
	r.take(archive.FieldBody, source)
}
