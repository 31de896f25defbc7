package article

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/scraper/dates"
	"onrecord/scraper/page"
)

// line is a paragraph of the region with what decides whether it is text.
type line struct {
	page.Paragraph
	folded  string
	words   int
	end     bool // ends as a sentence does
	heading bool
	drop    bool
	link    bool // points elsewhere and says nothing itself
}

// foldedBytes is how much of a line is folded: more than any title or label has.
const foldedBytes = maxTitle + 200

// newLines prepares the paragraphs of the region for filtering.
func newLines(paragraphs []page.Paragraph) []line {
	lines := make([]line, len(paragraphs))
	for i, p := range paragraphs {
		lines[i] = line{
			Paragraph: p, folded: fold(clip(p.Text, foldedBytes)), words: countWords(p.Text),
			end: sentenceEnd(p.Text), heading: isHeading(p.Block),
		}
	}
	return lines
}

// isHeading reports whether n is, or stands directly in, an element for headings.
func isHeading(n *html.Node) bool {
	for up := 0; n != nil && up < 2; n, up = n.Parent, up+1 {
		if page.IsHeading(n) {
			return true
		}
	}
	return false
}

// filterLines marks what stands among the text and is none.
func (r *reader) filterLines(lines []line) {
	for i := range lines {
		l := &lines[i]
		l.link = pointsElsewhere(l)
		l.drop = l.link || l.folded == "" || isLabel(l) || isPlea(l) || isCredit(l) || r.repeatsTitle(l) || r.isAgo(l) || isCounter(l)
	}
	dropLabelsOfLinks(lines)
	r.heedWitness(lines)
	r.trimStart(lines)
	r.trimEnd(lines)
}

// filterSelected marks what even a selected text does not count as its own:
// the title printed once more, the day above it, and closing links.
func (r *reader) filterSelected(lines []line) {
	for i := range lines {
		l := &lines[i]
		l.link = l.Linked*10 >= l.Size*8
		l.drop = l.folded == "" || r.repeatsTitle(l) || l.link && isLabel(l) || r.isAgo(l) || isCounter(l)
	}
	first := nextLine(lines, 0)
	for first >= 0 && r.isDayOnly(&lines[first]) {
		lines[first].drop = true
		first = nextLine(lines, first+1)
	}
	for i := len(lines) - 1; i >= 0 && (lines[i].drop || isLabel(&lines[i])); i-- {
		lines[i].drop = true
	}
}

// isDayOnly reports whether a line prints a date and nothing else.
func (r *reader) isDayOnly(l *line) bool {
	if l.words > 8 || !strings.ContainsAny(l.Text, "0123456789") {
		return false
	}
	found := dates.Find(l.Text, r.dateOptions())
	return len(found) == 1 && countWords(l.Text[:found[0].Start])+countWords(l.Text[found[0].End:]) <= 1
}

// isAgo reports whether a short line tells how long ago something was, as
// "Updated 3 hours ago" does: it differs at every look.
func (r *reader) isAgo(l *line) bool {
	if l.words > 12 || l.end {
		return false
	}
	return slices.ContainsFunc(dates.Find(l.Text, r.dateOptions()), func(m dates.Match) bool { return m.Relative })
}

// isDayMark reports whether n is an element that is named as a date, holds
// nothing but a day and stands apart from the text.
func (r *reader) isDayMark(names *naming, n *html.Node) bool {
	if !names.of(n).is(kindDate) || !standsApart(n) {
		return false
	}
	if !fewNodes(n, nodesOfDay) {
		return false
	}
	text := page.Text(n)
	return len(text) < longestDateLine && r.isDayOnly(&line{Paragraph: page.Paragraph{Text: text}, words: countWords(text)})
}

// nodesOfDay is how many nodes an element that prints a day may have.
const nodesOfDay = 30

// fewNodes reports whether there are at most limit nodes inside n.
func fewNodes(n *html.Node, limit int) bool {
	for c, i := n, 0; c != nil; c, i = following(c, n), i+1 {
		if i > limit {
			return false
		}
	}
	return true
}

// isForm reports whether n is a control that a reader works, or a script's.
func isForm(n *html.Node) bool {
	return n.DataAtom == atom.Button || n.DataAtom == atom.Nav
}

// pointsElsewhere reports whether a paragraph is a pointer to another page: a
// link and hardly anything else, or the words of such a pointer and a link.
func pointsElsewhere(l *line) bool {
	if l.Links == 0 && l.Linked == 0 {
		return l.words <= 25 && starts(pointerStarts, l.folded) && hasColon(l.Text)
	}
	if l.Linked*10 >= l.Size*8 {
		return true
	}
	if starts(pointerStarts, l.folded) && l.words <= 40 {
		return l.Linked*10 >= l.Size*4 || hasColon(l.Text)
	}
	return false
}

