package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"go.etcd.io/bbolt"

	"onrecord/archive"
	"onrecord/archive/bolt"
	"onrecord/internal/demo"
	"onrecord/scraper"
	"onrecord/scraper/fetch"
)

// Snapshots that a growing archive gets after the first crawl.
const (
	quietRounds = 100 // without changes
	editRounds  = 100 // with roundEdits edits
	roundEdits  = 50
	roundLooks  = 30 // unchanged articles that are looked at beside them
)

// grow crawls a site into an archive and lets it grow, all in this process and
// without a network, and prints what each part added, and how long its
// transactions held the file. Without snapshots it stops after the first crawl.
func grow(ctx context.Context, path string, articles, snapshots int) error {
	var held holds
	store, err := bolt.Open(path, bolt.Options{Held: held.add})
	if err != nil {
		return fmt.Errorf("make the archive: %w", err)
	}
	g := &grower{
		store: store, site: demo.NewLargeSite(articles, pageBytes),
		day: time.Date(2026, 1, 1, 6, 0, 0, 0, time.UTC), texts: map[int]int{},
	}
	if err := g.crawl(ctx, scraper.Options{}); err != nil {
		return err
	}
	first := weigh(path)
	fmt.Printf("first crawl: %.0f bytes, %.0f an article\n", first, first/float64(articles))
	held.print("first crawl")
	if snapshots == 0 {
		return nil
	}
	if err := printGaps(path, "first crawl"); err != nil {
		return err
	}
	for _, part := range []struct {
		name   string
		rounds int
		fn     func(context.Context) error
	}{
		{"without changes", quietRounds, func(ctx context.Context) error { return g.crawl(ctx, scraper.Options{}) }},
		{"with 50 edits", editRounds, g.editSome},
		{"with 50 edits, more of them", snapshots, g.editSome},
	} {
		before := weigh(path)
		for range part.rounds {
			if err := part.fn(ctx); err != nil {
				return err
			}
		}
		fmt.Printf("%s: %.1f KB a snapshot\n", part.name, (weigh(path)-before)/float64(part.rounds)/1e3)
		held.print(part.name)
		if err := printGaps(path, part.name); err != nil {
			return err
		}
	}
	fmt.Printf("file: %.0f bytes\n", weigh(path))
	return nil
}

// printGaps prints how many times the size of a freshly compacted copy the file has.
func printGaps(path, name string) error {
	compacted := path + ".compacted"
	if err := compact(path, compacted); err != nil {
		return fmt.Errorf("compact a copy of %s: %w", path, err)
	}
	fmt.Printf("%s: the file is %.2f times its compacted copy\n", name, weigh(path)/weigh(compacted))
	return os.Remove(compacted)
}

// compact copies the rows of an archive to a new file, without gaps.
func compact(from, to string) error {
	source, err := bbolt.Open(from, 0, &bbolt.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	target, err := bbolt.Open(to, 0o600, &bbolt.Options{NoSync: true, PageSize: source.Info().PageSize})
	if err != nil {
		return errors.Join(err, source.Close())
	}
	target.AllocSize = source.Info().PageSize
	return errors.Join(bbolt.Compact(target, source, 1<<20), target.Close(), source.Close())
}

// grower is a site and the archive of it.
type grower struct {
	store *bolt.Store
	site  *demo.LargeSite
	day   time.Time
	round int
	texts map[int]int // how often an article was edited
}

// crawl is a crawl of the next day.
func (g *grower) crawl(ctx context.Context, o scraper.Options) error {
	g.day = g.day.AddDate(0, 0, 1)
	parts := scraper.Parts{Store: g.store, Fetcher: within{g}, Now: func() time.Time { return g.day }, Random: rand.New(rand.NewPCG(1, uint64(g.day.Unix())))}
	report, err := scraper.Crawl(ctx, parts, largeFeed("http://127.0.0.1"+g.site.Listing()), o)
	if err == nil && report.Snapshot.Number == 0 {
		err = errors.New("no snapshot was taken")
	}
	return err
}

// within answers requests within the process.
type within struct{ *grower }

func (w within) Allows(context.Context, string) error { return nil }

func (w within) Get(_ context.Context, r fetch.Request) (fetch.Answer, error) {
	request, err := http.NewRequest(http.MethodGet, r.URL, nil)
	if err != nil {
		return fetch.Answer{}, err
	}
	if r.ETag != "" {
		request.Header.Set("If-None-Match", r.ETag)
	}
	recorder := httptest.NewRecorder()
	w.site.ServeHTTP(recorder, request)
	a := fetch.Answer{URL: r.URL, Final: r.URL, Status: recorder.Code, Body: recorder.Body.Bytes(), Time: w.day}
	for name, values := range recorder.Header() {
		for _, v := range values {
			a.Header = append(a.Header, archive.Field{Name: name, Value: v})
		}
	}
	a.Header = append(a.Header, archive.Field{Name: "Date", Value: w.day.Format(http.TimeFormat)})
	slices.SortFunc(a.Header, func(a, b archive.Field) int { return strings.Compare(a.Name, b.Name) })
	return a, nil
}

// holds gathers how long transactions held the file.
type holds struct {
	mu    sync.Mutex
	reads []time.Duration
	write []time.Duration
}

func (h *holds) add(write bool, d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if write {
		h.write = append(h.write, d)
	} else {
		h.reads = append(h.reads, d)
	}
}

func (h *holds) print(name string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for kind, list := range map[string][]time.Duration{"reading": h.reads, "writing": h.write} {
		if len(list) > 0 {
			slices.Sort(list)
			fmt.Printf("%s: %d transactions %s: middle %v, 99 of 100 %v, longest %v\n", name, len(list), kind,
				list[len(list)/2].Round(time.Microsecond), list[len(list)*99/100].Round(time.Microsecond), list[len(list)-1].Round(time.Microsecond))
		}
	}
	h.reads, h.write = nil, nil
}
