package dates

import (
	"unicode"
	"unicode/utf8"

	"onrecord/archive"
)

// maxAround is how many letters and digits may stand around the date of a text
// that is a date: a label, an author, a place.
const maxAround = 80

// Parse reads a text that is a date, perhaps with a label, a weekday and a time
// around it: "Published: Tuesday, 22 September 2020, 14:05". Of several dates
// the first counts. It reports false when there is none, or when the text
// around it is so long that the text is no date but mentions one.
func Parse(text string, o Options) (archive.Date, bool) {
	if d, ok := parseLayout(text, o); ok {
		return d, true
	}
	s := newScanner(text, o)
	s.alone = true
	if d, ok := s.compact(); ok {
		return d, true
	}
	m, ok := s.firstMatch()
	if !ok || visible(text[:m.Start])+visible(text[m.End:]) > maxAround {
		return "", false
	}
	return m.Date, true
}

// Find returns all dates in a running text, in order and without overlaps.
// A word such as "today" counts only where it stands alone on its line or
// beside a time; everywhere else it belongs to a sentence.
func Find(text string, o Options) []Match {
	var found []Match
	s := newScanner(text, o)
	for m := range s.matches() {
		found = append(found, m)
	}
	return found
}

// visible counts letters and digits, and stops counting when there are too many.
func visible(text string) int {
	n := 0
	for i := 0; i < len(text) && n <= maxAround; {
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
