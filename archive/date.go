package archive

import (
	"fmt"
	"time"
)

// Date is the date a publisher printed on an article: a day "2020-09-22", or a
// day with its time "2020-09-22T14:05:00+03:00" (RFC 3339). The printed offset
// is kept, so no conversion ever changes the printed day. Empty: none was read.
type Date string

// DayLayout is the layout of a Date without a time.
const DayLayout = "2006-01-02"

// ParseDate checks that s is a day or an RFC 3339 instant.
func ParseDate(s string) (Date, error) {
	if _, err := time.Parse(DayLayout, s); err == nil {
		return Date(s), nil
	}
	if _, err := time.Parse(time.RFC3339, s); err == nil {
		return Date(s), nil
	}
	return "", fmt.Errorf("date %q is neither YYYY-MM-DD nor an RFC 3339 time", s)
}

// DayOf returns the day of t in t's own location.
func DayOf(t time.Time) Date { return Date(t.Format(DayLayout)) }

// InstantOf returns t with its time and offset, to the second.
func InstantOf(t time.Time) Date { return Date(t.Format(time.RFC3339)) }

// Day returns the printed day "2020-09-22", or "" when there is none.
func (d Date) Day() string {
	if len(d) < len(DayLayout) {
		return ""
	}
	return string(d[:len(DayLayout)])
}

// exchanged returns the date with day and month exchanged; "" when there is none such.
func (d Date) exchanged() Date {
	if len(d) < len(DayLayout) {
		return ""
	}
	other, err := ParseDate(string(d[:5] + d[8:10] + "-" + d[5:7] + d[10:]))
	if err != nil {
		return ""
	}
	return other
}

// HasTime reports whether a time of day was printed.
func (d Date) HasTime() bool { return len(d) > len(DayLayout) }

// Time returns the instant: the printed one, or the start of the day in loc.
// The zero time means that there is no date.
func (d Date) Time(loc *time.Location) time.Time {
	if d.HasTime() {
		t, err := time.Parse(time.RFC3339, string(d))
		if err != nil {
			return time.Time{}
		}
		return t
	}
	if loc == nil {
		loc = time.UTC
	}
	t, err := time.ParseInLocation(DayLayout, string(d), loc)
	if err != nil {
		return time.Time{}
	}
	return t
}
