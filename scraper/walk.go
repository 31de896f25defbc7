package scraper

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"onrecord/archive"
	"onrecord/scraper/listing"
	"onrecord/scraper/syndication"
)

// walkMemo is what a crawl remembers of its walk of one listing.
type walkMemo struct {
	Reached bool     `json:"reached,omitempty"` // some walk reached the listing's end
	Resume  string   `json:"resume,omitempty"`  // where a walk that broke off goes on
	Pages   []string `json:"pages,omitempty"`   // the listing's pages as last known, newest first
	Turn    int      `json:"turn,omitempty"`    // which older page is read again next
	Empty   string   `json:"empty,omitempty"`   // the page without entries at which the last walk ended
	// Astray holds, by canonical address, the page on which an article stands that
	// its day puts elsewhere.
	Astray map[string]string `json:"astray,omitempty"`
	// Sitemaps holds, by the address of each sitemap of an index, the time of
	// its last change (RFC 3339; "" if the index says none) when it was last read.
	Sitemaps map[string]string `json:"sitemaps,omitempty"`
}

func walkKey(listing string) string { return "walk " + listing }

// walk reads the feed's listings.
func (c *crawl) walk(ctx context.Context) error {
	for _, address := range c.feed.Listings {
		if err := c.newWalker(address).run(ctx); err != nil {
			return err
		}
	}
	c.walked = c.seen.Entries.Len()
	c.warnOfScripts()
	return nil
}

func (c *crawl) newWalker(listing string) *walker {
	return &walker{crawl: c, listing: listing, visited: map[string]bool{}, prints: map[string]bool{}, listed: map[string]bool{}}
}

// walker walks one listing, newest page first.
type walker struct {
	*crawl
	listing string
	memo    walkMemo
	visited map[string]bool // addresses read in this walk
	prints  map[string]bool // what the pages read so far listed
	listed  map[string]bool // canonical addresses of the entries seen in this walk
	made    string          // how its entries are made, once a page has shown it
	links   *listing.Links  // of the page read last
	idle    int             // pages in a row that listed nothing else
	pages   []string        // addresses of the pages with entries read in this walk, in order
	found   int             // entries found in this walk
	foreign int             // entries on other sites
	jumped  bool            // pages read by an earlier walk were passed over
	stretch *run            // the stretch being read
}

func (w *walker) run(ctx context.Context) error {
	if err := w.recall(ctx); err != nil {
		return err
	}
	stop, err := w.follow(ctx, w.listing)
	if err != nil {
		return err
	}
	if stop == stopNothingNew {
		err = w.older(ctx)
	}
	if err == nil {
		err = w.astray(ctx)
	}
	if err != nil {
		return err
	}
	if w.foreign > 0 {
		w.seen.Warnings = append(w.seen.Warnings,
			fmt.Sprintf("%d entries of %s lead to other sites and are not followed", w.foreign, w.listing))
	}
	return w.memorise()
}

func (w *walker) recall(ctx context.Context) error {
	return w.view(ctx, func(v archive.View) error {
		_, err := archive.ReadMemo(v, walkKey(w.listing), "what is known of the listing", &w.memo)
		return err
	})
}

// Why a walk stopped.
type stop int

const (
	stopEnd        stop = iota // the listing's end
	stopNothingNew             // a page with nothing new, after an earlier walk reached the end
	stopBroken                 // a page could not be read
	stopLimit                  // max_pages
)

// follow reads page after page from address on.
func (w *walker) follow(ctx context.Context, address string) (stop, error) {
	for {
		p, ok, err := w.read(ctx, address)
		if err != nil {
			return stopBroken, err
		}
		if !ok {
			w.memo.Resume = w.resumeAt(address)
			w.memo.Pages = w.knownPages()
			return stopBroken, nil
		}
		if p.Kind == syndication.Index {
			return w.sitemaps(ctx, p)
		}
		repeated, stale := w.repeated(p), w.stale(p)
		twin := repeated && len(w.visited) == 2 && !w.jumped // the first page's other address, as that of the current year: no end
		if len(p.Entries) == 0 || twin {
			w.pages = w.pages[:len(w.pages)-1]
		}
		fresh, err := w.take(ctx, p.Entries)
		if err != nil {
			return stopBroken, err
		}
		if twin {
			repeated = false
		} else {
			w.place(address, p)
		}
		next := p.Next
		if fresh == 0 && w.memo.Resume != "" && !w.visited[w.memo.Resume] {
			next, w.memo.Resume, w.jumped = w.memo.Resume, "", true // go on where an earlier walk broke off
			w.stretch = nil
		} else if fresh == 0 && w.memo.Reached && !w.opts.Full && !repeated && next != "" {
			w.memo.Resume = ""
			return stopNothingNew, nil
		}
		if next == "" || w.visited[next] || repeated || stale {
			w.end(address, p, stale)
			return stopEnd, nil
		}
		if reason, again := w.limit(); reason != "" {
			w.memo.Pages = w.knownPages()
			if again {
				w.memo.Resume = next
			}
			w.broken(next, reason)
			return stopLimit, nil
		}
		address = next
	}
}

