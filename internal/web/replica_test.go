package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"onrecord/archive"
	"onrecord/archive/bolt"
	"onrecord/internal/demo"
	"onrecord/internal/search"
	"onrecord/scraper"
	"onrecord/scraper/fetch"
)

const (
	bridges = "/news/halver-bridges-4702/" // edited without a word; its page tries to break out
	ferry   = "/news/ferry-fidelity-4688/" // deleted
	room    = "/news/reading-room-4691/"   // moved
)

// replica is an archive of the replica feed after two crawls.
type replica struct {
	store  *bolt.Store
	index  *search.Index
	base   string        // of the site, which is gone
	beacon *atomic.Int64 // connections to the server that an archived page would call
	folder string
	path   string // of the archive
	close  func()
}

// shared makes the archive that all tests read, once.
var shared = sync.OnceValues(func() (*replica, error) {
	r, err := newReplica(context.Background())
	if err == nil {
		made.Store(r)
	}
	return r, err
})

// made is the shared archive once there is one.
var made atomic.Pointer[replica]

func TestMain(m *testing.M) {
	code := m.Run()
	if r := made.Load(); r != nil {
		r.close()
	}
	os.Exit(code)
}

// crawls are when the replica was looked at.
func crawls() []time.Time {
	return []time.Time{time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC), time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)}
}

func newReplica(ctx context.Context) (r *replica, err error) {
	r = &replica{beacon: &atomic.Int64{}}
	if r.folder, err = os.MkdirTemp("", "onrecord-web-"); err != nil {
		return nil, err
	}
	beacon := httptest.NewUnstartedServer(http.NotFoundHandler())
	beacon.Listener = countingListener{beacon.Listener, r.beacon}
	beacon.Start()
	site := demo.NewSite()
	site.Rewrite(bridges, breakOut(beacon.URL))
	base, stop, err := demo.Serve(ctx, site)
	if err != nil {
		return nil, err
	}
	defer stop()
	r.base = base
	r.path = filepath.Join(r.folder, "archive.db")
	if r.store, err = bolt.Open(r.path, bolt.Options{}); err != nil {
		return nil, err
	}
	for i, at := range crawls() {
		if i > 0 {
			for _, step := range demo.Story() {
				step.Do(site)
			}
		}
		if err := r.crawl(ctx, at); err != nil {
			return nil, fmt.Errorf("crawl %d: %w", i+1, err)
		}
	}
	if r.index, err = search.Open(ctx, r.path); err != nil {
		return nil, err
	}
	if err := r.index.Update(ctx, r.store, []string{"mlo"}, nil); err != nil {
		return nil, err
	}
	r.close = func() {
		beacon.Close()
		_ = errors.Join(r.index.Close(), os.RemoveAll(r.folder))
	}
	return r, nil
}

// breakOut adds to a page what an archived page must not be able to do.
func breakOut(beacon string) func([]byte) []byte {
	markup := strings.ReplaceAll(`<link rel="preconnect" href="BEACON"><link rel="dns-prefetch" href="BEACON"><link rel="stylesheet" href="BEACON/s.css">
<meta http-equiv="refresh" content="0; url=BEACON/refresh">
<img src="BEACON/i.png" onerror="document.title='ran'"><iframe src="BEACON/frame"></iframe><form action="BEACON/form"><input name="a"></form>
<script>document.title = "ran"; document.body.id = "ran"; fetch("BEACON/fetch"); location = "BEACON/location";</script>`, "BEACON", beacon)
	return func(page []byte) []byte {
		return []byte(strings.Replace(string(page), "</body>", markup+"</body>", 1))
	}
}

func (r *replica) crawl(ctx context.Context, at time.Time) error {
	began := time.Now()
	now := func() time.Time { return at.Add(time.Since(began)) }
	moscow, err := time.LoadLocation("Europe/Moscow")
	if err != nil {
		return err
	}
	feed := scraper.Feed{
		Feed:     archive.Feed{Name: "mlo", Title: "Meridian Lakes Organization", Language: "en", Timezone: "Europe/Moscow"},
		Location: moscow, Connections: 4, Attachments: "none", UserAgent: "onrecord/test", Recheck: 30,
	}
	for _, section := range demo.Sections() {
		feed.Listings = append(feed.Listings, r.base+section)
	}
	client, err := fetch.New(fetch.Options{UserAgent: feed.UserAgent, Hosts: feed.Hosts(), Connections: 4, Manners: fetch.NewManners(), Now: now})
	if err != nil {
		return err
	}
	defer client.Close()
	report, err := scraper.Crawl(ctx, scraper.Parts{
		Store: r.store, Fetcher: client, Now: now, Random: rand.New(rand.NewPCG(1, 2)),
	}, feed, scraper.Options{Full: true, All: true})
	if err == nil && report.Snapshot.Status != archive.Complete {
		err = fmt.Errorf("the snapshot is %s: %v", report.Snapshot.Status, report.Snapshot.Failures)
	}
	return err
}

// clock is when the pages are asked for.
func clock() time.Time { return time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC) }

func replicaOptions(t testing.TB) (Options, *replica) {
	t.Helper()
	r, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return optionsOf(t, r), r
}

func optionsOf(t testing.TB, r *replica) Options {
	t.Helper()
	moscow, err := time.LoadLocation("Europe/Moscow")
	if err != nil {
		t.Fatal(err)
	}
	return Options{
		Store: r.store, Feeds: []Feed{{Name: "mlo", Title: "Meridian Lakes Organization", Language: "en", Location: moscow}},
		Find: Finding{Index: r.index, Store: r.store}, Version: "test", Now: clock, Log: slog.New(slog.NewTextHandler(failing{t}, nil)),
		Explain: func(context.Context, string, archive.Capture) ([]Source, error) {
			return []Source{{Field: "title", Source: "selector", Value: "<b>A</b>", Others: []Said{{"og", "B", ""}}}}, nil
		},
	}
}

// failing makes what the server says to who runs it a failure.
type failing struct{ t testing.TB }

func (f failing) Write(line []byte) (int, error) {
	f.t.Errorf("the server said: %s", line)
	return len(line), nil
}

func newServer(t testing.TB) (*Server, *replica) {
	t.Helper()
	_, r := replicaOptions(t)
	return serverOf(t, r), r
}

func serverOf(t testing.TB, r *replica) *Server {
	t.Helper()
	s, err := New(optionsOf(t, r))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// get asks a server; headers are names and values in turn.
func get(t testing.TB, h http.Handler, path string, headers ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://127.0.0.1:8080"+path, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
			continue
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	r.RemoteAddr = "127.0.0.1:4000"
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

// open asks for a page that must be there.
func open(t testing.TB, h http.Handler, path string, headers ...string) *goquery.Document {
	t.Helper()
	answer := get(t, h, path, headers...)
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s", path, answer.Status)
	}
	doc, err := goquery.NewDocumentFromReader(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// text returns the text of what a selector finds, with single spaces.
func text(doc *goquery.Document, selector string) string {
	return strings.Join(strings.Fields(doc.Find(selector).Text()), " ")
}

// idAt returns the id of the article that was at a path of the site.
func (r *replica) idAt(t testing.TB, path string) string {
	t.Helper()
	canonical, err := archive.Canonical(r.base + path)
	if err != nil {
		t.Fatal(err)
	}
	return archive.ID("mlo", canonical)
}
