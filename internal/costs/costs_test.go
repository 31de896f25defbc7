package costs_test

import (
	"runtime"
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

func TestRetained(t *testing.T) {
	const n, each = 1000, 2000
	before := costs.Held()
	kept := make([][]byte, n)
	for i := range kept {
		kept[i] = make([]byte, each)
	}
	after := costs.Held()
	for _, row := range []struct {
		each   int
		failed bool
	}{{2 * each, false}, {each / 2, true}} {
		got := &told{TB: t}
		costs.Retained(got, before, after, n, row.each)
		if got.failed != row.failed {
			t.Errorf("%d bytes allowed for each of %d bytes: failed is %v, want %v", row.each, each, got.failed, row.failed)
		}
	}
	runtime.KeepAlive(kept)
}
