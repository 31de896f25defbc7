package roster

import (
	"context"
	"time"

	"onrecord/archive"
)

// chunk is how many articles one short transaction answers for.
const chunk = 200

// many is how many changes make reading all anew the shorter way.
const many = 5000

// read makes the picture of a feed at snapshot at.
func read(ctx context.Context, store archive.Store, feed string, at int, now time.Time) (*Roster, error) {
	r := &Roster{Latest: at, Built: now}
	if err := r.readLooks(ctx, store, feed); err != nil {
		return nil, err
	}
	var after *archive.Article
	for {
		var list []archive.Article
		err := store.View(ctx, feed, func(v archive.View) (err error) {
			if list, err = v.ByDate(at, after, true, chunk); err != nil {
				return err
			}
			for _, a := range list {
				if err := r.take(v, a); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		if len(list) < chunk {
			r.order()
			return r, nil
		}
		after = &list[len(list)-1]
	}
}

// take adds an article and its changes.
func (r *Roster) take(v archive.View, a archive.Article) error {
	row, err := rowOf(v, a)
	if err != nil {
		return err
	}
	changes, err := v.ChangesOf(a.Ref, 0, r.Latest)
	if err != nil {
		return err
	}
	for _, c := range changes {
		s := stepOf(c)
		row.Kinds |= s.Set()
		r.Steps = append(r.Steps, s)
	}
	r.Rows = append(r.Rows, row)
	return nil
}

func rowOf(v archive.View, a archive.Article) (Row, error) {
	revision, err := v.Revision(a.Ref, a.Revision)
	if err != nil {
		return Row{}, err
	}
	content, err := v.Content(revision.Reading().Content)
	return Row{
		Ref: a.Ref, ID: a.ID, Date: a.Date, Title: content.Title, State: a.State, Revision: a.Revision,
		Language: revision.Reading().Language, FirstSeen: a.FirstSeen.Unix(), folded: fold(content.Title),
	}, err
}

// readLooks reads the snapshots and their looks.
func (r *Roster) readLooks(ctx context.Context, store archive.Store, feed string) error {
	return store.View(ctx, feed, func(v archive.View) (err error) {
		if r.Trace, err = archive.TraceUpTo(v, r.Latest); err != nil || r.Latest == 0 {
			return err
		}
		r.Snapshots, err = v.Snapshots(1, r.Latest)
		return err
	})
}

// advance makes the picture at a later snapshot from an earlier one.
func advance(ctx context.Context, store archive.Store, feed string, old *Roster, at int) (*Roster, error) {
	r := &Roster{Latest: at, Built: old.Built}
	if err := r.readLooks(ctx, store, feed); err != nil {
		return nil, err
	}
	changed := 0
	for _, s := range r.Snapshots[old.Latest:] {
		for _, n := range s.Changes {
			changed += n
		}
	}
	if changed > many {
		return read(ctx, store, feed, at, old.Built)
	}
	touched := map[archive.Ref]bool{}
	err := store.View(ctx, feed, func(v archive.View) error {
		changes, err := v.Changes(old.Latest, at)
		if err != nil {
			return err
		}
		for _, c := range changes {
			touched[c.Ref] = true
		}
		for ref := range touched {
			a, err := v.Article(ref, at)
			if err != nil {
				return err
			}
			if err := r.take(v, a); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, row := range old.Rows {
		if !touched[row.Ref] {
			r.Rows = append(r.Rows, row)
		}
	}
	for _, s := range old.Steps {
		if !touched[s.Ref] {
			r.Steps = append(r.Steps, s)
		}
	}
	r.order()
	return r, nil
}
