package archive

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode"
)

// A page is kept as evidence, without a change being reported, when its visible
// text differs in what other pages of the feed do not share: what the reader
// misses today must not be lost. Latest news, menus and counters are on other
// pages of the same crawl too, and keep nothing.

// doubt is a capture of a known article that makes no revision, and may have to
// be kept as evidence.
type doubt struct {
	ref        Ref
	info       CaptureInfo
	newest     Revision
	kept       []CaptureInfo // since the newest revision
	certain    bool          // to be kept whatever it prints: its edit is held back, or nothing could be read of it
	came, went pieces        // what only it prints, and only the page of the newest revision
}

// doubted returns what is held of the article of a capture that may have to be
// kept: its place among those kept, and the page of its newest revision. Nil
// when it need not be kept.
func (r *recorder) doubted(v View, b *before, info CaptureInfo, certain bool) (*doubt, []byte, error) {
	if info.Raw.IsZero() || b.newest.Capture.Raw.IsZero() || info.Raw == b.newest.Capture.Raw {
		return nil, nil, nil
	}
	kept, err := v.Kept(b.row.Ref, r.head.Number)
	kept = slices.DeleteFunc(kept, func(k CaptureInfo) bool { return k.Time.Before(b.newest.Capture.Time) })
	if err != nil || !mayKeep(kept, info) {
		return nil, nil, err
	}
	d := &doubt{ref: b.row.Ref, info: info, newest: b.newest, kept: kept, certain: certain}
	if certain {
		return d, nil, nil
	}
	page, err := v.Raw(b.newest.Capture.Raw)
	return d, page, err
}

// unread keeps a capture of which nothing could be read.
func (r *recorder) unread(ctx context.Context, b *before, info CaptureInfo) error {
	return r.view(ctx, func(v View) error {
		d, _, err := r.doubted(v, b, info, true)
		if err == nil && d != nil {
			r.doubts = append(r.doubts, *d)
		}
		return err
	})
}

// weigh notes a doubt when the pages print different things.
func (r *recorder) weigh(d *doubt, now, then []byte) {
	if d == nil {
		return
	}
	if !d.certain {
		a, b := r.piecesOf(d.info.With(now)), r.piecesOf(d.newest.Capture.With(then))
		d.came, d.went = minus(a, b), minus(b, a)
		if len(d.came)+len(d.went) == 0 {
			return
		}
	}
	r.doubts = append(r.doubts, *d)
}

// evidence keeps the captures that show what no revision holds.
func (r *recorder) evidence(ctx context.Context) error {
	w := witnesses{recorder: r, then: map[int][]witness{}}
	for _, d := range r.doubts {
		keep, err := w.keep(ctx, d)
		if err != nil {
			return err
		}
		if !keep {
			continue
		}
		if err := r.put(ctx, Update{Ref: d.ref, Kept: &d.info}); err != nil {
			return err
		}
	}
	return nil
}

// keep reports whether a capture prints, or no longer prints, what no other
// page does. Of one that is like the last one kept it says no.
func (w *witnesses) keep(ctx context.Context, d doubt) (bool, error) {
	if d.certain {
		return true, nil
	}
	came, err := w.unshared(ctx, d, d.came, 0)
	if err != nil {
		return false, err
	}
	if len(d.kept) == 0 && len(came) > 0 {
		return true, nil
	}
	if len(d.kept) == 0 {
		went, err := w.unshared(ctx, d, d.went, d.newest.Snapshot)
		return len(went) > 0, err
	}
	if len(came) == 0 {
		return false, nil
	}
	last, err := w.piecesKept(ctx, d.kept[len(d.kept)-1])
	return len(minus(came, last)) > 0, err
}

// mayKeep bounds what is kept of one article since its newest revision: what
// differs at every look is kept at intervals that double, from a day on.
func mayKeep(kept []CaptureInfo, info CaptureInfo) bool {
	if slices.ContainsFunc(kept, func(k CaptureInfo) bool { return k.Raw == info.Raw }) {
		return false
	}
	if len(kept) == 0 {
		return true
	}
	const day = 24 * time.Hour
	last := kept[len(kept)-1]
	return info.Time.Sub(last.Time) >= day<<min(len(kept)-1, 12)
}

// pieces is the visible text of a page: hashes of its pieces.
type pieces map[uint64]bool

func minus(a pieces, others ...pieces) pieces {
	rest := pieces{}
	for p := range a {
		if !slices.ContainsFunc(others, func(o pieces) bool { return o[p] }) {
			rest[p] = true
		}
	}
	return rest
}

