package learn

import (
	"strings"
	"time"
	"unicode"

	"onrecord/archive"
	"onrecord/scraper/page"
)

// dateFormat returns the Go layout by which the selected dates are printed, if
// they are all-numeric with the day or the month first: only there does a
// layout say more than the text itself. "" when there is none that reads every
// sample as the evidence says.
func (l *learner) dateFormat() string {
	var texts []string
	var days []archive.Date
	for _, sh := range l.sheets {
		for _, n := range query(sh, l.chosen.Date) {
			if attribute(n, "datetime") != "" || attribute(n, "content") != "" {
				return ""
			}
			printed := strings.Join(strings.Fields(page.Text(n)), " ")
			if printed == "" {
				continue
			}
			texts, days = append(texts, printed), append(days, sh.label.date)
			break
		}
	}
	if len(texts) < 2 {
		return ""
	}
	for _, layout := range layoutsOf(texts[0]) {
		if l.layoutReads(layout, texts, days) {
			return layout
		}
	}
	return ""
}

func (l *learner) layoutReads(layout string, texts []string, days []archive.Date) bool {
	for i, printed := range texts {
		t, err := time.Parse(layout, printed)
		if err != nil || days[i] != "" && t.Format(archive.DayLayout) != days[i].Day() {
			return false
		}
	}
	return true
}

// layoutsOf returns the layouts by which a numeric date such as "22.09.2020
// 14:05" can be printed, day first and month first.
func layoutsOf(printed string) []string {
	var fields, between []string
	rest := printed
	for rest != "" {
		digits := len(rest) - len(strings.TrimLeftFunc(rest, isDigit))
		if digits > 0 {
			fields = append(fields, rest[:digits])
			rest = rest[digits:]
			continue
		}
		mark := len(rest) - len(strings.TrimLeftFunc(rest, func(r rune) bool { return !isDigit(r) && !unicode.IsLetter(r) }))
		if mark == 0 || len(fields) == 0 {
			return nil // letters: a month's name, or a label
		}
		between = append(between, rest[:mark])
		rest = rest[mark:]
	}
	if len(fields) < 3 || len(fields) > 6 || len(fields[2]) != 4 || len(fields[0]) > 2 || len(fields[1]) > 2 || len(between) > len(fields)-1 {
		return nil
	}
	clock := []string{"15", "04", "05"}
	var layouts []string
	for _, order := range [][2]string{{"02", "01"}, {"01", "02"}} {
		for _, padded := range []bool{true, false} {
			var b strings.Builder
			for i := range fields {
				switch {
				case i < 2 && padded:
					b.WriteString(order[i])
				case i < 2:
					b.WriteString(strings.TrimPrefix(order[i], "0"))
				case i == 2:
					b.WriteString("2006")
				default:
					b.WriteString(clock[i-3])
				}
				if i < len(between) {
					b.WriteString(between[i])
				}
			}
			layouts = append(layouts, b.String())
		}
	}
	return layouts
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }
