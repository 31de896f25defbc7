package survey

import (
	"errors"
	"net/url"
	"slices"
	"testing"
	"time"

	"onrecord/archive"
	"onrecord/scraper/page"
	"onrecord/scraper/syndication"
)

func TestName(t *testing.T) {
	for host, want := range map[string]string{
		"en.odkb-csto.org": "odkb-csto", "www.mid.ru": "mid", "rivers.gov.uk": "rivers", "127.0.0.1:4000": "feed", "localhost:80": "feed", "[::1]:80": "feed", "xn--e1afmkfd.xn--p1ai": "xn--e1afmkfd",
	} {
		if got := Name(host); got != want {
			t.Errorf("Name(%q) = %q, want %q", host, got, want)
		}
	}
}

func parse(t *testing.T, address, markup string) *page.Page {
	t.Helper()
	p, err := page.Parse(page.Source{Body: []byte(markup), Address: address})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestTheZoneIsSaidOnlyWhenSure(t *testing.T) {
	with := func(instant string) []Sample {
		return []Sample{{Page: parse(t, "https://a.example/", `<time datetime="`+instant+`">x</time>`)}}
	}
	for _, test := range []struct {
		host    string
		samples []Sample
		want    string
	}{
		{"a.example.de", nil, "Europe/Berlin"},
		{"a.de", with("2025-07-01T10:00:00+02:00"), "Europe/Berlin"},
		{"a.de", with("2025-07-01T10:00:00+00:00"), "UTC"},
		{"a.ru", nil, "UTC"},
		{"a.ru", with("2025-07-01T10:00:00+03:00"), "Europe/Moscow"},
		{"a.ru", with("2025-07-01T10:00:00+07:00"), "UTC"},
		{"a.org", with("2025-07-01T10:00:00+03:00"), "UTC"},
		{"127.0.0.1", nil, "UTC"},
	} {
		if got := zoneOf(test.host, test.samples); got != test.want {
			t.Errorf("zoneOf(%q) = %q, want %q", test.host, got, test.want)
		}
	}
	for _, zones := range []map[string]string{onlyZones(), capitalZones()} {
		for tld, zone := range zones {
			if _, err := time.LoadLocation(zone); err != nil {
				t.Errorf("%s: %v", tld, err)
			}
		}
	}
}

func TestNewsPath(t *testing.T) {
	for path, want := range map[string]bool{
		"/news/": true, "/en/press-releases": true, "/novosti.html": true, "/presse/mitteilungen/": true, "/about/": false, "/": false,
		"/news/2024/the-minister-met-the-press-in-town/": false, "/actualites": true, "/contact/": false,
	} {
		if got := newsPath(path); got != want {
			t.Errorf("newsPath(%q) = %v", path, got)
		}
	}
}

func TestNewsScoreInManyLanguages(t *testing.T) {
	u, err := url.Parse("https://a.example/x/")
	if err != nil {
		t.Fatal(err)
	}
	for _, label := range []string{"News", "Новости", "新闻动态", "お知らせ", "الأخبار", "Actualités", "Pressemitteilungen", "Noticias", "Жаңалықтар", "뉴스", "Aktualności"} {
		if newsScore(label, u) <= 0 {
			t.Errorf("%q is not seen to be news", label)
		}
	}
	for _, label := range []string{"Contact", "О совете", "The minister met the press in the town of Lindmoor today", ""} {
		if newsScore(label, u) > 0 {
			t.Errorf("%q is taken for news", label)
		}
	}
}

func TestSpreadTakesEntriesFarFromEachOther(t *testing.T) {
	var entries []archive.Entry
	for i := range 21 {
		entries = append(entries, archive.Entry{Title: string(rune('a' + i))})
	}
	got := ""
	for _, e := range spread(entries, 8) {
		got += e.Title
	}
	if got != "aeimqubc" {
		t.Errorf("spread = %q", got)
	}
	if got := spread(entries[:2], 8); len(got) != 2 {
		t.Errorf("of two: %v", got)
	}
	if got := spread(entries[:4], 8); len(got) != 4 {
		t.Errorf("of four: %v", got)
	}
}

func TestSources(t *testing.T) {
	p := parse(t, "https://a.example/news/", `<link rel="alternate" type="application/rss+xml" href="/rss"><link rel=alternate type="application/atom+xml" href="https://b.example/atom">
		<link rel="alternate" type="application/rss+xml" href="/comments/feed"><link rel="sitemap" href="/sitemap.xml"><link rel="alternate" hreflang="de" href="/de/">`)
	var got []string
	for _, s := range sourcesOf(p) {
		got = append(got, s.Kind+" "+s.URL)
	}
	if want := []string{"RSS https://a.example/rss", "sitemap https://a.example/sitemap.xml"}; !slices.Equal(got, want) {
		t.Errorf("sources %q, want %q", got, want)
	}
}

const rss = `<?xml version="1.0"?><rss version="2.0"><channel><title>N</title><link>https://a.example/news/</link>
<item><title>One</title><link>https://a.example/news/1/</link><pubDate>Tue, 22 Sep 2020 10:00:00 GMT</pubDate></item></channel></rss>`

func TestAFeedIsComparedWithTheListing(t *testing.T) {
	d := document{url: "https://a.example/rss", body: []byte(rss)}
	if home, ok := homeOf(d); !ok || home != "https://a.example/news/" {
		t.Errorf("home %q %v", home, ok)
	}
	var o prospect
	o.list.Next = "https://a.example/news/?page=2"
	if got, want := o.against(d), "holds the newest 1, back to 2020-09-22 only; the listing goes on to older ones, so it is better"; got != want {
		t.Errorf("verdict %q, want %q", got, want)
	}
	if got := o.against(document{body: []byte("<rss><channel>")}); got == "" {
		t.Error("a broken feed has no verdict")
	}
}

func FuzzFeed(f *testing.F) {
	f.Add([]byte(rss))
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1.1","items":[]}`))
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><link href="x"/></feed>`))
	f.Fuzz(func(t *testing.T, body []byte) {
		list, err := syndication.Read(page.Source{Body: body, Address: "https://a.example/rss"}, syndication.Options{})
		if errors.Is(err, syndication.ErrNone) {
			return
		}
		d := document{"https://a.example/rss", body, list}
		if home, ok := homeOf(d); ok {
			if _, err := url.Parse(home); err != nil {
				t.Errorf("home %q: %v", home, err)
			}
		}
		if (prospect{}).against(d) == "" {
			t.Error("no verdict")
		}
	})
}
