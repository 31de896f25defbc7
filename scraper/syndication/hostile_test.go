package syndication

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"onrecord/archive"
	"onrecord/internal/costs"
	"onrecord/scraper/page"
)

func TestWhatIsNoFeed(t *testing.T) {
	for name, s := range map[string]page.Source{
		"HTML":                {Body: []byte("<!DOCTYPE html><title>rss</title><rss>"), ContentType: "text/html"},
		"HTML, sent as RSS":   {Body: []byte("\n <HTML><body><p>Not found"), ContentType: "application/rss+xml"},
		"XHTML":               {Body: []byte(`<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "x" "y"><html><body/></html>`)},
		"OPML":                {Body: []byte(`<?xml version="1.0"?><opml version="2.0"><body/></opml>`), ContentType: "text/xml"},
		"nothing":             {},
		"white space":         {Body: []byte(" \n ")},
		"text":                {Body: []byte("rss feed"), ContentType: "application/rss+xml"},
		"PDF":                 {Body: []byte("%PDF-1.7\n<rss>")},
		"a comment that ends": {Body: []byte("<!-- <rss> -->")},
		"JSON, sent as HTML":  {Body: []byte(`{"items": []}`), ContentType: "text/html"},
	} {
		if d, err := Read(s, options(t)); !errors.Is(err, ErrNone) {
			t.Errorf("%s: %+v, %v", name, d, err)
		}
	}
}

func TestWhatCannotBeRead(t *testing.T) {
	sound := "<rss><channel>" + strings.Repeat("<item><title>The council met</title></item>", 20_000) + "</channel></rss>"
	for name, s := range map[string]page.Source{
		"an answer of a program":  {Body: []byte(`{"status": "error"}`), ContentType: "application/json"},
		"JSON that breaks off":    {Body: []byte(`{"version": "https://jsonfeed.org/version/1", "items": [{"id"`)},
		"RSS that breaks off":     {Body: []byte(`<rss version="2.0"><channel><item><title>One`)},
		"Atom that breaks off":    {Body: []byte(`<feed xmlns="http://www.w3.org/2005/Atom"><entry>`)},
		"a sitemap that does":     {Body: []byte(`<urlset><url>`)},
		"nested deeply":           {Body: []byte(`<rss><channel>` + strings.Repeat("<x:a>", 1_000_000))},
		"a sitemap nested deeply": {Body: []byte(`<urlset><url>` + strings.Repeat("<a>", 1_000_000))},
		"namespaces":              {Body: []byte(namespaces(20_000))},
	} {
		ratio := costs.AtMost(t, 200, func() {
			if d, err := Read(s, options(t)); !errors.Is(err, ErrBroken) {
				t.Errorf("%s: %d entries, %v", name, len(d.Entries), err)
			}
		}, func() { mustRead(t, "https://river.example/rss", "", sound) })
		t.Logf("%s: %.1f times the effort", name, ratio)
	}
	if _, err := Read(page.Source{Body: []byte("<rss><channel/></rss>"), Address: "feed.xml"}, options(t)); !errors.Is(err, page.ErrAddress) {
		t.Errorf("err = %v, want page.ErrAddress", err)
	}
}

// namespaces nests elements that each declare one more namespace.
func namespaces(n int) string {
	var b strings.Builder
	b.WriteString("<rss><channel>")
	for i := range n {
		fmt.Fprintf(&b, `<a xmlns:n%d="u">`, i)
	}
	return b.String()
}

