package article

import (
	"strings"

	"onrecord/scraper/dates"
	"onrecord/scraper/page"
)

// Around the title, and after the text, a printed date is looked for in so
// many paragraphs.
const (
	paragraphsBefore = 6
	paragraphsAfter  = 14
	paragraphsBehind = 10
)

// What a printed date weighs, by the place where it stands. All of it needs a
// place that belongs to this article.
const (
	besideTitle = 2.9
	aboveTitle  = 1.6
	inTitle     = 2
	inText      = 1.2 // marked as a date, somewhere in or after the text
	opensText   = 1   // at the very beginning of the text
	supports    = 0.9 // says nothing alone: the year is not printed
	onlyOne     = 1   // marked as a date, the only day so marked on the page
)

// datesPrinted returns the dates that the page prints for this article: beside
// its title, at the ends of its text, never in blocks about other articles.
func (r *reader) datesPrinted() []dated {
	o := r.outline()
	if len(o.paragraphs) == 0 {
		return nil
	}
	all := r.datesBesideTitle()
	all = append(all, r.datesAtRepeats()...)
	all = append(all, r.datesInText()...)
	return append(all, r.onlyDate()...)
}

// datesBesideTitle looks around the title, or above the text of a page without one.
func (r *reader) datesBesideTitle() []dated {
	o := r.outline()
	var all []dated
	anchor := r.headline
	if anchor < 0 {
		if len(r.region.elements) == 0 {
			return nil
		}
		anchor = r.region.first
		all = append(all, r.datesOf(anchor, inText)...)
	} else {
		all = append(all, r.datesOf(anchor, inTitle)...)
	}
	last := min(len(o.paragraphs), anchor+1+paragraphsAfter)
	if opening := o.opening(anchor); opening >= 0 {
		last = min(last, max(opening+2, r.region.first))
	}
	for i := anchor + 1; i < last; i++ {
		all = append(all, r.datesOf(i, besideTitle)...)
	}
	for i := anchor - 1; i >= max(0, anchor-paragraphsBefore); i-- {
		if o.paragraphs[i].prose > 0 {
			break // what is above belongs to another article
		}
		all = append(all, r.datesOf(i, aboveTitle)...)
	}
	return all
}

// datesAtRepeats looks behind every other place that prints the title.
func (r *reader) datesAtRepeats() []dated {
	o := r.outline()
	title := fold(r.reading.Content.Title)
	if len(title) < shortestTeaser {
		return nil
	}
	var all []dated
	for i, places := 0, 0; i < len(o.paragraphs) && places < 4; i++ {
		if p := &o.paragraphs[i]; i == r.headline || len(p.Text) > maxTitle || len(p.Text) < len(title) || fold(p.Text) != title {
			continue
		}
		places++
		for j := i + 1; j < min(len(o.paragraphs), i+4); j++ {
			if o.isDateMark(j) || r.isDayOnly(&line{Paragraph: o.paragraphs[j].Paragraph, words: countWords(o.paragraphs[j].Text)}) {
				all = append(all, r.dateAt(j, inText)...)
			}
		}
	}
	return all
}

// datesInText looks at what is marked as a date in the text and behind it, and
// at the beginning of the text.
func (r *reader) datesInText() []dated {
	if len(r.region.elements) == 0 {
		return nil
	}
	o := r.outline()
	var all []dated
	if opening := o.opening(r.region.first - 1); opening >= 0 {
		all = append(all, r.dateline(opening)...)
	}
	for i := r.region.first; i < r.region.last; i++ {
		if o.isDateMark(i) || o.paragraphs[i].prose == 0 && hasDigit(o.paragraphs[i].Text) && (published(o.paragraphs[i].Text) || updated(o.paragraphs[i].Text)) {
			all = append(all, r.datesOf(i, inText)...)
		}
		if len(all) >= mostDates {
			break
		}
	}
	all = append(all, r.datesSigned()...)
	return append(all, r.datesBehind()...)
}

