package costs_test

import (
	"testing"

	"onrecord/internal/costs"
)

// told is a test that notes whether it was failed.
type told struct {
	testing.TB
	failed bool
}

func (t *told) Helper()               {}
func (t *told) Errorf(string, ...any) { t.failed = true }

func TestAtMost(t *testing.T) {
	sum := 0
	spend := func(n int) func() {
		return func() {
			for i := range n {
				sum += i ^ sum
			}
		}
	}
	const n = 5_000_000
	for _, row := range []struct {
		name   string
		f      func()
		failed bool
	}{
		{"the same", spend(n), false},
		{"a hundred times as much", spend(100 * n), true},
	} {
		got := &told{TB: t}
		costs.AtMost(got, 20, row.f, spend(n))
		if got.failed != row.failed {
			t.Errorf("%s: failed is %v, want %v", row.name, got.failed, row.failed)
		}
	}
}
