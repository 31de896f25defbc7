package scraper

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"onrecord/archive"
	"onrecord/scraper/learn"
	"onrecord/scraper/page"
	"onrecord/scraper/rules"
)

// learnedKey names the memo that holds templates learned anew.
const learnedKey = "learned"

// learned are templates that were learned anew, and the configured way of
// reading that they add to: once a person corrects the configuration, they are
// forgotten.
type learned struct {
	For       archive.Stamp  `json:"for"`
	Templates []rules.Select `json:"templates"` // the newest first
}

// maxLearned bounds how many templates are remembered.
const maxLearned = 8

// Current returns the feed as it is read today: with the templates that crawls
// have learned anew since its configuration was written.
func Current(ctx context.Context, store archive.Store, f Feed) (Feed, error) {
	var l learned
	err := store.View(ctx, f.Name, func(v archive.View) error {
		_, err := archive.ReadMemo(v, learnedKey, "its memo", &l)
		return err
	})
	if err != nil && !errors.Is(err, archive.ErrNoArchive) {
		return f, fmt.Errorf("recall what was learned of feed %s: %w", f.Name, err)
	}
	if l.For == f.Stamp() {
		f.Learned = l.Templates
	}
	return f, nil
}

// relearn learns the site's new template when many known articles read
// differently at once.
func (c *crawl) relearn(samples []archive.Sample) *archive.Relearned {
	var known []learn.KnownArticle
	for _, s := range samples {
		p, err := page.Parse(page.Source{Body: s.Page.Body, ContentType: s.Page.HeaderValue("Content-Type"), Address: s.Page.Answered()})
		if err == nil {
			known = append(known, learn.KnownArticle{Content: s.Content, Page: p, Entry: s.Page.Entry})
		}
	}
	result := learn.Relearn(known, learn.ListingSample{}, learn.Options{
		Language: c.feed.Language, Location: c.feed.Location, Now: c.seen.Started,
	})
	if !result.Known() {
		return nil
	}
	configured := c.feed
	configured.Learned = nil
	feed := c.feed
	feed.Learned = append([]rules.Select{result.Select}, c.feed.Learned...)
	feed.Learned = feed.Learned[:min(len(feed.Learned), maxLearned)]
	b, err := json.Marshal(learned{For: configured.Stamp(), Templates: feed.Learned})
	if err != nil {
		return nil
	}
	reader := NewReader(feed)
	reader.nothing = c.reader.nothing
	return &archive.Relearned{
		Reader: reader, Memos: map[string][]byte{learnedKey: b},
		Note: fmt.Sprintf("the site has a new template; how to read it was learned from %d articles already kept, and they read as before "+
			"(onrecord init --relearn %s writes its selectors to the configuration)", len(known), c.feed.Name),
	}
}
