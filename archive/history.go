package archive

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"
)

// The numbers of revisions say in which order they were recorded, which is that
// of their captures until older captures are imported: those take the next
// numbers, and the newest revision is the one captured last.

// byTime sorts revisions by when they were captured.
func byTime(revisions []Revision) {
	slices.SortStableFunc(revisions, func(a, b Revision) int {
		return cmp.Or(a.Capture.Time.Compare(b.Capture.Time), cmp.Compare(a.Number, b.Number))
	})
}

// nextRevision returns the number of an article's next revision.
func nextRevision(v View, a Article) (int, error) {
	for n := a.Revision + 1; ; n++ {
		if _, err := v.Revision(a.Ref, n); errors.Is(err, ErrNotFound) {
			return n, nil
		} else if err != nil {
			return 0, err
		}
	}
}

// CapturedBefore returns the revision of an article that was captured last
// before end, of all that snapshot head knows, provided that it was captured later than the
// one which snapshot at holds. ErrNotFound when there is none: then what
// snapshot at says is the best that is known. at 0 stands for no snapshot.
func CapturedBefore(v View, ref Ref, at, head int, end time.Time) (Revision, error) {
	var held time.Time
	if at > 0 {
		a, err := v.Article(ref, at)
		if err == nil {
			var r Revision
			r, err = v.Revision(ref, a.Revision)
			held = r.Capture.Time
		}
		if err != nil && !errors.Is(err, ErrNotFound) {
			return Revision{}, err
		}
	}
	revisions, err := v.Revisions(ref, head)
	if err != nil {
		return Revision{}, err
	}
	byTime(revisions)
	for _, r := range slices.Backward(revisions) {
		if r.Capture.Time.Before(end) {
			if r.Capture.Time.After(held) {
				return r, nil
			}
			break
		}
	}
	return Revision{}, fmt.Errorf("a revision captured before %s: %w", end.Format(time.RFC3339), ErrNotFound)
}
