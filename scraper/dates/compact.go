package dates

import (
	"strings"

	"onrecord/archive"
)

// compact reads 20200922 and 20200922140500, which are dates only where
// nothing else stands beside them.
func (s *scanner) compact() (archive.Date, bool) {
	t := strings.TrimSpace(s.text)
	if len(t) != 8 && len(t) != 12 && len(t) != 14 || strings.Trim(t, "0123456789") != "" {
		return "", false
	}
	part := func(i, n int) int {
		v := 0
		for _, c := range t[i : i+n] {
			v = v*10 + int(c-'0')
		}
		return v
	}
	r := reading{year: part(0, 4), month: part(4, 2), day: part(6, 2), hasYear: true}
	if len(t) > 8 {
		r.clock = clock{set: true, hour: part(8, 2), minute: part(10, 2)}
	}
	if len(t) > 12 {
		r.clock.second = part(12, 2)
	}
	if !validDay(r.year, r.month, r.day) || s.farFuture(r) || !r.clock.valid() {
		return "", false
	}
	return dateOf(r, s.o.location()), true
}
