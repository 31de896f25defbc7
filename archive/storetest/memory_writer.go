package storetest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"onrecord/archive"
)

// memoryWriter is the claim of one feed.
type memoryWriter struct {
	store    *Memory
	feed     *memoryFeed
	released bool
}

// CheckFeed reports a name that no feed can have.
func CheckFeed(name string) error {
	if name == "" {
		return errors.New("a feed needs a name")
	}
	return nil
}

// locked runs fn while no one else uses the store.
func (w *memoryWriter) locked(ctx context.Context, fn func(*memoryFeed) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	w.store.mu.Lock()
	defer w.store.mu.Unlock()
	if w.released {
		return errors.New("the claim was released")
	}
	return fn(w.feed)
}

func (w *memoryWriter) Keep(ctx context.Context, c archive.Capture, _ archive.Digest) error {
	return w.locked(ctx, func(f *memoryFeed) error {
		f.pending = slices.DeleteFunc(slices.Clone(f.pending), func(p archive.Capture) bool { return p.URL == c.URL })
		c.Body = bytes.Clone(c.Body)
		f.pending = append(f.pending, c)
		return nil
	})
}

func (w *memoryWriter) Pending(ctx context.Context, fn func(archive.CaptureInfo) error) error {
	var pending []archive.Capture
	err := w.locked(ctx, func(f *memoryFeed) error {
		pending = slices.Clone(f.pending)
		return nil
	})
	if err != nil {
		return err
	}
	for _, c := range pending {
		if err := fn(storedInfo(c.Info())); err != nil {
			return err
		}
	}
	return nil
}

