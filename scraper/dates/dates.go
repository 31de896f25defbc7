package dates

import (
	"unicode"
	"unicode/utf8"

	"onrecord/archive"
)

const (
	maxAround  = 80  // letters and digits that may stand around the date: a label, an author, a place
	maxPrinted = 120 // letters and digits of a date with its weekday and time, at most
)

// Parse reads a text that is a date, perhaps with a label, a weekday and a time
// around it: "Published: Tuesday, 22 September 2020, 14:05". Of several dates
// the first counts. It reports false when there is none, or when the text
// around it is so long that the text is no date but mentions one.
func Parse(text string, o Options) (archive.Date, bool) {
	if d, ok := parseLayout(text, &o); ok {
		return d, true
	}
	if visible(text, maxPrinted+maxAround) > maxPrinted+maxAround {
		return "", false
	}
	s := newScanner(text, o)
	s.alone = true
	m, ok := s.wholeMatch()
	if !ok || visible(text[:m.Start], maxAround)+visible(text[m.End:], maxAround) > maxAround {
		return "", false
	}
	return m.Date, true
}

// wholeMatch returns the date of a text that is supposed to be one.
func (s *scanner) wholeMatch() (Match, bool) {
	if m, ok := s.compact(); ok {
		return m, true
	}
	if m, ok := s.firstMatch(); ok {
		return m, true
	}
	return s.shortForm()
}

// shortForm reads what is a date only where it is the whole text: "yesterday",
// and "22.09" of the current year.
func (s *scanner) shortForm() (Match, bool) {
	if found := s.relativeDays(); len(found) > 0 {
		return found[0], true
	}
	return s.pairAlone()
}

// Find returns all dates in a running text, in order and without overlaps.
// A word such as "today" counts only where it stands alone on its line, beside
// a time or behind a label; everywhere else it belongs to a sentence.
func Find(text string, o Options) []Match {
	if o.Layout != "" && o.Order == Unknown {
		o.Order = orderOfLayout(o.Layout)
	}
	var found []Match
	s := newScanner(text, o)
	for m := range s.matches() {
		found = append(found, m)
	}
	if days := s.relativeDays(); len(days) > 0 {
		found = merge(found, days)
	}
	return found
}

// merge joins two ordered lists and leaves out what of more overlaps the list.
func merge(list, more []Match) []Match {
	merged := make([]Match, 0, len(list)+len(more))
	for _, m := range more {
		for len(list) > 0 && list[0].Start < m.End {
			merged, list = append(merged, list[0]), list[1:]
		}
		if n := len(merged); n == 0 || merged[n-1].End <= m.Start {
			merged = append(merged, m)
		}
	}
	return append(merged, list...)
}

// visible counts letters and digits, and stops when there are more than most.
func visible(text string, most int) int {
	n := 0
	for i := 0; i < len(text) && n <= most; {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
		i += size
	}
	return n
}
