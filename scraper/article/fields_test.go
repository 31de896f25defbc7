package article

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"onrecord/archive"
	"onrecord/scraper/page"
	"onrecord/scraper/rules"
)

// prose is running text of an invented organization, a paragraph each.
var (
	prose1 = "The Lake Union opened its new lock at Middelwater on Monday, after three years of work by masons from both shores of the lake."
	prose2 = "The gates were made in Ostburg and brought down the river in spring, when the water stood high enough for the long barges."
	prose3 = "Ships of up to forty metres can pass it now, and the ferry to Sur no longer has to wait for the evening flood to leave the port."
	prose4 = "The keeper of the old lock, Arvid Noor, handed his key to the museum of the town, where it hangs beside the lamp of his father."
)

// text puts paragraphs into p elements.
func text(paragraphs ...string) string { return "<p>" + strings.Join(paragraphs, "</p><p>") + "</p>" }

func body(paragraphs ...string) string { return strings.Join(paragraphs, "\n\n") }

const address = "https://www.lakeunion.example/news/2021/opening"

func readHTML(t *testing.T, source string, o Options) Reading {
	t.Helper()
	return readAt(t, address, source, o)
}

func readAt(t *testing.T, address, source string, o Options) Reading {
	t.Helper()
	if o.Now.IsZero() {
		o.Now = time.Date(2022, 6, 1, 12, 0, 0, 0, time.UTC)
	}
	p, err := page.Parse(page.Source{Body: []byte(source), ContentType: "text/html; charset=utf-8", Address: address})
	if err != nil {
		t.Fatal(err)
	}
	r := Read(p, o)
	checkSound(t, r)
	return r
}

func TestTitle(t *testing.T) {
	story := text(prose1, prose2, prose3)
	site := `<meta property="og:site_name" content="Lake Union">`
	tests := []struct {
		name, head, heading string
		entry               string
		want, source        string
	}{
		{"heading only", "", "<h1>New lock opened at Middelwater</h1>", "", "New lock opened at Middelwater", SourceHeading},
		{"the site's name is cut from the title tag", site + "<title>New lock opened at Middelwater | Lake Union</title>", "", "", "New lock opened at Middelwater", SourceTitleTag},
		{"Open Graph with the site's name", site + `<meta property="og:title" content="New lock opened at Middelwater – Lake Union">`, "<h1>New lock opened at Middelwater</h1>", "", "New lock opened at Middelwater", SourceOpenGraph},
		{"a name unknown to metadata is cut to what the page prints", `<meta property="og:title" content="New lock opened at Middelwater :: Press office">`, "<h1>New lock opened at Middelwater</h1>", "", "New lock opened at Middelwater", SourceOpenGraph},
		{"metadata of the whole site do not count", `<meta property="og:title" content="News of the Lake Union">` + site, "<h1>New lock opened at Middelwater</h1>", "", "New lock opened at Middelwater", SourceHeading},
		{"titles cut short do not count", `<meta property="og:title" content="New lock opened at…">`, "<h1>New lock opened at Middelwater</h1>", "", "New lock opened at Middelwater", SourceHeading},
		{"JSON-LD", `<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"New lock opened at Middelwater"}</script>`, "<h1>New lock opened at Middelwater</h1>", "", "New lock opened at Middelwater", SourceJSONLD},
		{"the site's name as first heading", "<title>Lake Union » New lock opened at Middelwater</title>", `<h1><a href="/">Lake Union</a></h1><h2>New lock opened at Middelwater</h2>`, "", "New lock opened at Middelwater", SourceHeading},
		{"days and words over the title are no part of it", "", `<h1><span class="kicker">Shipping</span> <span class="headline">New lock opened at Middelwater</span> <span class="date">3 May 2021</span></h1>`, "", "New lock opened at Middelwater", SourceHeading},
		{"the listing tells the title from other headings", "", "<h1>Press releases</h1><h3>New lock opened at Middelwater</h3>", "New lock opened at Middelwater", "New lock opened at Middelwater", SourceHeading},
		{"only the listing has one", "", "", "New lock opened at Middelwater", "New lock opened at Middelwater", SourceListing},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := readHTML(t, "<html><head>"+tt.head+"</head><body><div class=content>"+tt.heading+story+"</div></body></html>", Options{Entry: archive.Entry{Title: tt.entry}})
			if r.Content.Title != tt.want || r.Sources[archive.FieldTitle] != tt.source {
				t.Errorf("title %q from %s, want %q from %s", r.Content.Title, r.Sources[archive.FieldTitle], tt.want, tt.source)
			}
		})
	}
}

