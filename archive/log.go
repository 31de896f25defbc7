package archive

import (
	"cmp"
	"context"
	"iter"
	"slices"
)

// logWindow is how many snapshots one short transaction of Log answers for.
const logWindow = 50

// Log returns every recorded change of a feed that keep accepts, newest first,
// edits with the contents of their two revisions as they are read today.
// With ref, only that article's.
func Log(ctx context.Context, store Store, feed string, ref *Ref, keep func(Change) bool) iter.Seq2[NetChange, error] {
	return func(yield func(NetChange, error) bool) {
		var latest int
		err := store.View(ctx, feed, func(v View) (err error) {
			latest, err = v.Latest()
			return err
		})
		if err != nil {
			yield(NetChange{}, err)
			return
		}
		for to := latest; to > 0; to -= logWindow {
			window, err := logOf(ctx, store, feed, ref, keep, max(to-logWindow, 0), to)
			if err != nil {
				yield(NetChange{}, err)
				return
			}
			for _, c := range window {
				if !yield(c, nil) {
					return
				}
			}
		}
	}
}

// logOf returns the changes of the snapshots after from up to to, newest first.
func logOf(ctx context.Context, store Store, feed string, ref *Ref, keep func(Change) bool, from, to int) ([]NetChange, error) {
	var kept []Change
	err := store.View(ctx, feed, func(v View) error {
		var all []Change
		var err error
		if ref == nil {
			all, err = v.Changes(from, to)
		} else {
			all, err = v.ChangesOf(*ref, from, to)
		}
		kept = slices.DeleteFunc(all, func(c Change) bool { return !keep(c) })
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(kept, func(a, b Change) int {
		return cmp.Or(cmp.Compare(b.Snapshot, a.Snapshot), b.Noticed.Compare(a.Noticed), cmp.Compare(a.Article, b.Article))
	})
	full := make([]NetChange, 0, len(kept))
	for chunk := range slices.Chunk(kept, viewChunk) {
		err := store.View(ctx, feed, func(v View) error {
			for _, c := range chunk {
				n, err := withContents(v, c)
				if err != nil {
					return err
				}
				full = append(full, n)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return full, nil
}

// withContents adds the contents of an edit's two revisions.
func withContents(v View, c Change) (NetChange, error) {
	n := NetChange{Change: c}
	if c.Kind != Edited {
		return n, nil
	}
	for number, content := range map[int]*Content{c.FromRevision: &n.Old, c.ToRevision: &n.New} {
		r, err := v.Revision(c.Ref, number)
		if err != nil {
			return n, err
		}
		if *content, err = v.Content(r.Reading().Content); err != nil {
			return n, err
		}
	}
	return n, nil
}
