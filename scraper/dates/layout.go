package dates

import (
	"strings"
	"time"

	"onrecord/archive"
)

// parseLayout reads the whole text by the layout of the configuration.
func parseLayout(text string, o Options) (archive.Date, bool) {
	if o.Layout == "" {
		return "", false
	}
	t, err := time.ParseInLocation(o.Layout, strings.TrimSpace(text), o.location())
	if err != nil || !validDay(t.Year(), int(t.Month()), t.Day()) {
		return "", false
	}
	if layoutHasTime(o.Layout) {
		return archive.InstantOf(t), true
	}
	return archive.DayOf(t), true
}

// layoutHasTime reports whether a layout prints the time of day.
func layoutHasTime(layout string) bool {
	day := time.Date(2001, 2, 3, 0, 0, 0, 0, time.UTC)
	return day.Format(layout) != day.Add(16*time.Hour+17*time.Minute).Format(layout)
}
