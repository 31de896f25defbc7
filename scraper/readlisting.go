package scraper

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"onrecord/archive"
	"onrecord/scraper/fetch"
	"onrecord/scraper/listing"
	"onrecord/scraper/page"
	"onrecord/scraper/syndication"
)

// read fetches and reads one listing page. ok is false when it could not be
// seen; that is noted as a failure.
func (w *walker) read(ctx context.Context, address string) (p syndication.Document, ok bool, err error) {
	w.visited[address] = true
	w.pages = append(w.pages, address)
	w.watch(Progress{Phase: PhaseListings, Done: w.report.Listings + 1, URL: address})
	answer, err := w.get(ctx, fetch.Request{URL: address})
	if end := fetch.Ends(ctx, err); end != nil {
		return p, false, end
	}
	switch {
	case errors.Is(err, fetch.ErrRobotsForbids) && address != w.listing:
		w.seen.Warnings = append(w.seen.Warnings, fmt.Sprintf("robots.txt forbids a page of the listing, and what follows it; it is left alone: %s", address))
		return p, false, nil
	case err != nil:
		w.broken(address, fetch.Reason(err))
		return p, false, nil
	case answer.Status != 200:
		w.broken(address, fmt.Sprintf("status %d", answer.Status))
		return p, false, nil
	}
	if p, err = w.parse(answer); err != nil {
		w.broken(address, err.Error())
		return p, false, nil
	}
	w.report.Listings++
	w.noteScript(address, p)
	if p.Cut != "" {
		w.broken(address, p.Cut)
	}
	if p.Empty() && (address == w.listing || slices.Contains(w.memo.Pages, address)) {
		w.broken(address, "no entries could be read; check the listing's address, or select.entry in the configuration")
		return p, false, nil
	}
	if (address == w.listing || slices.Contains(w.memo.Pages, address)) && w.alien(p) {
		w.broken(address, fmt.Sprintf("all of its entries lead to other sites (%d, such as %s), which are not followed", len(p.Entries), p.Entries[0].URL))
		return p, false, nil
	}
	return p, true, nil
}

// parse reads an answer, and heeds what it says of changes.
func (w *walker) parse(answer fetch.Answer) (syndication.Document, error) {
	head := archive.Capture{Header: answer.Header}
	d, err := readListing(w.feed, page.Source{
		Body: answer.Body, ContentType: head.HeaderValue("Content-Type"), Address: answer.Final,
	}, answer.Time, listing.Options{Make: w.made, Links: w.links})
	w.hint(d.Modified)
	w.made, w.links = cmp.Or(w.made, d.Make), cmp.Or(d.Links, w.links)
	return d, err
}

// ReadListing reads a listing of a feed as what its bytes say it is: RSS, Atom,
// a JSON Feed or a sitemap, else an HTML page. now is the time of capture. It
// never touches the network.
func ReadListing(f Feed, s page.Source, now time.Time) (syndication.Document, error) {
	return readListing(f, s, now, listing.Options{})
}

// readListing is ReadListing for a page that goes on with a listing of which
// earlier pages were read: o says what is known of them.
func readListing(f Feed, s page.Source, now time.Time, o listing.Options) (syndication.Document, error) {
	d, err := syndication.Read(s, syndication.Options{Language: f.Language, Location: f.Location, Now: now, Include: f.Include})
	if !errors.Is(err, syndication.ErrNone) {
		return d, err
	}
	p, err := page.Parse(s)
	if err != nil {
		return syndication.Document{}, err
	}
	sel := f.Select.On(now.In(f.Location).Format(archive.DayLayout))
	d = syndication.Document{Page: listing.Read(p, listing.Options{
		Entry: sel.Entry, Next: sel.Next, DateFormat: sel.DateFormat,
		Language: f.Language, Location: f.Location, Now: now, Include: f.Include, Make: o.Make, Links: o.Links,
	})}
	if d.Clipped {
		d.Cut = "it lists more than is read of one page; what is missing was not seen"
	}
	return d, nil
}

// broken notes a listing page that could not be seen.
func (w *walker) broken(address, reason string) {
	w.seen.Failures = append(w.seen.Failures, archive.Failure{
		URL: address, Listing: true, Reason: reason, Time: w.Now().UTC(),
	})
}
