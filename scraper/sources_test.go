package scraper_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"onrecord/archive"
	"onrecord/archive/storetest"
	"onrecord/internal/demo"
	"onrecord/scraper"
)

// board is the site of an invented port authority. Its articles, numbered from
// 1, the newest last, are listed in three ways.
type board struct {
	mu       sync.Mutex
	texts    map[int]string // by number
	modified map[int]string // lastmod
	listed   []int          // on /news/
	window   []int          // in /rss
	indexed  map[string]string
	more     string // stands under /news/
	front    string // a page that the sitemap lists too
	failing  string
	hits     map[string]int
}

func newBoard() *board {
	b := &board{
		front: "/", texts: map[int]string{}, modified: map[int]string{}, hits: map[string]int{},
		listed: []int{4, 3, 2}, window: []int{5, 4},
		indexed: map[string]string{"/s-old.xml.gz": "2026-02-10T00:00:00Z", "/s-new.xml": "2026-02-20T00:00:00Z"},
	}
	for n := 1; n <= 6; n++ {
		b.texts[n] = fmt.Sprintf("The Port Authority published notice number %d, which all masters are asked to read and to keep on board until it is withdrawn.", n)
		b.modified[n] = "2026-02-01T00:00:00Z"
	}
	return b
}

func (b *board) day(n int) string { return fmt.Sprintf("%02d.02.2026", n) }

func (b *board) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.hits[r.URL.Path]++
	path := r.URL.Path
	if path == b.failing {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	switch path {
	case "/news/":
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, b.listing())
	case "/rss":
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprint(w, b.rss())
	case "/sitemap.xml":
		w.Header().Set("Content-Type", "application/xml")
		fmt.Fprint(w, b.index(r.Host))
	case "/s-old.xml.gz":
		w.Header().Set("Content-Type", "application/gzip")
		z := gzip.NewWriter(w)
		fmt.Fprint(z, b.urls(r.Host, 1, 2))
		z.Close()
	case "/s-new.xml":
		fmt.Fprint(w, b.urls(r.Host, 3, 4, 5, 6))
	default:
		var n int
		if _, err := fmt.Sscanf(path, "/news/notice-%d.html", &n); err != nil || b.texts[n] == "" {
			http.NotFound(w, r)
			return
		}
		fmt.Fprintf(w, `<!DOCTYPE html><html lang="en"><head><title>Notice %[1]d - Port Authority</title></head><body><nav><a href="/">Home</a></nav>
<main><h1>Notice to mariners No. %[1]d</h1><p class="date">%[2]s</p><p>%[3]s</p><p>It was read aloud in the harbour office before the assembled pilots.</p></main></body></html>`,
			n, b.day(n), b.texts[n])
	}
}

func (b *board) listing() string {
	var s strings.Builder
	s.WriteString(`<!DOCTYPE html><html lang="en"><body><ul class="news">`)
	for _, n := range b.listed {
		fmt.Fprintf(&s, `<li><span>%s</span> <a href="/news/notice-%d.html">Notice to mariners No. %d</a></li>`, b.day(n), n, n)
	}
	s.WriteString(`</ul>` + b.more + `</body></html>`)
	return s.String()
}

func (b *board) rss() string {
	var s strings.Builder
	s.WriteString(`<?xml version="1.0"?><rss version="2.0"><channel><link>/</link>`)
	for _, n := range b.window {
		day, err := time.Parse("02.01.2006", b.day(n))
		if err != nil {
			panic(err)
		}
		fmt.Fprintf(&s, `<item><title>Notice to mariners No. %d</title><link>/news/notice-%d.html?utm_source=rss</link><pubDate>%s</pubDate></item>`,
			n, n, day.Format(time.RFC1123Z))
	}
	s.WriteString(`</channel></rss>`)
	return s.String()
}

