package scraper_test

import (
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"onrecord/archive"
	"onrecord/internal/demo"
	"onrecord/scraper"
)

// listingPage writes a page of a listing; next is the address of the next, if any.
func listingPage(w http.ResponseWriter, next string, entries ...string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = io.WriteString(w, listingHTML("", next, entries...)) // a client gone is no matter
}

func listingHTML(head, next string, entries ...string) string {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html><html lang=en><head><title>News</title>" + head + "</head><body><h1>News</h1><div class=\"news-list\">")
	for i, path := range entries {
		fmt.Fprintf(&b, `<div class="news-item"><span class="date">%02d.02.2026</span> <a href="%s">The council of the lakes met, meeting %s</a></div>`, 20-i, path, path)
	}
	b.WriteString("</div>")
	if next != "" {
		fmt.Fprintf(&b, `<div class="pager"><a rel="next" href="%s">Next page</a></div>`, next)
	}
	b.WriteString("</body></html>")
	return b.String()
}

// oddSite is a crawl of one listing, /odd/, that a handler answers; each other
// page is an article.
func oddSite(t *testing.T, listing http.HandlerFunc) *replica {
	site := demo.NewSite()
	r := newReplica(t, site)
	r.feed.Listings = []string{r.base + "/odd/"}
	site.Intercept(func(w http.ResponseWriter, q *http.Request) bool {
		switch {
		case q.URL.Path == "/odd/":
			listing(w, q)
		case strings.HasPrefix(q.URL.Path, "/odd/"):
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = fmt.Fprintf(w, "<html lang=en><body><article><h1>Meeting %[1]s</h1><time datetime=2026-02-01>1 February 2026</time>"+
				"<p>The council of the lakes met at %[1]s and agreed on what it had agreed on before.</p></article></body></html>", q.URL.Path)
		default:
			return false
		}
		return true
	})
	return r
}

func pageOf(q *http.Request) int {
	n, _ := strconv.Atoi(q.URL.Query().Get("page"))
	return max(n, 1)
}

func entriesOf(page int) []string {
	var list []string
	for i := range 4 {
		list = append(list, fmt.Sprintf("/odd/p%d-%d/", page, i))
	}
	return list
}

func TestEndlessPagingIsContinued(t *testing.T) {
	r := oddSite(t, func(w http.ResponseWriter, q *http.Request) {
		listingPage(w, fmt.Sprintf("/odd/?page=%d", pageOf(q)+1), entriesOf(pageOf(q))...)
	})
	r.bounds = scraper.Bounds{Pages: 5}
	report := r.crawl(scraper.Options{})
	r.wantStatus(report, archive.Partial)
	if report.Listings != 5 || report.Snapshot.Articles != 20 || !strings.Contains(report.Snapshot.Failures[0].Reason, "5 pages of this listing were read") {
		t.Errorf("%d pages, %d articles, %+v", report.Listings, report.Snapshot.Articles, report.Snapshot.Failures)
	}
	report = r.crawl(scraper.Options{})
	if report.Listings != 5 || report.Snapshot.Articles != 36 { // the first page again, and four further ones
		t.Errorf("%d pages, %d articles after the walk was continued", report.Listings, report.Snapshot.Articles)
	}
}

func TestCalendarsEnd(t *testing.T) {
	for name, later := range map[string][]string{"the same": entriesOf(2), "the same in another order": nil, "empty months": {}} {
		asked := 0
		r := oddSite(t, func(w http.ResponseWriter, q *http.Request) {
			asked++
			n := pageOf(q)
			entries := entriesOf(n)
			if n > 2 {
				entries = later
			}
			if n > 2 && later == nil {
				entries = slices.Concat(entriesOf(1 + n%2)[n%3:], entriesOf(2)[:1+n%4])
			}
			listingPage(w, fmt.Sprintf("/odd/?page=%d", n+1), entries...)
		})
		report := r.crawl(scraper.Options{})
		if report.Snapshot.Articles != 8 || asked > 2+12 {
			t.Errorf("%s: %d articles, %d pages were asked for", name, report.Snapshot.Articles, asked)
		}
		r.wantStatus(report, archive.Complete)
	}
}

// TestTheFirstPageHasAnotherAddress: /news/ is the list of the current year, whose
// own address the archive of years links before that of the year before.
func TestTheFirstPageHasAnotherAddress(t *testing.T) {
	r := oddSite(t, func(w http.ResponseWriter, q *http.Request) {
		switch {
		case q.URL.RawQuery == "":
			listingPage(w, "/odd/?page=1", entriesOf(1)...)
		case pageOf(q) < 3:
			listingPage(w, fmt.Sprintf("/odd/?page=%d", pageOf(q)+1), entriesOf(pageOf(q))...)
		default:
			listingPage(w, "", entriesOf(3)...)
		}
	})
	report := r.crawl(scraper.Options{})
	r.wantStatus(report, archive.Complete)
	if report.Snapshot.Articles != 12 {
		t.Errorf("%d articles, want 12", report.Snapshot.Articles)
	}
	report = r.crawl(everything)
	r.wantStatus(report, archive.Complete)
	r.wantChanges(report, nil)
}

