package testbed_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"onrecord/archive"
	"onrecord/archive/storetest"
	"onrecord/internal/testbed"
	"onrecord/scraper"
	"onrecord/scraper/fetch"
	"onrecord/scraper/learn/survey"
	"onrecord/scraper/rules"
)

// trial is a site of the test bed with a feed that was learned from it.
type trial struct {
	t     *testing.T
	site  *testbed.Site
	base  string
	store archive.Store
	feed  scraper.Feed
	now   time.Time
}

func newTrial(t *testing.T, site *testbed.Site) *trial {
	server := httptest.NewServer(site)
	t.Cleanup(server.Close)
	return &trial{t: t, site: site, base: server.URL, store: storetest.NewMemory(), now: time.Date(2025, 1, 10, 9, 0, 0, 0, time.UTC)}
}

func (r *trial) client() *fetch.Client {
	r.t.Helper()
	u, err := url.Parse(r.base)
	if err != nil {
		r.t.Fatal(err)
	}
	client, err := fetch.New(fetch.Options{
		UserAgent: "onrecord/test", Hosts: []string{u.Host}, Now: func() time.Time { return r.now },
		Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	})
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(client.Close)
	return client
}

func (r *trial) parts() survey.Parts {
	return survey.Parts{Fetcher: r.client(), Now: func() time.Time { return r.now }}
}

// learn surveys the site from an address and makes a feed of what was found.
func (r *trial) learn(path string) survey.Finding {
	r.t.Helper()
	found, err := survey.Site(context.Background(), r.parts(), r.base+path)
	if err != nil {
		r.t.Fatal(err)
	}
	r.feed = scraper.Feed{
		Feed:     archive.Feed{Name: "trial", Language: found.Language, Timezone: found.Timezone, Listings: []string{found.Listing}},
		Location: time.UTC, Connections: 1, Recheck: 30, UserAgent: "onrecord/test", Select: rules.Sets{found.Learned.Select},
	}
	return found
}

func (r *trial) crawl() scraper.Report {
	r.t.Helper()
	r.now = r.now.AddDate(0, 0, 1)
	report, err := scraper.Crawl(context.Background(), scraper.Parts{
		Store: r.store, Fetcher: r.client(), Now: func() time.Time { return r.now }, Random: rand.New(rand.NewPCG(1, 2)),
	}, r.feed, scraper.Options{Full: true, All: true})
	if err != nil {
		r.t.Fatal(err)
	}
	return report
}

// articles returns what the newest snapshot holds, by path.
func (r *trial) articles() map[string]archive.Full {
	r.t.Helper()
	at := 0
	err := r.store.View(context.Background(), "trial", func(v archive.View) (err error) {
		at, err = v.Latest()
		return err
	})
	if err != nil {
		r.t.Fatal(err)
	}
	found := map[string]archive.Full{}
	for a, err := range archive.Articles(context.Background(), r.store, "trial", archive.Selection{At: at}) {
		if err != nil {
			r.t.Fatal(err)
		}
		u, err := url.Parse(a.URL)
		if err != nil {
			r.t.Fatal(err)
		}
		found[u.RequestURI()] = a
	}
	return found
}

// check compares every article's reading with what the site published.
func (r *trial) check() {
	r.t.Helper()
	got := r.articles()
	bad := 0
	for _, want := range r.site.Articles() {
		a, ok := got[want.Path]
		if !ok {
			r.t.Errorf("%s was not captured", want.Path)
			continue
		}
		if diff := cmp.Diff(want.Content(r.base), a.Content); diff != "" {
			if bad++; bad <= 2 {
				r.t.Errorf("%s (-want +got):\n%s", want.Path, diff)
			}
		}
	}
	if bad > 0 {
		r.t.Errorf("%d of %d articles are not read exactly", bad, len(r.site.Articles()))
	}
	if len(got) != len(r.site.Articles()) {
		r.t.Errorf("%d articles were captured, want %d", len(got), len(r.site.Articles()))
	}
}

func logSelectors(t *testing.T, s rules.Select) {
	t.Helper()
	t.Logf("entry %q next %q\ntitle %q date %q %q\nsummary %q body %q remove %q", s.Entry, s.Next, s.Title, s.Date, s.DateFormat, s.Summary, s.Body, s.Remove)
}

func TestEverySiteIsLearnedAndReadExactly(t *testing.T) {
	for _, site := range testbed.Sites() {
		t.Run(site.Name, func(t *testing.T) {
			r := newTrial(t, site)
			found := r.learn(site.Listing)
			logSelectors(t, found.Learned.Select)
			if found.Learned.Select.Title == "" || found.Learned.Select.Body == "" {
				t.Errorf("title and body have no selectors: %+v", found.Learned.Fields)
			}
			r.crawl()
			r.check()
		})
	}
}

func TestEveryRedesignIsLearnedFromTheArchive(t *testing.T) {
	for _, site := range testbed.Sites() {
		t.Run(site.Name, func(t *testing.T) {
			r := newTrial(t, site)
			r.learn(site.Listing)
			r.crawl()
			var known []survey.Known
			held := r.articles()
			for _, a := range site.Articles() {
				known = append(known, survey.Known{URL: held[a.Path].URL, Content: held[a.Path].Content})
			}
			site.Redesign(true)
			found, err := survey.Again(context.Background(), r.parts(), survey.Feed{Listings: r.feed.Listings, Language: r.feed.Language, Location: time.UTC}, known)
			if err != nil {
				t.Fatal(err)
			}
			logSelectors(t, found.Learned.Select)
			r.feed.Select[0].Until = archive.DayOf(r.now) // old pages are read with the selectors of their day
			r.feed.Select = append(r.feed.Select, found.Learned.Select)
			report := r.crawl()
			r.check()
			if edits := report.Snapshot.Changes[archive.Edited]; edits > 0 {
				t.Errorf("%d articles count as edited", edits)
			}
		})
	}
}

func TestTheListingIsFoundFromAnyAddress(t *testing.T) {
	for _, site := range testbed.Sites() {
		for name, path := range map[string]string{"home": "/", "article": site.Articles()[2].Path, "later page": site.Page(2)} {
			t.Run(site.Name+"/"+name, func(t *testing.T) {
				r := newTrial(t, site)
				found := r.learn(path)
				if want := r.base + site.Listing; found.Listing != want {
					t.Errorf("found the listing %s, want %s", found.Listing, want)
				}
			})
		}
	}
}

var errNothing = survey.ErrNothing

func TestNothingToLearnFrom(t *testing.T) {
	site := testbed.SiteCalled("cards")
	r := newTrial(t, site)
	for _, path := range []string{"/files/none.pdf", "/no-such-page"} {
		if _, err := survey.Site(context.Background(), r.parts(), r.base+path); !errors.Is(err, errNothing) {
			t.Errorf("%s: %v, want ErrNothing", path, err)
		}
	}
}
