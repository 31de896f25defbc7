package dates

import (
	"strings"
	"time"

	"onrecord/archive"
)

// maxMachine is how long a date for programs can be, in bytes.
const maxMachine = 200

// ParseMachine reads a date written for programs, as in <time datetime>,
// JSON-LD, feeds and meta tags: ISO 8601, RFC 3339, RFC 1123, RFC 822, RFC 850,
// and what JavaScript and C print. It is tolerant: a space for the T, fractions,
// a missing colon in the offset, no offset (then loc counts; nil is UTC).
// A printed midnight stays midnight. Nothing but the date may stand in s, and
// 03/04/2020, which could be either of two days, is not read.
func ParseMachine(s string, loc *time.Location) (archive.Date, bool) {
	if len(s) > maxMachine {
		return "", false
	}
	sc := newScanner(s, Options{Location: loc})
	sc.alone = true
	m, ok := sc.wholeMatch()
	if !ok || m.Ambiguous || visible(s[:m.Start], 0) > 0 || !onlyZone(s[m.End:]) {
		return "", false
	}
	return m.Date, true
}

// onlyZone reports whether s holds nothing but a zone's name in brackets, as
// behind "+0300 (Moscow Standard Time)" and "+03:00[Europe/Moscow]".
func onlyZone(s string) bool {
	s = strings.TrimSpace(s)
	return visible(s, 0) == 0 || strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") ||
		strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]")
}
