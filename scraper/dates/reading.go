package dates

import (
	"time"

	"onrecord/archive"
)

// reading is a date as the grammar read it, before its calendar is checked.
type reading struct {
	year, month, day int
	hasYear          bool
	ambiguous        bool
	relative         bool
	first, after     int // tokens [first, after)
	clock            clock
}

// match turns a reading into a match, if there is such a day.
func (s *scanner) match(r reading) (Match, bool) {
	if !r.hasYear && !r.relative && !s.guessYear(&r) {
		return Match{}, false
	}
	if !validDay(r.year, r.month, r.day) || s.farFuture(r) {
		return Match{}, false
	}
	return Match{
		Date:  dateOf(r, s.o.location()),
		Start: s.toks[r.first].start, End: s.toks[r.after-1].end,
		Ambiguous: r.ambiguous, HasYear: r.hasYear, Relative: r.relative,
	}, true
}

// guessYear gives a date without a year the latest year that does not put it
// more than a day after Now.
func (s *scanner) guessYear(r *reading) bool {
	if s.o.Now.IsZero() {
		return false
	}
	limit := s.o.Now.In(s.o.location()).AddDate(0, 0, 1)
	for r.year = limit.Year(); r.year > limit.Year()-9; r.year-- {
		t := time.Date(r.year, time.Month(r.month), r.day, 0, 0, 0, 0, limit.Location())
		if validDay(r.year, r.month, r.day) && !t.After(limit) {
			return true
		}
	}
	return false
}

// farFuture reports whether the date is more than a year after Now.
func (s *scanner) farFuture(r reading) bool {
	if s.o.Now.IsZero() {
		return false
	}
	limit := s.o.Now.In(s.o.location()).AddDate(1, 0, 0)
	return time.Date(r.year, time.Month(r.month), r.day, 0, 0, 0, 0, limit.Location()).After(limit)
}

// validDay reports whether there is such a day in the years read.
func validDay(year, month, day int) bool {
	return inYears(year) && 1 <= month && month <= 12 &&
		1 <= day && day <= daysIn(year, month)
}

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// dateOf writes the date as it was printed. The offset of a time without one
// is that of loc at that time; the wall clock is written as printed even where
// the zone's clocks skipped it.
func dateOf(r reading, loc *time.Location) archive.Date {
	b := make([]byte, 0, len(time.RFC3339))
	b = appendPadded(appendPadded(b, r.year/100), r.year%100)
	b = appendPadded(append(b, '-'), r.month)
	b = appendPadded(append(b, '-'), r.day)
	if !r.clock.set {
		return archive.Date(b)
	}
	offset, ok := r.clock.zone.offsetAt(r)
	if !ok {
		offset = offsetIn(loc, r)
	}
	b = appendPadded(append(b, 'T'), r.clock.hour)
	b = appendPadded(append(b, ':'), r.clock.minute)
	b = appendPadded(append(b, ':'), r.clock.second)
	return archive.Date(appendOffset(b, offset))
}

// appendOffset writes an offset from UTC in seconds as RFC 3339 does. Offsets
// with seconds (local mean time) are cut to minutes.
func appendOffset(b []byte, seconds int) []byte {
	minutes := seconds / 60
	switch {
	case minutes == 0:
		return append(b, 'Z')
	case minutes < 0:
		b, minutes = append(b, '-'), -minutes
	default:
		b = append(b, '+')
	}
	return appendPadded(append(appendPadded(b, minutes/60), ':'), minutes%60)
}

// appendPadded writes n, below 100, with two digits.
func appendPadded(b []byte, n int) []byte {
	return append(b, byte('0'+n/10), byte('0'+n%10))
}
