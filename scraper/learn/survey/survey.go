// Package survey finds out how a site is to be crawled from any one of its
// addresses: it finds the listing, its entries and its paging, fetches a handful
// of articles, and has them learned by package learn. It asks for about a dozen
// pages, one after the other, and writes nothing.
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
	"onrecord/scraper/syndication"
)

// ErrNothing is returned when there is nothing to learn from; the error says
// what was seen and what to try.
var ErrNothing = errors.New("nothing to learn from")

// Fetcher asks for pages, politely. It is fetch.Client in the program.
type Fetcher interface {
	Get(ctx context.Context, r fetch.Request) (fetch.Answer, error)
}

// Parts are what a survey works with.
type Parts struct {
	Fetcher Fetcher
	Now     func() time.Time
	Say     func(format string, args ...any) // talk for a person, a line each; nil: nobody listens
}

// Finding is what a survey found.
type Finding struct {
	Listing  string // address of the listing
	Why      string // what makes it the listing
	Entries  []archive.Entry
	Next     string // the next, older page; "" when there is none
	Sources  []Source
	Samples  []Sample
	Learned  learn.Result
	Title    string // of the site
	Language string // BCP 47; "" unknown
	Timezone string // IANA name; "UTC" unless sure
}

// Source is another way to find the site's articles.
type Source struct {
	Kind    string // "RSS", "Atom", "JSON Feed" or "sitemap"
	URL     string
	Verdict string // how it compares with the listing
}

// Sample is an article that was fetched to learn from; its reading has the same
// place in Learned.Readings.
type Sample struct {
	Entry archive.Entry
	Page  *page.Page
}

// Site surveys the site that address belongs to.
func Site(ctx context.Context, parts Parts, address string) (Finding, error) {
	v := &visitor{Parts: parts, pages: map[string]*page.Page{}}
	best, err := v.findListing(ctx, address)
	if errors.Is(err, ErrNothing) && v.given != nil {
		best, err = v.feedItself(ctx, *v.given, err)
	}
	if err != nil {
		return Finding{}, err
	}
	f := Finding{
		Listing: best.page.URL.String(), Why: best.why(), Entries: best.list.Entries, Next: best.list.Next,
		Sources: v.compareSources(ctx, best),
	}
	pages, entries := v.listingPages(ctx, best), best.list.Entries
	if best.kind == "" {
		entries = v.allEntries(pages)
	}
	if f.Samples, err = v.samples(ctx, entries); err != nil {
		return f, err
	}
	f.Title, f.Language, f.Timezone = v.about(best, f.Samples)
	f.Learned = learn.Learn(learnSamples(f.Samples), learn.ListingSample{Pages: pages}, v.options(f))
	return f, f.check()
}

// check refuses a finding from which no feed can be made.
func (f Finding) check() error {
	texts := 0
	for _, r := range f.Learned.Readings {
		if r.Content.Title != "" && r.Content.Text() != "" {
			texts++
		}
	}
	if texts*2 < len(f.Samples) || texts < 2 {
		return fmt.Errorf("%w: %s lists %d articles, but a title with a text was read on only %d of the %d pages fetched; they may be made by scripts in the browser",
			ErrNothing, f.Listing, len(f.Entries), texts, len(f.Samples))
	}
	return nil
}

func (v *visitor) options(f Finding) learn.Options {
	location, err := time.LoadLocation(f.Timezone)
	if err != nil {
		location = time.UTC
	}
	return learn.Options{Language: f.Language, Location: location, Now: v.Now()}
}

func learnSamples(samples []Sample) []learn.Sample {
	list := make([]learn.Sample, len(samples))
	for i, s := range samples {
		list[i] = learn.Sample{Page: s.Page, Entry: s.Entry}
	}
	return list
}

// visitor fetches pages, each once.
type visitor struct {
	Parts
	pages map[string]*page.Page
	feeds []document // answers that were feeds or sitemaps, not pages
	given *document  // the feed that the person gave, if it was one
}

// document is an answer that is no page.
type document struct {
	url  string
	body []byte
	list syndication.Document // empty when it cannot be read
}

func (v *visitor) say(format string, args ...any) {
	if v.Say != nil {
		v.Say(format, args...)
	}
}

// get fetches and parses a page.
func (v *visitor) get(ctx context.Context, address string) (*page.Page, error) {
	if p, ok := v.pages[address]; ok {
		return p, nil
	}
	answer, err := v.Fetcher.Get(ctx, fetch.Request{URL: address})
	if end := fetch.Ends(ctx, err); end != nil {
		return nil, end
	}
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: %s", address, fetch.Reason(err))
	case answer.Status != 200:
		return nil, fmt.Errorf("%s answered with status %d", address, answer.Status)
	}
	c := answer.Capture()
	source := page.Source{Body: c.Body, ContentType: c.HeaderValue("Content-Type"), Address: c.Answered()}
	if d, err := syndication.Read(source, syndication.Options{Now: v.Now()}); !errors.Is(err, syndication.ErrNone) {
		v.feeds = append(v.feeds, document{answer.Final, answer.Body, d})
		return nil, errFeed
	}
	p, err := page.Parse(source)
	if err != nil {
		return nil, err
	}
	v.pages[address] = p
	return p, nil
}

// errFeed says that an answer is a feed or a sitemap.
var errFeed = errors.New("a feed, not a page")

// listingPages returns the listing's first page and the one after it; none of a
// feed, whose entries need no selectors.
func (v *visitor) listingPages(ctx context.Context, best prospect) []*page.Page {
	if best.kind != "" {
		return nil
	}
	pages := []*page.Page{best.page}
	if best.list.Next == "" {
		return pages
	}
	v.say("reading the next page of the listing, %s", best.list.Next)
	if p, err := v.get(ctx, best.list.Next); err == nil {
		pages = append(pages, p)
	}
	return pages
}

// allEntries returns the entries of the pages, each once.
func (v *visitor) allEntries(pages []*page.Page) []archive.Entry {
	var all []archive.Entry
	seen := map[string]bool{}
	for _, p := range pages {
		for _, e := range listing.Read(p, listing.Options{Now: v.Now()}).Entries {
			if c, err := archive.Canonical(e.URL); err == nil && !seen[c] {
				seen[c] = true
				all = append(all, e)
			}
		}
	}
	return all
}
