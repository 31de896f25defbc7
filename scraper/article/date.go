package article

import (
	"fmt"
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
	candidates := r.datesSaid()
	for _, c := range candidates {
		r.claim(archive.FieldDate, c.source, c.text, c.note)
	}
	winner, ok := r.weighDates(candidates)
	if !ok {
		return
	}
	r.reading.Content.Date = winner.date
	r.take(archive.FieldDate, winner.source)
}

// selectedDate takes the date that the feed's selector finds.
func (r *reader) selectedDate() bool {
	for _, n := range r.picked.date {
		text := attribute(n, "datetime")
		if text == "" {
			text = attribute(n, "content")
		}
		if d, ok := dates.ParseMachine(text, r.options.Location); ok && text != "" {
			r.claim(archive.FieldDate, SourceSelector, text, "")
			return r.takeDate(d, SourceSelector)
		}
		text = page.Text(n)
		if text == "" {
			continue
		}
		o := r.dateOptions()
		o.Layout = r.options.Select.DateFormat
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
		if d, ok := dates.ParseMachine(text, r.options.Location); ok && r.possible(d) {
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
		return 1.8
	}
	return 2.2
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

// weighDates returns the date on whose day the sources agree best.
func (r *reader) weighDates(candidates []dated) (dated, bool) {
	scores := make(map[string]float64)
	counted := make(map[string]bool)
	for _, c := range candidates {
		for _, day := range r.daysOf(c) {
			if key := c.source + " " + day; !counted[key] {
				counted[key] = true
				scores[day] += c.weight
			}
		}
	}
	best := ""
	for _, c := range candidates { // in their order, so that the first of equals wins
		if day := c.date.Day(); best == "" || scores[day] > scores[best] {
			best = day
		}
	}
	if best == "" || scores[best] < leastDateScore {
		return dated{}, false
	}
	winner := dated{}
	for _, c := range candidates {
		if c.date.Day() == best && (winner.date == "" || !winner.date.HasTime() && c.date.HasTime()) {
			source := winner.source
			winner = c
			if source != "" {
				winner.source = source
			}
		}
	}
	return winner, true
}

// leastDateScore is what a day needs to be more than a guess.
const leastDateScore = 1

// daysOf returns the days that c speaks for: its own, and, for an instant in
// UTC, the day it was in the feed's zone.
func (r *reader) daysOf(c dated) []string {
	days := []string{c.date.Day()}
	if c.date.HasTime() && r.options.Location != nil {
		if t, err := time.Parse(time.RFC3339, string(c.date)); err == nil {
			if local := t.In(r.options.Location).Format(archive.DayLayout); local != days[0] {
				days = append(days, local)
			}
		}
	}
	return days
}
