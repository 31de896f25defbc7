package say

import (
	"fmt"
	"time"
)

// Date writes the day of an instant with its month in short: 5 Oct 2026.
func (l *Language) Date(t time.Time) string {
	return l.dated("day.short", "month.in", t)
}

// LongDate writes the day of an instant in words: 5 October 2026.
func (l *Language) LongDate(t time.Time) string {
	return l.dated("day.long", "month.of", t)
}

func (l *Language) dated(key, months string, t time.Time) string {
	return l.Text(key, t.Day(), l.Text(fmt.Sprintf("%s.%d", months, int(t.Month()))), t.Year())
}

// Stamp writes an instant to the minute, in UTC; a dash stands for none.
func (l *Language) Stamp(t time.Time) string {
	if t.IsZero() {
		return "—"
	}
	t = t.UTC()
	return l.Date(t) + ", " + t.Format("15:04") + "\u00a0UTC"
}

// Month writes the month of an instant with its year: Oct 2026.
func (l *Language) Month(t time.Time) string {
	return fmt.Sprintf("%s %d", l.Text(fmt.Sprintf("month.%d", int(t.Month()))), t.Year())
}

// Share writes a share of thousandths as a percentage.
func (l *Language) Share(thousandths int) string {
	return fmt.Sprintf("%d%s%d%s", thousandths/10, l.point, thousandths%10, l.percent)
}