func TestDate(t *testing.T) {
	published := `<meta property="article:published_time" content="2021-05-03T09:30:00+02:00">`
	tests := []struct {
		name, head, above, below, behind string
		o                                Options
		want                             archive.Date
		source                           string
	}{
		{name: "printed under the title", below: "<p>3 May 2021</p>", want: "2021-05-03", source: SourcePage},
		{name: "printed above the title", above: "<p>3 May 2021</p>", want: "2021-05-03", source: SourcePage},
		{name: "printed behind the text", behind: "<p>Published on 3 May 2021</p>", want: "2021-05-03", source: SourcePage},
		{name: "signed with place and day", behind: `<p style="text-align: right">Ostburg, 3 May 2021</p>`, want: "2021-05-03", source: SourcePage},
		{name: "signed in a cell set to the right", behind: `<p class="has-text-align-right">3 May 2021, town of Ostburg</p><p align="right">Arvid Noor</p>`, want: "2021-05-03", source: SourcePage},
		{name: "a place and a day in the text", behind: `<p>Ostburg, 3 May 2021</p>` + text(prose4), want: ""},
		{name: "a sentence set to the right", behind: `<p align="right">The Council of the Lake Union will meet again on 3 May 2021.</p>`, want: ""},
		{name: "a signature does not outweigh the day under the title", below: "<p>9 May 2021</p>", behind: `<p align="right">Ostburg, 3 May 2021</p>`, want: "2021-05-09", source: SourcePage},
		{name: "marked up, in the language of the page", below: `<time datetime="2021-05-03T09:30:00+02:00">Montag</time>`, want: "2021-05-03T09:30:00+02:00", source: SourceTime},
		{name: "metadata", head: published, want: "2021-05-03T09:30:00+02:00", source: SourceOpenGraph},
		{name: "the printed day with the time of metadata", head: published, below: "<p>3 May 2021</p>", want: "2021-05-03T09:30:00+02:00", source: SourceOpenGraph},
		{name: "the printed day beats an instant in UTC", head: `<meta property="article:published_time" content="2021-05-02T22:30:00Z">`, below: "<p>3 May 2021</p>", want: "2021-05-03", source: SourcePage},
		{name: "publication beats update", below: "<p>Updated: 7 May 2021. Published: 3 May 2021.</p>", want: "2021-05-03", source: SourcePage},
		{name: "broken JSON-LD", head: `<script type="application/ld+json">{"@type": "NewsArticle", "headline": "New lock "opened"", "datePublished": "2021-05-03"}</script>`, want: "2021-05-03", source: SourceJSONLD},
		{name: "other articles' dates do not count", above: `<div class="news-item"><p>9 June 2021</p><p>` + prose4 + `</p></div>`, behind: `<div class="related"><a href="/x">Something else</a> <time datetime="2021-06-09">9 June</time></div>`, want: ""},
		{name: "days of the text do not count", below: "<p>On 3 May 2021, the Council of the Lake Union met in Ostburg and talked about the locks, the ferry and the price of timber.</p>", want: ""},
		{name: "a day that does not exist", below: "<p>31 February 2021</p>", want: ""},
		{name: "a day far in the future", below: "<p>3 May 2031</p>", want: ""},
		{name: "the listing", o: Options{Entry: archive.Entry{Date: "2021-05-03"}}, want: "2021-05-03", source: SourceListing},
		{name: "the order of the feed", below: "<p>03/05/2021</p>", o: Options{Order: 1}, want: "2021-05-03", source: SourcePage},
		{name: "the selected one", head: published, below: `<p class="x">2021.06.01</p>`, o: Options{Select: rules.Select{Date: ".x"}}, want: "2021-06-01", source: SourceSelector},
		{name: "a selector that finds nothing", head: published, o: Options{Select: rules.Select{Date: ".x"}}, want: "2021-05-03T09:30:00+02:00", source: SourceOpenGraph},
		{name: "a selector that finds no date", head: published, below: `<p class="x">soon</p>`, o: Options{Select: rules.Select{Date: ".x"}}, want: "2021-05-03T09:30:00+02:00", source: SourceOpenGraph},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := readHTML(t, `<html lang="en"><head>`+tt.head+"</head><body>"+tt.above+"<article><h1>New lock opened at Middelwater</h1>"+tt.below+text(prose1, prose2, prose3)+tt.behind+"</article></body></html>", tt.o)
			if r.Content.Date != tt.want || r.Sources[archive.FieldDate] != tt.source {
				t.Errorf("date %q from %q, want %q from %q; claims %v", r.Content.Date, r.Sources[archive.FieldDate], tt.want, tt.source, r.Claims)
			}
		})
	}
}

func TestUnreadableSelectedDateIsSaid(t *testing.T) {
	r := readHTML(t, `<h1>Lock</h1><p class="x">soon</p>`+text(prose1, prose2), Options{Select: rules.Select{Date: ".x"}})
	if len(r.Warnings) != 1 || !strings.Contains(r.Warnings[0], `"soon"`) {
		t.Errorf("warnings %q", r.Warnings)
	}
}