// end notes that the walk found the listing's end at a page. A page without any
// entry may be the end or a hiccup: it is believed once the next walk finds the
// same there.
func (w *walker) end(address string, p syndication.Document, stale bool) {
	empty := len(p.Entries) == 0
	w.stretch.end = !p.Window && !w.scripted[w.listing] && p.Cut == "" && !empty && !stale
	pages := w.pages
	if w.jumped {
		pages = w.knownPages()
	}
	if empty && len(w.feed.Include) == 0 && !w.memo.Reached && w.memo.Empty != address && len(w.pages) > 0 {
		w.memo.Pages, w.memo.Empty, w.memo.Resume = pages, address, w.pages[len(w.pages)-1]
		return
	}
	w.memo.Pages, w.memo.Reached, w.memo.Resume, w.memo.Empty = pages, true, "", ""
}

// knownPages returns the listing's pages as earlier walks and this one saw them.
func (w *walker) knownPages() []string {
	pages, known := slices.Clone(w.memo.Pages), map[string]bool{}
	for _, p := range pages {
		known[p] = true
	}
	for _, p := range w.pages {
		if !known[p] {
			known[p] = true
			pages = append(pages, p)
		}
	}
	return pages[:min(len(pages), w.Bounds.Pages)]
}

// place notes which entries a page shows, in the stretch being read.
func (w *walker) place(address string, p syndication.Document) {
	if w.stretch == nil {
		w.stretch = &run{listing: w.listing, first: address == w.listing, unordered: p.Kind == syndication.URLSet}
		w.runs = append(w.runs, w.stretch)
	}
	w.stretch.window = w.stretch.window || p.Window
	w.noteOrder(p)
	for _, e := range p.Entries {
		if canonical, err := archive.Canonical(e.URL); err == nil {
			w.stretch.entries = append(w.stretch.entries, placed{mark: archive.MarkOf(canonical), day: e.Date.Day(), page: len(w.stretch.pages)})
		}
	}
	w.stretch.pages = append(w.stretch.pages, address)
}

// resumeAt returns where the next crawl goes on when address could not be
// read: one page earlier, since entries taken away shift the later ones up.
func (w *walker) resumeAt(address string) string {
	if n := len(w.pages); n > 1 {
		return w.pages[n-1]
	}
	if address == w.listing {
		return w.memo.Resume
	}
	return address
}

// repeated reports whether a page lists what an earlier page of this walk
// listed, as Bitrix answers for any number past the end. Pages that list nothing
// are all alike and repeat none.
func (w *walker) repeated(p syndication.Document) bool {
	if len(p.Entries) == 0 {
		return false
	}
	var addresses []string
	for _, e := range p.Entries {
		addresses = append(addresses, e.URL)
	}
	print := strings.Join(addresses, "\n")
	defer func() { w.prints[print] = true }()
	return w.prints[print]
}

// older reads one page of the listing that this walk did not reach, in turn, so
// that the whole listing is seen in time.
func (w *walker) older(ctx context.Context) error {
	rest := slices.DeleteFunc(slices.Clone(w.memo.Pages), func(a string) bool { return w.visited[a] })
	if len(rest) == 0 {
		return nil
	}
	address := rest[w.memo.Turn%len(rest)]
	w.memo.Turn = (w.memo.Turn + 1) % len(rest)
	p, ok, err := w.read(ctx, address)
	if err != nil || !ok {
		return err
	}
	w.stretch = nil
	w.place(address, p)
	_, err = w.take(ctx, p.Entries)
	if known := w.memo.Pages; address == known[len(known)-1] && p.Next != "" && !slices.Contains(known, p.Next) {
		w.memo.Pages = append(known, p.Next) // the listing has grown at its end
	}
	return err
}

// take notes a page's entries and returns how many were never captured before.
func (w *walker) take(ctx context.Context, entries []archive.Entry) (int, error) {
	fresh := 0
	err := w.view(ctx, func(v archive.View) error {
		for _, e := range entries {
			e.Listing = w.listing
			isNew, err := w.note(v, e)
			if err != nil {
				return err
			}
			if isNew {
				fresh++
			}
		}
		return nil
	})
	return fresh, err
}

func (w *walker) note(v archive.View, e archive.Entry) (bool, error) {
	canonical, _ := archive.Canonical(e.URL)
	if canonical == "" || w.feed.home(e.URL) {
		return false, nil // a link that leads to no article
	}
	if !w.feed.own(e.URL) {
		w.foreign++
		return false, nil
	}
	w.found++
	w.seen.Entries.Add(canonical, e)
	_, err := v.Lookup(canonical, 0)
	if errors.Is(err, archive.ErrNotFound) {
		return true, nil
	}
	return false, err
}

func (w *walker) memorise() error {
	for _, address := range append(slices.Clone(w.memo.Pages), w.pages...) {
		if canonical, err := archive.Canonical(address); err == nil {
			w.listings[canonical] = true
		}
	}
	b, err := json.Marshal(w.memo)
	if err != nil {
		return fmt.Errorf("remember the walk of %s: %w", w.listing, err)
	}
	w.seen.Memos[walkKey(w.listing)] = b
	return nil
}