func (w *memoryWriter) PendingAt(ctx context.Context, addresses []string) (infos []archive.CaptureInfo, err error) {
	err = w.locked(ctx, func(f *memoryFeed) error {
		for _, address := range addresses {
			i := slices.IndexFunc(f.pending, func(p archive.Capture) bool { return p.URL == address })
			if i < 0 {
				return missing("a pending capture of %s", address)
			}
			infos = append(infos, storedInfo(f.pending[i].Info()))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return infos, nil
}

func (w *memoryWriter) PendingRaw(ctx context.Context, raw archive.Digest) (body []byte, err error) {
	err = w.locked(ctx, func(f *memoryFeed) error {
		for _, c := range f.pending {
			if archive.DigestBytes(c.Body) == raw {
				body = bytes.Clone(c.Body)
				return nil
			}
		}
		return missing("pending bytes %s", raw)
	})
	return body, err
}

func (w *memoryWriter) Stage(ctx context.Context, updates []archive.Update) error {
	return w.locked(ctx, func(f *memoryFeed) error {
		if f.staged == nil {
			f.staged = f.visible.copy()
		}
		next := f.staged.copy()
		for _, u := range updates {
			if err := next.stage(f, u); err != nil {
				return fmt.Errorf("staging article %d: %w", u.Ref, err)
			}
		}
		f.staged = next
		return nil
	})
}

// stage applies one update to a state that becomes visible later.
func (s *memoryState) stage(f *memoryFeed, u archive.Update) error {
	number := len(f.visible.snapshots) + 1
	if err := s.checkUpdate(u); err != nil {
		return err
	}
	if int(u.Ref) == len(s.articles) {
		s.articles = append(s.articles, &memoryArticle{states: map[int]archive.Article{}})
	}
	a := s.articles[u.Ref]
	if u.Article != nil {
		state := *u.Article
		state.Ref = u.Ref
		state.StateTime, state.FirstSeen, state.Changed = utc(state.StateTime), utc(state.FirstSeen), utc(state.Changed)
		a.states[number] = state
	}
	if u.Revision != nil {
		r := *u.Revision
		r.Snapshot = number
		r.Capture = storedInfo(r.Capture)
		r.Readings = slices.Clone(r.Readings)
		r.Readings[0].Content = s.addContent(u.Content)
		a.revisions = append(a.revisions, r)
		s.adopt(f, r.Capture.Raw)
	}
	if u.Kept != nil {
		a.kept = append(a.kept, memoryKept{number, storedInfo(*u.Kept)})
		s.adopt(f, u.Kept.Raw)
	}
	if u.Page != nil {
		s.raws[archive.DigestBytes(u.Page)] = bytes.Clone(u.Page)
	}
	newest, _ := a.at(number)
	for _, c := range u.Changes {
		c.Ref, c.Article, c.Snapshot = u.Ref, newest.ID, number
		c.Noticed, c.LastHeld = utc(c.Noticed), utc(c.LastHeld)
		s.addChange(c)
	}
	if u.Memo != nil {
		a.memo = bytes.Clone(u.Memo)
	}
	return nil
}

// checkUpdate reports an update that does not follow from what is known.
func (s *memoryState) checkUpdate(u archive.Update) error {
	known := int(u.Ref) < len(s.articles)
	switch {
	case int(u.Ref) > len(s.articles):
		return fmt.Errorf("the next article is %d", len(s.articles))
	case !known && u.Article == nil:
		return errors.New("a new article needs a state")
	case u.Article != nil && u.Article.ID == "":
		return errors.New("an article needs an id")
	}
	revisions := 0
	if known {
		revisions = len(s.articles[u.Ref].revisions)
	}
	if u.Revision != nil && (u.Revision.Number != revisions+1 || len(u.Revision.Readings) != 1) {
		return fmt.Errorf("the next revision is %d, with one reading", revisions+1)
	}
	if u.Article == nil {
		return nil
	}
	for ref, a := range s.articles {
		for _, state := range a.states {
			if same := state.ID == u.Article.ID; same != (ref == int(u.Ref)) {
				return fmt.Errorf("id %q belongs to one article for ever", u.Article.ID)
			}
		}
	}
	return nil
}

// addContent stores a content under a digest of its own.
func (s *memoryState) addContent(c archive.Content) archive.Digest {
	record, err := json.Marshal(c)
	if err != nil { // a struct of strings
		record = []byte(err.Error())
	}
	d := archive.DigestBytes(record)
	s.contents[d] = c
	return d
}

// adopt stores the bytes of a pending capture for good.
func (s *memoryState) adopt(f *memoryFeed, raw archive.Digest) {
	for _, c := range f.pending {
		if archive.DigestBytes(c.Body) == raw {
			s.raws[raw] = c.Body
		}
	}
}

// addChange adds a change, in place of one of the same kind, if any.
func (s *memoryState) addChange(c archive.Change) {
	s.changes = slices.DeleteFunc(slices.Clone(s.changes), func(o archive.Change) bool {
		return o.Snapshot == c.Snapshot && o.Ref == c.Ref && o.Kind == c.Kind
	})
	s.changes = append(s.changes, c)
}

func (w *memoryWriter) Commit(ctx context.Context, snapshot archive.Snapshot, l archive.Looks, memos map[string][]byte) error {
	return w.locked(ctx, func(f *memoryFeed) error {
		if snapshot.Number != len(f.visible.snapshots)+1 {
			return fmt.Errorf("committing snapshot %d: the next one is %d", snapshot.Number, len(f.visible.snapshots)+1)
		}
		next := f.staged
		if next == nil {
			next = f.visible.copy()
		}
		snapshot.Started, snapshot.Taken = utc(snapshot.Started), utc(snapshot.Taken)
		next.snapshots = append(next.snapshots, snapshot)
		next.looks = append(next.looks, copyLooks(l))
		for k, v := range memos {
			if v == nil {
				delete(next.memos, k)
				continue
			}
			next.memos[k] = bytes.Clone(v)
		}
		f.visible, f.staged, f.pending = next, nil, nil
		return nil
	})
}

func (w *memoryWriter) Reread(ctx context.Context, readings []archive.Rereading) error {
	return w.locked(ctx, func(f *memoryFeed) error {
		next := f.visible.copy()
		states := []*memoryState{next}
		if f.staged != nil {
			states = append(states, f.staged)
		}
		for _, r := range readings {
			if !next.hasRevision(r.Ref, r.Number) {
				return missing("revision %d of article %d", r.Number, r.Ref)
			}
			for _, s := range states {
				s.reread(r)
			}
		}
		if len(readings) > 0 {
			for _, s := range states {
				s.raiseReadings()
			}
		}
		f.visible = next
		return nil
	})
}

// raiseReadings counts that revisions were read anew.
func (s *memoryState) raiseReadings() {
	times, _ := strconv.ParseUint(string(s.memos[archive.MemoReadings]), 10, 64) // none yet counts as 0
	s.memos[archive.MemoReadings] = strconv.AppendUint(nil, times+1, 10)
}

func (s *memoryState) hasRevision(ref archive.Ref, number int) bool {
	return int(ref) < len(s.articles) && number > 0 && number <= len(s.articles[ref].revisions)
}

// reread adds a reading to a revision unless it is its newest already.
func (s *memoryState) reread(r archive.Rereading) {
	revision := &s.articles[r.Ref].revisions[r.Number-1]
	r.Reading.Content = s.addContent(r.Content)
	if revision.Reading() != r.Reading {
		revision.Readings = append(revision.Readings, r.Reading)
		s.redate(r)
	}
}

// redate gives the states that stand at a reread revision the date read now.
func (s *memoryState) redate(r archive.Rereading) {
	states := s.articles[r.Ref].states
	for number, a := range states {
		if a.Revision == r.Number {
			a.Date = r.Content.Date
			states[number] = a
		}
	}
}

func (w *memoryWriter) Release() error {
	w.store.mu.Lock()
	defer w.store.mu.Unlock()
	if !w.released {
		w.released, w.feed.claimed = true, false
	}
	return nil
}

// storedInfo returns a capture's description as a store gives it back.
func storedInfo(i archive.CaptureInfo) archive.CaptureInfo {
	i.Time = utc(i.Time)
	return i
}

func utc(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return t.UTC()
}
