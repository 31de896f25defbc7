package dates

import (
	"strings"
	"time"

	"onrecord/archive"
)

// parseLayout reads the whole text by the layout of the configuration. Where
// that fails, the layout still tells the order of numbers for the rest.
func parseLayout(text string, o *Options) (archive.Date, bool) {
	if o.Layout == "" {
		return "", false
	}
	if o.Order == Unknown {
		o.Order = orderOfLayout(o.Layout)
	}
	t, err := time.ParseInLocation(o.Layout, strings.Join(strings.Fields(text), " "), o.location())
	if err != nil {
		return "", false // the text has more around the date than the layout
	}
	r := reading{year: t.Year(), month: int(t.Month()), day: t.Day(), hasYear: t.Year() != 0}
	s := newScanner(text, *o)
	if !layoutHas(o.Layout, 0, 1) || !r.hasYear && !s.guessYear(&r) || !validDay(r.year, r.month, r.day) || s.farFuture(r) {
		return "", false
	}
	if layoutHas(o.Layout, 16*time.Hour+17*time.Minute, 0) {
		_, offset := t.Zone()
		r.clock = clock{set: true, hour: t.Hour(), minute: t.Minute(), second: t.Second(), zone: zone{set: true, offset: offset}}
	}
	return dateOf(r, o.location()), true
}

// layoutHas reports whether a layout tells a moment from one that is later by
// a span and by days.
func layoutHas(layout string, span time.Duration, days int) bool {
	t := time.Date(2001, 2, 3, 0, 0, 0, 0, time.UTC)
	return t.Format(layout) != t.Add(span).AddDate(0, 0, days).Format(layout)
}

// orderOfLayout returns the order of day, month and year in a layout.
func orderOfLayout(layout string) Order {
	// 44, 11 and 5 stand nowhere else in the printed moment.
	s := time.Date(2044, 11, 5, 0, 0, 0, 0, time.UTC).Format(layout)
	year, month, day := strings.Index(s, "44"), strings.Index(s, "11"), strings.Index(s, "5")
	switch {
	case year < 0 || month < 0 || day < 0:
		return Unknown
	case year < month && month < day:
		return YearFirst
	case month < day:
		return MonthFirst
	}
	return DayFirst
}
