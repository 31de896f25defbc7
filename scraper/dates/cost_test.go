package dates

import (
	"strings"
	"testing"
	"time"

	"onrecord/internal/costs"
)

// TestCostGrowsWithLength: no text makes the scanner look at the same place
// again and again. The bound is wide for texts of nothing but parts of dates,
// and far below what a quadratic scanner would need.
func TestCostGrowsWithLength(t *testing.T) {
	const size = 1 << 18
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	read := func(text string) func() {
		return func() {
			Find(text, Options{Now: now})
			Parse(text, Options{Now: now})
			OrderOf([]string{text})
		}
	}
	prose := "The council met on 22 May 2025 on the pier and agreed on what it had agreed on in September. "
	sound := read(strings.Repeat(prose, size/len(prose)))
	for _, unit := range []string{
		"1", "1 ", "1.", "1/", "1-", "12:", "22.09.", "22 May ", "May ", "September 22 ", "today\n", "3 hours ", "a ",
		" ", "\n", "x" + strings.Repeat(" ", 500), "1" + strings.Repeat(" ", 500), "年", "一", "二〇", "9月", "tháng ", "كانون ", "١", "’", "a’", "\u200f", "2020年", "de 1 ",
		"Today " + strings.Repeat("y", 90) + " 1 ", "\xff", "ก.", "1(", "22 de de de de ",
	} {
		ratio := costs.AtMost(t, 100, read(strings.Repeat(unit, size/len(unit))), sound)
		t.Logf("%.20q %.1f", unit, ratio)
	}
}
