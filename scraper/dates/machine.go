package dates

import (
	"time"

	"onrecord/archive"
)

// ParseMachine reads a date written for programs, as in <time datetime>,
// JSON-LD, feeds and meta tags: ISO 8601, RFC 3339, RFC 1123, RFC 822. It is
// tolerant: a space for the T, fractions, a missing colon in the offset, no
// offset (then loc counts; nil is UTC). A printed midnight stays midnight.
func ParseMachine(s string, loc *time.Location) (archive.Date, bool) {
	return Parse(s, Options{Language: "en", Location: loc})
}