func TestCarelessXML(t *testing.T) {
	const want = "Ships < boats & barges"
	item := func(title string) string {
		return `<rss version="2.0"><channel><item><title>` + title + `</title><link>https://river.example/1</link></item>` +
			`<item><title>Second</title><link>https://river.example/2</link></item></channel></rss>`
	}
	for name, body := range map[string]string{
		"a bare ampersand":         item("Ships &lt; boats & barges"),
		"a bare less-than":         item("Ships < boats &amp; barges"),
		"control characters":       item("Ships\x02 &lt; \x0bboats &amp; barges\x00"),
		"a control as reference":   item("Ships&#2;&lt;&#x1F;boats &amp; barges"),
		"a reference beyond":       item("Ships &lt; boats &amp; barges&#xFFFFFF;"),
		"no character":             item("Ships &lt; boats\uffff &amp; barges"),
		"invalid UTF-8":            item("Ships &lt; boats &amp; barges<!-- \xff -->"),
		"an entity of HTML":        item("Ships&nbsp;&lt; boats &amp; barges"),
		"tags that are not closed": item("<b>Ships &lt; boats<br> &amp; barges"),
		"a comment":                item("Ships<!-- and --> &lt; boats &amp; barges"),
		"brackets of CDATA":        item("<![CDATA[Ships < boats & barges]]>"),
		"an attribute unquoted":    strings.Replace(item("Ships &lt; boats &amp; barges"), "<item>", "<item id=7 new>", 1),
		"white space before":       "\r\n\t \n<?xml version=\"1.0\" encoding=\"utf-8\"?>" + item("Ships &lt; boats &amp; barges"),
		"a byte order mark":        "\ufeff<?xml version='1.0'?>\n" + item("Ships &lt; boats &amp; barges"),
		"XML 1.1":                  `<?xml version="1.1"?>` + item("Ships &lt; boats &amp; barges"),
		"something behind":         item("Ships &lt; boats &amp; barges") + "<!-- cached --><script>a < b</script>",
		"an unknown prefix":        strings.Replace(item("Ships &lt; boats &amp; barges"), "<item>", "<item><x:y z:a='1'>1</x:y>", 1),
	} {
		d, err := Read(page.Source{Body: []byte(body), ContentType: "text/xml", Address: "https://river.example/rss"}, options(t))
		if err != nil || len(d.Entries) != 2 || d.Cut != "" {
			t.Errorf("%s: %d entries, %q, %v", name, len(d.Entries), d.Cut, err)
			continue
		}
		if got := strings.ReplaceAll(d.Entries[0].Title, "  ", " "); got != want {
			t.Errorf("%s: title %q", name, got)
		}
	}
}

func TestEncodings(t *testing.T) {
	const title = "Заседание комиссии по судоходству"
	body := func(encoding string) string {
		return `<?xml version="1.0" encoding="` + encoding + `"?><rss version="2.0"><channel><item><title>` + title +
			`</title><link>https://river.example/1?q=а</link><pubDate>Wed, 25 Feb 2026 10:30:00 +0300</pubDate></item></channel></rss>`
	}
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(body("utf-16"))
	if err != nil {
		t.Fatal(err)
	}
	windows := func(s string) string {
		b, err := charmap.Windows1251.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	koi, err := charmap.KOI8R.NewEncoder().String(body("koi8-r"))
	if err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]page.Source{
		"windows-1251":                 {Body: []byte(windows(body("windows-1251"))), ContentType: "text/xml"},
		"windows-1251, header lies":    {Body: []byte(windows(body("windows-1251"))), ContentType: "text/xml; charset=utf-8"},
		"windows-1251, both lie":       {Body: []byte(windows(body("utf-8"))), ContentType: "text/xml; charset=utf-8"},
		"UTF-8, declared windows-1251": {Body: []byte(body("windows-1251")), ContentType: "text/xml"},
		"KOI8-R":                       {Body: []byte(koi)},
		"UTF-16":                       {Body: []byte(utf16)},
	} {
		s.Address = "https://river.example/rss"
		d, err := Read(s, options(t))
		if err != nil || len(d.Entries) != 1 {
			t.Errorf("%s: %+v, %v", name, d, err)
			continue
		}
		want := archive.Entry{URL: "https://river.example/1?q=%D0%B0", Title: title, Date: "2026-02-25T10:30:00+03:00"}
		if d.Entries[0] != want {
			t.Errorf("%s: %+v", name, d.Entries[0])
		}
	}
}

func TestAFeedThatBreaksOffIsReadAsFarAsItGoes(t *testing.T) {
	rss := `<x:rss xmlns:x="" version="2.0"><channel><item><title>One</title><link>https://river.example/1</link></item><item><title>Two</title><link>https://river.example/2</link></item></channel></x:rss>`
	rdf := `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>T</title></channel><item><title>One</title><link>https://river.example/1</link></item><item><title>Two</title><link>https://river.example/2</link></item></rdf:RDF>`
	atom := `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>One</title><link href="https://river.example/1"/></entry><entry><title>Two</title><link href="https://river.example/2"/></entry></feed>`
	for _, whole := range []string{rss, rdf, atom} {
		first := max(strings.Index(whole, "</item>")+len("</item>"), strings.Index(whole, "</entry>")+len("</entry>"))
		for cut := first; cut < len(whole)-12; cut++ {
			d, err := Read(page.Source{Body: []byte(whole[:cut])}, options(t))
			if err != nil || len(d.Entries) < 1 || d.Entries[0].Title != "One" || d.Cut == "" {
				t.Fatalf("%.20s cut at %d: %d entries, %q, %v", whole, cut, len(d.Entries), d.Cut, err)
			}
		}
	}
}

