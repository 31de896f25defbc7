package roster

import (
	"context"
	"slices"
	"sync/atomic"

	"onrecord/archive"
)

// chunk is how many articles one short transaction answers for. Opening the
// file again costs more than reading a few hundred of them.
const chunk = 500

// many is how many changes make reading all anew the shorter way.
const many = 5000

// read makes the picture of a feed, and counts the articles that it has read.
func read(ctx context.Context, store archive.Store, feed string, at *Outline, count *atomic.Int64) (*Roster, error) {
	r := &Roster{Outline: *at}
	count.Store(0)
	if at.Latest == 0 {
		return r, nil
	}
	err := archive.EachChunk(ctx, store, feed, at.Latest, true, chunk, func(v archive.View, _ int, articles []archive.Article) error {
		for _, a := range articles {
			changes, err := v.ChangesOf(a.Ref, 0, at.Latest)
			if err != nil {
				return err
			}
			if err := r.take(v, a, changes, 0); err != nil {
				return err
			}
		}
		count.Add(int64(len(articles)))
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(r.Rows, Before)
	slices.SortFunc(r.Steps, Compare)
	r.index()
	return r, nil
}

// take adds an article and changes of it; before are the kinds of its others.
func (r *Roster) take(v archive.View, a archive.Article, changes []archive.Change, before Kinds) error {
	row := Row{Ref: a.Ref, ID: a.ID, Date: a.Date, State: a.State, Revision: a.Revision, Kinds: before}
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

// read reads title and language.
func (r *Row) read(v archive.View, changes []archive.Change) error {
	revision, err := v.Revision(r.Ref, r.Revision)
	if err != nil {
		return err
	}
	r.Language = revision.Reading().Language
	title, told := archive.ToldTitle(revision, changes)
	if r.Title = title; !told {
		content, err := v.Content(revision.Reading().Content)
		if err != nil {
			return err
		}
		r.Title = content.Title
	}
	r.folded = fold(r.Title)
	return nil
}

// advance makes the picture at a later snapshot from an earlier one. It reads
// the articles that changed since.
func advance(ctx context.Context, store archive.Store, feed string, old *Roster, at *Outline) (*Roster, error) {
	news := &Roster{}
	err := store.View(ctx, feed, func(v archive.View) error {
		changes, err := v.Changes(old.Latest, at.Latest)
		if err != nil {
			return err
		}
		of := map[archive.Ref][]archive.Change{}
		for _, c := range changes {
			of[c.Ref] = append(of[c.Ref], c)
		}
		for ref, list := range of {
			a, err := v.Article(ref, at.Latest)
			if err != nil {
				return err
			}
			if a.State == archive.Forgotten {
				continue
			}
			before, _ := old.Row(ref)
			if err := news.take(v, a, list, before.Kinds); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(news.Rows, Before)
	slices.SortFunc(news.Steps, Compare)
	return old.with(news, at), nil
}

// with returns the picture with the rows of articles that changed, in their
// order, and with the steps of later snapshots.
func (r *Roster) with(news *Roster, at *Outline) *Roster {
	changed := make(map[archive.Ref]bool, len(news.Rows))
	for _, row := range news.Rows {
		changed[row.Ref] = true
	}
	longer := &Roster{Outline: *at, Rows: make([]Row, 0, len(r.Rows)+len(news.Rows))}
	left := news.Rows
	for i := range r.Rows {
		row := &r.Rows[i]
		if changed[row.Ref] {
			continue
		}
		for len(left) > 0 && Before(left[0], *row) < 0 {
			longer.Rows, left = append(longer.Rows, left[0]), left[1:]
		}
		longer.Rows = append(longer.Rows, *row)
	}
	longer.Rows = append(longer.Rows, left...)
	longer.Steps = slices.Concat(r.Steps, news.Steps)
	longer.index()
	return longer
}
