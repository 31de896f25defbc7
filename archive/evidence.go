package archive

import (
	"context"
	"slices"
	"time"
)

// A page is kept as evidence, without a change being reported, when its visible
// text differs in what other pages of the feed do not share: what the reader
// misses today must not be lost. Latest news, menus and counters are on other
// pages of the same crawl too, and teasers tell of another article that they
// link to: they keep nothing.

// doubt is a capture of a known article that makes no revision, and may have to
// be kept as evidence.
type doubt struct {
	ref        Ref
	info       CaptureInfo
	newest     Revision
	kept       []CaptureInfo // since the newest revision
	certain    bool          // to be kept whatever it prints: its edit is held back, or nothing could be read of it
	came, went print         // what only it prints, and only the page of the newest revision
}

// doubted returns what is held of the article of a capture that may have to be
// kept: its place among those kept, and the page of its newest revision. Nil
// when it need not be kept.
func (r *recorder) doubted(v View, b *before, info CaptureInfo, certain bool) (*doubt, []byte, error) {
	if info.Raw.IsZero() || !b.newest.Capture.Held() || info.Raw == b.newest.Capture.Raw {
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
	var d *doubt
	err := r.view(ctx, func(v View) (err error) {
		d, _, err = r.doubted(v, b, info, true)
		return err
	})
	if err != nil {
		return err
	}
	return r.weigh(ctx, d, nil, nil)
}

// weigh keeps a capture as evidence when it shows what no revision holds.
func (r *recorder) weigh(ctx context.Context, d *doubt, now, then []byte) error {
	if d == nil {
		return nil
	}
	if !d.certain {
		prints := r.Reader.Printed(d.newest.Capture.With(then), d.info.With(now))
		d.went, d.came = r.differ(prints[0], prints[1])
	}
	keep, err := r.witnesses.keep(ctx, *d)
	if err != nil || !keep {
		return err
	}
	return r.put(ctx, Update{Ref: d.ref, Kept: &d.info})
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

// piecesKept returns the pieces that a kept page prints.
func (r *recorder) piecesKept(ctx context.Context, info CaptureInfo) (set, error) {
	body, err := r.keptBytes(ctx, info)
	if err != nil {
		return nil, err
	}
	return r.piecesOf(info.With(body)), nil
}
