package scraper

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"onrecord/archive"
)

// unseenKey names the memo that holds the entries whose pages answered with what
// is not their article, such as a question whether a person is reading.
const unseenKey = "unseen"

// mostTries is how often such a page is asked for before it is left to the walks
// that come upon its entry: it may never be an article.
const mostTries = 4

// maxUnseen bounds the memo; those asked for least often are kept.
const maxUnseen = 1000

// unseen is an entry whose page was not the article.
type unseen struct {
	Entry archive.Entry `json:"entry"`
	Tries int           `json:"tries"`
}

// recallUnseen returns the entries that are to be asked for again since their
// pages were not their articles.
func (c *crawl) recallUnseen(v archive.View) ([]archive.Entry, error) {
	if _, err := archive.ReadMemo(v, unseenKey, "those whose pages were not their articles", &c.unseen); err != nil {
		return nil, err
	}
	var again []archive.Entry
	for _, u := range c.unseen {
		if u.Tries < mostTries {
			again = append(again, u.Entry)
		}
	}
	return again, nil
}

// rememberUnseen returns the memo of the entries whose pages were not their
// articles. Those that were asked for often enough stay in it, so that they do
// not begin anew.
func (c *crawl) rememberUnseen(ctx context.Context, addresses []string) (map[string][]byte, error) {
	if len(addresses) == 0 && len(c.unseen) == 0 {
		return nil, nil
	}
	now := map[string]bool{}
	for _, address := range addresses {
		if canonical, err := archive.Canonical(address); err == nil {
			now[canonical] = true
		}
	}
	list := []unseen{}
	err := c.view(ctx, func(v archive.View) error {
		for _, u := range c.unseen {
			canonical, err := archive.Canonical(u.Entry.URL)
			if err != nil {
				continue
			}
			if _, err := v.Lookup(canonical, 0); errors.Is(err, archive.ErrNotFound) && (now[canonical] || u.Tries >= mostTries) {
				u.Tries = min(u.Tries+1, mostTries)
				list = append(list, u)
			}
			delete(now, canonical)
		}
		for canonical := range now {
			e, seen := c.entry(canonical)
			if _, err := v.Lookup(canonical, 0); errors.Is(err, archive.ErrNotFound) && seen {
				list = append(list, unseen{Entry: e, Tries: 1})
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("note the entries whose pages were not their articles: %w", err)
	}
	slices.SortFunc(list, func(a, b unseen) int {
		return cmp.Or(cmp.Compare(a.Tries, b.Tries), cmp.Compare(a.Entry.URL, b.Entry.URL))
	})
	b, err := json.Marshal(list[:min(len(list), maxUnseen)])
	if err != nil {
		return nil, fmt.Errorf("note the entries whose pages were not their articles: %w", err)
	}
	return map[string][]byte{unseenKey: b}, nil
}
