package main

import (
	"context"
	"fmt"
	"strings"

	"onrecord/archive"
	"onrecord/scraper/fetch"
)

// editSome is a crawl that finds 50 edits and 30 articles as they were: what the
// reading of pages would make of it goes straight into the store.
func (g *grower) editSome(ctx context.Context) (err error) {
	g.day = g.day.AddDate(0, 0, 1)
	g.round++
	w, err := g.store.Claim(ctx, "large")
	if err != nil {
		return fmt.Errorf("claim the feed: %w", err)
	}
	defer func() {
		if e := w.Release(); err == nil {
			err = e
		}
	}()
	looks := archive.NewLooks()
	looks.Listed.AddRange(0, 20)
	var updates []archive.Update
	var last archive.Snapshot
	for k := range roundEdits + roundLooks {
		at := (g.round*7919 + k*104729) % g.site.Len()
		if looks.Read.Contains(uint32(at)) {
			continue
		}
		looks.Read.Add(uint32(at))
		u, err := g.look(ctx, w, archive.Ref(at), k < roundEdits)
		if err != nil {
			return err
		}
		if k < roundEdits {
			updates = append(updates, u)
		}
	}
	for chunk := updates; len(chunk) > 0; chunk = chunk[min(64, len(chunk)):] {
		if err := w.Stage(ctx, chunk[:min(64, len(chunk))]); err != nil {
			return err
		}
	}
	memos := map[string][]byte{}
	err = g.store.View(ctx, "large", func(v archive.View) error {
		latest, err := v.Latest()
		if err == nil {
			last, err = archive.OneSnapshot(v, latest)
		}
		return err
	})
	if err != nil {
		return err
	}
	s := archive.Snapshot{
		Number: last.Number + 1, Started: g.day, Taken: g.day, Status: archive.Complete, Articles: last.Articles,
		Feed: last.Feed, Changes: archive.Count(nil),
	}
	s.Changes[archive.Edited] = len(updates)
	return w.Commit(ctx, s, looks, memos)
}

// look keeps the page of an article as it is printed now, and returns the edit.
func (g *grower) look(ctx context.Context, w archive.Writer, ref archive.Ref, edit bool) (u archive.Update, err error) {
	var a archive.Article
	var r archive.Revision
	var held archive.Content
	var memo []byte
	err = g.store.View(ctx, "large", func(v archive.View) error {
		latest, err := v.Latest()
		if err == nil {
			a, err = v.Article(ref, latest)
		}
		if err == nil {
			r, err = v.Revision(ref, a.Revision)
		}
		if err == nil {
			held, err = v.Content(r.Reading().Content)
		}
		if err == nil {
			memo, err = v.ArticleMemo(ref)
		}
		return err
	})
	if err != nil {
		return u, err
	}
	answer, err := within{g}.Get(ctx, fetch.Request{URL: a.URL})
	if err != nil {
		return u, err
	}
	page, text := string(answer.Body), held
	for edits := range g.texts[int(ref)] + btoi(edit) { // those the site knows nothing of
		page = edited(page, "</p>\n<p>", edits)
	}
	if edit {
		text.Body = edited(held.Body, "\n\n", g.texts[int(ref)])
		g.texts[int(ref)]++
	}
	c := archive.Capture{URL: a.URL, Final: a.URL, Status: answer.Status, Header: answer.Header, Body: []byte(page), Time: g.day, Entry: r.Capture.Entry}
	if err := w.Keep(ctx, c, r.Capture.Raw); err != nil {
		return u, err
	}
	a.Revision, a.Changed = a.Revision+1, g.day
	reading := r.Reading()
	base := reading.Content
	reading.Digest, reading.Content = text.Digest(), archive.Digest{}
	return archive.Update{
		Ref: ref, Article: &a, Content: text, Base: base, Memo: append(memo[:len(memo):len(memo)], ' '),
		Revision: &archive.Revision{Number: a.Revision, Capture: c.Info(), Readings: []archive.StampedReading{reading}},
		Changes: []archive.Change{{
			Kind: archive.Edited, Article: a.ID, URL: a.URL, Title: text.Title, Date: text.Date, Noticed: g.day, LastHeld: g.day.AddDate(0, 0, -1),
			FromRevision: a.Revision - 1, ToRevision: a.Revision, Fields: []string{archive.FieldBody},
		}},
	}, nil
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// edited puts a sentence of its own in place of the one that a paragraph begins with.
func edited(text, between string, edit int) string {
	paragraphs := strings.Split(text, between)
	at := 1 + edit%(len(paragraphs)-1) // the first one follows what every page begins with
	_, rest, _ := strings.Cut(paragraphs[at], ". ")
	paragraphs[at] = fmt.Sprintf("Changed for the %d. time, after what was agreed by both sides on item %d of the list. %s", edit+1, edit*edit*7919%10007, rest)
	return strings.Join(paragraphs, between)
}
