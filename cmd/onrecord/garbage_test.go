package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"testing"
	"time"
)

func TestAllowance(t *testing.T) {
	a := allowance{bytes: 32 << 20, percent: 60}
	for live, want := range map[uint64]int{0: 800, 1 << 20: 800, 16 << 20: 200, 40 << 20: 80, 400 << 20: 60} {
		if got := a.of(live); got != want {
			t.Errorf("%d%% of %d bytes, want %d%%", got, live, want)
		}
	}
}

// What may lie follows what is in use from one collection to the next, and what
// the user says stays.
func TestGarbageIsKeptTo(t *testing.T) {
	t.Setenv("GOGC", "")
	usual := debug.SetGCPercent(100)
	defer debug.SetGCPercent(usual)
	percent := func() uint64 {
		sample := []metrics.Sample{{Name: "/gc/gogc:percent"}}
		metrics.Read(sample)
		return sample[0].Value.Uint64()
	}
	runtime.GC()
	var g garbage
	g.keepTo(allowance{bytes: 256 << 20, percent: 60})
	before := percent()
	if before <= 200 {
		t.Fatalf("%d%% of a small heap", before)
	}
	held := make([]byte, 128<<20)
	for end := time.Now().Add(10 * time.Second); percent() > 200 || percent() == before; runtime.GC() {
		if time.Now().After(end) {
			t.Fatalf("%d%% with 128 MB more in use", percent())
		}
	}
	runtime.KeepAlive(held)
	last := percent()
	t.Setenv("GOGC", "70")
	if g.keepTo(allowance{percent: 500}); percent() != last {
		t.Errorf("%d%% against the user's wish", percent())
	}
}
