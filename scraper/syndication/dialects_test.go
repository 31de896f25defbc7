package syndication

import (
	"regexp"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"onrecord/archive"
	"onrecord/scraper/page"
)

var captured = time.Date(2026, time.March, 1, 9, 0, 0, 0, time.UTC)

func options(t *testing.T) Options {
	t.Helper()
	moscow, err := time.LoadLocation("Europe/Moscow")
	if err != nil {
		t.Fatal(err)
	}
	return Options{Language: "en", Location: moscow, Now: captured}
}

func mustRead(t *testing.T, address, contentType, body string) Document {
	t.Helper()
	d, err := Read(page.Source{Body: []byte(body), ContentType: contentType, Address: address}, options(t))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The three statements of the River Commission, as each dialect prints them.
var (
	levels = archive.Entry{
		URL: "https://river.example/news/101/", Date: "2026-02-25T10:30:00+03:00", Title: "Water levels & navigation in March",
		Teaser: "The Commission expects navigation on the upper river to open two weeks early this year.",
	}
	bridges = archive.Entry{URL: "https://river.example/news/102/", Date: "2026-02-24T23:50:00Z", Title: "Bridges inspected"}
	undated = archive.Entry{URL: "https://river.example/news/103/", Title: "Call for papers"}
)

func without(e archive.Entry, date, teaser bool) archive.Entry {
	if date {
		e.Date = ""
	}
	if teaser {
		e.Teaser = ""
	}
	return e
}

func TestDialects(t *testing.T) {
	for _, test := range []struct {
		name, contentType, body string
		kind                    Kind
		window                  bool
		want                    []archive.Entry
	}{
		{name: "RSS 0.90", contentType: "text/xml", kind: RSS, window: true, body: `<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">
<channel><title>River Commission</title><link>https://river.example/</link><description>News</description></channel>
<item><title>Water levels &amp; navigation in March</title><link>https://river.example/news/101/</link></item>
<item><title>Bridges inspected</title><link>https://river.example/news/102/</link></item>
<item><title>Call for papers</title><link>https://river.example/news/103/</link></item>
</rdf:RDF>`, want: []archive.Entry{without(levels, true, true), without(bridges, true, false), undated}},

		{name: "RSS 0.91", contentType: "application/rss+xml", kind: RSS, window: true, body: `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>River Commission</title><link>https://river.example/</link><description>News</description><language>en</language>
<item><title>Water levels &amp; navigation in March</title><link>https://river.example/news/101/</link>
<description>The Commission expects navigation on the upper river to open two weeks early this year.</description></item>
<item><title>Bridges inspected</title><link>https://river.example/news/102/</link></item>
<item><title>Call for papers</title><link>https://river.example/news/103/</link></item>
</channel></rss>`, want: []archive.Entry{without(levels, true, false), without(bridges, true, false), undated}},

		{name: "RSS 0.92", contentType: "text/xml; charset=utf-8", kind: RSS, window: true, body: `<rss version="0.92"><channel><title>River Commission</title><link>https://river.example/</link>
<item><title>Water levels &amp;amp; navigation in March</title><link>https://river.example/news/101/?utm_source=rss</link><source url="https://other.example/rss">Other</source></item>
<item><description>No link and no file: nothing to look at.</description></item>
<item><title>Report for 2025</title><enclosure url="/files/report-2025.pdf" length="9" type="application/pdf"/></item>
<item><title>Speech</title><enclosure url="/files/speech.mp3" length="9" type="audio/mpeg"/></item>
</channel></rss>`, want: []archive.Entry{
			without(levels, true, true), {URL: "https://river.example/files/report-2025.pdf", Title: "Report for 2025"},
		}},

		{name: "RSS 1.0", contentType: "application/rdf+xml", kind: RSS, window: true, body: `<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="https://river.example/rss"><title>River Commission</title><link>https://river.example/</link><description>News</description>
<dc:date>2026-02-28T00:00:00Z</dc:date><items><rdf:Seq><rdf:li resource="https://river.example/news/101/"/></rdf:Seq></items></channel>
<item rdf:about="https://river.example/news/101/"><title>Water levels &amp; navigation in March</title><link>https://river.example/news/101/</link>
<description>The Commission expects navigation on the upper river to open two weeks early this year.</description>
<content:encoded><![CDATA[<p>All of the text.</p>]]></content:encoded><dc:date>2026-02-25T10:30:00+03:00</dc:date></item>
<item rdf:about="https://river.example/news/102/"><dc:title>Bridges inspected</dc:title><link>https://river.example/news/102/</link><dc:date>2026-02-24T23:50:00Z</dc:date></item>
<item rdf:about="https://river.example/news/103/"><title>Call for papers</title><link>https://river.example/news/103/</link></item>
</rdf:RDF>`, want: []archive.Entry{levels, bridges, undated}},

		{name: "RSS 2.0", contentType: "application/rss+xml; charset=utf-8", kind: RSS, window: true, body: `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>River Commission</title><atom:link href="https://river.example/rss" rel="self"/><link>https://river.example/</link><description/>
<pubDate>Sat, 28 Feb 2026 08:00:00 GMT</pubDate>
<item><title><![CDATA[Water levels &amp; <b>navigation</b> in March]]></title><link>
  https://river.example/news/101/#top
</link><guid isPermaLink="false">101</guid><pubDate>Wed, 25 Feb 2026 10:30:00 +0300</pubDate>
<description><![CDATA[<p><img src="/a.jpg" alt="The river in winter, seen from the old bridge at noon, photographed by the Commission"/></p>
<p>The Commission expects <em>navigation</em> on the upper river to open two&nbsp;weeks early this year.</p><p>The post appeared first on our site.</p>]]></description>
<content:encoded><![CDATA[<p>All of the text.</p>]]></content:encoded></item>
<item><title>Bridges inspected</title><guid>https://river.example/news/102/</guid><pubDate>Tue, 24 Feb 2026 23:50:00 +0000</pubDate></item>
<item><title>Call for papers</title><atom:link rel="alternate" href="/news/103/"/></item>
<item><title>Water levels again</title><link>http://www.river.example/news/101/</link></item>
<item><title>Announced by mail</title><link>mailto:press@river.example</link></item>
</channel></rss>`, want: []archive.Entry{levels, bridges, undated}},

		{name: "Atom 0.3", contentType: "application/xml", kind: Atom, window: true, body: `<feed version="0.3" xmlns="http://purl.org/atom/ns#">
<title>River Commission</title><link rel="alternate" type="text/html" href="https://river.example/"/><modified>2026-02-28T00:00:00Z</modified>
<entry><title mode="escaped">Water levels &amp;amp; navigation in March</title><link rel="alternate" type="text/html" href="https://river.example/news/101/"/>
<id>tag:river.example,2026:101</id><issued>2026-02-25T10:30:00+03:00</issued><modified>2026-02-27T00:00:00Z</modified>
<summary>The Commission expects navigation on the upper river to open two weeks early this year.</summary></entry>
<entry><title>Bridges inspected</title><link rel="alternate" href="https://river.example/news/102/"/><modified>2026-02-24T23:50:00+00:00</modified></entry>
</feed>`, want: []archive.Entry{levels, bridges}},

		{name: "Atom 1.0", contentType: "application/atom+xml", kind: Atom, window: true, body: `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://river.example/news/"><title>River Commission</title><id>urn:x</id><updated>2026-02-28T00:00:00Z</updated>
<link rel="self" href="https://river.example/atom"/>
<entry><title type="html">Water levels &amp;amp; &lt;b&gt;navigation&lt;/b&gt; in March</title>
<link rel="replies" href="https://river.example/news/101/comments"/><link rel="alternate" type="application/json" href="101.json"/><link href="101/"/>
<id>urn:101</id><published>2026-02-25T10:30:00+03:00</published><updated>2026-02-27T00:00:00Z</updated>
<summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The Commission expects navigation on the upper river to open two weeks early this year.</p></div></summary>
<content type="html">&lt;p&gt;All of the text.&lt;/p&gt;</content></entry>
<entry><title>Bridges inspected</title><link rel="http://www.iana.org/assignments/relation/alternate" href="102/"/><id>urn:102</id><updated>2026-02-24T23:50:00+00:00</updated></entry>
<entry><title>Call for papers</title><id>https://river.example/news/999/</id><content type="application/pdf" src="103/"/></entry>
<entry><title>Only an id</title><id>https://river.example/news/998/</id></entry>
</feed>`, want: []archive.Entry{levels, bridges, undated}},

		{name: "JSON Feed 1", contentType: "application/json", kind: JSONFeed, window: true, body: `{"version": "https://jsonfeed.org/version/1", "title": "River Commission",
"items": [
 {"id": 101, "url": "https://river.example/news/101/", "title": "Water levels & navigation in March", "summary": "The Commission expects navigation on the upper river to open two weeks early this year.",
  "content_html": "<p>All of the text.</p>", "date_published": "2026-02-25T10:30:00+03:00", "date_modified": "2026-02-27T00:00:00Z"},
 {"id": "https://river.example/news/102/", "title": "Bridges inspected", "content_text": "All of the text.", "date_modified": "2026-02-24T23:50:00+00:00"},
 {"id": "103", "external_url": "/news/103/", "title": "Call for papers"},
 {"id": "104", "title": "No link"}, null,
 {"id": "105", "title": "Charter", "attachments": [{"url": "https://river.example/charter.pdf", "mime_type": "application/pdf"}]}
]}`, want: []archive.Entry{levels, bridges, undated, {URL: "https://river.example/charter.pdf", Title: "Charter"}}},

		{name: "JSON Feed 1.1", contentType: "application/feed+json", kind: JSONFeed, window: true, body: "\ufeff" + `{"version": "https://jsonfeed.org/version/1.1", "title": "River Commission", "language": "en",
"authors": [{"name": "Press office"}], "items": [
 {"id": "101", "url": "https://river.example/news/101/", "title": "Water levels &amp; navigation in March", "date_published": "2026-02-25T10:30:00+03:00", "tags": "not a list"}
]}`, want: []archive.Entry{without(levels, false, true)}},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := mustRead(t, "https://river.example/news/feed", test.contentType, test.body)
			if d.Kind != test.kind || d.Window != test.window || d.Next != "" || d.Cut != "" {
				t.Errorf("kind %q, window %v, next %q, cut %q", d.Kind, d.Window, d.Next, d.Cut)
			}
			if diff := cmp.Diff(test.want, d.Entries); diff != "" {
				t.Errorf("entries (-want +got):\n%s", diff)
			}
		})
	}
}

