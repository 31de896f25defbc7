package archive

import (
	"time"

	"github.com/RoaringBitmap/roaring/v2"
)

// Trace answers when articles were last seen, from the looks of the snapshots
// 1 to some snapshot. Looks are kept per snapshot, not per article, so an
// instant is known to lie within a crawl; Trace gives the crawl's beginning, so
// that nothing is claimed to have been seen later than it was.
type Trace struct {
	snapshots []Snapshot
	looks     []Looks
	copied    copiedFacts // what is known of the looks of a copy's snapshots
}

// TraceUpTo reads the looks of the snapshots 1 to at.
func TraceUpTo(v View, at int) (*Trace, error) { return (&Trace{}).Extend(v, at) }

// Extend returns t with the looks of further snapshots, up to at; t stays as it is.
func (t *Trace) Extend(v View, at int) (*Trace, error) {
	known := len(t.snapshots)
	if at <= known {
		return t, nil
	}
	snapshots, err := v.Snapshots(known+1, at)
	if err != nil {
		return nil, err
	}
	longer := &Trace{snapshots: append(t.snapshots[:known:known], snapshots...), looks: t.looks[:known:known]}
	if longer.copied, err = readCopied(v, copiedKey); err != nil {
		return nil, err
	}
	for _, s := range snapshots {
		l, err := v.Looks(s.Number)
		if err != nil {
			return nil, err
		}
		longer.looks = append(longer.looks, l)
	}
	return longer, nil
}

// Snapshots returns the snapshots whose looks are known, ascending; it must not be changed.
func (t *Trace) Snapshots() []Snapshot { return t.snapshots }

// lastThat returns the beginning of the newest crawl whose looks satisfy ok,
// zero when none does.
func (t *Trace) lastThat(ok func(Looks) bool) time.Time {
	for i := len(t.looks) - 1; i >= 0; i-- {
		if ok(t.looks[i]) {
			return t.snapshots[i].Started
		}
	}
	return time.Time{}
}

// There returns when the article's page or its entry was last seen to be there.
func (t *Trace) There(ref Ref) time.Time {
	return t.lastThat(func(l Looks) bool { return l.There(ref) })
}

// Page returns when the article's page itself was last seen to be there.
func (t *Trace) Page(ref Ref) time.Time {
	return t.lastThat(func(l Looks) bool { return l.Page(ref) })
}

// Read returns when the article's page itself was last read: the server's word
// that it is not modified does not count.
func (t *Trace) Read(ref Ref) time.Time {
	return t.lastThat(func(l Looks) bool { return l.Read.Contains(uint32(ref)) })
}

// Listed returns when the article's entry was last seen on a listing.
func (t *Trace) Listed(ref Ref) time.Time {
	return t.lastThat(func(l Looks) bool { return l.Listed.Contains(uint32(ref)) })
}

// Gone returns when the article's address was last seen to say that it is gone.
func (t *Trace) Gone(ref Ref) time.Time {
	return t.lastThat(func(l Looks) bool { return l.gone(ref) })
}

// Asked returns, for each of the articles 0 to n-1, when its page was last
// asked for, in vain or not; zero when it never was.
func (t *Trace) Asked(n int) []time.Time {
	asked := make([]time.Time, n)
	for i, l := range t.looks {
		mark := func(b *roaring.Bitmap) {
			b.Iterate(func(ref uint32) bool {
				if int(ref) < n {
					asked[ref] = t.snapshots[i].Started
				}
				return true
			})
		}
		mark(l.Read)
		mark(l.NotModified)
		for _, reason := range l.Reasons() {
			mark(l.NotSeen[reason])
		}
	}
	return asked
}

// Seen is how the look of one snapshot at an article ended.
type Seen struct {
	Snapshot int
	Time     time.Time // when the snapshot was taken
	Look     Look
	Reason   string // of LookNotSeen
}

// Looks returns how the look of each snapshot that knows the article ended, ascending.
func (t *Trace) Looks(ref Ref) []Seen {
	var list []Seen
	for i, s := range t.snapshots {
		if int(ref) >= s.Articles {
			continue // not known yet
		}
		look, reason := t.looks[i].Of(ref)
		list = append(list, Seen{Snapshot: s.Number, Time: s.Taken, Look: look, Reason: reason})
	}
	return list
}

// Trusted returns, for each of the articles 0 to n-1 of which the server has
// said since that it is not modified, when its page was last read; zero for the others.
func (t *Trace) Trusted(n int) []time.Time {
	read, trusted := make([]time.Time, n), make([]time.Time, n)
	for i, l := range t.looks {
		l.Read.Iterate(func(ref uint32) bool {
			if int(ref) < n {
				read[ref], trusted[ref] = t.snapshots[i].Started, time.Time{}
			}
			return true
		})
		l.NotModified.Iterate(func(ref uint32) bool {
			if int(ref) < n {
				trusted[ref] = read[ref]
			}
			return true
		})
	}
	return trusted
}

// Checks returns in how many crawls since snapshot since, that one included, the article was
// found in the state it has.
func (t *Trace) Checks(a Article) int {
	checks := 0
	for i := max(a.Since-1, 0); i < len(t.looks); i++ {
		if t.looks[i].found(a.Ref, a.State) {
			checks++
		}
	}
	return t.checks(a, checks)
}

// checks is Checks of an article that the looks found in its state so often.
func (t *Trace) checks(a Article, found int) int {
	return max(found+t.copied.checks(a, len(t.snapshots)), 1)
}

// LastSeen returns when the article was last seen to be there, no earlier than
// the captures that are known to the second.
func (t *Trace) LastSeen(a Article) time.Time {
	return t.lastSeen(a, t.There(a.Ref))
}

// lastSeen is LastSeen of an article that the looks last saw to be there then.
func (t *Trace) lastSeen(a Article, there time.Time) time.Time {
	return latest(there, a.FirstSeen, a.Changed, t.copied.seen(a, len(t.snapshots)))
}

// seenUpTo returns what Trace says of one article, LastSeen and Checks, of
// which it reads no more than that.
func seenUpTo(v View, a Article, at int) (last time.Time, checks int, err error) {
	for n := at; n >= 1 && (n >= a.Since || last.IsZero()); n-- {
		l, err := v.Looks(n)
		if err != nil {
			return last, checks, err
		}
		if n >= a.Since && l.found(a.Ref, a.State) {
			checks++
		}
		if last.IsZero() && l.There(a.Ref) {
			s, err := OneSnapshot(v, n)
			if err != nil {
				return last, checks, err
			}
			last = s.Started
		}
	}
	copied, err := readCopied(v, copiedKey)
	return latest(last, a.FirstSeen, a.Changed, copied.seen(a, at)), max(checks+copied.checks(a, at), 1), err
}

func (l Looks) gone(ref Ref) bool {
	for _, reason := range []string{Reason404, Reason410, ReasonSoft404, ReasonRedirect} {
		if b := l.NotSeen[reason]; b != nil && b.Contains(uint32(ref)) {
			return true
		}
	}
	return false
}

func (l Looks) found(ref Ref, state State) bool {
	switch state {
	case Removed:
		return l.gone(ref)
	case Unlisted:
		return l.Page(ref)
	}
	return l.There(ref)
}

func latest(times ...time.Time) time.Time {
	var newest time.Time
	for _, t := range times {
		if t.After(newest) {
			newest = t
		}
	}
	return newest
}
