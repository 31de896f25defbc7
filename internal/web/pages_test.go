package web

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// paths are one of every kind of page.
func paths(t testing.TB, r *replica) map[string]string {
	article := "/feeds/mlo/articles/" + r.idAt(t, bridges)
	return map[string]string{
		"feeds": "/", "stream": "/feeds/mlo/", "filtered": "/feeds/mlo/?q=bridges&state=listed&since=2024-01-01&until=2024-12-31&kind=edited",
		"changes": "/feeds/mlo/changes", "some changes": "/feeds/mlo/changes?kind=edited&kind=removed&since=7d",
		"calendar": "/feeds/mlo/calendar", "edits": "/feeds/mlo/calendar?show=edited", "statistics": "/feeds/mlo/statistics",
		"snapshots": "/feeds/mlo/snapshots", "snapshot": "/feeds/mlo/snapshots/2", "between": "/feeds/mlo/compare/1/2",
		"article": article, "revision": article + "/revisions/1", "inline": article + "/compare/1/2", "side": article + "/compare/1/2?view=side",
		"archived": article + "/revisions/1/page", "sources": article + "/revisions/1/sources", "looks": article + "/looks",
		"removed": "/feeds/mlo/articles/" + r.idAt(t, ferry), "search": "/search", "found": "/feeds/mlo/search?q=bridges&revisions=all",
	}
}

// What holds for every page, in both languages.
func TestEveryPage(t *testing.T) {
	s, r := newServer(t)
	cyrillic := regexp.MustCompile(`\p{Cyrillic}`)
	for name, path := range paths(t, r) {
		for _, lang := range []string{"en", "ru"} {
			answer := get(t, s, path, "Accept-Language", lang)
			doc, err := goquery.NewDocumentFromReader(answer.Body)
			if err != nil || answer.StatusCode != http.StatusOK {
				t.Errorf("%s: %s, %v", path, answer.Status, err)
				continue
			}
			if got := doc.Find("html").AttrOr("lang", ""); got != lang || answer.Header.Get("Content-Language") != lang {
				t.Errorf("%s: language %q, wanted %s", name, got, lang)
			}
			if nav := text(doc, "footer p:first-child"); cyrillic.MatchString(nav) != (lang == "ru") {
				t.Errorf("%s in %s says %q", name, lang, nav)
			}
			checkPage(t, name, doc)
		}
	}
}

func checkPage(t *testing.T, name string, doc *goquery.Document) {
	t.Helper()
	for selector, want := range map[string]int{"h1": 1, "main": 1, "head title": 1, `link[rel=canonical]`: 1, `meta[property="og:title"]`: 1, `a.skip[href="#main"]`: 1} {
		if got := doc.Find(selector).Length(); got != want {
			t.Errorf("%s has %d %s", name, got, selector)
		}
	}
	if len(text(doc, "head title")) < 10 || len(doc.Find(`meta[name=description]`).AttrOr("content", "")) < 10 {
		t.Errorf("%s: title %q, description %q", name, text(doc, "head title"), doc.Find(`meta[name=description]`).AttrOr("content", ""))
	}
	ids := map[string]bool{}
	doc.Find("[id]").Each(func(_ int, e *goquery.Selection) {
		if id := e.AttrOr("id", ""); ids[id] {
			t.Errorf("%s has two elements %q", name, id)
		} else {
			ids[id] = true
		}
	})
	if n := doc.Find("style, [style], script:not([src]), [onclick], [onload]").Length(); n > 0 {
		t.Errorf("%s has %d scripts or styles of its own", name, n)
	}
	doc.Find("script[src], link[rel=stylesheet], img, iframe").Each(func(_ int, e *goquery.Selection) {
		if address := e.AttrOr("src", e.AttrOr("href", "")); !strings.HasPrefix(address, "/") || strings.HasPrefix(address, "//") {
			t.Errorf("%s loads %q", name, address)
		}
	})
	// A text that the catalogue lacks shows as its key, a verb without a value as %!.
	if missing := regexp.MustCompile(`%!|\b(error|column|field|look|state|kind|status|reason)\.[a-z]+`).FindString(text(doc, "main")); missing != "" {
		t.Errorf("%s says %q", name, missing)
	}
}

// Every link of ours on every page leads somewhere.
func TestLinks(t *testing.T) {
	s, r := newServer(t)
	seen := map[string]bool{}
	for name, path := range paths(t, r) {
		open(t, s, path).Find("a[href], link[rel=alternate], link[rel=stylesheet], script[src]").Each(func(_ int, e *goquery.Selection) {
			address, _, _ := strings.Cut(e.AttrOr("href", e.AttrOr("src", "")), "#")
			if strings.HasPrefix(address, "?") {
				before, _, _ := strings.Cut(path, "?")
				address = before + address
			}
			if !strings.HasPrefix(address, "/") || seen[address] || len(seen) > 400 {
				return
			}
			seen[address] = true
			if got := get(t, s, address); got.StatusCode != http.StatusOK {
				t.Errorf("%s leads to %s: %s", name, address, got.Status)
			}
		})
	}
	if len(seen) < 100 {
		t.Errorf("only %d links", len(seen))
	}
}

