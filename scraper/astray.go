package scraper

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"onrecord/archive"
)

// An article that is not where its day puts it may stand elsewhere on its
// listing: pinned, or put far down. Before it is called unlisted, the pages of the
// listing that the walk did not reach are read too. Where it was found, later
// walks look again.

// maxAstray bounds how many articles out of place are remembered of a listing.
const maxAstray = 20

// notElsewhere returns the articles that stand nowhere on their listings. Of a
// listing too long for reading the rest of it nothing is said.
func (c *crawl) notElsewhere(ctx context.Context, absent []missing) ([]missing, error) {
	lacking := map[string]int{}
	for _, m := range absent {
		for _, listing := range m.Listings {
			lacking[listing]++
		}
	}
	left := c.Bounds.Search
	for _, listing := range slices.Sorted(maps.Keys(lacking)) {
		memo, err := c.memoOf(listing)
		if err != nil {
			return nil, err
		}
		rest := c.unread(listing, memo.Pages)
		if left -= len(rest); left < 0 {
			c.seen.Warnings = append(c.seen.Warnings, fmt.Sprintf("not where their dates put them on %s: %d articles; "+
				"whether they stand elsewhere on it can be said once all of it is read: onrecord crawl --full", listing, lacking[listing]))
			absent = slices.DeleteFunc(absent, func(m missing) bool { return slices.Contains(m.Listings, listing) })
			left += len(rest)
			continue
		}
		if absent, err = c.search(ctx, listing, rest, absent); err != nil {
			return nil, err
		}
	}
	return absent, nil
}

// unread returns those pages of a listing that this crawl has not read.
func (c *crawl) unread(listing string, pages []string) []string {
	read := map[string]bool{}
	for _, r := range c.runs {
		if r.listing == listing {
			for _, p := range r.pages {
				read[p] = true
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(pages), func(p string) bool { return read[p] })
}

// search reads pages of a listing and returns the articles that stand on none
// of them. When a page cannot be read, nothing can be said of those of the listing.
func (c *crawl) search(ctx context.Context, listing string, pages []string, absent []missing) ([]missing, error) {
	for _, address := range pages {
		shown, err := c.shownOn(ctx, address)
		if err != nil {
			return nil, err
		}
		var still []missing
		for _, m := range absent {
			here := slices.Contains(m.Listings, listing)
			canonical, e, found := m.on(shown)
			switch {
			case found:
				e.Listing = listing
				c.seen.Entries.Add(canonical, e)
				if err := c.noteAstray(listing, canonical, address); err != nil {
					return nil, err
				}
			case !here || shown != nil:
				still = append(still, m)
			}
		}
		absent = still
	}
	return absent, nil
}

// on returns the entry that a page shows of the article, under any address.
func (m missing) on(shown map[string]archive.Entry) (canonical string, e archive.Entry, found bool) {
	for _, address := range append([]string{m.URL}, m.Aliases...) {
		if canonical, err := archive.Canonical(address); err == nil {
			if e, found = shown[canonical]; found {
				return canonical, e, true
			}
		}
	}
	return "", e, false
}

// memoOf returns what this crawl remembers of its walk of a listing.
func (c *crawl) memoOf(listing string) (memo walkMemo, err error) {
	if b := c.seen.Memos[walkKey(listing)]; b != nil {
		err = json.Unmarshal(b, &memo)
	}
	if err != nil {
		err = fmt.Errorf("recall the walk of %s: %w", listing, err)
	}
	return memo, err
}

// noteAstray remembers on which page of a listing an article stands.
func (c *crawl) noteAstray(listing, canonical, page string) error {
	memo, err := c.memoOf(listing)
	if err != nil || len(memo.Astray) >= maxAstray {
		return err
	}
	if memo.Astray == nil {
		memo.Astray = map[string]string{}
	}
	memo.Astray[canonical] = page
	b, err := json.Marshal(memo)
	if err != nil {
		return fmt.Errorf("remember the walk of %s: %w", listing, err)
	}
	c.seen.Memos[walkKey(listing)] = b
	return nil
}

// astray reads the pages on which articles were found out of place, as far as
// this walk has not, and forgets those that are there no longer.
func (w *walker) astray(ctx context.Context) error {
	for _, address := range slices.Sorted(maps.Values(w.memo.Astray)) {
		if w.visited[address] {
			continue
		}
		p, ok, err := w.read(ctx, address)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		w.stretch = nil
		w.place(address, p)
		if _, err := w.take(ctx, p.Entries); err != nil {
			return err
		}
	}
	maps.DeleteFunc(w.memo.Astray, func(canonical, _ string) bool {
		_, seen := w.seen.Entries.First(canonical)
		return !seen
	})
	return nil
}
