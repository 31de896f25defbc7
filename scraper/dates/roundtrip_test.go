package dates

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// printDay writes a day by a pattern of CLDR (Unicode TR 35).
func printDay(pat string, p pattern, t time.Time) string {
	var b strings.Builder
	quoted := false
	runes := []rune(pat)
	for i := 0; i < len(runes); {
		n := 1
		for i+n < len(runes) && runes[i+n] == runes[i] {
			n++
		}
		switch r := runes[i]; {
		case r == '\'':
			quoted = !quoted
			n = 1
		case quoted:
			b.WriteString(strings.Repeat(string(r), n))
		default:
			b.WriteString(printField(r, n, p, t))
		}
		i += n
	}
	return b.String()
}

func printField(r rune, n int, p pattern, t time.Time) string {
	switch r {
	case 'y':
		if n == 2 {
			return fmt.Sprintf("%02d", t.Year()%100)
		}
		return fmt.Sprint(t.Year())
	case 'M', 'L':
		switch n {
		case 3:
			return p.short[t.Month()-1]
		case 4:
			return p.months[t.Month()-1]
		}
		return fmt.Sprintf("%0*d", n, t.Month())
	case 'd':
		return fmt.Sprintf("%0*d", n, t.Day())
	case 'E', 'c':
		return p.weekdays[t.Weekday()]
	case 'G':
		return "ค.ศ."
	}
	return strings.Repeat(string(r), n)
}

// TestEveryDayReadsBack prints every day of 1990–2030 as CLDR does in each
// language's long pattern, and some of them in the others, and reads them back.
func TestEveryDayReadsBack(t *testing.T) {
	step := 1
	if testing.Short() {
		step = 17
	}
	for _, p := range patterns {
		t.Run(p.tag, func(t *testing.T) {
			readBack(t, p, p.long, step)
			readBack(t, p, p.full, 17)
			readBack(t, p, p.medium, 17)
		})
	}
}

// readBack prints every step-th day by a pattern and reads it back.
func readBack(t *testing.T, p pattern, pat string, step int) {
	t.Helper()
	for d := time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC); d.Year() <= 2030; d = d.AddDate(0, 0, step) {
		text := printDay(pat, p, d)
		got, ok := Parse(text, Options{Language: p.tag})
		if !ok || string(got) != d.Format(time.DateOnly) {
			t.Errorf("%s: Parse(%q) = %q, %v; want %s", pat, text, got, ok, d.Format(time.DateOnly))
			return
		}
	}
}
