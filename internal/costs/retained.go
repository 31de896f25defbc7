package costs

import (
	"runtime"
	"testing"
)

// passing is what caches and other goroutines hold at times, in bytes.
const passing = 256 << 10

// Held returns how many bytes of the heap are in use once garbage is collected.
func Held() uint64 {
	runtime.GC()
	runtime.GC() // what pools hold goes with the second
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// Retained fails the test when what was held grew from before to after by more
// than so many bytes for each of n things.
func Retained(t testing.TB, before, after uint64, n, each int) {
	t.Helper()
	if grown := int64(after) - int64(before); grown > int64(n*each)+passing {
		t.Errorf("%d bytes more are held for %d more", grown, n)
	}
}
