package archive

import (
	"time"

	"github.com/RoaringBitmap/roaring/v2"
)

// rollCall is a trace that was gone through once, for whoever asks of one article
// after the other what it says: asked of each alone, a trace goes through the
// looks of all snapshots again.
type rollCall struct {
	trace *Trace
	there []presence // by Ref
}

// presence is in which snapshots the page of an article or its entry was seen.
type presence struct{ first, last, count uint32 } // counted from 1; 0: in none

func (t *Trace) rollCall() *rollCall {
	known := 0
	for _, s := range t.snapshots {
		known = max(known, s.Articles)
	}
	c := &rollCall{trace: t, there: make([]presence, known)}
	for i, l := range t.looks {
		n := uint32(i + 1)
		for start, end := range roaring.FastOr(l.Listed, l.Read, l.NotModified).Ranges() {
			some := c.there[min(int(start), known):min(end, uint64(known))]
			for k := range some {
				p := &some[k]
				if p.count == 0 {
					p.first = n
				}
				p.last = n
				p.count++
			}
		}
	}
	return c
}

// lastSeen is [Trace.LastSeen].
func (c *rollCall) lastSeen(a Article) time.Time {
	if int(a.Ref) >= len(c.there) {
		return c.trace.LastSeen(a)
	}
	var there time.Time
	if last := c.there[a.Ref].last; last > 0 {
		there = c.trace.snapshots[last-1].Started
	}
	return c.trace.lastSeen(a, there)
}

// checks is [Trace.Checks].
func (c *rollCall) checks(a Article) int {
	if int(a.Ref) >= len(c.there) || a.State == Removed || a.State == Unlisted || int(c.there[a.Ref].first) < a.Since {
		return c.trace.Checks(a) // of few articles: most have the state that they had first
	}
	return c.trace.checks(a, int(c.there[a.Ref].count))
}