func TestImpossibleDateIsSaid(t *testing.T) {
	r := readHTML(t, `<html lang="en"><h1>New lock opened</h1><p class="date">31.02.2021</p>`+text(prose1, prose2), Options{})
	if r.Content.Date != "" || len(r.Warnings) != 1 || !strings.Contains(r.Warnings[0], `"31.02.2021"`) {
		t.Errorf("date %q, warnings %q", r.Content.Date, r.Warnings)
	}
}

func TestUnusableSelectorIsSaid(t *testing.T) {
	r := readHTML(t, `<h1>Lock</h1>`+text(prose1, prose2), Options{Select: rules.Select{Body: "p["}})
	if len(r.Warnings) != 1 || r.Content.Body != body(prose1, prose2) {
		t.Errorf("warnings %q, body %q", r.Warnings, r.Content.Body)
	}
}

func TestAddressDate(t *testing.T) {
	for path, want := range map[string]archive.Date{
		"/2021/05/03/lock": "2021-05-03", "/news/2021-05-03-lock": "2021-05-03", "/news/20210503_lock.html": "2021-05-03",
		"/home/2021/5/3/lock": "2021-05-03", "/news/03-05-2021-lock": "2021-05-03", "/2021/05/lock": "", "/news/2021-05/0312": "",
		"/2021/02/31/lock": "", "/news/12345678": "", "": "",
	} {
		p, err := page.Parse(page.Source{Body: []byte("x"), Address: "https://lakeunion.example" + path})
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := addressDate(p.URL); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}

func TestLead(t *testing.T) {
	lead := "After three years of work by masons from both shores, ships can pass the lake's longest lock."
	tests := []struct{ name, above, teaser, head, want string }{
		{"none", "", "", "", ""},
		{"named", `<p class="article__lead">` + lead + "</p>", "", "", lead},
		{"named around", `<div class="standfirst"><p>` + lead + "</p></div>", "", "", lead},
		{"bold", "<p><strong>" + lead + "</strong></p>", "", "", lead},
		{"italic by style", `<p style="font-style:italic">` + lead + "</p>", "", "", lead},
		{"the listing's teaser", "<p>" + lead + "</p>", lead[:60] + "…", "", lead},
		{"a teaser of more than the lead", "<p>" + lead + "</p>", lead + " " + prose1, "", lead + "\n\n" + prose1},
		{"a plain first paragraph is text", "<p>" + lead + "</p>", "", "", ""},
		{"a description does not make one", "<p>" + lead + "</p>", "", `<meta name="description" content="` + lead + `">`, ""},
		{"a short bold line is none", "<p><b>Dear friends,</b></p>", "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := readHTML(t, "<head>"+tt.head+"</head><div class=news-detail><h1>New lock opened at Middelwater</h1>"+tt.above+text(prose1, prose2, prose3)+"</div>", Options{Entry: archive.Entry{Teaser: tt.teaser}})
			if r.Content.Summary != tt.want {
				t.Errorf("summary %q, want %q", r.Content.Summary, tt.want)
			}
			if all := r.Content.Text(); !strings.HasSuffix(all, body(prose2, prose3)) || strings.Count(all, prose1) != 1 {
				t.Errorf("text %q", all)
			}
		})
	}
}

func TestAllBoldTextHasNoLead(t *testing.T) {
	r := readHTML(t, "<article><h1>New lock opened at Middelwater</h1><p><b>"+prose1+"</b></p><p><b>"+prose2+"</b></p><p><b>"+prose3+"</b></p></article>", Options{})
	if diff := cmp.Diff(archive.Content{Title: "New lock opened at Middelwater", Body: body(prose1, prose2, prose3)}, r.Content); diff != "" {
		t.Errorf("reading differs (-want +got):\n%s", diff)
	}
}

func BenchmarkRead(b *testing.B) {
	source := site(headline + `<p class="date">3 May 2021</p>` + text(strings.Split(strings.Repeat(prose1+"\n"+prose2+"\n"+prose3+"\n", 10), "\n")...))
	for name, selected := range map[string]rules.Select{"without selectors": {}, "with selectors": {Title: "h1", Date: ".date", Body: "main"}} {
		b.Run(name, func(b *testing.B) {
			p, err := page.Parse(page.Source{Body: []byte(source), ContentType: "text/html; charset=utf-8", Address: address})
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				Read(p, Options{Select: selected})
			}
		})
	}
	b.Run("parsing alone", func(b *testing.B) {
		for b.Loop() {
			if _, err := page.Parse(page.Source{Body: []byte(source), ContentType: "text/html; charset=utf-8", Address: address}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
