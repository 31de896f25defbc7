package archive

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// moved reports whether two addresses are those of different pages.
func moved(from, to string) bool {
	a, errA := Canonical(from)
	b, errB := Canonical(to)
	return errA != nil || errB != nil || a != b
}

// relocate returns b's article at the address that answered; the old address
// becomes an alias.
func (r *recorder) relocate(b *before, answered string) (Article, error) {
	row := b.row
	url, err := CleanURL(answered)
	if err != nil {
		return row, err
	}
	if moved(row.URL, url) {
		row.Aliases = r.alias(row.Aliases, row.URL)
	}
	row.URL = url
	row.Aliases = without(row.Aliases, url)
	return row, nil
}

func without(list []string, value string) []string {
	if i, found := slices.BinarySearch(list, value); found {
		return slices.Delete(slices.Clone(list), i, i+1)
	}
	return list
}

// equalArticles reports whether two states are the same.
func equalArticles(a, b Article) bool {
	same := slices.Equal(a.Aliases, b.Aliases) && slices.Equal(a.Listings, b.Listings)
	a.Aliases, a.Listings, b.Aliases, b.Listings = nil, nil, nil, nil
	return same && a.URL == b.URL && a.State == b.State && a.Since == b.Since && a.Revision == b.Revision && a.Date == b.Date
}

// restore returns the change when a removed article answers again.
func (r *recorder) restore(v View, b *before, at time.Time) ([]Change, Article, error) {
	row := b.row
	if row.State != Removed {
		return nil, row, nil
	}
	t, err := r.history(v)
	if err != nil {
		return nil, row, err
	}
	held := latest(t.Gone(row.Ref), row.StateTime)
	row.State, row.Since, row.StateTime = Listed, r.number(), at
	b.row = row
	return []Change{b.change(Restored, Change{Noticed: at, LastHeld: held})}, row, nil
}

