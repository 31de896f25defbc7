package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"time"

	"onrecord/archive"
	"onrecord/archive/bolt"
	"onrecord/scraper"
	"onrecord/scraper/fetch"
	"onrecord/scraper/rules"
)

// profile crawls a site twice within this process and writes into a folder what
// pprof reads: where the processor time of the first crawl and of the re-check
// goes, and what both allocate. The program itself has no such switch.
func profile(ctx context.Context, o options, dir string) error {
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find this program: %w", err)
	}
	s, err := startSite(ctx, self, options{articles: o.articles, page: o.page, validators: o.validators})
	if err != nil {
		return err
	}
	defer s.stop()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make a folder for profiles: %w", err)
	}
	db := filepath.Join(dir, "archive.db")
	if err := os.RemoveAll(db); err != nil {
		return fmt.Errorf("clear the last profile away: %w", err)
	}
	for _, step := range []struct {
		name    string
		options scraper.Options
	}{{"first", scraper.Options{}}, {"again", scraper.Options{Full: true, All: true}}} {
		err := profiled(filepath.Join(dir, step.name+".cpu"), func() error {
			return crawlHere(ctx, db, s.listing, step.options, filepath.Join(dir, step.name+".heap"))
		})
		if err != nil {
			return err
		}
	}
	return writeProfile("allocs", filepath.Join(dir, "allocs"))
}

// profiled writes the processor profile of fn, and says what it used.
func profiled(path string, fn func() error) error {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("write a profile: %w", err)
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		return fmt.Errorf("write a profile: %w", err)
	}
	start := time.Now()
	err = fn()
	pprof.StopCPUProfile()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	fmt.Printf("%s: %.1f s, %d MB from the system\n", path, time.Since(start).Seconds(), memory.Sys>>20)
	if err == nil {
		err = f.Close()
	}
	return err
}

func writeProfile(name, path string) error {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("write a profile: %w", err)
	}
	if err := pprof.Lookup(name).WriteTo(f, 0); err != nil {
		return fmt.Errorf("write a profile: %w", err)
	}
	return f.Close()
}

// crawlHere crawls with the selectors that init learns of the site, and writes
// what memory holds when half of the pages are read.
func crawlHere(ctx context.Context, db, listing string, o scraper.Options, heap string) error {
	store, err := bolt.Open(db, bolt.Options{})
	if err != nil {
		return fmt.Errorf("open the archive: %w", err)
	}
	feed := largeFeed(listing)
	client, err := fetch.New(fetch.Options{UserAgent: feed.UserAgent, Hosts: feed.Hosts(), Connections: connections})
	if err != nil {
		return err
	}
	defer client.Close()
	var failed error
	watch := func(p scraper.Progress) {
		if p.Phase == scraper.PhaseReading && p.Done == p.Total/2 {
			runtime.GC()
			failed = writeProfile("heap", heap)
		}
	}
	parts := scraper.Parts{Store: store, Fetcher: client, Now: time.Now, Watch: watch, Random: rand.New(rand.NewPCG(1, 2))}
	report, err := scraper.Crawl(ctx, parts, feed, o)
	err = errors.Join(err, failed)
	fmt.Printf("%d pages, %s, %v\n", report.Pages, report.Snapshot.Status, report.Snapshot.Changes)
	return err
}

// largeFeed is the feed of a large site, with selectors as init learns them.
func largeFeed(listing string) scraper.Feed {
	return scraper.Feed{
		Feed:     archive.Feed{Name: "large", Listings: []string{listing}, Language: "en", Timezone: "UTC"},
		Location: time.UTC, Connections: connections, Recheck: 10, UserAgent: "onrecord-bench/1 (+bench@example.org)", Attachments: "none",
		Select: rules.Sets{{Title: ".news-detail h3", Date: ".news-detail .news-date-time", Body: ".news-detail", DateFormat: "02.01.2006", Entry: ".news-item", Remove: []string{".news-show-counter"}}},
	}
}
