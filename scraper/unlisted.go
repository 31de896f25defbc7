package scraper

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"onrecord/archive"
)

// run is a stretch of a listing that was read without a gap, newest first.
type run struct {
	listing string
	pages   []string // addresses
	entries []placed
	first   bool // begins with the listing's first page
	end     bool // reaches the listing's end
	// window: only the newest entries are shown, as in RSS, so that a missing
	// one may have scrolled off. unordered: a sitemap, in no order of days.
	window, unordered bool
	ordered           []placed // the entries that stand in the order of their days
	places            map[string]place
}

// place says on which pages of a run the articles of a day should stand, first to last.
type place struct {
	first, last int
	known       bool
}

// placed is an entry and where it stood.
type placed struct {
	mark archive.Mark // of the canonical address
	day  string       // of the known article, else as printed; "" when there is none
	page int          // index in run.pages
}

// missing is an article that should stand on its listings and does not.
type missing struct {
	known
	pages []string // where it should stand
	// shortened is the listing that lacks so many that it says nothing of any;
	// then only the article's own page can tell. "" is none.
	shortened string
	// readdressed: it may stand on its listing at another address.
	readdressed bool
}

// missingFrom returns the known articles that are off all their listings though
// their neighbours in date are there. Scrolling off the pages that were read is
// no sign of anything, and neither is an article without a date.
func (c *crawl) missingFrom(ctx context.Context, all []known) ([]missing, error) {
	days := map[archive.Mark]string{}
	for _, k := range all {
		if canonical, err := archive.Canonical(k.URL); err == nil {
			days[archive.MarkOf(canonical)] = k.Date.Day()
		}
	}
	for _, r := range c.runs {
		for i, e := range r.entries {
			if day, ok := days[e.mark]; ok {
				r.entries[i].day = day
			}
		}
	}
	var list []missing
	for _, k := range all {
		if pages, is := c.isMissing(k); is {
			list = append(list, missing{known: k, pages: pages})
		}
	}
	if err := c.markReaddressed(ctx, list, days); err != nil {
		return nil, err
	}
	return c.markShortened(list), nil
}

