package metric

import (
	"strings"
	"time"
)

// Verdict is what a date is worth.
type Verdict int

// The verdicts on a date.
const (
	None  Verdict = iota // no date was given
	Right                // the day wanted, or the same instant
	Wrong                // any other
)

// Day compares dates, each a day (YYYY-MM-DD) or an instant (RFC 3339). The
// calendar day counts as it is written, in whatever zone; where both are
// instants, the same instant is right too, though it be another day in its zone.
func Day(want, got string) Verdict {
	got = strings.TrimSpace(got)
	if got == "" {
		return None
	}
	if len(want) >= len(time.DateOnly) && strings.HasPrefix(got, want[:len(time.DateOnly)]) {
		return Right
	}
	w, errWant := time.Parse(time.RFC3339, want)
	g, errGot := time.Parse(time.RFC3339, got)
	if errWant == nil && errGot == nil && w.Equal(g) {
		return Right
	}
	return Wrong
}
