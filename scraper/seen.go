package scraper

import (
	"context"
	"iter"

	"onrecord/archive"
	"onrecord/scraper/syndication"
)

// entry returns what is known of an entry that a listing shows in this crawl, or
// showed in one that could not capture it. The first listing decides, others
// complete it.
func (c *crawl) entry(canonical string) (e archive.Entry, known bool) {
	if e, known = c.apart[canonical]; known {
		return e, true
	}
	for n, other := range c.seen.Entries.Of(canonical) {
		switch {
		case n >= c.walked:
			return e, known
		case known:
			e = syndication.Complete(e, other)
		default:
			e, known = other, true
		}
	}
	return e, known
}

// addresses yields the canonical addresses of all entries in the order in which they were
// seen, those that only an earlier crawl saw last.
func (c *crawl) addresses() iter.Seq[string] {
	return func(yield func(string) bool) {
		for n, canonical := range c.seen.Entries.Addresses() {
			if n < c.walked && !yield(canonical) {
				return
			}
		}
		for _, canonical := range c.earlier {
			if !yield(canonical) {
				return
			}
		}
	}
}

// eachEntry calls fn with the address of every entry, in order, in short
// transactions.
func (c *crawl) eachEntry(ctx context.Context, fn func(v archive.View, canonical string) error) error {
	chunk := make([]string, 0, viewChunk)
	read := func() error {
		return c.view(ctx, func(v archive.View) error {
			for _, canonical := range chunk {
				if err := fn(v, canonical); err != nil {
					return err
				}
			}
			return nil
		})
	}
	for canonical := range c.addresses() {
		if chunk = append(chunk, canonical); len(chunk) < viewChunk {
			continue
		}
		if err := read(); err != nil {
			return err
		}
		chunk = chunk[:0]
	}
	if len(chunk) == 0 {
		return nil
	}
	return read()
}

// viewChunk is how many articles one short transaction reads.
const viewChunk = 200
