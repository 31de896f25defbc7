package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"testing"
	"time"
)

// The first collection of garbage comes late, the others as usual; what a
// command wishes itself stays, and so does what the user says.
func TestGarbagePutOff(t *testing.T) {
	t.Setenv("GOGC", "")
	usual := debug.SetGCPercent(100)
	defer debug.SetGCPercent(usual)
	percent := func() int {
		sample := []metrics.Sample{{Name: "/gc/gogc:percent"}}
		metrics.Read(sample)
		return int(sample[0].Value.Uint64())
	}
	putOffGarbage()
	if got := percent(); got != firstGarbage {
		t.Errorf("%d before the first collection, want %d", got, firstGarbage)
	}
	for end := time.Now().Add(10 * time.Second); percent() != 100; runtime.GC() {
		if time.Now().After(end) {
			t.Fatalf("%d after it, want 100", percent())
		}
	}
	debug.SetGCPercent(crawlGarbage)
	if backToUsual(100); percent() != crawlGarbage {
		t.Errorf("%d in a crawl, want %d", percent(), crawlGarbage)
	}
	t.Setenv("GOGC", "70")
	if putOffGarbage(); percent() != crawlGarbage {
		t.Errorf("%d against the user's wish", percent())
	}
}
