package listing

import (
	"regexp"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/html/atom"

	"onrecord/archive"
	"onrecord/scraper/dates"
)

// fillDates dates the rows that print no date: by the day in the entry's
// address, or, where no row has a date, by the one day that the page's heading
// or title names, as a list of one day's documents does.
func (t *tree) fillDates(sets []*set, o Options) {
	rows := inPageOrder(sets)
	dated := false
	for _, r := range rows {
		if r.date < 0 {
			r.day = dayInAddress(r.url, o.Now)
		}
		dated = dated || r.date >= 0 || r.day != ""
	}
	if dated || len(rows) == 0 {
		return
	}
	day := t.dayOfPage(rows[0].from, o)
	for _, r := range rows {
		r.day = day
	}
}

// addressDay is a whole day in an address: /2024/11/05/, 2024-11-05, 20241105.
var addressDay = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[^0-9])((?:19|20)\d\d)([/_-]?)(0[1-9]|1[0-2])([/_-]?)(0[1-9]|[12]\d|3[01])(?:[^0-9]|$)`)
})

// dayInAddress returns the day that an address names, unless it is in the future.
func dayInAddress(address string, now time.Time) archive.Date {
	_, rest, _ := strings.Cut(address, "//")
	m := addressDay().FindStringSubmatch(rest)
	if m == nil || m[2] != m[4] {
		return ""
	}
	day, err := archive.ParseDate(m[1] + "-" + m[3] + "-" + m[5])
	if err != nil || !now.IsZero() && day > archive.DayOf(now.AddDate(0, 0, 1)) {
		return ""
	}
	return day
}

// dayOfPage returns the day in the last heading above a place, or in the title.
func (t *tree) dayOfPage(above int32, o Options) archive.Date {
	_, before := t.datesIn(0, above)
	for i := before - 1; i >= 0; i-- {
		if f := t.dates[i]; f.match.HasYear && t.elements[f.element].heading {
			return f.match.Date
		}
	}
	for n := range t.page.Doc.Nodes[0].Descendants() {
		if n.DataAtom != atom.Title {
			continue
		}
		title := printed(n)
		if found := dates.Find(title[:min(len(title), maxKept)], dateOptions(o, t)); len(found) == 1 && found[0].HasYear {
			return found[0].Date
		}
		break
	}
	return ""
}
