package notify

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"onrecord/archive"
	"onrecord/archive/diff"
)

// Outbox tells the channels of one feed what they were not told yet. It holds
// the feed's claim meanwhile, so that nobody else does the same.
type Outbox struct {
	Store    archive.Store
	Feed     string // its short name
	Title    string // the publisher's name
	Path     string // of the file that remembers what was told
	Channels []Addressed
	// Documents compares the texts of documents that an edit replaced; nil: they are not told.
	Documents func(context.Context, archive.NetChange) ([]diff.FileText, error)
}

// Path returns where the outbox of a feed lies beside its archive.
func Path(archivePath, feed string) string { return archivePath + "." + feed + ".told" }

// Outcome is what became of one message.
type Outcome struct {
	Channel  string // as the channel describes itself
	Snapshot int
	Changes  int
	Err      error // nil: sent
}

// Begin notes the newest snapshot for channels that are new, before a crawl
// adds another: they are told what is found from now on.
func (o *Outbox) Begin(ctx context.Context) error {
	return o.alone(ctx, func() error {
		t, newest, err := o.stand(ctx)
		if err != nil {
			return err
		}
		changed := false
		for _, c := range o.Channels {
			if _, ok := t.Channels[c.Key]; !ok {
				t.Channels[c.Key], changed = markOf(newest), true
			}
		}
		if !changed {
			return nil
		}
		return t.write(o.Path)
	})
}

// Send sends what waits, snapshot by snapshot, and returns what became of it. A
// channel that fails gets nothing further: its messages wait for the next time.
func (o *Outbox) Send(ctx context.Context) (list []Outcome, err error) {
	err = o.alone(ctx, func() error {
		t, err := readTold(o.Path)
		if err != nil {
			return err
		}
		for _, c := range o.Channels {
			outcomes, err := o.sendTo(ctx, c, t)
			list = append(list, outcomes...)
			if err != nil {
				return err
			}
		}
		return nil
	})
	return list, err
}

// Drop forgets what waits, and returns of how many snapshots it was.
func (o *Outbox) Drop(ctx context.Context) (n int, err error) {
	err = o.alone(ctx, func() error {
		t, newest, err := o.stand(ctx)
		if err != nil {
			return err
		}
		for _, c := range o.Channels {
			if m, ok := t.Channels[c.Key]; ok && !m.covers(newest) {
				n = max(n, newest.Number-m.Snapshot)
			}
			t.Channels[c.Key] = markOf(newest)
		}
		return t.write(o.Path)
	})
	return n, err
}

// alone runs fn as the feed's only writer; another one has the same to do.
func (o *Outbox) alone(ctx context.Context, fn func() error) error {
	claim, err := o.Store.Claim(ctx, o.Feed)
	if errors.Is(err, archive.ErrBusy) {
		return nil
	}
	if err != nil {
		return err
	}
	return errors.Join(fn(), claim.Release())
}

// stand returns what was told, and the newest snapshot.
func (o *Outbox) stand(ctx context.Context) (told, archive.Snapshot, error) {
	t, err := readTold(o.Path)
	if err != nil {
		return t, archive.Snapshot{}, err
	}
	newest, err := o.newest(ctx)
	return t, newest, err
}

// newest returns the newest snapshot, a zero one when there is none.
func (o *Outbox) newest(ctx context.Context) (s archive.Snapshot, err error) {
	err = o.Store.View(ctx, o.Feed, func(v archive.View) error {
		s, err = archive.NewestSnapshot(v)
		return err
	})
	return s, err
}

// sendTo sends one channel what waits for it, until something fails.
func (o *Outbox) sendTo(ctx context.Context, c Addressed, t told) ([]Outcome, error) {
	waiting, err := o.waiting(ctx, t.Channels[c.Key])
	var list []Outcome
	failed := false
	for i := 0; i < len(waiting) && err == nil && !failed; i++ {
		var m Message
		if m, err = o.message(ctx, c, waiting[i]); err != nil {
			break
		}
		if len(m.Changes) > 0 || m.Held > 0 {
			list = append(list, Outcome{Channel: c.Describe(), Snapshot: m.Snapshot.Number, Changes: len(m.Changes), Err: c.Send(ctx, m)})
			failed = list[len(list)-1].Err != nil
		} else if i < len(waiting)-1 {
			continue // the next one is noted with it
		}
		if !failed {
			err = o.note(t, c, m.Snapshot)
		}
	}
	return list, err
}