// datesBehind looks at the lines behind the text: "Published on 3 May 2021 by
// …". Several days there are those of other articles.
func (r *reader) datesBehind() []dated {
	o := r.outline()
	var all []dated
	for i := r.region.last; i < min(len(o.paragraphs), r.region.last+paragraphsBehind); i++ {
		p := &o.paragraphs[i]
		if o.isDateMark(i) || published(p.Text) || updated(p.Text) || o.isByline(p.element) || len(p.Text) < 30 && r.isDayOnly(&line{Paragraph: p.Paragraph, words: countWords(p.Text)}) {
			all = append(all, r.datesOf(i, inText)...)
		}
	}
	if len(daysIn(all)) > 1 {
		return nil
	}
	return all
}

// isByline reports whether element e is within one that says who published
// the article, and when.
func (o *outline) isByline(e int) bool {
	for up := 0; e >= 0 && up < 4; e, up = o.elements[e].parent, up+1 {
		if el := &o.elements[e]; el.dropped && el.kind.is(kindByline|kindMeta) {
			return true
		}
	}
	return false
}

// dateline returns the date with which a text opens: "(18.01.2018) Farmers …",
// "Geneva, 3 May 2021 – The Council …".
func (r *reader) dateline(i int) []dated {
	text := clip(r.outline().paragraphs[i].Text, 100)
	found := dates.Find(text, r.dateOptions())
	if len(found) == 0 {
		return nil
	}
	m := found[0]
	rest := strings.TrimLeft(text[m.End:], " ")
	if m.Start > 40 || !m.HasYear || m.Relative || !r.possible(m.Date) || !endsDateline(rest, m.Start <= 1) {
		return nil
	}
	return []dated{{SourcePage, text[m.Start:m.End], m.Date, opensText, "opens the text"}}
}

// endsDateline reports whether rest begins with what parts a dateline from the
// text. At the very beginning of a text other marks will do as well.
func endsDateline(rest string, atStart bool) bool {
	for _, mark := range [...]string{"|", "–", "—", "- "} {
		if strings.HasPrefix(rest, mark) {
			return true
		}
	}
	return atStart && strings.IndexAny(rest, ".)/:-") == 0
}

// onlyDate returns the day of all the page's marked dates if it is one and the same.
func (r *reader) onlyDate() []dated {
	o := r.outline()
	var only []dated
	tried := 0
	for i := range o.paragraphs {
		if !o.isDateMark(i) {
			continue
		}
		if tried++; tried > mostDates {
			return nil
		}
		for _, d := range r.datesOf(i, onlyOne) {
			if len(only) > 0 && only[0].date.Day() != d.date.Day() {
				return nil
			}
			only = append(only, d)
		}
	}
	return only
}

// mostDates is how many marked dates of a page are looked at.
const mostDates = 200

// hasDigit reports whether text, at its beginning, has a digit.
func hasDigit(text string) bool {
	return strings.ContainsAny(text[:min(len(text), longestDateLine)], "0123456789")
}

// longestDateLine is how many bytes a paragraph with the date may have.
const longestDateLine = 220

// datesOf returns the dates that paragraph i prints, if it is short. Without a
// year, or as "yesterday", they count only where they are marked as dates.
func (r *reader) datesOf(i int, weight float64) []dated {
	o := r.outline()
	p := &o.paragraphs[i]
	if o.aboutOthers(p.element) && !(weight == besideTitle && i-r.headline < 5) || o.isCaption(p) {
		return nil
	}
	return r.dateAt(i, weight)
}

// dateAt is datesOf for a paragraph that is known to be about this article.
func (r *reader) dateAt(i int, weight float64) []dated {
	o := r.outline()
	p := &o.paragraphs[i]
	if all := r.datesForPrograms(i, weight); len(all) > 0 {
		return all
	}
	if !strings.ContainsAny(p.Text, "0123456789") && p.Text[0] < 0x80 && !o.isDateMark(i) {
		return nil
	}
	if all := r.datesMarked(i, weight); len(all) > 0 {
		return all
	}
	if len(p.Text) > longestDateLine {
		return nil
	}
	return r.datesIn(o.labelOf(i), p.Text, weight, o.isDateMark(i) || o.isByline(p.element))
}

