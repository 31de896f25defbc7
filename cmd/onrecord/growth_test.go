package main

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"onrecord/archive"
	"onrecord/archive/bolt"
	"onrecord/internal/demo"
	"onrecord/scraper"
	"onrecord/scraper/fetch"
)

// growth crawls a large site into an archive again and again.
type growth struct {
	t     *testing.T
	path  string
	store archive.Store
	feed  scraper.Feed
}

func newGrowth(t *testing.T, site *demo.LargeSite) *growth {
	base, stop, err := demo.Serve(context.Background(), site)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	g := &growth{t: t, path: filepath.Join(t.TempDir(), "archive.db")}
	if g.store, err = bolt.Open(g.path, bolt.Options{}); err != nil {
		t.Fatal(err)
	}
	g.feed = scraper.Feed{
		Feed:     archive.Feed{Name: "large", Listings: []string{base + site.Listing()}, Language: "en", Timezone: "UTC"},
		Location: time.UTC, Connections: 2, Recheck: 30, UserAgent: "onrecord/test",
	}
	return g
}

// crawl looks at everything and returns what it found and the bytes it added.
func (g *growth) crawl(o scraper.Options) (archive.Snapshot, int64) {
	g.t.Helper()
	before := g.size()
	client, err := fetch.New(fetch.Options{UserAgent: g.feed.UserAgent, Hosts: g.feed.Hosts(), Connections: g.feed.Connections})
	if err != nil {
		g.t.Fatal(err)
	}
	defer client.Close()
	report, err := scraper.Crawl(context.Background(), scraper.Parts{
		Store: g.store, Fetcher: client, Now: time.Now, Random: rand.New(rand.NewPCG(1, 2)),
	}, g.feed, o)
	if err != nil {
		g.t.Fatal(err)
	}
	return report.Snapshot, g.size() - before
}

func (g *growth) size() int64 {
	info, err := os.Stat(g.path)
	if err != nil {
		return 0
	}
	return info.Size()
}

// TestArchiveGrowsWithWhatChanged crawls a site of which 1 % changes between
// snapshots: what a snapshot adds must follow the changes, not the articles
// looked at. ONRECORD_ARTICLES sets their number.
func TestArchiveGrowsWithWhatChanged(t *testing.T) {
	articles, err := strconv.Atoi(os.Getenv("ONRECORD_ARTICLES"))
	rounds := 9
	if err != nil {
		articles, rounds = 100, 3
	}
	site := demo.NewLargeSite(articles, 40<<10)
	site.EditEvery = 100
	g := newGrowth(t, site)
	everything := scraper.Options{Full: true, All: true}
	start := time.Now()
	first, firstBytes := g.crawl(everything)
	t.Logf("first crawl: %d articles, %d KB, %.1f s", first.Articles, firstBytes>>10, time.Since(start).Seconds())
	if first.Articles != articles {
		t.Errorf("%d articles were recorded, want %d", first.Articles, articles)
	}
	var edited int64
	for range rounds {
		site.NextRound()
		start = time.Now()
		snapshot, bytes := g.crawl(everything)
		edited += bytes
		t.Logf("snapshot %d: %d edited, %+d KB, %.1f s", snapshot.Number, snapshot.Changes[archive.Edited], bytes>>10, time.Since(start).Seconds())
		if snapshot.Changes[archive.Edited] == 0 {
			t.Error("no edit was noticed")
		}
	}
	if perArticle, perSnapshot := firstBytes/int64(articles), edited/int64(rounds); perSnapshot > int64(articles)/100*perArticle+(256<<10) {
		t.Errorf("a snapshot with %d edits adds %d bytes; an article takes %d", articles/100, perSnapshot, perArticle)
	}
	_, idle := g.crawl(scraper.Options{})
	t.Logf("a daily crawl without changes: %+d KB", idle>>10)
}
