package listing

import (
	"sort"

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