// hasColon reports whether a colon stands early in text, as after a label.
func hasColon(text string) bool {
	head := text[:min(len(text), 60)]
	return strings.ContainsAny(head, ":：")
}

// isLabel reports whether a line is a label, or several with marks between
// them: "« Back | Print".
func isLabel(l *line) bool {
	if l.words > phraseWords+2 {
		return false
	}
	if labels()[l.folded] {
		return true
	}
	parts := strings.FieldsFunc(l.Text, func(r rune) bool { return strings.ContainsRune("|｜/•·«»‹›<>【】[]", r) })
	some := false
	for _, part := range parts {
		if part = fold(part); part == "" {
			continue
		}
		if some = labels()[part]; !some {
			return false
		}
	}
	return some
}

// isPlea reports whether a paragraph asks the reader for something in the
// words of such pleas: short ones without a link, longer ones with one.
func isPlea(l *line) bool {
	if !starts(pleas, l.folded) {
		return false
	}
	return l.words <= 12 && !l.heading || l.Linked > 0 && l.words <= 45
}

// isCredit reports whether a paragraph says who made a picture or the text, or
// when it was published.
func isCredit(l *line) bool {
	if l.words <= 30 && strings.HasPrefix(l.Text, "©") {
		return true
	}
	if l.words <= 25 && starts(creditStarts, l.folded) && (hasColon(l.Text) || l.words <= 12 && strings.ContainsAny(l.Text, "/©|")) {
		return true
	}
	if l.words <= 25 && (strings.Contains(l.folded, "reporting by ") || strings.Contains(l.folded, "contributed to this report")) {
		return true
	}
	return bracketed(l.Text) && l.words <= 6 && !l.end
}

// bracketed reports whether all of text stands in brackets.
func bracketed(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	last, _ := utf8.DecodeLastRuneInString(text)
	return (first == '(' && last == ')' || first == '（' && last == '）') && strings.Count(text, "(")+strings.Count(text, "（") == 1
}

// repeatsTitle reports whether a heading prints the title once more.
func (r *reader) repeatsTitle(l *line) bool {
	title := r.foldedTitle()
	if title == "" || l.folded == "" {
		return false
	}
	return l.folded == title || l.heading && len(title) > 20 && len(l.folded) < len(title)+50 && strings.Contains(l.folded, title)
}

// dropLabelsOfLinks drops short labels such as "More on this" that stand over
// nothing but pointers to other pages.
func dropLabelsOfLinks(lines []line) {
	for i := len(lines) - 2; i >= 0; i-- {
		l := &lines[i]
		if l.drop || l.words > 8 || l.end && !hasColon(l.Text) {
			continue
		}
		links := 0
		for j := i + 1; j < len(lines) && lines[j].link; j++ {
			links++
		}
		if links >= 2 || links == 1 && (starts(pointerStarts, l.folded) || hasColon(l.Text) && l.words <= 4) {
			l.drop, l.link = true, true
		}
	}
}

// trimStart drops what stands between the title and the text: names, days,
// reading times.
func (r *reader) trimStart(lines []line) {
	for i := range lines {
		l := &lines[i]
		if l.drop {
			continue
		}
		if l.words > 12 || l.heading || !r.isByline(l) {
			return
		}
		l.drop = true
	}
}

// isByline reports whether a short paragraph names a writer, a day or a
// reading time.
func (r *reader) isByline(l *line) bool {
	if l.end || strings.HasSuffix(l.Text, ",") {
		return false
	}
	if first, _, _ := strings.Cut(l.folded, " "); bylineWords()[first] {
		return true
	}
	digits := strings.IndexFunc(l.Text, unicode.IsDigit) >= 0
	return digits && l.words <= 8 || l.words <= 5 && l.Bold == 0 && capitalised(l.Text)
}

// bylineWords begin the line that says who wrote a text.
var bylineWords = phrases(`by|von|par|por|di|door|av|af|autor|author|tekst|text|автор|od|przez|yazan|oleh|kirjoittaja`)

// capitalised reports whether every word begins with a capital, as in names.
func capitalised(text string) bool {
	words := strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '/' || r == '-' || r == ',' })
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) && r < 0x2E80 {
			return false
		}
	}
	return len(words) > 0
}

// trimEnd drops headings and labels after the last paragraph of text.
func (r *reader) trimEnd(lines []line) {
	for i := len(lines) - 1; i >= 0; i-- {
		l := &lines[i]
		if l.drop {
			continue
		}
		if l.heading && l.words <= 15 || l.words <= 3 && !l.end && l.Size == l.Linked {
			l.drop = true
			continue
		}
		return
	}
}

// kept returns the paragraphs that are text.
func kept(lines []line) []page.Paragraph {
	var paragraphs []page.Paragraph
	for _, l := range lines {
		if !l.drop {
			paragraphs = append(paragraphs, l.Paragraph)
		}
	}
	return paragraphs
}