// markReaddressed marks the missing articles of which a new entry prints the title
// and the day: they may stand there at another address, and say nothing of the
// listing's length.
func (c *crawl) markReaddressed(ctx context.Context, list []missing, days map[archive.Mark]string) error {
	var fresh []alias
	for _, canonical := range c.seen.Entries.Addresses() {
		if _, known := days[archive.MarkOf(canonical)]; !known {
			e, _ := c.entry(canonical)
			fresh = append(fresh, aliasOf("", e))
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	return c.view(ctx, func(v archive.View) error {
		for i, m := range list {
			newest, err := v.Revision(m.Ref, m.Revision)
			if err != nil {
				return fmt.Errorf("look for %s: %w", m.URL, err)
			}
			was := aliasOf("", newest.Capture.Entry)
			list[i].readdressed = was.Title != "" && slices.ContainsFunc(fresh, was.agrees)
		}
		return nil
	})
}

// isMissing reports whether an article should have been seen on every listing
// that used to show it, and where. A listing of only the newest articles does
// not show the older ones, and says nothing of them.
func (c *crawl) isMissing(k known) (pages []string, is bool) {
	if k.State != archive.Listed || k.Date == "" || len(k.Listings) == 0 || c.seesListed(k) {
		return nil, false
	}
	for _, listing := range k.Listings {
		found := false
		for _, r := range c.runs {
			if r.listing != listing {
				continue
			}
			found = found || r.window
			if p := r.placeOf(k.Date.Day()); p.known {
				found = true
				pages = append(pages, r.pages[p.first:p.last+1]...)
			}
		}
		if !found {
			return nil, false
		}
	}
	return pages, len(pages) > 0
}

// seesListed reports whether a listing shows the article under any address.
func (c *crawl) seesListed(k known) bool {
	return slices.ContainsFunc(append([]string{k.URL}, k.Aliases...), func(address string) bool {
		canonical, err := archive.Canonical(address)
		if err != nil {
			return true // it cannot be told
		}
		e, seen := c.entry(canonical)
		return seen && !c.recalled[canonical] && e.URL != ""
	})
}

// placeOf returns where an article of a day should stand: between a newer and
// an older entry of those in order. At either end of the listing one neighbour is enough.
func (r *run) placeOf(day string) place {
	p, ok := r.places[day]
	if !ok {
		p = r.findPlace(day)
		if r.places == nil {
			r.places = map[string]place{}
		}
		r.places[day] = p
	}
	return p
}

func (r *run) findPlace(day string) place {
	if r.unordered {
		return r.anywhere(day)
	}
	if r.ordered == nil {
		r.ordered = inOrder(r.entries)
	}
	newer, older := -1, -1 // the newer and older neighbours' places
	for i, e := range r.ordered {
		switch {
		case e.day > day:
			newer = i
		case e.day < day && older < 0:
			older = i
		}
	}
	switch {
	case newer >= 0 && older >= 0:
		return place{r.ordered[newer].page, r.ordered[older].page, true}
	case older >= 0 && r.first:
		return place{0, r.ordered[older].page, true}
	case newer >= 0 && r.end:
		return place{r.ordered[newer].page, len(r.pages) - 1, true}
	}
	return place{}
}

// anywhere returns all pages of a run in no order, provided that it lists newer
// and older articles: else those of that day may be beyond what it holds.
func (r *run) anywhere(day string) place {
	newer, older := false, false
	for _, e := range r.entries {
		newer = newer || e.day > day
		older = older || e.day != "" && e.day < day
	}
	return place{0, len(r.pages) - 1, newer && older && r.end}
}

// Thresholds above which missing entries say that a listing was shortened, or is
// not read as it used to be, rather than that articles were taken off it.
const (
	shortenedLeast = 5
	shortenedShare = 0.3 // of the entries seen
)

// markShortened marks the articles missing from listings that lack too many.
func (c *crawl) markShortened(list []missing) []missing {
	count := map[string]int{}
	for _, m := range list {
		for _, l := range m.Listings {
			if !m.readdressed {
				count[l]++
			}
		}
	}
	shortened := map[string]bool{}
	for _, r := range c.runs {
		n := count[r.listing]
		if n >= shortenedLeast && float64(n) > shortenedShare*float64(len(r.entries)) {
			shortened[r.listing] = true
		}
	}
	for i, m := range list {
		if at := slices.IndexFunc(m.Listings, func(l string) bool { return shortened[l] }); at >= 0 {
			list[i].shortened = m.Listings[at]
		}
	}
	return list
}

// missingAddresses returns the addresses of the missing articles that are
// looked at for that: of those that a shortened listing lacks, no more than the budget.
func (c *crawl) missingAddresses() map[string]bool {
	addresses := map[string]bool{}
	doubtful := 0
	for _, m := range c.missing {
		if m.shortened != "" {
			doubtful++
		}
		if m.shortened == "" || doubtful <= c.budget() {
			addresses[m.URL] = true
		}
	}
	return addresses
}

// shortenedListings notes as failures the listings that lack too many articles,
// unless each of these says itself that it is gone.
func (c *crawl) shortenedListings() {
	gone := map[string]bool{}
	for _, s := range c.seen.Gone {
		gone[s.URL] = true
	}
	lacks := map[string]int{}
	for _, m := range c.missing {
		if m.shortened != "" && !gone[m.URL] {
			lacks[m.shortened]++
		}
	}
	for _, listing := range slices.Sorted(maps.Keys(lacks)) {
		c.seen.Failures = append(c.seen.Failures, archive.Failure{
			URL: listing, Listing: true, Time: c.seen.Started,
			Reason: fmt.Sprintf("%d entries are missing that used to stand between those seen", lacks[listing]),
		})
	}
}

// confirmUnlisted asks the listing pages where missing articles should stand
// again, and then the rest of the listing. An article is unlisted when it is not
// there either and its own page answered in this crawl.
func (c *crawl) confirmUnlisted(ctx context.Context) error {
	c.shortenedListings()
	again := map[string]map[string]archive.Entry{} // page → what it shows now; nil: could not be read
	var absent []missing
	for _, m := range c.missing {
		canonical, err := archive.Canonical(m.URL)
		if err != nil || !c.there[archive.MarkOf(canonical)] || m.shortened != "" {
			continue
		}
		gone := true
		for _, address := range m.pages {
			shown, asked := again[address]
			if !asked {
				if shown, err = c.shownOn(ctx, address); err != nil {
					return err
				}
				again[address] = shown
			}
			_, _, found := m.on(shown)
			gone = gone && shown != nil && !found
		}
		if gone {
			absent = append(absent, m)
		}
	}
	absent, err := c.notElsewhere(ctx, absent)
	for _, m := range absent {
		c.seen.Unlisted = append(c.seen.Unlisted, archive.Sighting{URL: m.URL, Date: m.Date, Time: c.Now().UTC()})
	}
	return err
}

// shownOn returns what a listing page shows now, by canonical address; nil when
// it cannot be read.
func (c *crawl) shownOn(ctx context.Context, address string) (map[string]archive.Entry, error) {
	p, ok, err := c.newWalker(address).read(ctx, address)
	if err != nil || !ok {
		return nil, err
	}
	shown := map[string]archive.Entry{}
	for _, e := range p.Entries {
		if canonical, err := archive.Canonical(e.URL); err == nil {
			shown[canonical] = e
		}
	}
	return shown, nil
}
