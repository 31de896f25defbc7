package scraper

import (
	"context"
	"slices"

	"onrecord/archive"
	"onrecord/scraper/fetch"
)

// visit is one article page to fetch.
type visit struct {
	request fetch.Request
	entry   archive.Entry
	base    archive.Digest // raw page it resembles: its own of last time
	known   bool
	alias   bool   // an address that a known article left, or has besides its own
	reason  string // for people
}

// planned is a visit before its turn: no more than which one, as a crawl may plan
// visits to all articles at once.
type planned struct {
	entry int    // the number of a new entry among those seen, unless it is one of these
	again *known // a known article
	whole *visit // everything else, and whose turn has come
}

// address returns what a visit asks for.
func (c *crawl) address(p planned) string {
	switch {
	case p.whole != nil:
		return p.whole.request.URL
	case p.again != nil:
		return p.again.URL
	}
	return c.seen.Entries.URL(p.entry)
}

// eachVisit calls fn with the visits in order. What the archive says of known
// articles is read in short transactions, right before their turn.
func (c *crawl) eachVisit(ctx context.Context, visits []planned, fn func(visit) error) error {
	for chunk := range slices.Chunk(visits, viewChunk) {
		if err := c.recall(ctx, chunk); err != nil {
			return err
		}
		for i, p := range chunk {
			chunk[i] = planned{}
			if err := fn(c.whole(p)); err != nil {
				return err
			}
		}
	}
	return nil
}

// recall makes the visits to known articles whole.
func (c *crawl) recall(ctx context.Context, visits []planned) error {
	if !slices.ContainsFunc(visits, func(p planned) bool { return p.again != nil }) {
		return nil
	}
	return c.view(ctx, func(view archive.View) error {
		for i, p := range visits {
			if p.again == nil {
				continue
			}
			v, err := c.recheckIn(view, *p.again)
			if err != nil {
				return err
			}
			visits[i] = planned{whole: &v}
		}
		return nil
	})
}

// whole returns a visit whose turn it is.
func (c *crawl) whole(p planned) visit {
	if p.whole != nil {
		return *p.whole
	}
	canonical, _ := archive.Canonical(c.address(p)) // it has one: so it was found
	return c.newVisit(canonical)
}

// newVisit returns the visit to an entry.
func (c *crawl) newVisit(canonical string) visit {
	e, _ := c.entry(canonical)
	return visit{request: fetch.Request{URL: e.URL, Head: c.headOnly(e.URL)}, entry: e, reason: "new"}
}