func (b *board) index(host string) string {
	var s bytes.Buffer
	s.WriteString(`<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`)
	for path, modified := range b.indexed {
		fmt.Fprintf(&s, `<sitemap><loc>http://%s%s</loc><lastmod>%s</lastmod></sitemap>`, host, path, modified)
	}
	s.WriteString(`</sitemapindex>`)
	return s.String()
}

func (b *board) urls(host string, numbers ...int) string {
	var s strings.Builder
	s.WriteString(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`)
	fmt.Fprintf(&s, `<url><loc>http://%s%s</loc></url>`, host, b.front)
	for _, n := range numbers {
		fmt.Fprintf(&s, `<url><loc>http://%s/news/notice-%d.html</loc><lastmod>%s</lastmod></url>`, host, n, b.modified[n])
	}
	s.WriteString(`</urlset>`)
	return s.String()
}

// crawlOf returns the means to crawl the board by some of its listings.
func crawlOf(t *testing.T, b *board, listings ...string) *replica {
	server := httptest.NewServer(b)
	t.Cleanup(server.Close)
	r := &replica{t: t, base: server.URL, store: storetest.NewMemory(), now: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)}
	r.feed = scraper.Feed{
		Feed: archive.Feed{Name: "mlo", Language: "en", Timezone: "UTC"}, Location: time.UTC,
		Connections: 1, UserAgent: "onrecord/test",
	}
	for _, path := range listings {
		r.feed.Listings = append(r.feed.Listings, server.URL+path)
	}
	return r
}

// wantHits checks how often pages were asked for since the last time.
func (b *board) wantHits(t *testing.T, want map[string]int) {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for path, n := range want {
		if b.hits[path] != n {
			t.Errorf("%s was asked for %d times, want %d", path, b.hits[path], n)
		}
	}
	clear(b.hits)
}

func notice(n int) string { return fmt.Sprintf("/news/notice-%d.html", n) }

func TestListingFeedAndSitemapTogether(t *testing.T) {
	b := newBoard()
	b.front = "/news/"
	r := crawlOf(t, b, "/news/", "/rss", "/sitemap.xml")
	report := r.crawl(scraper.Options{})
	r.wantStatus(report, archive.Complete)
	r.wantChanges(report, archive.Counts{archive.Added: 6})
	b.wantHits(t, map[string]int{
		notice(1): 1, notice(2): 1, notice(3): 1, notice(4): 1, notice(5): 1, notice(6): 1,
		"/news/": 1, "/": 0, "/rss": 1, "/sitemap.xml": 1, "/s-old.xml.gz": 1, "/s-new.xml": 1,
	})
	articles := r.articles()
	for n := 1; n <= 6; n++ {
		a, ok := articles[notice(n)]
		if !ok || a.Content.Title != fmt.Sprintf("Notice to mariners No. %d", n) || a.Content.Date.Day() != fmt.Sprintf("2026-02-%02d", n) {
			t.Errorf("%s: %+v", notice(n), a.Content)
		}
	}
	if got := len(articles[notice(4)].Listings); got != 3 {
		t.Errorf("notice 4 is on %d listings, want 3", got)
	}

	report = r.crawl(scraper.Options{}) // one of the unchanged sitemaps is read again, in turn
	r.wantChanges(report, nil)
	r.wantStatus(report, archive.Complete)
	if report.Requests > 5+1 {
		t.Errorf("%d requests for an unchanged feed", report.Requests)
	}
	if sum := b.hits["/s-old.xml.gz"] + b.hits["/s-new.xml"]; sum != 1 {
		t.Errorf("%d unchanged sitemaps were read", sum)
	}
}

func TestASitemapThatWasChangedIsRead(t *testing.T) {
	b := newBoard()
	r := crawlOf(t, b, "/sitemap.xml")
	delete(b.texts, 6)
	r.crawl(scraper.Options{})
	r.crawl(scraper.Options{})
	b.wantHits(t, nil)
	b.texts[6] = "The Port Authority has moved its office to the old customs house, where it is open to the public every morning."
	b.indexed["/s-new.xml"] = "2026-03-03T08:00:00Z"
	report := r.crawl(scraper.Options{})
	r.wantChanges(report, archive.Counts{archive.Added: 1})
	b.wantHits(t, map[string]int{"/s-new.xml": 1})
}

