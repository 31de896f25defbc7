package dates

import (
	"strings"
	"testing"
	"time"
)

// TestCostGrowsWithLength: no text makes the scanner look at the same place
// again and again. A quarter of a megabyte takes a fraction of a second; the
// bound is wide enough for a busy machine and far below what a quadratic
// scanner would need.
func TestCostGrowsWithLength(t *testing.T) {
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, unit := range []string{
		"1", "1 ", "1.", "1/", "1-", "12:", "22.09.", "22 May ", "May ", "September 22 ", "today\n", "3 hours ", "a ",
		" ", "\n", "x" + strings.Repeat(" ", 500), "1" + strings.Repeat(" ", 500), "年", "一", "二〇", "9月", "tháng ", "كانون ", "١", "’", "a’", "\u200f", "2020年", "de 1 ",
		"Today " + strings.Repeat("y", 90) + " 1 ", "\xff", "ก.", "1(", "22 de de de de ",
	} {
		text := strings.Repeat(unit, 1<<18/len(unit))
		start := time.Now()
		Find(text, Options{Now: now})
		Parse(text, Options{Now: now})
		OrderOf([]string{text})
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("a quarter of a megabyte of %.20q took %v", unit, took)
		} else if testing.Verbose() {
			t.Logf("%.20q %v", unit, took)
		}
	}
}
