package listing

import (
	"sort"

	"onrecord/archive"
	"onrecord/scraper/dates"
)

// settleOrder decides from all dates of the listing whether numeric ones begin
// with the day or the month, and reads those again that could be either.
func (t *tree) settleOrder(sets []*set, o Options) dates.Order {
	var samples []string
	var unsure []int32
	for _, r := range inPageOrder(sets) {
		if r.date < 0 {
			continue
		}
		f := t.dates[r.date]
		samples = append(samples, t.text[f.from:f.to])
		if f.match.Ambiguous {
			unsure = append(unsure, r.date)
		}
	}
	order := dates.OrderOf(samples)
	if order == dates.Unknown || len(unsure) == 0 {
		return order
	}
	d := dateOptions(o, t)
	d.Order = order
	for _, i := range unsure {
		t.readAgain(i, d)
	}
	return order
}

// unsure returns both readings of the dates that can be read either way.
func (t *tree) unsure(sets []*set, entries []archive.Entry, o Options) map[string]Readings {
	printed := map[string]archive.Date{}
	for _, e := range entries {
		printed[e.URL] = e.Date
	}
	unsure := map[string]Readings{}
	for _, r := range inPageOrder(sets) {
		if r.date < 0 || !t.dates[r.date].match.Ambiguous {
			continue
		}
		f := t.dates[r.date]
		both := t.readBoth(t.text[f.from:f.to], o)
		for _, e := range t.entriesOf(r) {
			if date, listed := printed[e.URL]; listed && date == f.match.Date && both.DayFirst != "" && both.MonthFirst != "" {
				unsure[e.URL] = both
			}
		}
	}
	return unsure
}

// readBoth reads a date with the day first, and with the month first.
func (t *tree) readBoth(text string, o Options) (both Readings) {
	d := dateOptions(o, t)
	d.Order = dates.DayFirst
	both.DayFirst, _ = dates.Parse(text, d)
	d.Order = dates.MonthFirst
	both.MonthFirst, _ = dates.Parse(text, d)
	return both
}

// inPageOrder returns the rows of all sets as they stand on the page.
func inPageOrder(sets []*set) []*row {
	var rows []*row
	for _, s := range sets {
		for i := range s.rows {
			rows = append(rows, &s.rows[i])
		}
	}
	sort.SliceStable(rows, func(i, j int) bool { return rows[i].element < rows[j].element })
	return rows
}
