package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"onrecord/internal/demo"
)

// TestUnchangedFeedCosts crawls a feed in which nothing changes, with default
// settings but for the delay, day after day after a first crawl: each must ask the site for fewer
// than 50 pages, however many articles there are; 5,000 in make soak. Sites that
// answer conditional requests send a few hundred KB at most.
func TestUnchangedFeedCosts(t *testing.T) {
	t.Parallel()
	articles := 150
	if soaking() {
		articles = 1000
	}
	const pageSize = 40 << 10
	site := demo.NewLargeSite(articles, pageSize)
	site.Validators = true
	base, stop, err := demo.Serve(context.Background(), site)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	p := &place{T: t, program: "onrecord", dir: t.TempDir(), base: base}
	config := "archive: archive.db\nfeeds:\n  large:\n    listings: [" + base + site.Listing() + "]\n    delay: 0s\n"
	if err := os.WriteFile(filepath.Join(p.dir, "config.yaml"), []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	day := time.Date(2024, time.March, 1, 9, 0, 0, 0, time.UTC)
	crawl := func() (requests int, bytes int64) {
		t.Helper()
		requests, bytes = site.Requests(), site.Bytes()
		cmd := p.command("crawl", "--quiet")
		cmd.Env = append(cmd.Env, "CLOCK="+day.Format(time.RFC3339))
		if out, err := cmd.CombinedOutput(); err != nil || strings.TrimSpace(string(out)) != "" {
			t.Fatalf("crawl: %v, said %q", err, out)
		}
		day = day.AddDate(0, 0, 1)
		return site.Requests() - requests, site.Bytes() - bytes
	}
	requests, bytes := crawl()
	t.Logf("the first crawl of %d articles: %d requests, %d KB", articles, requests, bytes>>10)
	mostRequests, mostBytes := 0, int64(0)
	for range 5 {
		requests, bytes = crawl()
		t.Logf("a day later: %d requests, %d KB", requests, bytes>>10)
		mostRequests, mostBytes = max(mostRequests, requests), max(mostBytes, bytes)
	}
	if mostRequests >= 50 {
		t.Errorf("a crawl without changes asked for %d pages", mostRequests)
	}
	if most := int64(12 * pageSize); mostBytes > most { // listing pages, the "not found" page, one without validators
		t.Errorf("a crawl without changes fetched %d KB, want at most %d", mostBytes>>10, most>>10)
	}
}