// datesMarked returns the dates in the first element within paragraph i that is
// marked as a date and holds one, and before it those said to be of updates.
func (r *reader) datesMarked(i int, weight float64) []dated {
	o := r.outline()
	var all []dated
	from, to := o.marksOf(i)
	for e := from; e < to; e++ {
		if !o.elements[e].kind.is(kindDate) {
			continue
		}
		found := r.datesIn(o.before(i, e), page.Text(o.elements[e].node), weight, true)
		all = append(all, found...)
		if len(found) > 0 && found[0].weight != onlyUpdate {
			return all
		}
		if len(all) == 3 {
			break
		}
	}
	return all
}

// markInside returns the first element within paragraph i that is marked as a
// date, -1 when there is none.
func (o *outline) markInside(i int) int {
	from, to := o.marksOf(i)
	for e := from; e < to; e++ {
		if o.elements[e].kind.is(kindDate) {
			return e
		}
	}
	return -1
}

// onlyUpdate is what the day of an update weighs: it counts when nothing else
// is printed.
const onlyUpdate = 1

// mostWords is how many words may stand around a date in its paragraph.
const mostWords = 14

// datesIn returns the dates in a short text, which something before it may name.
func (r *reader) datesIn(name, text string, weight float64, marked bool) []dated {
	var all []dated
	end := 0
	for _, m := range dates.Find(text, r.dateOptions()) {
		if m.Start < end {
			continue
		}
		label := text[end:m.Start]
		if end == 0 {
			label = name + " " + label
		}
		end = m.End
		if !r.possible(m.Date) || !marked && (!m.HasYear || m.Relative) {
			continue
		}
		if !marked && !published(label) && countWords(text[:m.Start])+countWords(text[m.End:]) > mostWords {
			continue
		}
		d := dated{source: SourcePage, text: text[m.Start:m.End], date: m.Date, weight: weight}
		if updated(label) {
			d.weight, d.note = onlyUpdate, "an update"
		} else if !m.HasYear || m.Relative {
			d.weight, d.note = min(weight, supports), "without a year"
		}
		all = append(all, d)
		if len(all) == 3 {
			break
		}
	}
	if len(all) > 1 && all[0].note == "" {
		return all[:1] // "12 May 2020, for the meeting of 14 May"
	}
	return all
}

// aboutOthers reports whether element e is in a block about other articles.
func (o *outline) aboutOthers(e int) bool {
	for ; e >= 0; e = o.elements[e].parent {
		el := &o.elements[e]
		if el.dropped && el.kind.is(kindRelated|kindNav|kindAside|kindComments|kindConsent|kindSignup|kindTeaser|kindEmbed) {
			return true
		}
	}
	return false
}

// isCaption reports whether p, with some words, describes a picture.
func (o *outline) isCaption(p *paragraph) bool {
	if countWords(p.Text) < 8 {
		return false
	}
	for e := p.element; e >= 0; e = o.elements[e].parent {
		if el := &o.elements[e]; el.dropped && el.kind.is(kindCaption) {
			return true
		}
	}
	return false
}

// isDateMark reports whether paragraph i, or an element in it, is marked as a
// date: by its tag, its class or its microdata.
func (o *outline) isDateMark(i int) bool {
	p := &o.paragraphs[i]
	if len(p.Text) > longestDateLine {
		return o.markInside(i) >= 0
	}
	for e, up := p.element, 0; e >= 0 && up < 2; e, up = o.elements[e].parent, up+1 {
		if o.elements[e].kind.is(kindDate) {
			return true
		}
	}
	return o.markInside(i) >= 0
}