func TestLastmodIsAHint(t *testing.T) {
	b := newBoard()
	r := crawlOf(t, b, "/sitemap.xml")
	r.feed.Recheck = 4
	r.crawl(scraper.Options{})
	b.wantHits(t, nil)
	b.texts[1] = "The Port Authority withdrew notice number 1, and asks all masters to destroy the copies that they still keep on board."
	b.modified[1] = "2026-03-02T18:00:00Z" // after the look on 2 March, before the crawl on 3 March
	b.indexed["/s-old.xml.gz"] = "2026-03-02T18:00:00Z"
	b.failing = notice(1)
	r.crawl(scraper.Options{})
	b.wantHits(t, map[string]int{"/s-old.xml.gz": 1})
	b.failing = ""
	r.feed.Recheck = 2 // one of them at random: the hint alone names the page
	report := r.crawl(scraper.Options{})
	r.wantChanges(report, archive.Counts{archive.Edited: 1})
}

func TestAFailingSitemapDoesNotHideTheOthers(t *testing.T) {
	b := newBoard()
	b.failing = "/s-new.xml"
	r := crawlOf(t, b, "/sitemap.xml")
	report := r.crawl(scraper.Options{})
	r.wantStatus(report, archive.Partial)
	r.wantChanges(report, archive.Counts{archive.Added: 2})
	b.failing = ""
	report = r.crawl(scraper.Options{})
	r.wantStatus(report, archive.Complete)
	r.wantChanges(report, archive.Counts{archive.Added: 4})
}

func TestScrollingOffAWindowIsNoSign(t *testing.T) {
	b := newBoard()
	r := crawlOf(t, b, "/rss")
	r.crawl(everything)
	b.window = []int{6, 5}
	report := r.crawl(everything)
	r.wantStatus(report, archive.Complete)
	r.wantChanges(report, archive.Counts{archive.Added: 1})
	b.window = []int{6}
	r.wantChanges(r.crawl(everything), nil)
}

func TestAWindowDoesNotKeepAnArticleFromBeingUnlisted(t *testing.T) {
	b := newBoard()
	b.listed, b.window = []int{6, 5, 4, 3, 2, 1}, []int{6, 5, 4, 3}
	r := crawlOf(t, b, "/news/", "/rss")
	r.crawl(everything)
	b.listed, b.window = []int{6, 5, 4, 2, 1}, []int{6, 5} // 3 has scrolled off one and was taken off the other
	r.wantChanges(r.crawl(everything), archive.Counts{archive.Delisted: 1})
	b.listed = []int{6, 5, 2, 1} // 4 too, but the window shows it
	b.window = []int{6, 5, 4}
	r.wantChanges(r.crawl(everything), nil)
}

// What a listing shows behind a script is not seen: that is said, and what
// scrolls off is not taken for taken off.
func TestAListingThatGoesOnBehindAScript(t *testing.T) {
	b := newBoard()
	b.more = `<button id="more">Load more</button>`
	r := crawlOf(t, b, "/news/")
	said := func(report scraper.Report) bool {
		return strings.Contains(strings.Join(report.Snapshot.Warnings, "\n"), "Load more")
	}
	if report := r.crawl(everything); !said(report) {
		t.Errorf("warnings %q", report.Snapshot.Warnings)
	}
	b.listed = []int{5, 4, 3} // 2 scrolled off
	r.wantChanges(r.crawl(everything), archive.Counts{archive.Added: 1})
	mapped := newBoard()
	mapped.more = b.more
	both := crawlOf(t, mapped, "/news/", "/sitemap.xml")
	if report := both.crawl(everything); len(report.Snapshot.Warnings) > 0 {
		t.Errorf("with a sitemap: warnings %q", report.Snapshot.Warnings)
	}
}

