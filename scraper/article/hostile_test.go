package article

import (
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/archive"
	"onrecord/internal/costs"
	"onrecord/scraper/page"
	"onrecord/scraper/rules"
)

// hostilePages are pages written to cost time or to break a reader.
func hostilePages() map[string]string {
	const many = 100_000
	return map[string]string{
		"nested":            strings.Repeat("<div class='date'>", many) + "text",
		"nested inline":     strings.Repeat("<span class=date>", 400) + strings.Repeat("1 May 2020 ", many),
		"long class":        `<p class="` + strings.Repeat("share ", many*5) + `">Text of a paragraph, long enough to be one.</p>`,
		"long style":        `<p style="` + strings.Repeat("color:red;", many) + `">Text.</p>`,
		"many attributes":   `<p ` + strings.Repeat("a ", many) + `>Text.</p>`,
		"many breaks":       "<h1>Title</h1><div>" + strings.Repeat("word <span>x</span><br><br>", many/2) + "</div>",
		"many headings":     strings.Repeat("<h1>A title of some length here</h1>", many/2),
		"many dates":        strings.Repeat("<time>2020-05-01</time><br><br>", many/2),
		"many metas":        strings.Repeat(`<meta property="og:title" content="A title of some length here"><meta name="date" content="2020-05-01">`, many/4) + "<h1>A title</h1>" + strings.Repeat("<p>A sentence of some length, which ends.</p>", 1000),
		"many files":        "<article><p>" + strings.Repeat("A sentence of some length. ", 50) + strings.Repeat(`<a href="/a.pdf">x</a>`, many) + "</p></article>",
		"one long word":     "<h1>" + strings.Repeat("x", many*20) + "</h1><p>" + strings.Repeat("y", many*20) + "</p>",
		"wide table":        "<table><tr>" + strings.Repeat("<td><p>x</p></td>", many/2) + "</tr></table>",
		"broken json":       `<script type="application/ld+json">{"headline": "` + strings.Repeat(`\"`, many) + `</script>`,
		"deep json":         `<script type="application/ld+json">` + strings.Repeat(`{"@graph":[`, 9000) + `</script>`,
		"long articleBody":  `<script type="application/ld+json">{"@type":"Article","articleBody":"` + strings.Repeat("some words ", many) + `"}</script>` + strings.Repeat("<p>Other words of a sentence, which ends.</p>", 5000),
		"invalid UTF-8":     "<h1>\xff\xfe\x00</h1><p>\xc3\x28 " + strings.Repeat("\xed\xa0\x80", 1000) + "</p>",
		"nothing":           "",
		"only a title":      "<title>Title</title>",
		"frames":            "<frameset><frame src=a></frameset>",
		"unclosed elements": strings.Repeat("<p><b><i><a href=x>", 2000) + "word word word.",
	}
}

// soundPage has about as many bytes as the hostile pages of most kinds.
func soundPage(t *testing.T) *page.Page {
	t.Helper()
	source := "<html><body><h1>The council met on the pier</h1><p class=date>12.02.2026</p>" +
		strings.Repeat("<p>The council met on the <a href='/pier'>pier</a> and agreed on what it had agreed on before.</p>\n", 10_000)
	p, err := page.Parse(page.Source{Body: []byte(source), ContentType: "text/html", Address: "https://example.org/news/1"})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// slow is more effort than any of these pages needs beside a sound one, and far
// less than a reader with quadratic cost makes.
const slow = 200

func TestHostilePages(t *testing.T) {
	sound := soundPage(t)
	for name, source := range hostilePages() {
		t.Run(name, func(t *testing.T) {
			p, err := page.Parse(page.Source{Body: []byte(source), ContentType: "text/html", Address: "https://example.org/news/1"})
			if err != nil {
				t.Skipf("the page is refused: %v", err)
			}
			for _, o := range []Options{
				{Now: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)},
				{Select: rules.Select{Body: "*", Title: "h1, p", Date: "*", Summary: "p", Remove: []string{"span"}}},
			} {
				t.Logf("%.1f times the effort", costs.AtMost(t, slow, func() { checkSound(t, Read(p, o)) }, func() { Read(sound, o) }))
			}
		})
	}
}

// TestDeepTree reads a tree that was not made by the parser, which limits depth.
func TestDeepTree(t *testing.T) {
	root := &html.Node{Type: html.DocumentNode}
	at := root
	for range 200_000 {
		n := &html.Node{Type: html.ElementNode, Data: "span", Attr: []html.Attribute{{Key: "class", Val: "date"}}}
		at.AppendChild(n)
		at = n
	}
	link := &html.Node{Type: html.ElementNode, Data: "a", DataAtom: atom.A, Attr: []html.Attribute{{Key: "href", Val: "/a.pdf"}}}
	link.AppendChild(&html.Node{Type: html.TextNode, Data: "A link"})
	at.AppendChild(link)
	at.AppendChild(&html.Node{Type: html.TextNode, Data: "On 1 May 2020 a text was found at the bottom."})
	doc := goquery.NewDocumentFromNode(root)
	sound := soundPage(t)
	costs.AtMost(t, slow, func() { checkSound(t, Read(&page.Page{Doc: doc}, Options{})) }, func() { Read(sound, Options{}) })
}

// checkSound checks what must hold of every reading.
func checkSound(t *testing.T, r Reading) {
	t.Helper()
	c := r.Content
	if n := c.Normalised(); n.Title != c.Title || n.Summary != c.Summary || n.Body != c.Body {
		t.Errorf("the reading is not normalised: %.200q", c.Title+" | "+c.Summary+" | "+c.Body)
	}
	if c.Date != "" {
		if _, err := archive.ParseDate(string(c.Date)); err != nil {
			t.Errorf("date: %v", err)
		}
	}
	read := map[string]bool{
		archive.FieldTitle: c.Title != "", archive.FieldDate: c.Date != "", archive.FieldSummary: c.Summary != "",
		archive.FieldBody: c.Body != "", archive.FieldAttachments: len(c.Attachments) > 0, FieldLanguage: r.Language != "",
	}
	for field, is := range read {
		if _, says := r.Sources[field]; says != is {
			t.Errorf("source of %s: read %v, named %v", field, is, says)
		}
	}
}

func TestNoPage(t *testing.T) {
	checkSound(t, Read(nil, Options{}))
	checkSound(t, Read(&page.Page{}, Options{Select: rules.Select{Body: "p"}}))
}

func FuzzRead(f *testing.F) {
	for _, m := range markups {
		f.Add(m.build(invented))
	}
	f.Add(`<table><tr><td>a<td>b</table><pre>x

y</pre><p hidden>z<div style="display:none">q`)
	f.Add(`<script type="application/ld+json">{"@type":"NewsArticle","headline":"A","datePublished":"2020-01-02",}</script><h1>A</h1><p>B.`)
	f.Fuzz(func(t *testing.T, source string) {
		source = strings.ToValidUTF8(source, "?") // encodings are package page's business
		p, err := page.Parse(page.Source{Body: []byte(source), ContentType: "text/html; charset=utf-8", Address: "https://example.org/a/b", TrustUTF8: true})
		if err != nil {
			t.Skip()
		}
		checkSound(t, Read(p, Options{Now: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC), Entry: archive.Entry{Title: "A title", Teaser: "A teaser of more than twenty letters"}}))
		checkSound(t, Read(p, Options{Select: rules.Select{Body: "p", Title: "h1", Date: "span"}}))
	})
}
