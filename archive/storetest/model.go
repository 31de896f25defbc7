package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"onrecord/archive"
)

// RunModel drives a store and the model with the same random operations, by
// two feeds' writers that come, go and die, and compares every answer.
func RunModel(t *testing.T, open Open) {
	rapid.Check(t, func(rt *rapid.T) {
		m := &machine{ctx: t.Context(), reopen: open(t), model: NewMemory(), writers: map[string]*pair{}}
		m.store = m.reopen()
		defer m.releaseAll(rt)
		rt.Repeat(map[string]func(*rapid.T){
			"claim":    m.claim,
			"release":  m.release,
			"reopen":   func(*rapid.T) { m.store = m.reopen() },
			"keep":     m.keep,
			"keepMany": m.keepMany,
			"stage":    m.stage,
			"commit":   m.commit,
			"reread":   m.reread,
			"page":     m.page,
			"":         m.compare,
		})
	})
}

// machine holds a store beside its model.
type machine struct {
	ctx     context.Context
	reopen  func() archive.Store
	store   archive.Store
	model   *Memory
	writers map[string]*pair
	count   int // makes texts different
}

// pair is the claim of one feed in both.
type pair struct {
	store, model archive.Writer
}

var modelFeeds = []string{"one", "two"}

func (m *machine) feed(t *rapid.T) string {
	return rapid.SampledFrom(modelFeeds).Draw(t, "feed")
}

// writer returns a claimed feed's writers, or skips the action.
func (m *machine) writer(t *rapid.T) (string, *pair) {
	feed := m.feed(t)
	p := m.writers[feed]
	if p == nil {
		t.Skip("not claimed")
	}
	return feed, p
}

// agree ends the test unless both succeeded or both failed.
func agree(t *rapid.T, what string, got, want error) {
	t.Helper()
	if (got == nil) != (want == nil) {
		t.Fatalf("%s: the store says %v, the model %v", what, got, want)
	}
}

// same ends the test unless both say the same.
func same(t *rapid.T, what string, got, want any) {
	t.Helper()
	if diff := Diff(want, got); diff != "" {
		t.Fatalf("%s (-model +store)\n%s", what, diff)
	}
}

func (m *machine) claim(t *rapid.T) {
	feed := m.feed(t)
	store, got := m.store.Claim(m.ctx, feed)
	model, want := m.model.Claim(m.ctx, feed)
	agree(t, "claim", got, want)
	if want == nil {
		m.writers[feed] = &pair{store, model}
	} else if !errors.Is(got, archive.ErrBusy) {
		t.Fatalf("claim: %v is no ErrBusy", got)
	}
}

// release gives a claim up with all that was not committed, as a crash does.
func (m *machine) release(t *rapid.T) {
	feed, p := m.writer(t)
	agree(t, "release", p.store.Release(), p.model.Release())
	delete(m.writers, feed)
}

func (m *machine) releaseAll(t *rapid.T) {
	for _, p := range m.writers {
		if err := errors.Join(p.store.Release(), p.model.Release()); err != nil {
			t.Error(err)
		}
	}
}

// body returns a page that shares much with the others.
func (m *machine) body(t *rapid.T) []byte {
	m.count++
	fresh := m.count
	if rapid.IntRange(0, 3).Draw(t, "repeat") == 0 {
		fresh = rapid.IntRange(0, 5).Draw(t, "text")
	}
	return []byte(strings.Repeat("<div>what every page says</div>", 40) + fmt.Sprintf("<p>text %d</p>", fresh))
}

func (m *machine) capture(t *rapid.T) archive.Capture {
	c := capture(rapid.IntRange(0, 6).Draw(t, "address"), "")
	c.Body = m.body(t)
	c.Time = morning.Add(time.Duration(m.count) * time.Minute)
	return c
}

func (m *machine) keep(t *rapid.T) {
	_, p := m.writer(t)
	m.keepOne(t, p, m.capture(t), m.rawBase(t, p))
}

func (m *machine) keepOne(t *rapid.T, p *pair, c archive.Capture, base archive.Digest) {
	agree(t, "keep", p.store.Keep(m.ctx, c, base), p.model.Keep(m.ctx, c, base))
}