func TestFeedAtAGlance(t *testing.T) {
	s, _ := newServer(t)
	doc := open(t, s, "/")
	for selector, want := range map[string]string{
		".feed h2": "Meridian Lakes Organization", ".facts": "91 articles 2 edited later 1 removed 2 snapshots",
		".health": "well last crawl 23 Nov 2026, 09:00 UTC", ".plot th[scope=row]": "23 Nov 2026", ".plot td": "5",
	} {
		if got := text(doc, selector); got != want {
			t.Errorf("%s: %q, wanted %q", selector, got, want)
		}
	}
}

// The silent edit: what was promised, and what is left of it.
func TestSilentEdit(t *testing.T) {
	s, r := newServer(t)
	changes := open(t, s, "/feeds/mlo/changes?kind=edited&q=")
	card := changes.Find("article.card").FilterFunction(func(_ int, c *goquery.Selection) bool {
		return strings.Contains(c.Find("h3").Text(), "nine bridges")
	})
	if got := card.Find("del").First().Text() + " → " + card.Find("ins").First().Text(); got != "all nine → six" {
		t.Errorf("the card says %q", got)
	}
	if got := text(changes, "h2.day"); got != "23 November 2026" {
		t.Errorf("day %q", got)
	}
	address, _ := card.Find(".foot a").Attr("href")
	if want := "/feeds/mlo/articles/" + r.idAt(t, bridges) + "/compare/1/2"; address != want {
		t.Fatalf("the card leads to %q", address)
	}
	for _, view := range []string{"", "?view=side"} {
		doc := open(t, s, address+view)
		if got := strings.Join(doc.Find("del").Map(func(_ int, e *goquery.Selection) string { return e.Text() }), "|"); got != "all nine|full|remaining six|be finished no later than June 2025|will not" {
			t.Errorf("deleted: %q", got)
		}
		if got := strings.Join(doc.Find("ins").Map(func(_ int, e *goquery.Selection) string { return e.Text() }), "|"); got != "six|part|others|follow as funds allow|may" {
			t.Errorf("inserted: %q", got)
		}
	}
	old := open(t, s, "/feeds/mlo/articles/"+r.idAt(t, bridges)+"/revisions/1")
	if got := text(old, ".body"); !strings.Contains(got, "all nine bridges in full") {
		t.Errorf("revision 1 says %q", got)
	}
}

func TestStream(t *testing.T) {
	s, r := newServer(t)
	for _, tt := range []struct{ query, count, first string }{
		{"", "91 articles", "Rescue services of the member states go over to winter duty"},
		{"?state=removed", "1 article", "Statement by the Secretariat on the grounding of the ferry “Fidelity”"},
		{"?q=BRIDGES+nine", "1 article", "Common Fund to pay for the repair of all nine bridges on the Halver"},
		{"?q=fideli", "1 article", "Statement by the Secretariat on the grounding of the ferry “Fidelity”"},       // as one types it
		{"?q=%22as+funds%22", "1 article", "Common Fund to pay for the repair of all nine bridges on the Halver"}, // a phrase
		{"?q=funds+allow", "1 article", "Common Fund to pay for the repair of all nine bridges on the Halver"},    // of the text
		{"?q=no+later+than+June+2025", "0 articles", ""},                                                          // of its former text
		{"?q=funds+allow&state=removed", "0 articles", ""},
		{"?kind=moved", "1 article", "Reading room of the Organization’s archive opens in Calderhaven"},
		{"?since=2024-11-21&until=2024-11-21", "1 article", "Common Fund to pay for the repair of all nine bridges on the Halver"},
		{"?q=Экологи+Корвиль", "1 article", "Экологи подвели итоги летнего обследования на озере Корвиль"},
	} {
		doc := open(t, s, "/feeds/mlo/"+tt.query)
		if got := text(doc, "#list > .quiet"); got != tt.count {
			t.Errorf("%q: %q", tt.query, got)
		}
		if got := strings.TrimSpace(doc.Find(".stream h2").First().Text()); got != tt.first {
			t.Errorf("%q begins with %q", tt.query, got)
		}
	}
	for _, bad := range []string{"?state=gone", "?kind=deleted", "?since=yesterday", "?q=" + strings.Repeat("a", 300)} {
		if got := get(t, s, "/feeds/mlo/"+bad); got.StatusCode != http.StatusBadRequest {
			t.Errorf("%q: %s", bad, got.Status)
		}
	}
	if got := get(t, s, "/feeds/mlo/?after="+r.idAt(t, "/nothing/")); got.StatusCode != http.StatusNotFound {
		t.Errorf("after an article that is not there: %s", got.Status)
	}
}

