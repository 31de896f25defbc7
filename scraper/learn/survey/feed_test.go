package survey

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"onrecord/archive"
	"onrecord/scraper/fetch"
)

// site answers addresses with bytes, others with 404.
type site map[string]string

func (s site) Get(_ context.Context, r fetch.Request) (fetch.Answer, error) {
	a := fetch.Answer{URL: r.URL, Final: r.URL, Status: 404, Header: []archive.Field{{Name: "Content-Type", Value: "text/html; charset=utf-8"}}}
	if body, ok := s[r.URL]; ok {
		a.Status, a.Body = 200, []byte(body)
	}
	return a, nil
}

// locks is a site whose home page lists nothing, with articles 1 to 5.
func locks() site {
	s := site{"https://locks.example/": `<html lang="en"><title>Board of Locks</title><body><h1>Welcome</h1><p>The board looks after seventeen locks.</p></body></html>`}
	for i, what := range []string{"gates", "ferries", "pilots", "dredging", "lanterns"} {
		s[fmt.Sprintf("https://locks.example/release/%d", i+1)] = fmt.Sprintf(`<html lang="en"><title>The board decides on %[1]s | Board of Locks</title><body>
			<header><a href="/">Board of Locks</a></header><main><h1>The board decides on %[1]s</h1><p class="date">%[2]d November 2024</p>
			<div class="body"><p>After a long sitting the board decided what is to be done about %[1]s before the winter comes.</p>
			<p>The decision on %[1]s number %[2]d was taken by all members, and will be printed in the gazette.</p></div></main></body></html>`, what, i+1)
	}
	return s
}

func TestAFeedIsTheListingWhereNoPageListsTheArticles(t *testing.T) {
	const address = "https://locks.example/rss.xml"
	items, urls := "", ""
	for i := 1; i <= 5; i++ {
		items += fmt.Sprintf(`<item><title>Decision</title><link>https://locks.example/release/%d</link><pubDate>0%d Nov 2024 09:00:00 GMT</pubDate></item>`, i, i)
		urls += fmt.Sprintf(`<url><loc>https://locks.example/release/%d</loc></url>`, i)
	}
	urlset := `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://locks.example/</loc></url>` + urls + `</urlset>`
	for name, answers := range map[string]site{
		"RSS":                 {address: `<rss version="2.0"><channel><title>Decisions</title><link>https://locks.example/</link>` + items + `</channel></rss>`},
		"RSS without a page":  {address: `<rss version="2.0"><channel><title>Decisions</title>` + items + `</channel></rss>`},
		"RSS of another host": {address: `<rss version="2.0"><channel><title>Decisions</title><link>https://other.example/</link>` + items + `</channel></rss>`},
		"sitemap":             {address: urlset},
		"index": {address: `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://locks.example/s1.xml</loc></sitemap></sitemapindex>`,
			"https://locks.example/s1.xml": urlset},
	} {
		all := locks()
		for a, body := range answers {
			all[a] = body
		}
		f, err := Site(context.Background(), Parts{Fetcher: all, Now: func() time.Time { return time.Date(2024, 12, 1, 0, 0, 0, 0, time.UTC) }}, address)
		if err != nil || f.Listing != address || len(f.Entries) != 5 || f.Learned.Select.Body != ".body" || f.Learned.Select.Entry != "" {
			t.Errorf("%s: %v; %s with %d entries, %+v", name, err, f.Listing, len(f.Entries), f.Learned.Select)
		}
		var known []Known
		for i, r := range f.Learned.Readings {
			known = append(known, Known{URL: f.Samples[i].Entry.URL, Content: r.Content})
		}
		again, err := Again(context.Background(), Parts{Fetcher: all, Now: time.Now}, Feed{Listings: []string{address}, Location: time.UTC}, known)
		if err != nil || again.Learned.Select.Body != ".body" {
			t.Errorf("%s: learned anew: %v, %+v", name, err, again.Learned.Select)
		}
		if want := "Decisions"; strings.HasPrefix(name, "RSS") && f.Title != want {
			t.Errorf("%s: title %q, want %q", name, f.Title, want)
		}
	}
}

func TestAFeedOfNothingTeachesNothing(t *testing.T) {
	s := locks()
	s["https://locks.example/rss.xml"] = `<rss version="2.0"><channel><title>Decisions</title><link>https://locks.example/</link></channel></rss>`
	_, err := Site(context.Background(), Parts{Fetcher: s, Now: time.Now}, "https://locks.example/rss.xml")
	if !errors.Is(err, ErrNothing) {
		t.Errorf("%v, want ErrNothing", err)
	}
}
