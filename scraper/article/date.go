package article

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"onrecord/archive"
	"onrecord/scraper/dates"
	"onrecord/scraper/page"
)

// dated is one date that a source gives for the article.
type dated struct {
	source string
	text   string // as found
	date   archive.Date
	weight float64
	note   string
}

// readDate reads the day the publisher printed for this article: the selected
// one, else the day on which the sources agree best. Sources that are wrong
// about the article (the day of an update, of another article, of a template)
// rarely agree with each other.
func (r *reader) readDate() {
	if r.selectedDate() {
		return
	}
	r.analyse()
	candidates := r.datesSaid()
	for _, c := range candidates {
		r.claim(archive.FieldDate, c.source, c.text, c.note)
	}
	r.claimModified()
	winner, ok := r.weighDates(candidates)
	if !ok {
		r.sayUnreadable()
		return
	}
	r.reading.Content.Date = winner.date
	r.take(archive.FieldDate, winner.source)
}

// claimModified notes when the publisher says that the page was modified. It
// is the publisher's claim, and never the article's date.
func (r *reader) claimModified() {
	if i, ok := r.meta.structured.article(); ok {
		r.claim(archive.FieldDate, SourceJSONLD, i.modified, "modified, as the publisher says")
	}
}

// sayUnreadable warns of what is marked as a date beside the title and is none,
// such as the 31st of February.
func (r *reader) sayUnreadable() {
	o := r.outline()
	if r.headline < 0 {
		return
	}
	for i := r.headline + 1; i < min(len(o.paragraphs), r.headline+paragraphsBefore); i++ {
		text := o.paragraphs[i].Text
		if !o.isDateMark(i) || !hasDigit(text) || len(r.datesOf(i, besideTitle)) > 0 {
			continue
		}
		r.claim(archive.FieldDate, SourcePage, text, "cannot be read as a date")
		r.warn(fmt.Sprintf("The page prints %s as its date, which is no day that can be read.", quoted(clip(text, 60))))
		return
	}
}

// selectedDate takes the date that the feed's selector finds.
func (r *reader) selectedDate() bool {
	for _, n := range r.picked.date {
		text := attribute(n, "datetime")
		if text == "" {
			text = attribute(n, "content")
		}
		if d, ok := r.machineDate(text); ok {
			r.claim(archive.FieldDate, SourceSelector, text, "")
			return r.takeDate(d, SourceSelector)
		}
		text = page.Text(n)
		if text == "" {
			continue
		}
		o := r.dateOptions()
		if o.Layout = r.options.Select.DateFormat; o.Layout != "" {
			o.Order = dates.Unknown // the layout says it
		}
		if d, ok := dates.Parse(text, o); ok {
			r.claim(archive.FieldDate, SourceSelector, text, "")
			return r.takeDate(d, SourceSelector)
		}
		r.claim(archive.FieldDate, SourceSelector, text, "cannot be read as a date")
		r.warn(fmt.Sprintf("The date selector found %s, which is no date that can be read.", quoted(clip(text, 60))))
	}
	return false
}

func (r *reader) takeDate(d archive.Date, source string) bool {
	r.reading.Content.Date = d
	r.take(archive.FieldDate, source)
	return true
}

// dateOptions returns how dates of this page are read.
func (r *reader) dateOptions() dates.Options {
	language := r.page.Language
	if language == "" {
		language = r.options.Language
	}
	return dates.Options{Language: language, Order: r.options.Order, Location: r.options.Location, Now: r.options.Now}
}

// clip shortens text to at most n bytes, at a rune's boundary.
func clip(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for n > 0 && text[n]&0xC0 == 0x80 {
		n--
	}
	return text[:n] + "…"
}

