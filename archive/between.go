package archive

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
)

// NetChange is a change between two snapshots with the contents on either side.
type NetChange struct {
	Change
	Old, New Content // both zero unless edited; Old zero for added
}

// Between returns the net effect of the snapshots after from up to to, ordered
// by kind, then date, then id. from 0 stands for the empty state before the
// first snapshot. It reads only what changed in between: edited and edited back
// is nothing; added, then edited is added; added, then removed is both; removed,
// then restored is nothing.
func Between(ctx context.Context, store Store, feed string, from, to int) ([]NetChange, error) {
	if from > to {
		return nil, fmt.Errorf("from snapshot %d to %d: %w", from, to, ErrSnapshotOrder)
	}
	steps, err := stepsByArticle(ctx, store, feed, from, to)
	if err != nil {
		return nil, err
	}
	var net []NetChange
	for chunk := range slices.Chunk(steps, viewChunk) {
		err := store.View(ctx, feed, func(v View) error {
			for _, s := range chunk {
				changes, err := Net(v, s, from, to)
				if err != nil {
					return fmt.Errorf("article %s: %w", s[0].Article, err)
				}
				net = append(net, changes...)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(net, compareChanges)
	return net, nil
}

// viewChunk is how many articles one short transaction answers for.
const viewChunk = 200

// stepsByArticle returns the recorded changes, grouped by article.
func stepsByArticle(ctx context.Context, store Store, feed string, from, to int) ([][]Change, error) {
	var all []Change
	err := store.View(ctx, feed, func(v View) error {
		var err error
		all, err = v.Changes(from, to)
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(all, func(a, b Change) int { return cmp.Compare(a.Ref, b.Ref) })
	var groups [][]Change
	for i, c := range all {
		if i == 0 || all[i-1].Ref != c.Ref {
			groups = append(groups, nil)
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], c)
	}
	return groups, nil
}

func compareChanges(a, b NetChange) int {
	kinds := Kinds()
	return cmp.Or(
		cmp.Compare(slices.Index(kinds, a.Kind), slices.Index(kinds, b.Kind)),
		cmp.Compare(a.Date, b.Date),
		cmp.Compare(a.Article, b.Article),
	)
}

// Net returns the net effect of steps, one article's recorded changes in the
// snapshots after from up to to.
func Net(v View, steps []Change, from, to int) ([]NetChange, error) {
	n := netter{view: v, steps: steps}
	if err := n.load(from, to); err != nil {
		return nil, err
	}
	if !n.known {
		n.add(Added, Change{ToRevision: n.after.Revision}, Content{}, n.now)
	} else {
		n.edited()
		n.moved()
	}
	n.stood()
	return n.net, nil
}

// netter works out the net effect of one article's steps.
type netter struct {
	view          View
	steps         []Change
	known         bool // before exists
	before, after Article
	old, now      Content
	net           []NetChange
}

func (n *netter) load(from, to int) error {
	ref := n.steps[0].Ref
	var err error
	if n.after, err = n.view.Article(ref, to); err != nil {
		return err
	}
	if n.now, err = contentOf(n.view, n.after); err != nil {
		return err
	}
	if from == 0 {
		return nil
	}
	n.before, err = n.view.Article(ref, from)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	n.known = true
	n.old, err = contentOf(n.view, n.before)
	return err
}

// contentOf returns the content of an article's revision.
func contentOf(v View, a Article) (Content, error) {
	r, err := v.Revision(a.Ref, a.Revision)
	if err != nil {
		return Content{}, err
	}
	return v.Content(r.Reading().Content)
}

// add appends a change of kind: template with what every change carries. The
// interval runs from when the first step's former state last held to when the
// last step was noticed.
func (n *netter) add(kind Kind, template Change, old, now Content) {
	var first, last *Change
	for i := range n.steps {
		if n.steps[i].Kind != kind {
			continue
		}
		if first == nil {
			first = &n.steps[i]
		}
		last = &n.steps[i]
	}
	if first == nil { // as moved back and forth under other kinds
		first, last = &n.steps[0], &n.steps[len(n.steps)-1]
	}
	c := template
	c.Kind, c.Ref, c.Article = kind, n.after.Ref, n.after.ID
	c.URL, c.Title, c.Date = n.after.URL, n.now.Title, n.now.Date
	c.Snapshot, c.Noticed, c.LastHeld = last.Snapshot, last.Noticed, first.LastHeld
	if kind == Gone {
		c.Reason, c.LastHeld = last.Reason, last.LastHeld
	}
	n.net = append(n.net, NetChange{Change: c, Old: old, New: now})
}

func (n *netter) edited() {
	if n.before.Revision == n.after.Revision {
		return
	}
	d := Compare(n.old, n.now)
	if !d.Edited() {
		return
	}
	n.add(Edited, Change{
		FromRevision: n.before.Revision, ToRevision: n.after.Revision,
		Fields: d.Fields, Minor: d.Minor,
	}, n.old, n.now)
}

func (n *netter) moved() {
	was, errWas := Canonical(n.before.URL)
	is, errIs := Canonical(n.after.URL)
	if errWas == nil && errIs == nil && was == is {
		return
	}
	n.add(Moved, Change{FromURL: n.before.URL}, Content{}, Content{})
}

// stood adds the change between where the article stood and where it stands.
func (n *netter) stood() {
	was := Listed
	if n.known {
		was = n.before.State
	}
	switch is := n.after.State; {
	case was == is:
	case is == Removed:
		n.add(Gone, Change{}, Content{}, Content{})
	case was == Removed:
		n.add(Restored, Change{}, Content{}, Content{})
	case is == Unlisted:
		n.add(Delisted, Change{}, Content{}, Content{})
	default:
		n.add(Relisted, Change{}, Content{}, Content{})
	}
}
