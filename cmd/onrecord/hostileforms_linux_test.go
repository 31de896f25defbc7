package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestHostileDiff changes a sound page into one with terminal escapes, and
// prints what changed in every form.
func TestHostileDiff(t *testing.T) {
	t.Parallel()
	escapes := "Lakes \x1b[31mred\x1b[0m \x1b]0;owned\x07 \u009b2J \u202egnp.exe\u202c &#27;[2J &#x202e; <script>alert(1)</script> end"
	site := &hostileSite{pages: map[string]http.HandlerFunc{"/news/bad/": htmlPage(hostileArticle("Lakes", "20.02.2026", "<p>A quiet paragraph.</p>"))}}
	p := newHostilePlace(t, site)
	p.says(exitDone, "crawl")
	site.pages["/news/bad/"] = htmlPage(hostileArticle(escapes, "20.02.2026", "<p>"+escapes+"</p>"))
	if said := p.says(exitDone, "crawl", "--recheck", "all"); !strings.Contains(said, "1 edited") {
		t.Fatalf("the crawl says:\n%s", said)
	}
	for _, command := range []string{"diff", "diff --stat", "diff --format json", "diff --format html", "diff --format markdown", "log", "log --json"} {
		said := p.says(exitDone, strings.Fields(command)...)
		if strings.Contains(said, "<script>alert") && !strings.Contains(command, "json") && command != "diff" && command != "log" && command != "diff --stat" {
			t.Errorf("%s leaves markup alive:\n%s", command, said)
		}
	}
}

// TestHostileDates lists and serves days that there are none of.
func TestHostileDates(t *testing.T) {
	t.Parallel()
	for _, date := range []string{"31.06.2026", "31 June 2026", "20204-01-01", "01.01.20204", "00.00.0000", "2026-02-30T25:61:61Z"} {
		t.Run(date, func(t *testing.T) {
			t.Parallel()
			listing := strings.Replace(hostileListing("", "", 0), "20.02.2026", date, 1)
			p := newHostilePlace(t, &hostileSite{pages: map[string]http.HandlerFunc{
				"/news/": htmlPage(listing), "/news/bad/": htmlPage(hostileArticle("Lakes", date, "")),
			}})
			p.says(exitDone, "crawl")
			var shown struct{ Article struct{ Date *string } }
			if err := json.Unmarshal([]byte(p.says(exitDone, "show", p.base+"/news/bad/", "--json")), &shown); err != nil {
				t.Fatal(err)
			}
			if shown.Article.Date != nil {
				t.Errorf("its date is %q, want null", *shown.Article.Date)
			}
		})
	}
}

// manyEntries lists n articles on each of its pages.
func manyEntries(n, pages int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		at, _ := strconv.Atoi(r.URL.Query().Get("page"))
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		out := bufio.NewWriter(w)
		fmt.Fprint(out, `<!DOCTYPE html><html lang="en"><head><title>News</title></head><body><h1>News</h1><div class="news-list">`)
		for i := range n {
			fmt.Fprintf(out, "<div><b>20.02.2026</b> <a href=/news/%d-%d/>The lake council met, %[2]d</a></div>\n", at, i)
		}
		if at < pages-1 {
			fmt.Fprintf(out, `<a rel="next" href="/news/?page=%d">Next page</a>`, at+1)
		}
		fmt.Fprint(out, "</div></body></html>")
		_ = out.Flush() // a client that went away is no failure of the test's
	}
}

// TestHostileListingOfVeryMany rehearses a crawl of a listing with 20,000
// entries, in make soak with a million, of which one crawl reads 100,000: it
// ends within five minutes and within the memory allowed.
func TestHostileListingOfVeryMany(t *testing.T) {
	t.Parallel()
	each, pages, code, want := 4_000, 5, exitDone, "20000 pages would be fetched"
	if os.Getenv("ONRECORD_SOAK") != "" {
		each, pages, code, want = 20_000, 50, exitPartial, "100000 entries of this listing were read, and there are more; the next crawl goes on here"
	}
	p := newHostilePlace(t, &hostileSite{pages: map[string]http.HandlerFunc{"/news/": manyEntries(each, pages)}})
	p.limit = 5 * time.Minute
	began := time.Now()
	said := p.says(code, "crawl", "--dry-run")
	if !strings.Contains(said, want) {
		t.Errorf("it does not say %q, but ends\n%s", want, said[max(0, len(said)-500):])
	}
	t.Logf("%d entries on each of %d pages: %d bytes said, %s, peak %d MiB", each, pages, len(said), time.Since(began), p.peak>>10)
}
