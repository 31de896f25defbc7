package scraper

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"onrecord/archive"
)

// hintsKey names the memo that holds the changes that sitemaps told of and that
// no crawl has looked at yet: a sitemap that did not change is not read again.
const hintsKey = "hints"

// maxHints bounds the memo. Where a sitemap tells of more, the latest changes
// are remembered, and the schedule finds the rest.
const maxHints = 1000

// change is a page that was changed, as a sitemap says.
type change struct {
	URL  string    `json:"url"` // canonical
	Time time.Time `json:"time"`
}

// hint notes when pages were last changed, as a sitemap says.
func (c *crawl) hint(modified map[string]time.Time) {
	for canonical, t := range modified {
		if t.After(c.modified[canonical]) {
			c.modified[canonical] = t
		}
	}
}

// recallHints adds what sitemaps said in earlier crawls.
func (c *crawl) recallHints(ctx context.Context) error {
	var earlier []change
	err := c.view(ctx, func(v archive.View) error {
		_, err := archive.ReadMemo(v, hintsKey, "its memo", &earlier)
		return err
	})
	if err != nil {
		return fmt.Errorf("recall what sitemaps said of changes: %w", err)
	}
	for _, e := range earlier {
		c.hint(map[string]time.Time{e.URL: e.Time})
	}
	return nil
}

// heedHints tells the known articles what sitemaps said of them.
func (c *crawl) heedHints(all []known, trace *archive.Trace) {
	if len(c.modified) == 0 {
		return
	}
	for i := range all {
		canonical, err := archive.Canonical(all[i].URL)
		if err != nil {
			continue
		}
		if modified, said := c.modified[canonical]; said {
			all[i].modified, all[i].read = modified, trace.Page(all[i].Ref)
		}
	}
}

// rememberHints keeps what sitemaps said for the next crawl, as far as no crawl
// before this one has seen to it.
func (c *crawl) rememberHints(all []known) error {
	if len(c.modified) == 0 {
		return nil
	}
	hints := []change{}
	for _, k := range all {
		if canonical, err := archive.Canonical(k.URL); err == nil && k.hinted() {
			hints = append(hints, change{canonical, k.modified.UTC()})
		}
	}
	slices.SortFunc(hints, func(a, b change) int {
		return cmp.Or(b.Time.Compare(a.Time), cmp.Compare(a.URL, b.URL))
	})
	b, err := json.Marshal(hints[:min(len(hints), maxHints)])
	if err != nil {
		return fmt.Errorf("remember what sitemaps said of changes: %w", err)
	}
	c.seen.Memos[hintsKey] = b
	return nil
}
