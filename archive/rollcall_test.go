package archive

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestRollCallSaysWhatTheTraceSays asks both of articles in every state, since any
// snapshot, known to the looks and not.
func TestRollCallSaysWhatTheTraceSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const articles = 6
		ref := rapid.Uint32Range(0, articles+1) // the last two are beyond what the snapshots know
		refs := rapid.SliceOfN(ref, 0, articles)
		trace := &Trace{}
		for n := range rapid.IntRange(0, 8).Draw(t, "snapshots") {
			l := NewLooks()
			l.Listed.AddMany(refs.Draw(t, "listed"))
			l.Read.AddMany(refs.Draw(t, "read"))
			l.NotModified.AddMany(refs.Draw(t, "not modified"))
			for _, gone := range refs.Draw(t, "gone") {
				l.Miss(Ref(gone), Reason404)
			}
			at := time.Date(2026, 3, 1+n, 6, 0, 0, 0, time.UTC)
			trace.snapshots = append(trace.snapshots, Snapshot{Number: n + 1, Started: at, Articles: rapid.IntRange(0, articles).Draw(t, "articles")})
			trace.looks = append(trace.looks, l)
		}
		call := trace.rollCall()
		for r := range Ref(articles + 2) {
			for _, state := range []State{Listed, Unlisted, Removed} {
				a := Article{Ref: r, State: state, Since: rapid.IntRange(0, 9).Draw(t, "since"), FirstSeen: time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC)}
				if got, want := call.checks(a), trace.Checks(a); got != want {
					t.Errorf("article %d, %s since %d: %d checks, and the trace says %d", r, state, a.Since, got, want)
				}
				if got, want := call.lastSeen(a), trace.LastSeen(a); !got.Equal(want) {
					t.Errorf("article %d: last seen %v, and the trace says %v", r, got, want)
				}
			}
		}
	})
}