func TestAWholeSitemapTellsWhatIsUnlisted(t *testing.T) {
	b := newBoard()
	r := crawlOf(t, b, "/one.xml")
	numbers := []int{3, 1, 6, 2, 5, 4}
	mux := http.NewServeMux()
	mux.Handle("/", b)
	mux.HandleFunc("/one.xml", func(w http.ResponseWriter, q *http.Request) { fmt.Fprint(w, b.urls(q.Host, numbers...)) })
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	r.base, r.feed.Listings = server.URL, []string{server.URL + "/one.xml"}
	r.wantChanges(r.crawl(everything), archive.Counts{archive.Added: 6})
	numbers = []int{3, 6, 2, 5} // 4 lies between; 1 may have gone because the sitemap holds the newest only
	r.wantChanges(r.crawl(everything), archive.Counts{archive.Delisted: 1})
}

func TestABrokenFeedIsSaid(t *testing.T) {
	b := newBoard()
	r := crawlOf(t, b, "/cut")
	mux := http.NewServeMux()
	mux.Handle("/", b)
	mux.HandleFunc("/cut", func(w http.ResponseWriter, _ *http.Request) {
		whole := b.rss()
		fmt.Fprint(w, whole[:strings.LastIndex(whole, "<pubDate>")])
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	r.base, r.feed.Listings = server.URL, []string{server.URL + "/cut"}
	report := r.crawl(scraper.Options{})
	r.wantStatus(report, archive.Partial)
	r.wantChanges(report, archive.Counts{archive.Added: 1})
	if reason := report.Snapshot.Failures[0].Reason; !strings.Contains(reason, "only the first 1 entries were read") {
		t.Errorf("reason = %q", reason)
	}
}

func TestAnIndexWithoutTimesIsReadInTurn(t *testing.T) {
	const parts = 30
	mux := http.NewServeMux()
	hits := map[string]int{}
	mux.HandleFunc("/sitemap.xml", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `<sitemapindex>`)
		for i := range parts {
			fmt.Fprintf(w, `<sitemap><loc>/s-%d.xml</loc></sitemap>`, i)
		}
		fmt.Fprint(w, `</sitemapindex>`)
	})
	b := newBoard()
	for i := range parts {
		mux.HandleFunc(fmt.Sprintf("/s-%d.xml", i), func(w http.ResponseWriter, q *http.Request) {
			hits[q.URL.Path]++
			fmt.Fprint(w, b.urls(q.Host, i%6+1))
		})
	}
	mux.Handle("/", b)
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	r := crawlOf(t, b)
	r.base, r.feed.Listings = server.URL, []string{server.URL + "/sitemap.xml"}
	r.wantChanges(r.crawl(scraper.Options{}), archive.Counts{archive.Added: 6})
	if len(hits) != parts {
		t.Errorf("%d of %d sitemaps were read by the first crawl", len(hits), parts)
	}
	clear(hits)
	for range 4 {
		report := r.crawl(scraper.Options{})
		r.wantStatus(report, archive.Complete)
		if report.Listings > 11 {
			t.Errorf("%d listing pages were read", report.Listings)
		}
	}
	if len(hits) != parts || hits["/s-0.xml"] != 4 || hits["/s-29.xml"] != 4 {
		t.Errorf("read in four crawls: %v", hits)
	}
}

func TestReplicaReadsExactlyWithItsFeedBeside(t *testing.T) {
	site := demo.NewSite()
	r := newReplica(t, site)
	for _, section := range demo.Sections() {
		r.feed.Listings = append(r.feed.Listings, r.base+section+"rss/")
	}
	for range 2 {
		r.wantStatus(r.crawl(scraper.Options{}), archive.Complete)
		r.checkReadings()
	}
	for _, a := range site.Articles()[:3] {
		if n := len(r.articles()[a.Path].Listings); n != 2 {
			t.Errorf("%s is on %d listings, want 2", a.Path, n)
		}
	}
}