// note writes down that a channel was told of a snapshot.
func (o *Outbox) note(t told, c Addressed, s archive.Snapshot) error {
	t.Channels[c.Key] = markOf(s)
	if err := t.write(o.Path); err != nil {
		return fmt.Errorf("the %s was told of snapshot %d, but that cannot be noted: it will be told again: %w", c.Describe(), s.Number, err)
	}
	return nil
}

// waiting returns the snapshots that a channel was not told of. The first takes
// stock, and is not told.
func (o *Outbox) waiting(ctx context.Context, done mark) (list []archive.Snapshot, err error) {
	err = o.Store.View(ctx, o.Feed, func(v archive.View) error {
		latest, err := v.Latest()
		if err != nil || latest == 0 {
			return err
		}
		all, err := v.Snapshots(min(done.Snapshot+1, latest), 0)
		for _, s := range all {
			if s.Number > 1 && !done.covers(s) {
				list = append(list, s)
			}
		}
		return err
	})
	return list, err
}

// message is what a channel is told of a snapshot.
func (o *Outbox) message(ctx context.Context, c Addressed, s archive.Snapshot) (Message, error) {
	m := Message{
		ID:   messageID(o.Feed, c.Key, strconv.Itoa(s.Number), s.Taken.String()),
		Feed: o.Feed, Title: o.Title, Snapshot: s, To: diff.Point{Snapshot: s.Number, Taken: s.Taken},
	}
	before, err := o.snapshot(ctx, s.Number-1)
	if err != nil {
		return m, err
	}
	m.From = diff.Point{Snapshot: before.Number, Taken: before.Taken}
	if s.Status == archive.Suspect && before.Status != archive.Suspect && c.Filter.tellsHeld() {
		if m.Held, err = o.held(ctx); err != nil {
			return m, err
		}
	}
	net, err := archive.Between(ctx, o.Store, o.Feed, before.Number, s.Number)
	if err != nil {
		return m, err
	}
	for _, n := range net {
		told := diff.Of(n)
		text, err := o.text(ctx, c.Filter, n.Change)
		if err != nil {
			return m, err
		}
		if !c.Filter.tells(told, text) {
			continue
		}
		if told.Files, err = o.documents(ctx, n); err != nil {
			return m, err
		}
		m.Changes = append(m.Changes, told)
	}
	return m, nil
}

// documents returns how the texts of replaced documents changed. That they cannot
// be compared keeps no message back.
func (o *Outbox) documents(ctx context.Context, n archive.NetChange) ([]diff.FileText, error) {
	if o.Documents == nil || !slices.Contains(n.Fields, archive.FieldAttachments) {
		return nil, nil
	}
	files, err := o.Documents(ctx, n)
	if err == nil || ctx.Err() != nil {
		return files, err
	}
	files = diff.Replaced(n.Old, n.New)
	for i := range files {
		files[i].Unread = err.Error()
	}
	return files, nil
}

func (o *Outbox) snapshot(ctx context.Context, number int) (s archive.Snapshot, err error) {
	err = o.Store.View(ctx, o.Feed, func(v archive.View) error {
		s, err = archive.OneSnapshot(v, number)
		return err
	})
	return s, err
}

func (o *Outbox) held(ctx context.Context) (n int, err error) {
	err = o.Store.View(ctx, o.Feed, func(v archive.View) error {
		list, err := archive.HeldBack(v)
		n = len(list)
		return err
	})
	return n, err
}

// text returns the text of an article that a change other than an edit is
// about, when the filter looks into it.
func (o *Outbox) text(ctx context.Context, f Filter, c archive.Change) (text string, err error) {
	if c.Kind == archive.Edited || !f.wantsText() {
		return "", nil
	}
	err = o.Store.View(ctx, o.Feed, func(v archive.View) error {
		article, err := v.Article(c.Ref, c.Snapshot)
		if err != nil {
			return err
		}
		r, err := v.Revision(c.Ref, article.Revision)
		if err != nil {
			return err
		}
		content, err := v.Content(r.Reading().Content)
		text = content.Text()
		return err
	})
	return text, err
}
