package learn

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/archive"
	"onrecord/scraper/article"
	"onrecord/scraper/page"
	"onrecord/scraper/rules"
)

// labelByListing says of every sample what the listing knows of it, completed
// by what can be read of the page without help, and sorts its paragraphs.
func (l *learner) labelByListing() {
	compare(l.sheets)
	for _, sh := range l.sheets {
		sh.general = l.read(sh, rules.Select{})
		sh.label = l.labelOf(sh)
	}
	others := l.othersWords()
	for _, sh := range l.sheets {
		l.sortParagraphs(sh, others)
	}
}

func (l *learner) labelOf(sh *sheet) label {
	c := sh.general.Content
	lab := label{title: sh.entry.Title, date: sh.entry.Date, teaser: sh.entry.Teaser, summary: c.Summary}
	if lab.title == "" || len(l.titleNodes(sh, lab.title)) == 0 {
		lab.title = c.Title
	}
	if lab.date == "" && sh.general.Sources[archive.FieldDate] != article.SourceListing {
		lab.date = c.Date
	}
	return lab
}

// othersWords returns what the listing prints of its entries: on an article's
// page, that belongs to blocks about other articles.
func (l *learner) othersWords() []string {
	var words []string
	for _, e := range l.entries {
		for _, text := range []string{e.Title, e.Teaser} {
			if key := keyOf(text); len(key) >= shortestOpening {
				words = append(words, key)
			}
		}
	}
	return words
}

// longestDay is how many bytes a day takes that stands beside a title.
const longestDay = 60

// ofOther reports whether a paragraph prints the title or teaser of another
// entry, perhaps with its day.
func ofOther(p *paragraph, others []string, own map[string]bool) bool {
	for _, key := range others {
		if own[key] || len(p.key) < len(key) || len(p.key) > len(key)+longestDay {
			continue
		}
		if strings.HasPrefix(p.key, key) || strings.HasSuffix(p.key, key) {
			return true
		}
	}
	return false
}

// sortParagraphs tells text from furniture as far as the evidence goes: what
// other samples print too, and links, are furniture; what only this page
// prints, and its reading without help takes, is text.
func (l *learner) sortParagraphs(sh *sheet, others []string) {
	taken := keysOf(sh.general.Content.Text())
	own := keysOf(sh.entry.Title + archive.ParagraphBreak + sh.entry.Teaser)
	half := max(2, (len(l.sheets)+1)/2)
	for i := range sh.paragraphs {
		p := &sh.paragraphs[i]
		switch {
		case p.others+1 >= half, ofOther(p, others, own):
			p.kind = furniture
		case taken[p.key]:
			p.kind = text
		case p.linked():
			p.kind = furniture
		default:
			p.kind = unsure
		}
	}
	l.sortHeadings(sh, taken)
}

// sortHeadings clears headings that other samples have too of being furniture
// where they stand over what only this page prints: "Background" says nothing of
// a text, nor against it.
func (l *learner) sortHeadings(sh *sheet, taken map[string]bool) {
	for i := len(sh.paragraphs) - 2; i >= 0; i-- {
		p, below := &sh.paragraphs[i], &sh.paragraphs[i+1]
		if p.kind == furniture && taken[p.key] && !p.linked() && isHeading(p.Block) && (below.kind == text || below.kind == common) {
			p.kind = common
		}
	}
}

// isHeading reports whether n is an element for headings within a text.
func isHeading(n *html.Node) bool {
	return page.IsHeading(n) && n.DataAtom != atom.H1
}

// keysOf returns the keys of a text's paragraphs.
func keysOf(text string) map[string]bool {
	keys := map[string]bool{}
	for p := range strings.SplitSeq(text, archive.ParagraphBreak) {
		if key := keyOf(p); key != "" {
			keys[key] = true
		}
	}
	return keys
}

// shortestOpening is how many bytes two texts must share to begin alike.
const shortestOpening = 20

// cutMarks end a text that was cut off.
const cutMarks = " .…[]>»"

// opens reports whether a listing's text, which may be cut off, is text or its
// beginning.
func opens(listed, text string) bool {
	if i := strings.LastIndex(listed, "…"); i >= shortestOpening {
		listed = listed[:i] // what follows is a link such as "read on"
	}
	a, b := fold(strings.TrimRight(listed, cutMarks)), fold(text)
	return len(a) >= shortestOpening && strings.HasPrefix(b, a)
}

// cutOff reports whether a listed text says that it was cut off.
func cutOff(text string) bool {
	text = strings.TrimRight(text, " ]")
	return strings.HasSuffix(text, "…") || strings.HasSuffix(text, "...")
}
