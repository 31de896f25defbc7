package learn_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"onrecord/archive"
	"onrecord/internal/realpages"
	"onrecord/scraper/article"
	"onrecord/scraper/learn"
	"onrecord/scraper/page"
)

// realPage is a page of the folder $ONRECORD_PAGES with what it is known to say.
type realPage struct {
	URL   string  `json:"url"`
	Title *string `json:"title"`
	Date  *string `json:"date"`
	Body  *string `json:"body"`
	page  *page.Page
}

// realSites returns real pages by host, hosts with at least three pages only.
func realSites(t *testing.T) map[string][]realPage {
	sites := map[string][]realPage{}
	for _, file := range realpages.Below(t, realpages.Folder(t, realpages.Pages)) {
		var r realPage
		realpages.Expected(t, file, &r)
		u, err := url.Parse(r.URL)
		if err != nil {
			continue
		}
		if r.page = parseReal(t, file, r.URL); r.page != nil {
			host := strings.TrimPrefix(u.Hostname(), "www.")
			sites[host] = append(sites[host], r)
		}
	}
	for host, pages := range sites {
		if len(pages) < 3 {
			delete(sites, host)
		}
	}
	return sites
}

func parseReal(t *testing.T, file, address string) *page.Page {
	t.Helper()
	p, err := page.Parse(page.Source{Body: realpages.Body(t, file), Address: address, TrustUTF8: true})
	if err != nil {
		return nil
	}
	return p
}

// tally counts what was read right, of what is labelled.
type tally struct{ title, titles, date, dates int }

func (c *tally) count(r realPage, got archive.Content) {
	if r.Title != nil {
		c.titles++
		if archive.Fold(archive.NormaliseLine(*r.Title)) == archive.Fold(archive.NormaliseLine(got.Title)) {
			c.title++
		}
	}
	if r.Date != nil {
		c.dates++
		if strings.HasPrefix(*r.Date, got.Date.Day()) && got.Date != "" {
			c.date++
		}
	}
}

// TestRealSites learns real sites from a few of their pages, without a listing,
// and checks that reading with what was learned is no worse than without.
func TestRealSites(t *testing.T) {
	now := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	var with, without tally
	learned := 0
	for host, pages := range realSites(t) {
		var samples []learn.Sample
		for _, r := range pages {
			samples = append(samples, learn.Sample{Page: r.page, Entry: archive.Entry{URL: r.URL}})
		}
		start := time.Now()
		result := learn.Learn(samples[:min(len(samples), 6)], learn.ListingSample{}, learn.Options{Now: now})
		if result.Known() {
			learned++
		}
		var a, b tally
		for i, r := range pages {
			got := article.Read(samples[i].Page, article.Options{Select: result.Select, Now: now})
			general := article.Read(samples[i].Page, article.Options{Now: now})
			a.count(r, got.Content)
			b.count(r, general.Content)
			if l, m := len(got.Content.Text()), len(general.Content.Text()); l*10 < m*6 {
				t.Logf("%s: %d bytes of text with %q, %d without: %s", host, l, result.Select.Body, m, r.URL)
			}
		}
		t.Logf("%-28s %d pages, %4d ms: title %d→%d date %d→%d of %d; %q %q %q %q -%q", host, len(pages), time.Since(start).Milliseconds(), b.title, a.title, b.date, a.date, a.titles,
			result.Select.Title, result.Select.Date, result.Select.Summary, result.Select.Body, result.Select.Remove)
		with = tally{with.title + a.title, with.titles + a.titles, with.date + a.date, with.dates + a.dates}
		without = tally{without.title + b.title, without.titles + b.titles, without.date + b.date, without.dates + b.dates}
	}
	t.Logf("%d sites learned; with selectors %+v, without %+v", learned, with, without)
	if with.title < without.title || with.date < without.date {
		t.Errorf("reading with what was learned is worse: %+v, without: %+v", with, without)
	}
}
