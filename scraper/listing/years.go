package listing

import (
	"regexp"
	"sort"
	"strings"
	"sync"

	"onrecord/archive"
)

// yearLine is a short line that names a year for the dates below it.
type yearLine struct {
	at   int32
	year string
}

var (
	fourDigits = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?:^|[^\d./-])((?:19|20)\d\d)(?:$|[^\d/-])`) })
	yearAlone  = 30 // bytes of a line that may name a year
)

// addYears gives dates printed without a year that of the heading above them,
// or of the page's address. Without either, the year that follows from the time
// of capture stays.
func (t *tree) addYears() {
	var lines []yearLine
	for i := range t.dates {
		f := &t.dates[i]
		if f.match.HasYear || f.machine != "" || f.match.Relative {
			continue
		}
		if lines == nil {
			lines = t.yearLines()
		}
		if year := yearAbove(lines, f.from); year != "" {
			f.setYear(year)
		}
	}
}

// yearLines returns the lines that name a year, in order; the first is the
// page's address.
func (t *tree) yearLines() []yearLine {
	lines := []yearLine{{at: -1}}
	if m := fourDigits().FindStringSubmatch(t.page.URL.Path + "?" + t.page.URL.RawQuery); m != nil {
		lines[0].year = m[1]
	}
	for n, from := range t.lines {
		to := t.lineEnd(n)
		if int(to-from) > yearAlone || to-from < 4 {
			continue
		}
		m := fourDigits().FindStringSubmatch(t.text[from:to])
		if m == nil || strings.Contains(t.text[from:to], "©") {
			continue
		}
		if lo, hi := t.datesIn(from, to); lo == hi && !t.elements[t.elementAt(from)].chrome && t.linkedBetween(from, to) == 0 {
			lines = append(lines, yearLine{from, m[1]})
		}
	}
	return lines
}

func yearAbove(lines []yearLine, at int32) string {
	i := sort.Search(len(lines), func(i int) bool { return lines[i].at > at })
	return lines[i-1].year
}

// setYear puts another year into a date.
func (f *found) setYear(year string) {
	date := archive.Date(year + string(f.match.Date)[4:])
	if valid, err := archive.ParseDate(string(date)); err == nil {
		f.match.Date, f.match.HasYear = valid, true
	}
}
