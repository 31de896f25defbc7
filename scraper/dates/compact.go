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
	r := reading{year: decimal(t[:4]), month: decimal(t[4:6]), day: decimal(t[6:8]), hasYear: true}
	if len(t) > 8 {
		r.clock = clock{set: true, hour: decimal(t[8:10]), minute: decimal(t[10:12]), second: decimal(t[12:])}
	}
	if !validDay(r.year, r.month, r.day) || s.farFuture(r) || !r.clock.valid() {
		return "", false
	}
	return dateOf(r, s.o.location()), true
}

// decimal returns the value of ASCII digits.
func decimal(digits string) int {
	v := 0
	for _, c := range digits {
		v = v*10 + int(c-'0')
	}
	return v
}
