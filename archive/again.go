package archive

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// again records a capture of a known article.
func (r *recorder) again(ctx context.Context, info CaptureInfo, b *before, answered string) error {
	if b.row.State == Forgotten {
		return nil
	}
	if int(b.row.Ref) >= r.head.Articles { // a second address of a newcomer
		row := b.row
		row.Aliases = r.alias(r.alias(row.Aliases, info.URL), info.Final)
		row.Aliases = without(row.Aliases, row.URL)
		r.at(answered, row.Ref)
		return r.put(ctx, Update{Ref: row.Ref, Article: &row})
	}
	if r.looks.Page(b.row.Ref) { // read in this crawl already, under another address
		return r.secondAddress(ctx, info, b.row, answered)
	}
	was := b.row
	u, err := r.look(ctx, info, b)
	if u == nil || err != nil {
		return err
	}
	if u.Article != nil && equalArticles(*u.Article, was) && len(u.Changes) == 0 && u.Revision == nil {
		u.Article = nil
	}
	if u.Article == nil && u.Memo == nil {
		return nil
	}
	return r.put(ctx, *u)
}

// secondAddress records one more address of an article whose page was read in
// this crawl already, and the listings that show it there.
func (r *recorder) secondAddress(ctx context.Context, info CaptureInfo, row Article, answered string) error {
	was := row
	row.Aliases = without(r.alias(r.alias(row.Aliases, info.URL), info.Final), row.URL)
	for _, address := range []string{info.URL, info.Final} {
		if canonical, err := Canonical(address); err == nil {
			row.Listings = insert(row.Listings, r.listings(canonical)...)
		}
	}
	r.at(answered, row.Ref)
	if equalArticles(row, was) {
		return nil
	}
	return r.put(ctx, Update{Ref: row.Ref, Article: &row})
}