// Page after page shows every article once.
func TestPaging(t *testing.T) {
	s, _ := newServer(t)
	for path, want := range map[string]int{"/feeds/mlo/": 91, "/feeds/mlo/changes?kind=added": 91} {
		seen := map[string]int{}
		pages := 0
		for path != "" {
			doc := open(t, s, path)
			doc.Find("[data-item] h2 a, [data-item] h3 a").Each(func(_ int, a *goquery.Selection) { seen[a.AttrOr("href", "")]++ })
			path = doc.Find("#next").AttrOr("href", "")
			pages++
		}
		for address, n := range seen {
			if n != 1 {
				t.Errorf("%s is shown %d times", address, n)
			}
		}
		if len(seen) != want || pages < 2 {
			t.Errorf("%d items on %d pages, wanted %d items", len(seen), pages, want)
		}
	}
}

func TestSearchPages(t *testing.T) {
	s, r := newServer(t)
	// The words were deleted: today's texts do not have them.
	doc := open(t, s, "/feeds/mlo/search?q=%22no+later+than+June+2025%22")
	if doc.Find("[data-item]").Length() != 0 {
		t.Error("found in today's texts")
	}
	former, _ := doc.Find(".results a").Attr("href")
	doc = open(t, s, former)
	if got := text(doc, ".results h2"); got != "Common Fund to pay for the repair of all nine bridges on the Halver" {
		t.Errorf("found %q", got)
	}
	if got := text(doc, ".results mark"); got != "no later than June 2025" {
		t.Errorf("marked %q", got)
	}
	if address := doc.Find(".results .meta a").AttrOr("href", ""); address != "/feeds/mlo/articles/"+r.idAt(t, bridges)+"/compare/1/2" {
		t.Errorf("it leads to %q", address)
	}
	for _, bad := range []string{"%22", "-ferry"} {
		got := get(t, s, "/search?q="+bad)
		doc, err := goquery.NewDocumentFromReader(got.Body)
		if err != nil || got.StatusCode != http.StatusBadRequest || text(doc, "[role=alert]") == "" || doc.Find("#q[aria-invalid]").AttrOr("value", "") == "" {
			t.Errorf("%q: %s, %v: the form does not say what is wrong", bad, got.Status, err)
		}
	}
}

func TestSnapshotForms(t *testing.T) {
	s, _ := newServer(t)
	for query, want := range map[string]string{
		"from=1&to=2": "/feeds/mlo/compare/1/2", "from=latest&to=latest~1": "/feeds/mlo/compare/1/2", "from=2026-11-21&to=latest": "/feeds/mlo/compare/1/2",
	} {
		if got := get(t, s, "/feeds/mlo/compare?"+query); got.Header.Get("Location") != want {
			t.Errorf("%s leads to %q", query, got.Header.Get("Location"))
		}
	}
	for _, path := range []string{"/feeds/mlo/compare?from=9&to=1", "/feeds/mlo/compare/2/1", "/feeds/mlo/compare/1/3", "/feeds/mlo/snapshots/3", "/feeds/mlo/snapshots/0", "/feeds/no/", "/feeds/mlo/articles/zzzzzzzz", "/nothing", "/feeds/mlo/articles/" + strings.Repeat("a", 16) + "/revisions/9"} {
		if got := get(t, s, path); got.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s", path, got.Status)
		}
	}
	doc := open(t, s, "/feeds/mlo/compare/0/1")
	if got := text(doc, "main > p[role=status]"); got != "90 articles with changes" {
		t.Errorf("since the beginning: %q", got)
	}
}

// An article is found by its address and by the beginning of its id.
func TestArticleNames(t *testing.T) {
	s, r := newServer(t)
	id := r.idAt(t, bridges)
	if got := get(t, s, "/feeds/mlo/articles/"+id[:6]); got.Header.Get("Location") != "/feeds/mlo/articles/"+id {
		t.Errorf("%s: %q", got.Status, got.Header.Get("Location"))
	}
	doc := open(t, s, "/feeds/mlo/articles/"+r.idAt(t, ferry))
	if got := text(doc, ".record dd:first-of-type"); !strings.HasPrefix(got, "removed since 23 Nov 2026, 09:00 UTC") {
		t.Errorf("it stands as %q", got)
	}
	if got := text(doc, ".timeline li:first-child"); !strings.Contains(got, "404") {
		t.Errorf("timeline: %q", got)
	}
}

// Pages are kept by clients as long as they are the same.
func TestSamePage(t *testing.T) {
	s, r := newServer(t)
	for _, path := range []string{"/", "/feeds/mlo/articles/" + r.idAt(t, bridges), "/api/v1/feeds", "/feeds/mlo/changes.atom"} {
		tag := get(t, s, path).Header.Get("ETag")
		if got := get(t, s, path, "If-None-Match", tag); tag == "" || got.StatusCode != http.StatusNotModified {
			t.Errorf("%s: tag %q, then %s", path, tag, got.Status)
		}
		if got := get(t, s, path, "If-None-Match", `"other"`); got.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", path, got.Status)
		}
	}
}