// datesSaid returns what every source says, the most trustworthy kinds first.
func (r *reader) datesSaid() []dated {
	var all []dated
	machine := func(source, text string, weight float64, note string) {
		if text == "" {
			return
		}
		if d, ok := r.machineDate(text); ok {
			all = append(all, dated{source, text, d, weight, note})
		}
	}
	if i, ok := r.meta.structured.article(); ok {
		machine(SourceJSONLD, i.published, 3, "")
		if i.published == "" {
			machine(SourceJSONLD, i.created, 1.5, "dateCreated")
		}
	}
	for _, d := range r.meta.dates {
		machine(d.source, d.value, metaWeight(d.name), d.name)
	}
	all = append(all, r.datesPrinted()...)
	if e := r.options.Entry.Date; e != "" {
		all = append(all, dated{SourceListing, string(e), e, 2.6, ""})
	}
	if d, ok := addressDate(r.page.URL); ok && r.possible(d) {
		all = append(all, dated{SourceAddress, string(d), d, 1.4, ""})
	}
	return all
}

// metaWeight says how far a meta property is meant for the day of publication.
func metaWeight(name string) float64 {
	switch name {
	case "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "article:published":
		return 2.8
	case "date", "timestamp", "datecreated", "dc.date.created", "dcterms.created", "dc.created":
		return 1.6
	}
	return 2
}

// possible reports whether a date can be that of a page captured now: not
// later than the day after, and not before there was a Web.
func (r *reader) possible(d archive.Date) bool {
	day := d.Day()
	if day < "1990" {
		return false
	}
	return r.options.Now.IsZero() || day <= r.options.Now.AddDate(0, 0, 2).Format(archive.DayLayout)
}

// weighDates returns the date on whose day the sources agree best. A source
// counts once for a day. An instant in UTC speaks for the neighbouring day too
// if another source prints that: the publisher's clock shows another time.
func (r *reader) weighDates(candidates []dated) (dated, bool) {
	scores := make(map[string]float64)
	counted := make(map[string]float64)
	printed := daysPrinted(candidates)
	for _, day := range daysIn(candidates) {
		for _, c := range candidates {
			if speaks := printed[day] && speaksFor(c.date, day); c.date.Day() != day && !speaks {
				continue
			}
			key := c.source + " " + day
			scores[day] += max(0, c.weight-counted[key])
			counted[key] = max(counted[key], c.weight)
		}
	}
	best := ""
	for _, day := range daysIn(candidates) { // in their order, so that the first of equals wins
		if best == "" || scores[day] > scores[best] {
			best = day
		}
	}
	if best == "" || scores[best] < leastDateScore {
		return dated{}, false
	}
	return r.mostPrecise(candidates, best), true
}

// leastDateScore is what a day needs to be more than a guess.
const leastDateScore = 1

// daysIn returns the days of the candidates, each once, in their order.
func daysIn(candidates []dated) []string {
	var days []string
	for _, c := range candidates {
		if day := c.date.Day(); !slices.Contains(days, day) {
			days = append(days, day)
		}
	}
	return days
}

// daysPrinted returns the days that are printed for people, by the clock of
// the publisher.
func daysPrinted(candidates []dated) map[string]bool {
	days := make(map[string]bool)
	for _, c := range candidates {
		switch c.source {
		case SourcePage, SourceListing:
			days[c.date.Day()] = true
		case SourceTime:
			days[c.date.Day()] = days[c.date.Day()] || !isUTC(c.date)
		}
	}
	return days
}

func isUTC(d archive.Date) bool {
	return strings.HasSuffix(string(d), "Z") || strings.HasSuffix(string(d), "+00:00")
}

// speaksFor reports whether d is an instant in UTC at which it was day in some
// zone of the world.
func speaksFor(d archive.Date, day string) bool {
	if !d.HasTime() || !isUTC(d) {
		return false
	}
	t, err := time.Parse(time.RFC3339, string(d))
	if err != nil {
		return false
	}
	return t.Add(14*time.Hour).Format(archive.DayLayout) == day || t.Add(-12*time.Hour).Format(archive.DayLayout) == day
}

// mostPrecise returns the first candidate of a day, with the time of day that
// the first of them prints.
func (r *reader) mostPrecise(candidates []dated, day string) dated {
	var winner dated
	for _, c := range candidates {
		if c.date.Day() != day {
			continue
		}
		if winner.date == "" {
			winner = c
		} else if !winner.date.HasTime() && c.date.HasTime() {
			winner.date = c.date
		}
	}
	return winner
}