// unmodified records the pages that answered 304. Nearly all are as they were:
// no more is read of those than that.
func (r *recorder) unmodified(ctx context.Context) error {
	var rest []Sighting
	for chunk := range slices.Chunk(r.seen.Unmodified, viewChunk) {
		err := r.view(ctx, func(v View) error {
			for _, s := range chunk {
				settled, err := r.asItWas(v, s)
				if err != nil {
					return fmt.Errorf("look at %s: %w", s.URL, err)
				}
				if !settled {
					rest = append(rest, s)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return r.sightings(ctx, rest, func(v View, b *before, s Sighting) (*Update, error) {
		r.looks.NotModified.Add(uint32(b.row.Ref))
		changes, row, err := r.restore(v, b, s.Time)
		if len(changes) == 0 || err != nil {
			return nil, err
		}
		return &Update{Ref: row.Ref, Article: &row, Changes: changes}, nil
	})
}

// asItWas records a page that answered 304, unless its article has to be told
// of too.
func (r *recorder) asItWas(v View, s Sighting) (bool, error) {
	canonical, err := Canonical(s.URL)
	if err != nil {
		return false, err
	}
	ref, err := r.lookup(v, canonical)
	if errors.Is(err, ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	row, err := r.row(v, ref)
	if err != nil || row.State == Removed {
		return false, err
	}
	r.looks.NotModified.Add(uint32(ref))
	return true, nil
}

// gone records the pages that say that they are gone.
func (r *recorder) gone(ctx context.Context) error {
	return r.sightings(ctx, r.seen.Gone, func(v View, b *before, s Sighting) (*Update, error) {
		if r.settled[b.row.Ref] {
			return nil, nil
		}
		r.looks.Miss(b.row.Ref, s.Reason)
		if b.row.State == Removed {
			return nil, nil
		}
		held, err := r.lastHeld(v, b.row)
		if err != nil {
			return nil, err
		}
		row := b.row
		row.State, row.Since, row.StateTime = Removed, r.number(), s.Time
		c := b.change(Gone, Change{Reason: s.Reason, Noticed: s.Time, LastHeld: held})
		return &Update{Ref: row.Ref, Article: &row, Changes: []Change{c}}, nil
	})
}

// confirmVanished asks the pages that read as the site's page for what does not
// exist once more. What they answer then is recorded.
func (r *recorder) confirmVanished(ctx context.Context) error {
	if err := r.flush(ctx); err != nil {
		return err
	}
	for _, a := range r.vanished {
		answer := r.Ask(ctx, a)
		s := Sighting{URL: a.URL, Time: answer.Time}
		switch {
		case answer.Gone != "":
			s.Reason = answer.Gone
			r.seen.Gone = append(r.seen.Gone, s)
		case answer.Missed != "":
			s.Reason = answer.Missed
			r.seen.Missed = append(r.seen.Missed, s)
		default:
			r.enqueue(answer.Capture)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return r.drain(ctx)
}

// missed records the pages that were asked for in vain: they keep their state.
func (r *recorder) missed(ctx context.Context) error {
	return r.sightings(ctx, r.seen.Missed, func(_ View, b *before, s Sighting) (*Update, error) {
		r.miss(b.row.Ref, s)
		return nil, nil
	})
}

// unlisted records the articles that are off their listings. The page's own
// word beats the listing's.
func (r *recorder) unlisted(ctx context.Context) error {
	return r.sightings(ctx, r.seen.Unlisted, func(v View, b *before, s Sighting) (*Update, error) {
		if b.row.State != Listed || b.row.Since == r.number() || !r.looks.Page(b.row.Ref) || r.onListing(b.row) {
			return nil, nil
		}
		if s.Date != "" && s.Date.Day() != b.row.Date.Day() {
			return nil, nil // it got another date in this crawl, or is read with another, and stands elsewhere
		}
		t, err := r.history(v)
		if err != nil {
			return nil, err
		}
		row := b.row
		row.State, row.Since, row.StateTime = Unlisted, r.number(), s.Time
		c := b.change(Delisted, Change{Noticed: s.Time, LastHeld: latest(t.Listed(row.Ref), row.FirstSeen)})
		return &Update{Ref: row.Ref, Article: &row, Changes: []Change{c}}, nil
	})
}

// onListing reports whether a listing shows the article now, under any address.
func (r *recorder) onListing(a Article) bool {
	return slices.ContainsFunc(append([]string{a.URL}, a.Aliases...), func(address string) bool {
		canonical, err := Canonical(address)
		_, shown := r.seen.Entries.First(canonical)
		return err == nil && shown
	})
}

func (r *recorder) miss(ref Ref, s Sighting) {
	r.looks.Miss(ref, s.Reason)
	if !s.Excuse {
		r.fail(s.URL, s.Reason, s.Time)
	}
}

// sightings calls fn for each sighting of a known article and stages what it
// returns. What is not known is no article yet.
func (r *recorder) sightings(ctx context.Context, list []Sighting, fn func(View, *before, Sighting) (*Update, error)) error {
	for _, s := range list {
		var u *Update
		err := r.view(ctx, func(v View) error {
			canonical, err := Canonical(s.URL)
			if err != nil {
				return err
			}
			ref, err := r.lookup(v, canonical)
			if errors.Is(err, ErrNotFound) {
				r.stranger(s)
				return nil
			}
			if err != nil {
				return err
			}
			b, err := r.load(v, ref)
			if err != nil {
				return err
			}
			u, err = fn(v, b, s)
			return err
		})
		if err == nil && u != nil {
			err = r.put(ctx, *u)
		}
		if err != nil {
			return fmt.Errorf("look at %s: %w", s.URL, err)
		}
	}
	return nil
}

// stranger notes an entry whose page was never captured. A page that is not
// there is a broken link of the site, which no later crawl can mend; everything
// else is ours to see.
func (r *recorder) stranger(s Sighting) {
	switch {
	case s.Excuse:
	case s.Reason == Reason404 || s.Reason == Reason410 || s.Reason == ReasonSoft404 || s.Reason == ReasonRedirect:
		r.warnings = append(r.warnings, fmt.Sprintf("a listing leads to a page that is not there (%s): %s", s.Reason, s.URL))
	default:
		r.fail(s.URL, s.Reason, s.Time)
	}
}

// listed records the entries of known articles: which listings show them now.
func (r *recorder) listed(ctx context.Context) error {
	chunk := make([]string, 0, viewChunk)
	for _, canonical := range r.seen.Entries.Addresses() {
		if chunk = append(chunk, canonical); len(chunk) < viewChunk {
			continue
		}
		if err := r.listedChunk(ctx, chunk); err != nil {
			return err
		}
		chunk = chunk[:0]
	}
	return r.listedChunk(ctx, chunk)
}

// listedChunk is listed for some addresses, as many as one transaction may look up.
func (r *recorder) listedChunk(ctx context.Context, addresses []string) error {
	slices.Sort(addresses)
	var updates []Update
	err := r.view(ctx, func(v View) error {
		for _, canonical := range addresses {
			u, err := r.entry(v, canonical)
			if err != nil {
				return fmt.Errorf("entry %s: %w", canonical, err)
			}
			if u != nil {
				r.rows.put(*u.Article) // it may have another address among these
				updates = append(updates, *u)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, u := range updates {
		if err := r.put(ctx, u); err != nil {
			return err
		}
	}
	return nil
}

// entry records that a known article is on a listing.
func (r *recorder) entry(v View, canonical string) (*Update, error) {
	ref, err := r.lookup(v, canonical)
	if errors.Is(err, ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	row, err := r.row(v, ref)
	if err != nil || row.State == Forgotten {
		return nil, err
	}
	r.looks.Listed.Add(uint32(ref))
	listings := insert(row.Listings, r.listings(canonical)...)
	if len(listings) == len(row.Listings) && row.State != Unlisted {
		return nil, nil
	}
	row.Listings = listings
	u := &Update{Ref: ref, Article: &row}
	if row.State == Unlisted {
		err = r.relist(v, u)
	}
	return u, err
}

// relist records that an unlisted article is back on a listing.
func (r *recorder) relist(v View, u *Update) error {
	b, err := r.load(v, u.Ref)
	if err != nil {
		return err
	}
	t, err := r.history(v)
	if err != nil {
		return err
	}
	held := latest(t.Page(u.Ref), b.row.StateTime)
	u.Article.State, u.Article.Since, u.Article.StateTime = Listed, r.number(), r.seen.Started
	b.row = *u.Article
	u.Changes = []Change{b.change(Relisted, Change{Noticed: r.seen.Started, LastHeld: held})}
	return nil
}
