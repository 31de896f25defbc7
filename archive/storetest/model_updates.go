package storetest

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"

	"onrecord/archive"
)

func (m *machine) stage(t *rapid.T) {
	feed, p := m.writer(t)
	state := m.model.feeds[feed].visible
	if staged := m.model.feeds[feed].staged; staged != nil {
		state = staged
	}
	next := len(state.articles)
	var updates []archive.Update
	for range rapid.IntRange(1, 3).Draw(t, "updates") {
		ref := rapid.IntRange(0, min(next, 9)).Draw(t, "article")
		u := m.update(t, p, state, archive.Ref(ref), ref == next)
		if ref == next {
			next++
		}
		updates = append(updates, u)
	}
	agree(t, "stage", p.store.Stage(m.ctx, updates), p.model.Stage(m.ctx, updates))
}

// update returns what a snapshot may say of an article, now and then wrongly.
func (m *machine) update(t *rapid.T, p *pair, state *memoryState, ref archive.Ref, isNew bool) archive.Update {
	u := archive.Update{Ref: ref}
	revisions := 0
	if !isNew && int(ref) < len(state.articles) {
		revisions = len(state.articles[ref].revisions)
	}
	flag := func(what string) bool { return rapid.Bool().Draw(t, what) }
	if isNew || flag("state") {
		u.Article = m.article(t, ref)
	}
	pending := m.pending(t, p.model)
	info := archive.CaptureInfo{URL: address(int(ref)), Time: morning}
	if len(pending) > 0 {
		info = rapid.SampledFrom(pending).Draw(t, "capture")
	}
	if flag("revision") {
		u.Content = m.content(t)
		u.Revision = &archive.Revision{Number: revisions + 1, Capture: info, Readings: []archive.StampedReading{
			{Stamp: "reader-1", Digest: u.Content.Digest(), Language: "en"},
		}}
		u.Base = m.contentBase(t, p, ref)
	}
	if flag("kept") {
		u.Kept = &info
	}
	if flag("memo") {
		u.Memo = m.memo()
	}
	for _, kind := range rapid.SliceOfNDistinct(rapid.SampledFrom(archive.Kinds()), 0, 2, rapid.ID).Draw(t, "changes") {
		u.Changes = append(u.Changes, archive.Change{Kind: kind, URL: address(int(ref)), Title: "t", Noticed: morning})
	}
	return u
}

func (m *machine) memo() []byte {
	m.count++
	return fmt.Appendf(nil, "memo %d", m.count)
}

// article returns a state; two articles may want the same id.
func (m *machine) article(t *rapid.T, ref archive.Ref) *archive.Article {
	dates := []archive.Date{"", "2026-03-01", "2026-03-02", "2026-03-02T10:00:00+03:00", "2025-12-31"}
	a := article(int(ref), rapid.SampledFrom(dates).Draw(t, "date"))
	if rapid.IntRange(0, 19).Draw(t, "wrong id") == 0 {
		a.ID = article(0, "").ID
	}
	addresses := rapid.SliceOfN(rapid.IntRange(0, 6), 1, 3).Draw(t, "addresses")
	a.URL = address(addresses[0])
	for _, n := range addresses[1:] {
		a.Aliases = append(a.Aliases, address(n)+"#part")
	}
	a.State = rapid.SampledFrom([]archive.State{archive.Listed, archive.Unlisted, archive.Removed}).Draw(t, "state")
	return &a
}

func (m *machine) content(t *rapid.T) archive.Content {
	m.count++
	text := m.count
	if rapid.Bool().Draw(t, "same text") {
		text = rapid.IntRange(0, 3).Draw(t, "text")
	}
	return content(strings.Repeat("A statement like the others. ", 10)+fmt.Sprint(text), "2026-03-01")
}

// contentBase returns the record of an article's visible content, as the
// store named it, if any.
func (m *machine) contentBase(t *rapid.T, p *pair, ref archive.Ref) (base archive.Digest) {
	for _, feed := range modelFeeds {
		if m.writers[feed] != p {
			continue
		}
		err := m.store.View(m.ctx, feed, func(v archive.View) error {
			if r, err := v.Revision(ref, 1); err == nil {
				base = r.Reading().Content
			}
			return nil
		})
		if ignoreMissing(err) != nil {
			t.Fatal(err)
		}
	}
	return base
}

func (m *machine) commit(t *rapid.T) {
	feed, p := m.writer(t)
	number := len(m.model.feeds[feed].visible.snapshots) + rapid.SampledFrom([]int{1, 1, 1, 1, 0, 2}).Draw(t, "number")
	s := snapshot(number)
	l := archive.NewLooks()
	for _, ref := range rapid.SliceOfN(rapid.Uint32Range(0, 12), 0, 4).Draw(t, "looks") {
		l.Read.Add(ref)
		l.Miss(archive.Ref(ref+1), "timeout")
	}
	memos := map[string][]byte{"a": m.memo()}
	if rapid.Bool().Draw(t, "forget") {
		memos["a"] = nil
	}
	agree(t, "commit", p.store.Commit(m.ctx, s, l, memos), p.model.Commit(m.ctx, s, l, memos))
}

func (m *machine) reread(t *rapid.T) {
	feed, p := m.writer(t)
	visible := m.model.feeds[feed].visible
	if len(visible.articles) == 0 {
		t.Skip("no articles")
	}
	ref := rapid.IntRange(0, len(visible.articles)-1).Draw(t, "article")
	r := archive.Rereading{Ref: archive.Ref(ref), Number: rapid.IntRange(1, 3).Draw(t, "revision"), Content: m.content(t)}
	r.Reading = archive.StampedReading{Stamp: "reader-2", Digest: r.Content.Digest(), Language: "en"}
	r.Resemble = m.contentBase(t, p, r.Ref)
	readings := []archive.Rereading{r}
	agree(t, "reread", p.store.Reread(m.ctx, readings), p.model.Reread(m.ctx, readings))
}
