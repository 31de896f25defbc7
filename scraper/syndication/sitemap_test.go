package syndication

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"onrecord/archive"
	"onrecord/scraper/page"
)

func pack(t testing.TB, body []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(body); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const sitemapNS = `xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"`

func utc(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return t.UTC()
}

func inUTC(times map[string]time.Time) map[string]time.Time {
	for k, t := range times {
		times[k] = t.UTC()
	}
	return times
}

func TestURLSet(t *testing.T) {
	body := `<?xml version="1.0" encoding="UTF-8"?><?xml-stylesheet type="text/xsl" href="/s.xsl"?>
<urlset ` + sitemapNS + ` xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://harbour.example/news/dredging</loc><lastmod>2026-02-20T08:00:00+03:00</lastmod><changefreq>daily</changefreq>
 <image:image><image:loc>https://harbour.example/i/1.jpg</image:loc><image:title>Dredger</image:title></image:image></url>
<url><loc> https://harbour.example/news/fees?a=1&amp;b=2 </loc><lastmod>2026-02-21</lastmod></url>
<url><loc>https://harbour.example/news/pilots</loc><lastmod>2031-01-01</lastmod></url>
<url><loc>https://harbour.example/news/undated</loc><lastmod>last week</lastmod></url>
<url><lastmod>2026-02-21</lastmod></url>
<url><loc>https://www.harbour.example/news/dredging</loc></url>
</urlset>`
	want := []archive.Entry{
		{URL: "https://harbour.example/news/dredging"}, {URL: "https://harbour.example/news/fees?a=1&b=2"},
		{URL: "https://harbour.example/news/pilots"}, {URL: "https://harbour.example/news/undated"},
	}
	modified := map[string]time.Time{
		"harbour.example/news/dredging":     utc("2026-02-20T05:00:00Z"),
		"harbour.example/news/fees?a=1&b=2": utc("2026-02-21T20:59:59Z"), // the end of that day in Moscow
		"harbour.example/news/pilots":       utc("2026-03-01T09:00:00Z"), // not later than the capture
	}
	for name, packed := range map[string][]byte{"plain": []byte(body), "packed": pack(t, []byte(body))} {
		d, err := Read(page.Source{Body: packed, ContentType: "application/x-gzip", Address: "https://harbour.example/sitemap.xml.gz"}, options(t))
		if err != nil {
			t.Fatal(err)
		}
		if d.Kind != URLSet || d.Window || d.Next != "" || d.Cut != "" {
			t.Errorf("%s: document = %+v", name, d)
		}
		if diff := cmp.Diff(want, d.Entries); diff != "" {
			t.Errorf("%s: entries (-want +got):\n%s", name, diff)
		}
		if diff := cmp.Diff(modified, inUTC(d.Modified)); diff != "" {
			t.Errorf("%s: modified (-want +got):\n%s", name, diff)
		}
	}
}

func TestNewsSitemap(t *testing.T) {
	head := `<urlset ` + sitemapNS + ` xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">`
	d := mustRead(t, "https://harbour.example/news.xml", "application/xml", head+`
<url><loc>https://harbour.example/2026/dredging</loc><lastmod>2026-02-28T12:00:00Z</lastmod>
<n:news><n:publication><n:name>Harbour Board</n:name><n:language>en</n:language></n:publication>
<n:publication_date>2026-02-27T09:15:00+02:00</n:publication_date><n:title>Dredging &amp; silt: what is planned</n:title></n:news></url>
</urlset>`)
	want := []archive.Entry{{
		URL: "https://harbour.example/2026/dredging", Date: "2026-02-27T09:15:00+02:00", Title: "Dredging & silt: what is planned",
	}}
	if diff := cmp.Diff(want, d.Entries); diff != "" || !d.Window {
		t.Errorf("window %v, entries (-want +got):\n%s", d.Window, diff)
	}
	if d := mustRead(t, "https://harbour.example/news.xml", "", head+`</urlset>`); d.Empty() {
		t.Error("a sitemap of two days without news counts as one that lost its entries")
	}
	if d := mustRead(t, "https://harbour.example/s.xml", "", `<urlset `+sitemapNS+`></urlset>`); !d.Empty() {
		t.Error("an empty sitemap is not told")
	}
}

func TestFrontsOfSectionsAreNoArticles(t *testing.T) {
	var b strings.Builder
	b.WriteString(`<urlset ` + sitemapNS + `>`)
	add := func(path string) {
		fmt.Fprintf(&b, `<url><loc>https://harbour.example%s</loc><lastmod>2026-02-20</lastmod></url>`, path)
	}
	add("/news/")
	add("/press")
	for i := range fewBelow {
		add(fmt.Sprintf("/news/item-%d/", i))
		add(fmt.Sprintf("/press/%d", i))
	}
	add("/news/item-1/photos/")
	b.WriteString(`</urlset>`)
	d := mustRead(t, "https://harbour.example/sitemap.xml", "", b.String())
	if len(d.Entries) != 2*fewBelow+1 || len(d.Modified) != len(d.Entries) {
		t.Errorf("%d entries, %d times: %v", len(d.Entries), len(d.Modified), d.Entries)
	}
	for _, e := range d.Entries {
		if e.URL == "https://harbour.example/news/" || e.URL == "https://harbour.example/press" {
			t.Errorf("%s is the front of a section", e.URL)
		}
	}
}

func TestIndex(t *testing.T) {
	d := mustRead(t, "https://harbour.example/sitemap_index.xml", "text/xml", `<sitemapindex `+sitemapNS+`>
<sitemap><loc>https://harbour.example/s-2019.xml.gz</loc><lastmod>2019-12-31</lastmod></sitemap>
<sitemap><loc>https://harbour.example/s-pages.xml</loc></sitemap>
<sitemap><loc>/s-2026.xml</loc><lastmod>2026-02-20T10:00:00Z</lastmod></sitemap>
<sitemap><loc>https://elsewhere.example/s.xml</loc><lastmod>2026-02-25</lastmod></sitemap>
<sitemap><loc>https://www.harbour.example/s-2025.xml</loc><lastmod>2025-12-31</lastmod></sitemap>
<sitemap><loc>https://harbour.example/s-2019.xml.gz</loc></sitemap>
</sitemapindex>`)
	var got []string
	for _, s := range d.Sitemaps {
		got = append(got, s.URL)
	}
	want := []string{
		"https://harbour.example/s-2026.xml", "https://www.harbour.example/s-2025.xml",
		"https://harbour.example/s-2019.xml.gz", "https://harbour.example/s-pages.xml",
	}
	if diff := cmp.Diff(want, got); diff != "" || d.Kind != Index || len(d.Entries) != 0 || d.Empty() {
		t.Errorf("document = %+v\n%s", d, diff)
	}
}

func TestAnIndexIsBounded(t *testing.T) {
	var b strings.Builder
	b.WriteString(`<sitemapindex>`)
	for i := range maxSitemaps + 5 {
		fmt.Fprintf(&b, `<sitemap><loc>/s-%d.xml</loc><lastmod>%s</lastmod></sitemap>`, i, captured.AddDate(0, 0, i-2000).Format(archive.DayLayout))
	}
	b.WriteString(`</sitemapindex>`)
	d := mustRead(t, "https://harbour.example/sitemap.xml", "", b.String())
	if len(d.Sitemaps) != maxSitemaps || d.Cut != "only the newest 500 of 505 sitemaps are read" {
		t.Errorf("%d sitemaps, %q", len(d.Sitemaps), d.Cut)
	}
	if last := d.Sitemaps[maxSitemaps-1].URL; last != "https://harbour.example/s-5.xml" {
		t.Errorf("the oldest that is read is %s", last)
	}
}

func TestASitemapThatBreaksOff(t *testing.T) {
	whole := `<urlset><url><loc>https://harbour.example/a</loc></url><url><loc>https://harbour.example/b</loc></url></urlset>`
	for cut := len(`<urlset><url><loc>https://harbour.example/a</loc></url>`); cut < len(whole)-len(`</url></urlset>`); cut += 3 {
		d := mustRead(t, "https://harbour.example/s.xml", "", whole[:cut])
		if len(d.Entries) != 1 || !strings.Contains(d.Cut, "only the first 1 entries") {
			t.Errorf("cut at %d: %d entries, %q", cut, len(d.Entries), d.Cut)
		}
	}
	packed := pack(t, []byte(strings.Repeat(" ", 50_000)+whole))
	if _, err := Read(page.Source{Body: packed[:20], ContentType: "application/gzip"}, options(t)); err == nil {
		t.Error("a sitemap of which only the header of its packing came was read")
	}
	if _, err := Read(page.Source{Body: []byte("\x1f\x8b\x08 and no more")}, options(t)); !errors.Is(err, ErrBroken) {
		t.Errorf("err = %v, want ErrBroken", err)
	}
}

func TestUnpackingIsLimited(t *testing.T) {
	bomb := pack(t, append([]byte(`<urlset>`), make([]byte, MaxUnpacked)...))
	if len(bomb) > 1<<20 {
		t.Fatalf("the bomb is %d bytes", len(bomb))
	}
	if _, err := Read(page.Source{Body: bomb, Address: "https://harbour.example/s.xml.gz"}, options(t)); !errors.Is(err, ErrTooLarge) {
		t.Errorf("err = %v, want ErrTooLarge", err)
	}
}