func TestInclude(t *testing.T) {
	o := options(t)
	o.Include = []*regexp.Regexp{regexp.MustCompile(`^/press/`)}
	d, err := Read(page.Source{Address: "https://river.example/rss", Body: []byte(`<rss version="2.0"><channel>
<item><title>One</title><link>https://river.example/press/1</link></item>
<item><title>Two</title><link>https://river.example/sport/2</link></item></channel></rss>`)}, o)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Entries) != 1 || d.Entries[0].Title != "One" || d.Filtered != 1 || d.Empty() {
		t.Errorf("document = %+v", d)
	}
}

func TestPaging(t *testing.T) {
	const atomNS = ` xmlns:atom="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0"`
	rss := func(inside string) string {
		return `<rss version="2.0"` + atomNS + `><channel><link>https://river.example/</link>` + inside +
			`<item><title>One</title><link>/news/1</link></item></channel></rss>`
	}
	atom := func(inside string) string {
		return `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0">` + inside +
			`<entry><title>One</title><link href="/news/1"/></entry></feed>`
	}
	json := func(next string) string {
		return `{"version": "https://jsonfeed.org/version/1.1", "next_url": "` + next + `", "items": [{"id": "1", "url": "/news/1"}]}`
	}
	for name, test := range map[string]struct {
		body, next string
		window     bool
	}{
		"RSS, next":                  {rss(`<atom:link rel="next" href="/feed?page=3"/>`), "https://river.example/feed?page=3", true},
		"RSS, its own address":       {rss(`<atom:link rel="next" href="https://river.example/feed?page=2"/>`), "", true},
		"RSS, no link":               {rss(`<link>https://river.example/feed?paged=3</link>`), "", true},
		"RSS, complete":              {rss(`<fh:complete/>`), "", false},
		"Atom, next":                 {atom(`<link rel="self" href="?page=2"/><link rel="next" href="?page=3"/>`), "https://river.example/feed?page=3", true},
		"Atom, archive":              {atom(`<link rel="next-archive" href="/2027"/><link rel="prev-archive" href="/archive/2025"/>`), "https://river.example/archive/2025", true},
		"Atom, next before archive":  {atom(`<link rel="prev-archive" href="/archive/2025"/><link rel="next" href="?page=3"/>`), "https://river.example/feed?page=3", true},
		"Atom, previous is newer":    {atom(`<link rel="previous" href="?page=1"/>`), "", true},
		"Atom, complete":             {atom(`<fh:complete/>`), "", false},
		"Atom, to another site":      {atom(`<link rel="next" href="https://elsewhere.example/feed"/>`), "", true},
		"JSON Feed":                  {json("https://www.river.example/feed.json?p=2"), "https://www.river.example/feed.json?p=2", true},
		"JSON Feed, no address":      {json("javascript:alert(1)"), "", true},
		"JSON Feed, to another site": {json("https://elsewhere.example/2"), "", true},
	} {
		d := mustRead(t, "https://river.example/feed?page=2", "", test.body)
		if d.Next != test.next || d.Window != test.window {
			t.Errorf("%s: next %q, window %v; want %q, %v", name, d.Next, d.Window, test.next, test.window)
		}
	}
}
