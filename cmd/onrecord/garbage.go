package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync/atomic"
)

// allowance is how much garbage may lie before it is collected: so many bytes,
// or so many percent of what is in use, whichever is more. A collection stops
// every goroutine and goes through all that is in use, however little was to be
// had: Go's own rule, percent alone, collects a small heap all the time.
type allowance struct {
	bytes   uint64
	percent int
}

// usualGarbage lets most short commands end before anything is collected, and
// is Go's own rule for those that hold more.
func usualGarbage() allowance { return allowance{bytes: 12 << 20, percent: 100} }

// crawlGarbage has a crawl of some thousand articles collect less often than Go
// would, and one of very many hold less: a crawl runs beside other things on small
// machines. One of 50,000 pages stays below 120 MB in all.
func crawlGarbage() allowance { return allowance{bytes: 24 << 20, percent: 60} }

// leastHeap is what Go takes as in use when it is less.
const leastHeap = 4 << 20

// garbage keeps to an allowance while what is in use grows and shrinks. The zero
// value leaves the collector alone.
type garbage struct {
	allowed atomic.Pointer[allowance]
	percent atomic.Int64 // as it was set last
}

// keepTo keeps to an allowance from now on, unless the user's GOGC says
// something else.
func (g *garbage) keepTo(a allowance) {
	if os.Getenv("GOGC") != "" {
		return
	}
	if before := g.allowed.Swap(&a); before == nil {
		g.watch()
	}
	g.set()
}

// watch looks again after each collection.
func (g *garbage) watch() {
	// Without a pointer it would share its memory with others, and be collected with them.
	collected := &struct{ self *int }{}
	runtime.AddCleanup(collected, func(g *garbage) {
		g.set()
		g.watch()
	}, g)
}

// set sets the percentage that the allowance comes to, unless it is nearly as
// before: setting it stops every goroutine.
func (g *garbage) set() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	percent := int64(g.allowed.Load().of(live[0].Value.Uint64()))
	if last := g.percent.Load(); percent > last+last/8 || percent < last-last/8 {
		g.percent.Store(percent)
		debug.SetGCPercent(int(percent))
	}
}

// of returns how many percent of what is in use the allowance comes to.
func (a allowance) of(live uint64) int {
	return max(a.percent, int(100*a.bytes/max(live, leastHeap)))
}
