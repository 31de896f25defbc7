package scraper

import (
	"fmt"

	"onrecord/archive"
	"onrecord/scraper/syndication"
)

// Bounds end a walk that a site would let go on for ever. The zero value of a
// field stands for the default named beside it.
type Bounds struct {
	Pages   int // of one listing in one crawl; 20,000
	Entries int // the same; 100,000
	Stale   int // pages in a row that list nothing which the walk has not seen: calendars, mostly; 12
	Search  int // of all listings in one crawl, beyond the walk, to find articles that are out of place; 50
}

func (b Bounds) withDefaults() Bounds {
	if b.Pages <= 0 {
		b.Pages = 20_000
	}
	if b.Entries <= 0 {
		b.Entries = 100_000
	}
	if b.Stale <= 0 {
		b.Stale = 12
	}
	if b.Search <= 0 {
		b.Search = 50
	}
	return b
}

// limit says why a walk may not go on to a further page; "" when it may. again
// is true where the next crawl goes on from there.
func (w *walker) limit() (reason string, again bool) {
	switch {
	case w.feed.MaxPages > 0 && len(w.pages) >= w.feed.MaxPages:
		return fmt.Sprintf("max_pages: %d pages of this listing were read, and there are more", w.feed.MaxPages), false
	case len(w.visited) >= w.Bounds.Pages:
		return fmt.Sprintf("%d pages of this listing were read, and there are more; the next crawl goes on here", len(w.visited)), true
	case w.found >= w.Bounds.Entries:
		return fmt.Sprintf("%d entries of this listing were read, and there are more; the next crawl goes on here", w.found), true
	}
	return "", false
}

// stale reports whether the walk has read so many pages without an entry that it
// had not seen that there is nothing more to come. Where the configuration picks
// entries, a page without any says nothing.
func (w *walker) stale(p syndication.Document) bool {
	news := false
	for _, e := range p.Entries {
		canonical, err := archive.Canonical(e.URL)
		if err == nil && !w.listed[canonical] {
			w.listed[canonical], news = true, true
		}
	}
	if news || len(p.Entries) == 0 && len(w.feed.Include) > 0 {
		w.idle = 0
		return false
	}
	w.idle++
	return w.idle >= w.Bounds.Stale
}

// alien reports whether a page lists entries and not one of them is on the
// feed's hosts, as a <base> that leads elsewhere makes it.
func (w *walker) alien(p syndication.Document) bool {
	for _, e := range p.Entries {
		if w.feed.own(e.URL) {
			return false
		}
	}
	return len(p.Entries) > 0
}