// rawBase returns what a capture resembles: nothing, something pending,
// something visible, or something that was never stored.
func (m *machine) rawBase(t *rapid.T, p *pair) archive.Digest {
	var known []archive.Digest
	for _, i := range m.pending(t, p.model) {
		known = append(known, i.Raw)
	}
	for _, feed := range modelFeeds {
		if f := m.model.feeds[feed]; f != nil && m.writers[feed] == p {
			for _, a := range f.visible.articles {
				for _, r := range a.revisions {
					known = append(known, r.Capture.Raw)
				}
			}
		}
	}
	known = append(known, archive.Digest{}, archive.DigestBytes([]byte("never stored")))
	return rapid.SampledFrom(known).Draw(t, "base")
}

// keepMany keeps enough captures for a block.
func (m *machine) keepMany(t *rapid.T) {
	_, p := m.writer(t)
	for n := range rapid.IntRange(20, 45).Draw(t, "captures") {
		c := m.capture(t)
		c.URL = address(10 + n)
		m.keepOne(t, p, c, archive.Digest{})
	}
}

func (m *machine) pending(t *rapid.T, w archive.Writer) []archive.CaptureInfo {
	var infos []archive.CaptureInfo
	err := w.Pending(m.ctx, func(i archive.CaptureInfo) error {
		infos = append(infos, i)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return infos
}

// page goes through the articles of a snapshot page by page.
func (m *machine) page(t *rapid.T) {
	feed := m.feed(t)
	if m.model.feeds[feed] == nil {
		t.Skip("never claimed")
	}
	descending := rapid.Bool().Draw(t, "descending")
	limit := rapid.IntRange(1, 4).Draw(t, "limit")
	var got, want []archive.Article
	err := m.both(feed, func(store, model archive.View) error {
		latest, err := model.Latest()
		if err != nil {
			return err
		}
		at := rapid.IntRange(0, latest).Draw(t, "at")
		for _, side := range []struct {
			v     archive.View
			found *[]archive.Article
		}{{store, &got}, {model, &want}} {
			var after *archive.Article
			for {
				page, err := side.v.ByDate(at, after, descending, limit)
				if err != nil || len(page) == 0 {
					break
				}
				*side.found = append(*side.found, page...)
				after = &page[len(page)-1]
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "pages by date", got, want)
}

// both opens a view of a feed on both sides. There need be no archive while
// nothing was ever recorded.
func (m *machine) both(feed string, fn func(store, model archive.View) error) error {
	err := m.store.View(m.ctx, feed, func(store archive.View) error {
		return m.model.View(m.ctx, feed, func(model archive.View) error { return fn(store, model) })
	})
	if recorded, _ := m.model.Feeds(m.ctx); len(recorded) == 0 {
		return ignoreMissing(err)
	}
	return err
}

// compare asks both sides everything.
func (m *machine) compare(t *rapid.T) {
	got, errGot := m.store.Feeds(m.ctx)
	want, errWant := m.model.Feeds(m.ctx)
	agree(t, "feeds", ignoreMissing(errGot), errWant)
	same(t, "feeds", got, want)
	for _, feed := range modelFeeds {
		if p := m.writers[feed]; p != nil {
			m.comparePending(t, p)
		}
		if m.model.feeds[feed] == nil {
			continue
		}
		err := m.both(feed, func(store, model archive.View) error {
			compareViews(t, store, model)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// ignoreMissing allows a store to say that there is no archive yet.
func ignoreMissing(err error) error {
	if errors.Is(err, archive.ErrNoArchive) {
		return nil
	}
	return err
}

func (m *machine) comparePending(t *rapid.T, p *pair) {
	got, want := m.pending(t, p.store), m.pending(t, p.model)
	same(t, "pending captures", got, want)
	for _, i := range want {
		store, errGot := p.store.PendingRaw(m.ctx, i.Raw)
		model, errWant := p.model.PendingRaw(m.ctx, i.Raw)
		agree(t, "pending bytes", errGot, errWant)
		if !slices.Equal(store, model) {
			t.Fatalf("pending bytes of %s differ", i.URL)
		}
	}
}
