package archive

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// uncompared is a revision that could not be compared with the one before it:
// that one's page cannot be read with the selectors that read the new one. It is
// no edit until both are read in the same way.
type uncompared struct {
	Ref     Ref       `json:"ref"`
	From    int       `json:"from"`
	To      int       `json:"to"`
	Held    time.Time `json:"held"`
	Noticed time.Time `json:"noticed"`
	Stamp   Stamp     `json:"stamp"` // the last one with which it was tried
}

// uncomparedKey names the memo that holds them.
const uncomparedKey = "uncompared"

// maxUncompared bounds the memo; the latest are kept.
const maxUncompared = 1000

// notCompared notes a revision that could not be compared.
func (r *recorder) notCompared(b *before, info CaptureInfo, from int, held time.Time) {
	r.uncompared = append(r.uncompared, uncompared{b.row.Ref, from, b.row.Revision, held, info.Time, r.Reader.Stamp()})
	if r.unreadKept++; r.unreadKept == 1 {
		r.unreadFirst = b.row.URL
	}
}

// compareLater compares the revisions that earlier crawls could not compare,
// as far as today's reader reads both, and notes the others.
func (r *recorder) compareLater(ctx context.Context) error {
	var earlier []uncompared
	err := r.view(ctx, func(v View) error {
		_, err := ReadMemo(v, uncomparedKey, "its memo", &earlier)
		return err
	})
	if err != nil {
		return fmt.Errorf("recall what could not be compared: %w", err)
	}
	var open []uncompared
	for _, u := range earlier {
		if u.Stamp != r.Reader.Stamp() && !r.edited[u.Ref] {
			done, err := r.compareNow(ctx, u)
			if err != nil {
				return err
			}
			if done {
				continue
			}
			u.Stamp = r.Reader.Stamp()
		}
		open = append(open, u)
	}
	if r.unreadKept > 0 {
		r.warnings = append(r.warnings, fmt.Sprintf("the kept pages of %d articles cannot be read with today's selectors (first: %s): whether they were edited since "+
			"cannot be said before selectors read both (add until: to the old ones)", r.unreadKept, r.unreadFirst))
	}
	if open = append(open, r.uncompared...); len(earlier) == 0 && len(open) == 0 {
		return nil
	}
	b, err := json.Marshal(open[max(0, len(open)-maxUncompared):])
	if err != nil {
		return fmt.Errorf("note what could not be compared: %w", err)
	}
	r.note(map[string][]byte{uncomparedKey: b})
	return nil
}

// compareNow reads two revisions of an article in today's way, and records the
// edit between them if there is one. done is false when they cannot be read.
func (r *recorder) compareNow(ctx context.Context, u uncompared) (done bool, err error) {
	var old, next Revision
	var row Article
	err = r.view(ctx, func(v View) error {
		if row, err = r.row(v, u.Ref); err != nil {
			return err
		}
		if old, err = v.Revision(u.Ref, u.From); err != nil {
			return err
		}
		next, err = v.Revision(u.Ref, u.To)
		return err
	})
	if err != nil {
		return false, err
	}
	prev, errOld := r.readKept(ctx, old.Capture)
	now, errNext := r.readKept(ctx, next.Capture)
	if err := errors.Join(errOld, errNext); err != nil {
		if failed := (*unreadable)(nil); errors.As(err, &failed) {
			return false, nil
		}
		return false, err
	}
	b := &before{row: row, content: prev.Content, newest: old}
	was := b.inOrder(next.Capture, now.Content)
	d := Compare(was, now.Content)
	if !d.Edited() || r.counters.same(renumbered(was, now.Content)) {
		return true, nil
	}
	return true, r.put(ctx, Update{Ref: u.Ref, Changes: []Change{b.change(Edited, Change{
		Title: now.Content.Title, Date: now.Content.Date, Noticed: u.Noticed, LastHeld: u.Held,
		FromRevision: u.From, ToRevision: u.To, Fields: d.Fields, Minor: d.Minor,
	})}})
}
