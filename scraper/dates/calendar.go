package dates

import "time"

// setYear reads the year of a date whose month is named, in the calendar of
// the month's name, and converts the date to the Gregorian calendar.
func (s *scanner) setYear(r *reading, y token, m month) bool {
	r.year = y.value
	switch {
	case m.persian:
		return fromPersian(r)
	case s.isThai(m) && isBuddhistYear(y.value):
		r.year -= buddhistYears
	}
	return inYears(r.year)
}

// setNumericYear does the same for a date in numbers. A date that begins with
// its year is Persian where the page's language or its digits are.
func (s *scanner) setNumericYear(r *reading, y token) bool {
	r.year = y.value
	switch {
	case isPersianYear(y.value) && (s.persianPage() || y.script == '۰'):
		return fromPersian(r)
	case isBuddhistYear(y.value) && (s.base == "th" || y.script == '๐'):
		r.year -= buddhistYears
	}
	return inYears(r.year)
}

// The years that are read, in the Gregorian calendar.
const (
	minYear = 1900
	maxYear = 2100
)

func inYears(year int) bool { return minYear <= year && year <= maxYear }

// buddhistYears is what Thai years are ahead of Gregorian ones. (Before 1941
// the Thai year began in April; such dates are not told apart.)
const buddhistYears = 543

func isBuddhistYear(y int) bool { return minYear+buddhistYears <= y && y <= maxYear+buddhistYears }

// isThai reports whether the month is named in Thai, or the page is Thai.
func (s *scanner) isThai(m month) bool {
	const thai = "\xE0\xB8" // the lead bytes of Thai letters
	t := s.at(m.first)
	return s.base == "th" || t.end-t.start > 2 && s.text[t.start:t.start+2] == thai
}

func isPersianYear(y int) bool { return 1279 <= y && y <= 1479 }

func (s *scanner) persianPage() bool {
	switch s.base {
	case "fa", "prs", "ps", "ckb", "mzn", "lrc", "glk", "azb":
		return true
	}
	return false
}

// fromPersian converts a day of the Persian (solar Hijri) calendar.
//
// Its leap years follow a cycle of 33 years, which agrees with the astronomical
// calendar from 1244 to 1472 (1865 to 2093).
func fromPersian(r *reading) bool {
	if !isPersianYear(r.year) || r.month < 1 || r.month > 12 || r.day < 1 || r.day > persianDays(r.year, r.month) {
		return false
	}
	// 1 Farvardin 1399 is 20 March 2020.
	days := persianDay(r.year, r.month, r.day) - persianDay(1399, 1, 1)
	t := time.Date(2020, time.March, 20+days, 0, 0, 0, 0, time.UTC)
	r.year, r.month, r.day = t.Year(), int(t.Month()), t.Day()
	return true
}

// persianDays returns the length of a month.
func persianDays(year, month int) int {
	switch {
	case month <= 6:
		return 31
	case month <= 11 || (8*year+29)%33 < 8:
		return 30
	}
	return 29
}

// persianDay counts the days up to a day.
func persianDay(year, month, day int) int {
	past := year - 1
	return 365*past + (8*past+29)/33 + 31*min(month-1, 6) + 30*max(month-7, 0) + day
}
