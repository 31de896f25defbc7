package archive

import (
	"cmp"
	"context"
	"slices"
	"time"
)

// ImportedCapture is a capture of an article that an import brought. It is no change.
type ImportedCapture struct {
	Snapshot int // the one that the import made
	Revision int // 0: it made no revision, and is kept as evidence
	Title    string
	Date     Date
	Capture  CaptureInfo
}

// ImportedOf returns the captures that imports brought of an article, the one
// captured last first.
func ImportedOf(ctx context.Context, store Store, feed string, ref Ref) (list []ImportedCapture, err error) {
	err = store.View(ctx, feed, func(v View) error {
		latest, err := v.Latest()
		if err != nil {
			return err
		}
		if list, err = importedRevisions(v, ref, latest); err != nil {
			return err
		}
		kept, err := importedKept(v, ref, latest)
		list = append(list, kept...)
		return err
	})
	slices.SortStableFunc(list, func(a, b ImportedCapture) int {
		return cmp.Or(b.Capture.Time.Compare(a.Capture.Time), cmp.Compare(b.Revision, a.Revision))
	})
	return list, err
}

func importedRevisions(v View, ref Ref, latest int) (list []ImportedCapture, err error) {
	revisions, err := v.Revisions(ref, latest)
	if err != nil {
		return nil, err
	}
	for _, r := range revisions {
		if s, err := OneSnapshot(v, r.Snapshot); err != nil {
			return nil, err
		} else if s.Crawled() {
			continue
		}
		content, err := v.Content(r.Reading().Content)
		if err != nil {
			return nil, err
		}
		list = append(list, ImportedCapture{r.Snapshot, r.Number, content.Title, content.Date, r.Capture})
	}
	return list, nil
}

// importedKept returns the captures kept as evidence which the snapshots of
// imports know and those before them do not.
func importedKept(v View, ref Ref, latest int) (list []ImportedCapture, err error) {
	all, err := v.Kept(ref, latest)
	if err != nil || len(all) == 0 { // no snapshot need be asked who made it
		return nil, err
	}
	snapshots, err := v.Snapshots(1, latest)
	if err != nil {
		return nil, err
	}
	for _, s := range snapshots {
		if s.Crawled() {
			continue
		}
		known := map[time.Time]bool{}
		before, err := v.Kept(ref, s.Number-1)
		if err != nil {
			return nil, err
		}
		for _, c := range before {
			known[c.Time] = true
		}
		now, err := v.Kept(ref, s.Number)
		if err != nil {
			return nil, err
		}
		for _, c := range now {
			if !known[c.Time] {
				list = append(list, ImportedCapture{Snapshot: s.Number, Capture: c})
			}
		}
	}
	return list, nil
}
