package archive

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// stageAll stages what all histories gain, in the order in which the articles
// were first met.
func (m *importer) stageAll(ctx context.Context) error {
	fresh := Ref(m.head.Articles)
	at, h := nobody, &history{}
	stage := func() error {
		if h.fresh {
			h.article.Ref = fresh
			fresh++
		}
		return m.stageHistory(ctx, h)
	}
	err := m.Aside.Each([]byte{asideOffer}, func(key []byte, value func(any) error) error {
		if historyOf(key) != at {
			if err := stage(); err != nil {
				return err
			}
			var err error
			at = historyOf(key)
			if h, err = m.historyAt(ctx, at); err != nil {
				return err
			}
		}
		o, err := offered(value)
		h.offers = append(h.offers, o)
		return err
	})
	if err == nil {
		err = stage()
	}
	if err != nil {
		return err
	}
	return m.flush(ctx)
}

// stageHistory stages the captures of one article, the oldest first. The first
// one brings the article's state.
func (m *importer) stageHistory(ctx context.Context, h *history) error {
	offers := m.place(h)
	if len(offers) == 0 {
		return nil
	}
	article, err := m.state(ctx, h, offers)
	if err != nil {
		return err
	}
	for i, o := range offers {
		u, err := m.update(h, o)
		if err != nil {
			return fmt.Errorf("capture of %s: %w", o.Info.URL, err)
		}
		if i == 0 {
			u.Article = &article
		}
		m.buffer = append(m.buffer, u)
		if len(m.buffer) >= importChunk {
			if err := m.flush(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

// place finds the place of each capture in its article's history, and returns
// those that are new.
func (m *importer) place(h *history) []offer {
	var offers []offer
	for _, o := range h.offers {
		if h.has(o.Info) {
			m.sum.Known++
			continue
		}
		state := heldState{time: o.Info.Time, raw: o.Info.Raw}
		if h.told(o) {
			m.sum.Kept++
		} else {
			o.revision = h.next
			state = heldState{o.Info.Time, o.Info.Raw, o.Content, h.next, o.Date}
			h.next++
			m.sum.Revisions++
		}
		h.states = append(h.states, state)
		h.sort()
		offers = append(offers, o)
	}
	return offers
}

// importChunk is how many pages are in memory at once.
const importChunk = 16

func (m *importer) flush(ctx context.Context) error {
	if len(m.buffer) == 0 {
		return nil
	}
	err := m.Writer.Stage(ctx, m.buffer)
	m.buffer = nil
	return err
}

// update returns what one capture adds to its article.
func (m *importer) update(h *history, o offer) (Update, error) {
	page, err := m.Pages.Get(o.Info.Raw)
	if err != nil {
		return Update{}, err
	}
	u := Update{Ref: h.article.Ref, Page: page}
	if o.revision == 0 {
		u.Kept = &o.Info
		return u, nil
	}
	reading, err := m.Reader.Read(o.Info.With(page))
	if err != nil {
		return u, err
	}
	u.Content = reading.Content.Normalised()
	u.Revision = &Revision{Number: o.revision, Snapshot: m.head.Number + 1, Capture: o.Info, Readings: []StampedReading{stamped(reading, o.Content)}}
	return u, nil
}

// state returns the article once captures are part of its history.
func (m *importer) state(ctx context.Context, h *history, offers []offer) (Article, error) {
	a := h.article
	first, last := offers[0].Info, offers[len(offers)-1].Info
	if h.fresh {
		var err error
		if a.ID, err = m.id(ctx, first.Final); err != nil {
			return a, err
		}
		if a.URL, err = CleanURL(last.Final); err != nil {
			return a, err
		}
		a.State, a.Since, a.StateTime, a.FirstSeen = Listed, m.head.Number+1, last.Time, first.Time
		m.sum.Articles++
	}
	for _, o := range offers {
		for _, other := range []string{o.Info.URL, o.Info.Final} {
			if clean, err := CleanURL(other); err == nil && moved(clean, a.URL) {
				a.Aliases = insert(a.Aliases, clean)
			}
		}
	}
	if first.Time.Before(a.FirstSeen) {
		a.FirstSeen = first.Time
	}
	if newest := h.newest(); newest.revision != a.Revision {
		a.Revision, a.Changed, a.Date = newest.revision, newest.time, newest.date
	}
	return a, nil
}

// id returns an id that no article has.
func (m *importer) id(ctx context.Context, address string) (id string, err error) {
	canonical, err := Canonical(address)
	if err != nil {
		return "", err
	}
	err = m.view(ctx, func(v View) error {
		id, err = freeID(v, m.feed.Name, canonical)
		return err
	})
	return id, err
}

// commit makes the snapshot.
func (m *importer) commit(ctx context.Context) error {
	m.sum.Snapshot = m.head.Number + 1
	s := Snapshot{
		Number: m.sum.Snapshot, Started: m.started, Taken: m.Now().UTC().Truncate(time.Second), Status: Complete, Feed: m.feed, Imported: true,
		Articles: m.head.Articles + m.sum.Articles, Changes: Count(nil),
		Warnings: []string{fmt.Sprintf("no crawl: %d captures were imported from %s; none is reported as a change", m.sum.Revisions+m.sum.Kept, m.Origin)},
	}
	if s.Taken.Before(m.head.Taken) {
		return errors.New("the clock stands before the newest snapshot")
	}
	return m.Writer.Commit(ctx, s, NewLooks(), nil)
}
