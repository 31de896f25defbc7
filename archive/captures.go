package archive

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"slices"
	"time"
)

// CapturedPage is a kept capture with the article that it is of.
type CapturedPage struct {
	Article  Article // as the snapshot holds it
	Revision int     // 0: it made no revision, and is kept as evidence
	Content  Content // of the revision, or of the one that held when it was captured
	Capture  Capture
}

// Captures returns every capture of the articles of a feed whose bytes are
// kept, those of revisions and those kept beside them, attachments too: by article
// as in [Articles], then by time. A transaction lasts for one capture.
func Captures(ctx context.Context, store Store, feed string, want Selection) iter.Seq2[CapturedPage, error] {
	want.History, want.Brief = true, true
	return func(yield func(CapturedPage, error) bool) {
		for a, err := range Articles(ctx, store, feed, want) {
			if err != nil {
				yield(CapturedPage{}, err)
				return
			}
			for page, err := range capturesOf(ctx, store, feed, a, want.At) {
				if !yield(page, err) || err != nil {
					return
				}
			}
		}
	}
}

// capturesOf returns the captures of one article.
func capturesOf(ctx context.Context, store Store, feed string, a Full, at int) iter.Seq2[CapturedPage, error] {
	return func(yield func(CapturedPage, error) bool) {
		var kept []CaptureInfo
		err := store.View(ctx, feed, func(v View) (err error) {
			if kept, err = v.Kept(a.Ref, at); err != nil {
				return err
			}
			attached, err := v.Attached(a.Ref, at)
			kept = append(kept, attached...)
			return err
		})
		if err != nil {
			yield(CapturedPage{}, err)
			return
		}
		for _, k := range described(a, kept) {
			if k.Capture.Body, err = rawOf(ctx, store, feed, k.raw); errors.Is(err, ErrNotFound) {
				continue // an import of texts alone
			}
			if !yield(k.CapturedPage, err) || err != nil {
				return
			}
		}
	}
}

func rawOf(ctx context.Context, store Store, feed string, raw Digest) (body []byte, err error) {
	err = store.View(ctx, feed, func(v View) (err error) {
		body, err = v.Raw(raw)
		return err
	})
	return body, err
}

// PagesOf returns the captures of an article that snapshot at knows and of which
// the bytes are kept, those of revisions and those kept beside them, by time.
func PagesOf(v View, ref Ref, at int) ([]CaptureInfo, error) {
	list, err := v.Kept(ref, at)
	if err != nil {
		return nil, err
	}
	revisions, err := v.Revisions(ref, at)
	for _, r := range revisions {
		list = append(list, r.Capture)
	}
	list = slices.DeleteFunc(list, func(c CaptureInfo) bool { return !c.Held() })
	slices.SortStableFunc(list, func(x, y CaptureInfo) int { return x.Time.Compare(y.Time) })
	return list, err
}

// describedPage is a captured page without its bytes.
type describedPage struct {
	CapturedPage
	raw Digest
}

// described returns what is known of the captures that have bytes, by time.
func described(a Full, kept []CaptureInfo) []describedPage {
	var pages []describedPage
	add := func(i CaptureInfo, revision int, content Content) {
		if !i.Raw.IsZero() {
			pages = append(pages, describedPage{CapturedPage{a.Article, revision, content, i.With(nil)}, i.Raw})
		}
	}
	for _, p := range a.History {
		add(p.Revision.Capture, p.Revision.Number, p.Content)
	}
	for _, k := range kept {
		add(k, 0, contentAt(a, k))
	}
	slices.SortStableFunc(pages, func(x, y describedPage) int {
		return cmp.Or(x.Capture.Time.Compare(y.Capture.Time), cmp.Compare(x.Revision, y.Revision))
	})
	return pages
}

// contentAt returns the content of the revision that held when k was captured,
// that of the earliest one for a capture from before all of them.
func contentAt(a Full, k CaptureInfo) Content {
	var content Content
	var held time.Time
	for _, p := range a.History {
		at := p.Revision.Capture.Time
		nearer := at.After(held) && !at.After(k.Time) || at.Before(held) && held.After(k.Time)
		if held.IsZero() || nearer {
			content, held = p.Content, at
		}
	}
	return content
}
