package listing

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"onrecord/archive"
	"onrecord/internal/costs"
	"onrecord/scraper/page"
)

// Pages made to waste time must cost about as much as their size.
func TestHostilePages(t *testing.T) {
	if testing.Short() {
		t.Skip("builds large pages")
	}
	const n = 60_000
	repeat := func(row string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.ReplaceAll(row, "%d", fmt.Sprint(i)))
		}
		return b.String()
	}
	tests := map[string]string{
		"links in one line":     repeat(`<a href="/n/%d">Item number %d of many</a> `),
		"dated rows":            "<ul>" + repeat(`<li>05.11.2024 <a href="/n/%d">Item number %d of many</a></li>`) + "</ul>",
		"links in one row":      "<div class=item>05.11.2024" + repeat(`<a href="/n/%d">Item %d</a>`) + "</div>",
		"a class each":          repeat(`<div class="kind%da%d"><a href="/n/%d">Item number %d of many</a></div>`),
		"numbers":               `<div class="pager">` + repeat(`<a href="?page=%d">%d</a>`) + "</div>",
		"dates without links":   repeat("<p>05.11.2024</p>"),
		"menus in menus":        strings.Repeat(`<div class="menu">`, 400) + repeat(`<a href="/n/%d">x</a>`),
		"date elements, nested": strings.Repeat(`<span class="date">`, 400) + repeat("<i>1</i>"),
		"headings":              repeat("<h2>05.11.2024</h2>") + `<a href="/n/1">Only one entry on the page</a>`,
		"years":                 repeat("<p>2024</p><p>5 May</p>"),
		"lines in a link":       `<div class=item><a href="/n/1">` + repeat("<p>05.11.2024 line %d</p>") + "</a></div>",
	}
	parse := func(t *testing.T, body string) *page.Page {
		p, err := page.Parse(page.Source{Body: []byte("<html><body>" + body), ContentType: "text/html; charset=utf-8", Address: "https://a.example/n/"})
		if err != nil {
			t.Skipf("the page package refuses it: %v", err)
		}
		return p
	}
	ordinary := parse(t, tests["dated rows"])
	for name, body := range tests {
		t.Run(name, func(t *testing.T) {
			p := parse(t, body)
			var got Page
			t.Logf("%.1f times the effort", costs.AtMost(t, 100, func() { got = Read(p, Options{Now: sampleNow}) }, func() {
				Read(ordinary, Options{Now: sampleNow})
			}))
			check(t, p, got)
		})
	}
}

// check asserts what holds for every page.
func check(t *testing.T, p *page.Page, got Page) {
	t.Helper()
	seen := map[string]bool{}
	self, _ := archive.Canonical(p.URL.String())
	for _, e := range got.Entries {
		clean, err := archive.CleanURL(e.URL)
		if err != nil || clean != e.URL {
			t.Errorf("address %q is not in clean form %q (%v)", e.URL, clean, err)
		}
		canonical, err := archive.Canonical(e.URL)
		if err != nil || seen[canonical] || canonical == self {
			t.Errorf("address %q twice, or the page itself (%v)", e.URL, err)
		}
		seen[canonical] = true
		if e.Date != "" {
			if _, err := archive.ParseDate(string(e.Date)); err != nil {
				t.Errorf("%s: %v", e.URL, err)
			}
		}
		if e.Title != archive.NormaliseLine(e.Title) || e.Teaser != archive.NormaliseLine(e.Teaser) {
			t.Errorf("%s: title %q or teaser %q is not normalised", e.URL, e.Title, e.Teaser)
		}
	}
	if got.Next == "" {
		return
	}
	u, err := url.Parse(got.Next)
	if err != nil || !sameHost(u, p.URL) || seen[u.String()] {
		t.Errorf("next page %q: on another host, an entry, or no address (%v)", got.Next, err)
	}
}

func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/*.html")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(body), ".item", "a")
	}
	f.Add(listWith("", `<a href="?page=2">2</a><a data-url="/?x">»</a>`), "li", "[[")
	f.Add(`<table><tr><td><a href="a">1</a><td>1.2.2024<tr><a href=b>`, "tr", "")
	f.Add("<base href='http://[::1'><a href='//'>x<a href='http://a.example:99999/'>", "", "")
	f.Fuzz(func(t *testing.T, body, entry, next string) {
		if len(body) > 1<<16 {
			return
		}
		p, err := page.Parse(page.Source{Body: []byte(body), ContentType: "text/html; charset=utf-8", Address: "https://a.example/news/?page=2"})
		if err != nil {
			return
		}
		check(t, p, Read(p, Options{Now: sampleNow}))
		check(t, p, Read(p, Options{Entry: entry, Next: next, DateFormat: "02.01.2006", Language: "ru"}))
	})
}

func TestInclude(t *testing.T) {
	p := parse(t, listWith("", ""), "https://ferry.example/news/")
	got := Read(p, Options{Now: sampleNow, Include: []*regexp.Regexp{regexp.MustCompile(`^/news/item-[ab]$`)}})
	if len(got.Entries) != 2 || got.Entries[0].URL != "https://ferry.example/news/item-b" {
		t.Errorf("got %+v, want items b and a", got.Entries)
	}
}

func TestAPageWithMoreThanIsReadSaysSo(t *testing.T) {
	for n, want := range map[int]bool{300: false, 21_000: true} {
		var b strings.Builder
		b.WriteString(`<html lang="en"><body><h1>News</h1>`)
		for i := range n {
			fmt.Fprintf(&b, "<div><b>20.02.2026</b> <a href=/news/%d/>The lake council met, meeting %[1]d</a></div>", i)
		}
		p, err := page.Parse(page.Source{Body: []byte(b.String()), ContentType: "text/html", Address: "http://works.example/news/"})
		if err != nil {
			t.Fatal(err)
		}
		if got := Read(p, Options{}); got.Clipped != want {
			t.Errorf("%d entries: clipped is %t, with %d read", n, got.Clipped, len(got.Entries))
		}
	}
}
