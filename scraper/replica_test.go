package scraper_test

import (
	"context"
	"math/rand/v2"
	"net/http"
	"net/url"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"onrecord/archive"
	"onrecord/archive/storetest"
	"onrecord/internal/demo"
	"onrecord/scraper"
	"onrecord/scraper/fetch"
	"onrecord/scraper/rules"
)

// replica is a crawl of the replica feed into a store in memory.
type replica struct {
	t      *testing.T
	site   *demo.Site
	base   string
	store  archive.Store
	feed   scraper.Feed
	now    time.Time
	bounds scraper.Bounds
}

func newReplica(t *testing.T, site *demo.Site) *replica {
	base, stop, err := demo.Serve(context.Background(), site)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	moscow, err := time.LoadLocation("Europe/Moscow")
	if err != nil {
		t.Fatal(err)
	}
	r := &replica{t: t, site: site, base: base, store: storetest.NewMemory(), now: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)}
	r.feed = scraper.Feed{
		Feed:     archive.Feed{Name: "mlo", Language: "en", Timezone: "Europe/Moscow"},
		Location: moscow, Connections: 1, Recheck: 30, UserAgent: "onrecord/test",
	}
	for _, path := range demo.Sections() {
		r.feed.Listings = append(r.feed.Listings, base+path)
	}
	return r
}

// answerAll lets the whole site but its robots.txt answer in one way, until remove is called.
func (r *replica) answerAll(answer http.HandlerFunc) (remove func()) {
	return r.site.Intercept(func(w http.ResponseWriter, q *http.Request) bool {
		if q.URL.Path == "/robots.txt" {
			return false
		}
		answer(w, q)
		return true
	})
}

// crawl looks at the replica once, a day after the last time.
func (r *replica) crawl(o scraper.Options) scraper.Report {
	r.t.Helper()
	report, err := r.try(context.Background(), o)
	if err != nil {
		r.t.Fatal(err)
	}
	return report
}

func (r *replica) try(ctx context.Context, o scraper.Options) (scraper.Report, error) {
	r.t.Helper()
	r.now = r.now.AddDate(0, 0, 1)
	var slept atomic.Int64 // who waits until a host may be asked must see time pass
	client, err := fetch.New(fetch.Options{
		UserAgent: r.feed.UserAgent, Hosts: r.feed.Hosts(), Connections: r.feed.Connections,
		Now: func() time.Time { return r.now.Add(time.Duration(slept.Load())) },
		Sleep: func(ctx context.Context, d time.Duration) error {
			slept.Add(int64(d))
			return ctx.Err()
		},
	})
	if err != nil {
		r.t.Fatal(err)
	}
	defer client.Close()
	return scraper.Crawl(ctx, scraper.Parts{
		Store: r.store, Fetcher: client, Now: func() time.Time { return r.now }, Random: rand.New(rand.NewPCG(1, 2)), Bounds: r.bounds,
	}, r.feed, o)
}

// articles returns what the newest snapshot holds, by path.
func (r *replica) articles() map[string]archive.Full {
	r.t.Helper()
	at := 0
	err := r.store.View(context.Background(), "mlo", func(v archive.View) (err error) {
		at, err = v.Latest()
		return err
	})
	if err != nil {
		r.t.Fatal(err)
	}
	found := map[string]archive.Full{}
	for a, err := range archive.Articles(context.Background(), r.store, "mlo", archive.Selection{At: at}) {
		if err != nil {
			r.t.Fatal(err)
		}
		u, err := url.Parse(a.URL)
		if err != nil {
			r.t.Fatal(err)
		}
		found[u.Path] = a
	}
	return found
}

// checkReadings compares every article's reading with what the site published.
func (r *replica) checkReadings() {
	r.t.Helper()
	got := r.articles()
	for _, want := range r.site.Articles() {
		a, ok := got[want.Path]
		if !ok {
			r.t.Errorf("%s was not captured", want.Path)
			continue
		}
		if diff := cmp.Diff(want.Content(r.base), a.Content); diff != "" {
			r.t.Errorf("%s (-want +got):\n%s", want.Path, diff)
		}
		if a.Newest.Reading().Language != want.Language {
			r.t.Errorf("%s: language %q, want %q", want.Path, a.Newest.Reading().Language, want.Language)
		}
	}
}

func TestReplicaReadsExactlyWithoutSelectors(t *testing.T) {
	r := newReplica(t, demo.NewSite())
	report := r.crawl(scraper.Options{})
	if report.Snapshot.Status != archive.Complete || report.Snapshot.Articles != len(r.site.Articles()) {
		t.Errorf("snapshot = %+v", report.Snapshot)
	}
	r.checkReadings()
}

func TestReplicaReadsExactlyWithSelectors(t *testing.T) {
	r := newReplica(t, demo.NewSite())
	r.feed.Select = rules.Sets{{
		Entry: ".news-list .news-item", Title: ".news-detail h3", Date: ".news-detail .news-date-time", DateFormat: "02.01.2006",
	}}
	r.crawl(scraper.Options{})
	r.checkReadings()
}
