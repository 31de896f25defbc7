package survey

import (
	"context"
	"errors"
	"fmt"
	"time"

	"onrecord/archive"
	"onrecord/scraper/fetch"
	"onrecord/scraper/learn"
	"onrecord/scraper/listing"
	"onrecord/scraper/page"
)

// Known is an article that the archive holds.
type Known struct {
	URL     string
	Content archive.Content
}

// Feed is what is known of a feed that is learned anew.
type Feed struct {
	Listings []string
	Language string
	Location *time.Location
}

// mostKnown is how many known articles are fetched to learn from.
const mostKnown = 8

// Again learns a feed's pages anew: its listings as they are today, and its
// articles with the texts that the archive holds.
func Again(ctx context.Context, parts Parts, feed Feed, known []Known) (Finding, error) {
	v := &visitor{Parts: parts, pages: map[string]*page.Page{}}
	pages, err := v.feedPages(ctx, feed)
	if err != nil {
		return Finding{}, err
	}
	f := Finding{Entries: v.allEntries(pages), Listing: feed.Listings[0]}
	for _, d := range v.feeds {
		f.Entries = append(f.Entries, d.list.Entries...)
	}
	articles, err := v.knownPages(ctx, known, f.Entries)
	if err != nil {
		return f, err
	}
	for _, a := range articles {
		f.Samples = append(f.Samples, Sample{Entry: a.Entry, Page: a.Page})
	}
	f.Learned = learn.Relearn(articles, learn.ListingSample{Pages: pages}, learn.Options{
		Language: feed.Language, Location: feed.Location, Now: v.Now(),
	})
	if !f.Learned.Known() {
		return f, fmt.Errorf("%w: the texts that the archive holds were found on too few of the %d pages; the site may have changed more than its looks", ErrNothing, len(articles))
	}
	return f, nil
}

// feedPages returns the first page of each listing, and the second of the first.
func (v *visitor) feedPages(ctx context.Context, feed Feed) ([]*page.Page, error) {
	var pages []*page.Page
	var why error
	for _, address := range feed.Listings {
		v.say("reading %s", address)
		p, err := v.get(ctx, address)
		if end := fetch.Ends(ctx, err); end != nil {
			return nil, end
		}
		switch {
		case errors.Is(err, errFeed):
			continue // needs no selectors
		case err != nil:
			why = err
			continue
		}
		pages = append(pages, p)
		if next := listing.Read(p, listing.Options{Now: v.Now()}).Next; len(pages) == 1 && next != "" {
			if p, err := v.get(ctx, next); err == nil {
				pages = append(pages, p)
			}
		}
	}
	if len(pages)+len(v.feeds) == 0 {
		return nil, fmt.Errorf("%w: %w", ErrNothing, why)
	}
	return pages, nil
}

// knownPages fetches the pages of known articles.
func (v *visitor) knownPages(ctx context.Context, known []Known, entries []archive.Entry) ([]learn.KnownArticle, error) {
	byAddress := map[string]archive.Entry{}
	for _, e := range entries {
		if c, err := archive.Canonical(e.URL); err == nil {
			byAddress[c] = e
		}
	}
	var articles []learn.KnownArticle
	for i, k := range known {
		if len(articles) == mostKnown || i == 2*mostKnown {
			break
		}
		p, err := v.article(ctx, k.URL)
		if err != nil {
			return nil, err
		}
		if p == nil {
			continue
		}
		a := learn.KnownArticle{Content: k.Content, Page: p}
		if c, err := archive.Canonical(k.URL); err == nil {
			a.Entry = byAddress[c]
		}
		articles = append(articles, a)
	}
	if len(articles) < 2 {
		return nil, fmt.Errorf("%w: of the %d known articles asked for, %d answered with a page; two are needed", ErrNothing, len(known), len(articles))
	}
	return articles, nil
}
