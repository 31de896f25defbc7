package roster

import (
	"context"

	"onrecord/archive"
)

// chunk is how many articles one short transaction answers for. Opening the
// file again costs more than reading a few hundred of them.
const chunk = 500

// many is how many changes make reading all anew the shorter way.
const many = 5000

// read makes the picture of a feed at snapshot at.
func read(ctx context.Context, store archive.Store, feed string, at head) (*Roster, error) {
	r := &Roster{Latest: at.latest, readings: at.readings}
	if err := r.readLooks(ctx, store, feed, &archive.Trace{}); err != nil {
		return nil, err
	}
	if at.latest == 0 {
		r.order()
		return r, nil
	}
	err := archive.EachChunk(ctx, store, feed, at.latest, true, chunk, func(v archive.View, _ int, articles []archive.Article) error {
		for _, a := range articles {
			if err := r.take(v, a); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	r.order()
	return r, nil
}

// take adds an article and its changes.
func (r *Roster) take(v archive.View, a archive.Article) error {
	changes, err := v.ChangesOf(a.Ref, 0, r.Latest)
	if err != nil {
		return err
	}
	row := Row{Ref: a.Ref, ID: a.ID, Date: a.Date, State: a.State, Revision: a.Revision}
	if err := row.read(v, changes); err != nil {
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

// read reads title and language. As long as the newest revision was read once
// only, the title is the one that the last change says, which costs far less
// than its text.
func (r *Row) read(v archive.View, changes []archive.Change) error {
	revision, err := v.Revision(r.Ref, r.Revision)
	if err != nil {
		return err
	}
	r.Language = revision.Reading().Language
	if n := len(changes); n > 0 && len(revision.Readings) == 1 {
		r.Title = changes[n-1].Title
	} else {
		content, err := v.Content(revision.Reading().Content)
		if err != nil {
			return err
		}
		r.Title = content.Title
	}
	r.folded = fold(r.Title)
	return nil
}

// looksChunk is how many snapshots one short transaction answers for.
const looksChunk = 100

// readLooks reads the snapshots and their looks that a trace does not have yet.
func (r *Roster) readLooks(ctx context.Context, store archive.Store, feed string, known *archive.Trace) error {
	r.Trace = known
	for len(r.Trace.Snapshots()) < r.Latest {
		err := store.View(ctx, feed, func(v archive.View) (err error) {
			r.Trace, err = r.Trace.Extend(v, min(len(r.Trace.Snapshots())+looksChunk, r.Latest))
			return err
		})
		if err != nil {
			return err
		}
	}
	r.Snapshots = r.Trace.Snapshots()
	return nil
}

// advance makes the picture at a later snapshot from an earlier one.
func advance(ctx context.Context, store archive.Store, feed string, old *Roster, at head) (*Roster, error) {
	r := &Roster{Latest: at.latest, readings: at.readings}
	if err := r.readLooks(ctx, store, feed, old.Trace); err != nil {
		return nil, err
	}
	changed := 0
	for _, s := range r.Snapshots[old.Latest:] {
		for _, n := range s.Changes {
			changed += n
		}
	}
	if changed > many {
		return read(ctx, store, feed, at)
	}
	touched := map[archive.Ref]bool{}
	err := store.View(ctx, feed, func(v archive.View) error {
		changes, err := v.Changes(old.Latest, at.latest)
		if err != nil {
			return err
		}
		for _, c := range changes {
			touched[c.Ref] = true
		}
		for ref := range touched {
			a, err := v.Article(ref, at.latest)
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