// look compares a capture with the newest revision and returns the update it
// makes, nil when the page could not be read.
func (r *recorder) look(ctx context.Context, info CaptureInfo, b *before) (*Update, error) {
	reading, page, err := r.sameOrRead(ctx, info, b)
	if err == nil {
		err = r.sameStamp(ctx, b, reading.Stamp)
	}
	reading.Content = r.hashed(reading.Content, b.content)
	if err == nil && moved(info.URL, info.Final) {
		err = r.view(ctx, func(v View) error { return r.elsewhere(v, info, b, reading.Content) })
	}
	if errors.Is(err, ErrGonePage) {
		r.vanished = append(r.vanished, b.row)
		return nil, nil
	}
	if errors.Is(err, ErrNoText) && r.guard.waits(info, b, Content{}) {
		return nil, nil
	}
	if u := (*unreadable)(nil); errors.As(err, &u) {
		if errors.Is(err, ErrNoText) {
			return nil, r.textless(ctx, b, info)
		}
		r.miss(b.row.Ref, Sighting{URL: info.URL, Reason: u.Error(), Time: info.Time})
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	misread, err := r.misread(ctx, info, b, reading.Content, page)
	if err != nil {
		return nil, err
	}
	was := b.inOrder(info, reading.Content)
	if forms := renumbered(was, reading.Content); misread || r.counters.same(forms) {
		reading.Content = r.hashed(b.content, b.content)
	} else if r.guard.verdict == verdictOpen {
		r.counters.tell(info.URL, was, reading.Content, forms)
	}
	if !b.lost && !b.unread && r.guard.waits(info, b, reading.Content) {
		return nil, nil
	}
	if b.content.Text() != "" && reading.Content.Text() == "" {
		return nil, r.textless(ctx, b, info)
	}
	r.looks.Read.Add(uint32(b.row.Ref))
	r.link(b.row.Ref, reading.Content)
	r.lost(info, b.content, reading.Content)
	if err := r.confirmed(ctx, b, reading); err != nil {
		return nil, err
	}
	return r.compared(ctx, info, b, reading, page)
}

// textless notes a page in which no text could be read: a failure of reading,
// never an edit.
func (r *recorder) textless(ctx context.Context, b *before, info CaptureInfo) error {
	reason := ErrNoText.Error()
	if b.content.Text() != "" {
		reason = "no text could be read, though there used to be some"
	}
	r.miss(b.row.Ref, Sighting{URL: info.URL, Reason: reason, Time: info.Time})
	return r.unread(ctx, b, info)
}

// sameOrRead reads a capture, unless its bytes are those of the newest revision
// and were read in the same way. It returns the page too if it was read.
func (r *recorder) sameOrRead(ctx context.Context, info CaptureInfo, b *before) (Reading, []byte, error) {
	last := b.newest.Reading()
	if !info.Raw.IsZero() && info.Raw == b.newest.Capture.Raw && last.Stamp == r.Reader.Stamp() {
		err := r.fill(ctx, b)
		return Reading{Stamp: last.Stamp, Content: b.content, Language: last.Language}, nil, err
	}
	reading, page, err := r.readPage(ctx, info)
	if err == nil && !moved(info.URL, info.Final) && b.reads(reading) {
		b.same, b.content = true, reading.Content
		return reading, page, nil
	}
	if err := r.fill(ctx, b); err != nil {
		return Reading{}, nil, err
	}
	return reading, page, err
}

// sameStamp makes sure that the newest revision is compared under the same
// extractor and selectors: it reads the revision's capture again when they
// have changed since, so that a better reader never shows up as an edit.
func (r *recorder) sameStamp(ctx context.Context, b *before, stamp Stamp) error {
	if b.newest.Reading().Stamp == stamp {
		return nil
	}
	if b.lost = b.newest.Reading().Stamp == Lost && b.newest.Capture.Raw.IsZero() || b.newest.Capture.Absent(); b.lost {
		return nil
	}
	reading, err := r.readKept(ctx, b.newest.Capture)
	if u := (*unreadable)(nil); errors.As(err, &u) {
		b.unread = true
		return nil
	}
	if err != nil {
		return err
	}
	old := b.newest.Reading().Content
	reading.Content = withHashes(reading.Content, b.content)
	b.content, b.row.Date = reading.Content, reading.Content.Date
	b.newest.Readings = append(b.newest.Readings, stamped(reading, b.content.Digest()))
	return r.Writer.Reread(ctx, []Rereading{{
		Ref: b.row.Ref, Number: b.newest.Number, Reading: b.newest.Reading(), Content: b.content, Resemble: old,
	}})
}

// confirmed notes that an imported text, whose page is not there, is what today's
// reader makes of the article: from now on it can be compared with.
func (r *recorder) confirmed(ctx context.Context, b *before, reading Reading) error {
	if !b.newest.Capture.Absent() || b.newest.Reading().Stamp == reading.Stamp || reading.Content.Digest() != b.content.Digest() {
		return nil
	}
	return r.Writer.Reread(ctx, []Rereading{{
		Ref: b.row.Ref, Number: b.newest.Number, Reading: stamped(reading, b.content.Digest()), Content: b.content, Resemble: b.newest.Reading().Content,
	}})
}

// readKept reads the kept page of a revision in today's way.
func (r *recorder) readKept(ctx context.Context, info CaptureInfo) (Reading, error) {
	raw, err := r.keptBytes(ctx, info)
	if err != nil {
		return Reading{}, err
	}
	reading, err := r.Reader.Read(info.With(raw))
	if err != nil {
		return Reading{}, &unreadable{fmt.Errorf("its newest revision cannot be read with today's selectors: %w", err)}
	}
	reading.Content = reading.Content.Normalised()
	return reading, nil
}

// keptBytes returns the page of a revision, nil when only its headers were asked for.
func (r *recorder) keptBytes(ctx context.Context, info CaptureInfo) (raw []byte, err error) {
	if info.Raw.IsZero() {
		return nil, nil
	}
	err = r.view(ctx, func(v View) error {
		raw, err = v.Raw(info.Raw)
		return err
	})
	return raw, err
}

// lost notes a title or date that used to be read and no longer is.
func (r *recorder) lost(info CaptureInfo, prev, next Content) {
	if prev.Title != "" && next.Title == "" {
		r.fail(info.URL, "no title could be read, though there used to be one", info.Time)
	}
	if prev.Date != "" && next.Date == "" {
		r.fail(info.URL, "no date could be read, though there used to be one", info.Time)
	}
}

// compared returns the update that a reading of a known article makes.
func (r *recorder) compared(ctx context.Context, info CaptureInfo, b *before, reading Reading, page []byte) (*Update, error) {
	var doubted *doubt
	var then []byte
	u := &Update{Ref: b.row.Ref, Memo: r.memo(info, b.memo)}
	err := r.view(ctx, func(v View) error {
		held, err := r.lastHeld(v, b.row)
		if err != nil {
			return err
		}
		row, err := r.relocate(b, info.Final)
		if err != nil {
			return err
		}
		b.row = row
		if moved(b.url, row.URL) {
			u.Changes = append(u.Changes, b.change(Moved, Change{FromURL: b.url, Noticed: info.Time, LastHeld: held}))
			if canonical, err := Canonical(row.URL); err == nil {
				r.at(canonical, row.Ref) // its entry at the new address is no newcomer
			}
		}
		if canonical, err := Canonical(info.URL); err == nil {
			b.row.Listings = insert(b.row.Listings, r.listings(canonical)...)
			if moved(info.URL, row.URL) { // another address of it, at which a listing may show it from now on
				b.row.Aliases = r.alias(b.row.Aliases, info.URL)
				r.at(canonical, row.Ref)
			}
		}
		if u.Memo == nil && len(b.memo) > 0 {
			held = r.heldByReading(b.row)
		}
		r.edit(u, info, b, reading, held)
		if u.Revision == nil {
			if doubted, then, err = r.doubted(v, b, info, r.guard.held[info.URL]); err != nil {
				return err
			}
		}
		restored, row, err := r.restore(v, b, info.Time)
		b.row, u.Changes = row, append(u.Changes, restored...)
		return err
	})
	if err != nil {
		return nil, err
	}
	if err := r.weigh(ctx, doubted, page, then); err != nil {
		return nil, err
	}
	row := b.row
	u.Article = &row
	return u, nil
}

// edit adds a revision when the content is new, and a change when it differs
// in what counts.
func (r *recorder) edit(u *Update, info CaptureInfo, b *before, reading Reading, held time.Time) {
	if b.same {
		r.turns.back(b.row.Ref)
		return
	}
	digest := reading.Content.Digest()
	d := Compare(b.inOrder(info, reading.Content), reading.Content)
	lostField := b.content.Title != "" && reading.Content.Title == "" || b.content.Date != "" && reading.Content.Date == ""
	if digest == b.content.Digest() {
		r.turns.back(b.row.Ref)
		return
	}
	if lostField && !d.Edited() || r.guard.held[info.URL] && d.Edited() {
		return
	}
	held = r.turns.held(b.row.Ref, held)
	alternates := flapping(b.last, digest)
	switch {
	case alternates != flappingKnown:
		r.turns.over(b.row.Ref)
	case !r.turns.settles(b.row.Ref, digest, held):
		u.Memo = []byte{} // what is not recorded is read in full again
		return
	}
	from := b.row.Revision
	b.row.Revision = b.next
	b.row.Date = reading.Content.Date
	u.Revision = &Revision{Number: b.row.Revision, Snapshot: r.number(), Capture: info, Readings: []StampedReading{stamped(reading, digest)}}
	u.Content, u.Base = reading.Content, b.newest.Reading().Content
	if reading.Content.Text() != "" {
		r.contents[Mark(digest[:])] = b.row.Ref
	}
	if b.lost {
		r.warnings = append(r.warnings, fmt.Sprintf("the former page of %s is not in the archive: whether it was edited since cannot be said", b.row.URL))
		return
	}
	if !d.Edited() {
		return
	}
	if b.unread {
		r.notCompared(b, info, from, held)
		return
	}
	b.row.Changed = info.Time
	if alternates == flappingNow {
		r.warnings = append(r.warnings, fmt.Sprintf("flapping: %s alternates between two texts; it is said this once", b.row.URL))
	}
	u.Changes = append(u.Changes, b.change(Edited, Change{
		Title: reading.Content.Title, Date: reading.Content.Date, Noticed: info.Time, LastHeld: held,
		FromRevision: from, ToRevision: b.row.Revision, Fields: d.Fields, Minor: d.Minor, Flapping: alternates == flappingNow,
	}))
}

// heldByReading returns when an article's page was last read, for an edit that
// left the server's validators as they were: its "not modified" proves nothing.
func (r *recorder) heldByReading(a Article) time.Time {
	return latest(r.trace.Read(a.Ref), a.Changed)
}

// lastHeld returns when an article's page was last seen as it was known. Its
// newest capture is known to the second.
func (r *recorder) lastHeld(v View, a Article) (time.Time, error) {
	t, err := r.history(v)
	if err != nil {
		return time.Time{}, err
	}
	return latest(t.Page(a.Ref), a.Changed), nil
}