// TestPagingThatIsIgnored: whatever page is asked for, the first one answers; once
// is enough to tell, and where a walk broke off before too.
func TestPagingThatIsIgnored(t *testing.T) {
	asked, ignored := 0, false
	r := oddSite(t, func(w http.ResponseWriter, q *http.Request) {
		asked++
		switch n := pageOf(q); {
		case !ignored:
			listingPage(w, fmt.Sprintf("/odd/?page=%d", n+1), entriesOf(n)...)
		case n > 1: // the last page
			listingPage(w, "", entriesOf(1)...)
		default:
			listingPage(w, "/odd/?page=2", entriesOf(1)...)
		}
	})
	r.bounds = scraper.Bounds{Pages: 5}
	r.wantStatus(r.crawl(scraper.Options{}), archive.Partial) // broke off before the sixth page
	ignored, asked = true, 0
	report := r.crawl(scraper.Options{})
	r.wantStatus(report, archive.Complete)
	if asked > 3 {
		t.Errorf("%d pages were asked for, want 3 at most", asked)
	}
	asked = 0
	r = oddSite(t, func(w http.ResponseWriter, q *http.Request) {
		asked++
		listingPage(w, fmt.Sprintf("/odd/?page=%d", pageOf(q)+1), entriesOf(1)...)
	})
	r.wantStatus(r.crawl(scraper.Options{}), archive.Complete)
	if asked > 3 {
		t.Errorf("%d pages of a listing of one page were asked for, want 3 at most", asked)
	}
}

// TestPagesWithoutAnyWantedEntry: pages on which the configuration picks nothing
// are not one page that was repeated.
func TestPagesWithoutAnyWantedEntry(t *testing.T) {
	r := oddSite(t, func(w http.ResponseWriter, q *http.Request) {
		n := pageOf(q)
		entries, next := entriesOf(n), fmt.Sprintf("/odd/?page=%d", n+1)
		if n == 2 || n == 3 {
			for i := range entries {
				entries[i] = strings.Replace(entries[i], "/odd/p", "/odd/other", 1)
			}
		}
		if n == 4 {
			next = ""
		}
		listingPage(w, next, entries...)
	})
	r.feed.Include = []*regexp.Regexp{regexp.MustCompile("^/odd/p")}
	if report := r.crawl(scraper.Options{}); report.Snapshot.Articles != 8 {
		t.Errorf("%d articles", report.Snapshot.Articles)
	}
	r.wantStatus(r.crawl(scraper.Options{Full: true}), archive.Complete)
}

// TestAnEmptyPageIsNotBelievedAtOnce: the second page comes without anything, once.
func TestAnEmptyPageIsNotBelievedAtOnce(t *testing.T) {
	broken := true
	r := oddSite(t, func(w http.ResponseWriter, q *http.Request) {
		switch n := pageOf(q); {
		case n == 2 && broken:
			listingPage(w, "")
		case n == 3:
			listingPage(w, "", entriesOf(n)...)
		default:
			listingPage(w, fmt.Sprintf("/odd/?page=%d", n+1), entriesOf(n)...)
		}
	})
	r.crawl(scraper.Options{})
	broken = false
	if report := r.crawl(scraper.Options{}); report.Snapshot.Articles != 12 {
		t.Errorf("%d articles after the page was mended", report.Snapshot.Articles)
	}
}

func TestEntriesOfOtherSitesOnly(t *testing.T) {
	base := ""
	r := oddSite(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, listingHTML(base, "", entriesOf(1)...))
	})
	r.wantStatus(r.crawl(scraper.Options{}), archive.Complete)
	base = `<base href="http://elsewhere.example/">`
	report := r.crawl(everything)
	r.wantStatus(report, archive.Partial)
	r.wantChanges(report, nil)
	if f := report.Snapshot.Failures; len(f) != 1 || !strings.Contains(f[0].Reason, "lead to other sites (4, such as http://elsewhere.example/odd/p1-0/)") {
		t.Errorf("failures = %+v", f)
	}
}

// TestPagesThatFailedComeLast: the five newest entries fail and are asked for
// again after everything else.
func TestPagesThatFailedComeLast(t *testing.T) {
	site := demo.NewSite()
	r := newReplica(t, site)
	bad := map[string]bool{}
	for _, a := range site.Articles()[:5] {
		bad[a.Path] = true
		site.Fail(a.Path, http.StatusInternalServerError)
	}
	r.crawl(scraper.Options{})
	site.Publish(demo.Article{Path: "/news/new-one/", Title: "A new one", Date: "2024-12-20", Paragraphs: []string{"It is new, and it is asked for first."}})
	var asked []string
	site.Intercept(func(_ http.ResponseWriter, q *http.Request) bool {
		if _, isArticle := site.Article(q.URL.Path); isArticle {
			asked = append(asked, q.URL.Path)
		}
		return false
	})
	r.crawl(everything)
	first := slices.IndexFunc(asked, func(p string) bool { return bad[p] })
	if asked[0] != "/news/new-one/" || first < len(site.Articles())-6 {
		t.Errorf("the first is %s, a page that failed is number %d of %d", asked[0], first, len(asked))
	}
}

func TestADryRunEndsAsACrawlWould(t *testing.T) {
	site := demo.NewSite()
	r := newReplica(t, site)
	site.Fail("/speeches/", http.StatusInternalServerError)
	site.Break("/robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "User-agent: *\nDisallow: /ru/news/*-\n")
	})
	report := r.crawl(scraper.Options{DryRun: true})
	if len(report.Failures) != 1 || report.Failures[0].URL != r.base+"/speeches/" {
		t.Errorf("failures = %+v", report.Failures)
	}
	for _, p := range report.Plan {
		if strings.Contains(p.URL, "/ru/news/") {
			t.Errorf("%s is forbidden and planned", p.URL)
		}
	}
	if len(report.Warnings) != 1 || !strings.Contains(report.Warnings[0], "robots.txt forbids") {
		t.Errorf("warnings = %q", report.Warnings)
	}
}
