// Package costs lets tests compare what two functions cost within one run, and
// see what is held in memory. A bound in seconds fails on a busy machine; a
// ratio of processor time does not.
package costs

import (
	"runtime"
	"testing"
	"time"
)

// AtMost runs both functions and fails the test when f takes more than times
// the processor time of reference, which does the same with sound input of
// about the same size. What other threads do meanwhile does not count, where
// the system can tell (Linux). It returns the ratio.
func AtMost(t testing.TB, times float64, f, reference func()) float64 {
	t.Helper()
	ratio := float64(of(f)) / float64(max(of(reference), time.Millisecond))
	if ratio > times {
		t.Errorf("it takes %.0f times the effort of sound input of its size, over %.0f", ratio, times)
	}
	return ratio
}

func of(f func()) time.Duration {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	began := clock()
	f()
	return clock() - began
}