func (r *recorder) piecesOf(c Capture) pieces {
	set := pieces{}
	for _, text := range r.Reader.Printed(c) {
		if p := pieceOf(text); p != "" {
			set[hashOf(p)] = true
		}
	}
	return set
}

// pieceOf returns a piece of text as it is compared. Short ones count without
// digits, which are those of dates and counters, and the shortest not at all.
func pieceOf(text string) string {
	const (
		shortest = 8 // letters
		few      = 5 // words
	)
	p := Fold(NormaliseLine(text))
	letters := 0
	for _, c := range p {
		if unicode.IsLetter(c) {
			letters++
		}
	}
	if letters < shortest {
		return ""
	}
	if len(strings.Fields(p)) <= few {
		p = strings.Map(func(c rune) rune {
			if unicode.IsDigit(c) {
				return -1
			}
			return c
		}, p)
	}
	return p
}

// pieces returns what a pending capture prints.
func (r *recorder) pieces(ctx context.Context, info CaptureInfo) (pieces, error) {
	body, err := r.Writer.PendingRaw(ctx, info.Raw)
	if err != nil {
		return nil, err
	}
	return r.piecesOf(info.With(body)), nil
}

// piecesKept returns what a kept page prints.
func (r *recorder) piecesKept(ctx context.Context, info CaptureInfo) (pieces, error) {
	body, err := r.keptBytes(ctx, info)
	if err != nil {
		return nil, err
	}
	return r.piecesOf(info.With(body)), nil
}

// witnesses knows what other pages of the feed print.
type witnesses struct {
	*recorder
	now  []witness         // pages of this crawl; nil: not read yet
	then map[int][]witness // pages of earlier snapshots
}

type witness struct {
	url string
	pieces
}

// fewWitnesses is how many pages say what the pages of a crawl share.
const fewWitnesses = 4

// unshared returns those of a page's pieces that no other page of the same
// snapshot prints; snapshot 0 is the one in the making.
func (w *witnesses) unshared(ctx context.Context, d doubt, only pieces, snapshot int) (pieces, error) {
	if len(only) == 0 {
		return only, nil
	}
	others, err := w.of(ctx, d, snapshot)
	if err != nil {
		return nil, err
	}
	for _, o := range others {
		if o.url != d.info.URL && o.url != d.newest.Capture.URL {
			only = minus(only, o.pieces)
		}
	}
	return only, nil
}

func (w *witnesses) of(ctx context.Context, d doubt, snapshot int) ([]witness, error) {
	if snapshot == 0 {
		if w.now != nil {
			return w.now, nil
		}
		w.now = []witness{}
		err := w.ask(ctx)
		return w.now, err
	}
	if _, known := w.then[snapshot]; !known {
		found, err := w.near(ctx, d.ref, snapshot)
		if err != nil {
			return nil, err
		}
		w.then[snapshot] = found
	}
	return w.then[snapshot], nil
}

// ask reads some pages of this crawl, spread over all of them.
func (w *witnesses) ask(ctx context.Context) error {
	step := max(1, len(w.queue)/(fewWitnesses+1))
	for i := 0; i < len(w.queue) && len(w.now) <= fewWitnesses; i += step {
		info := w.queue[i]
		if info.Raw.IsZero() {
			continue
		}
		p, err := w.pieces(ctx, info)
		if err != nil {
			return err
		}
		w.now = append(w.now, witness{info.URL, p})
	}
	return nil
}

// near reads pages of articles that were captured next to one in a snapshot.
func (w *witnesses) near(ctx context.Context, ref Ref, snapshot int) ([]witness, error) {
	const far = 8
	var found []witness
	for i := 1; i <= far && len(found) <= fewWitnesses; i++ {
		for _, n := range []int{int(ref) - i, int(ref) + i} {
			if n < 0 || n >= w.head.Articles {
				continue
			}
			var newest Revision
			err := w.view(ctx, func(v View) error {
				a, err := v.Article(Ref(n), w.head.Number)
				if err == nil {
					newest, err = v.Revision(Ref(n), a.Revision)
				}
				return err
			})
			if err != nil {
				return nil, err
			}
			if newest.Snapshot != snapshot || newest.Capture.Raw.IsZero() {
				continue
			}
			p, err := w.piecesKept(ctx, newest.Capture)
			if err != nil {
				return nil, err
			}
			found = append(found, witness{newest.Capture.URL, p})
		}
	}
	return found, nil
}