func TestAStrayEndTagHidesNothingInSilence(t *testing.T) {
	item := "<item><title>%d</title><link>https://river.example/%d</link><description>%s</description></item>"
	body := "<rss><channel>" + fmt.Sprintf(item, 1, 1, "fine") + fmt.Sprintf(item, 2, 2, "<b><i>bold</b></i>") + fmt.Sprintf(item, 3, 3, "fine") + "</channel></rss>"
	d := mustRead(t, "https://river.example/rss", "", body)
	if len(d.Entries) < 1 || len(d.Entries) > 2 || !strings.Contains(d.Cut, "an end tag ends more than it should") {
		t.Errorf("%d entries, %q", len(d.Entries), d.Cut)
	}
}

func TestEntitiesAreNotExpanded(t *testing.T) {
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a0 \"ha\">")
	for i := 1; i < 40; i++ {
		fmt.Fprintf(&b, "<!ENTITY a%d \"&a%d;&a%d;\">", i, i-1, i-1)
	}
	b.WriteString(`<!ENTITY file SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><title>Laughs &a39; &file;</title><link>https://river.example/1</link></item></channel></rss>`)
	d := mustRead(t, "https://river.example/rss", "text/xml", b.String())
	if len(d.Entries) != 1 || d.Entries[0].Title != "Laughs &a39; &file;" {
		t.Errorf("entries = %+v", d.Entries)
	}
}

func TestTooManyItems(t *testing.T) {
	for name, body := range map[string]string{
		"RSS":       `<rss><channel>` + strings.Repeat("<item/>", maxItems) + `<item><link>/late</link></item></channel></rss>`,
		"JSON Feed": `{"version": "https://jsonfeed.org/version/1.1", "items": [{}` + strings.Repeat(",{}", maxItems-1) + `,{"url": "/late"}]}`,
		"sitemap":   `<urlset>` + strings.Repeat("<url/>", maxItems) + `<url><loc>/late</loc></url></urlset>`,
	} {
		d := mustRead(t, "https://river.example/feed", "", body)
		if len(d.Entries) != 0 || !strings.Contains(d.Cut, "only the first 100000") {
			t.Errorf("%s: %d entries, %q", name, len(d.Entries), d.Cut)
		}
	}
}

func TestHugeFeeds(t *testing.T) {
	n := 2000
	if os.Getenv("ONRECORD_SOAK") != "" {
		n = maxItems
	}
	var rss, atom, json, set strings.Builder
	rss.WriteString(`<rss version="2.0"><channel>`)
	atom.WriteString(`<feed xmlns="http://www.w3.org/2005/Atom">`)
	json.WriteString(`{"version": "https://jsonfeed.org/version/1.1", "items": [null`)
	set.WriteString(`<urlset>`)
	for i := range n {
		address := fmt.Sprintf("https://river.example/news/%d", i)
		fmt.Fprintf(&rss, `<item><title>Title %d</title><link>%s</link><pubDate>Wed, 25 Feb 2026 10:30:00 +0300</pubDate><description>&lt;p&gt;A teaser of some length, as there are.&lt;/p&gt;</description></item>`, i, address)
		fmt.Fprintf(&atom, `<entry><title>Title %d</title><link href="%s"/><updated>2026-02-25T10:30:00+03:00</updated></entry>`, i, address)
		fmt.Fprintf(&json, `,{"title": "Title %d", "url": "%s"}`, i, address)
		fmt.Fprintf(&set, `<url><loc>%s</loc><lastmod>2026-02-25</lastmod></url>`, address)
	}
	rss.WriteString(`</channel></rss>`)
	atom.WriteString(`</feed>`)
	json.WriteString(`]}`)
	set.WriteString(`</urlset>`)
	for name, body := range map[string]string{"RSS": rss.String(), "Atom": atom.String(), "JSON Feed": json.String(), "sitemap": set.String()} {
		d := mustRead(t, "https://river.example/feed", "", body)
		if len(d.Entries) < n-1 {
			t.Errorf("%s: %d entries, %q", name, len(d.Entries), d.Cut)
		}
	}
}
