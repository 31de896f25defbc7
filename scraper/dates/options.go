package dates

import (
	"time"

	"onrecord/archive"
)

// Order says how an all-numeric date such as 03.04.2020 is to be read.
type Order int

// The orders of day, month and year in an all-numeric date.
const (
	Unknown    Order = iota // decided by language, region and separators
	DayFirst                // 22.09.2020
	MonthFirst              // 09/22/2020
	YearFirst               // 2020/09/22, and 20.09.22 with a year of two digits
)

// Options say what is known of the text before it is read. The zero value
// reads all languages, puts times into UTC and reads no relative dates.
type Options struct {
	// Language is the BCP 47 tag of the page or feed. Words of every language
	// are read; where one word names different months, this language decides,
	// and it chooses the calendar and the order of numeric dates. "" tries all.
	Language string
	// Order of numeric dates that could be read either way. Unknown leaves it to
	// the language's region; dots are then always day first.
	Order Order
	// Location is the zone of a time printed without one; nil means UTC.
	Location *time.Location
	// Layout is the Go layout of the printed date (the configuration's
	// date_format). It is tried first on the whole text.
	Layout string
	// Now is the time of capture. It resolves "today" and "3 hours ago" and a
	// missing year, and dates more than a year after it are not read.
	// While it is zero, relative dates and dates without a year are not read.
	Now time.Time
}

// Match is one date found in a text.
type Match struct {
	Date       archive.Date
	Start, End int  // byte offsets of the date with its weekday and time
	Ambiguous  bool // day and month could be exchanged, or the month's name means another month elsewhere
	HasYear    bool // the year is printed; otherwise it follows from Options.Now
	Relative   bool // "yesterday", "3 hours ago"
}

func (o Options) location() *time.Location {
	if o.Location == nil {
		return time.UTC
	}
	return o.Location
}
