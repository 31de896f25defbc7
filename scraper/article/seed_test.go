package article

import (
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"onrecord/archive"
	"onrecord/scraper/page"
	"onrecord/scraper/rules"
)

// story is an article page in parts, to be put into different markup.
type story struct {
	news    [][2]string // the block of other articles: day and teaser
	title   string
	printed string // the day as the page prints it
	day     archive.Date
	lead    string
	body    []string
	closing []string
}

// invented is a story of an organization that does not exist, with the traps of
// real ones: other articles' days above, days in the lead, a salutation that
// returns, the lead's beginning nowhere else.
var invented = story{
	news: [][2]string{
		{"14.11.2023", "On 14 November 2023, the Secretary of the Lake Union Arvid Noor met with the Ambassador of Ostland to discuss the cooperation in fishery and shipping on the lakes."},
		{"12.11.2023", "On 11 November 2023, the ninth meeting of the Council of Lock Keepers of the member states of the Lake Union was held in the town of Middelwater."},
	},
	title:   "The Chair of the Council Berta Lind spoke on behalf of the Lake Union at the session of the Rivers Forum",
	printed: "05.03.2019",
	day:     "2019-03-05",
	lead:    "Address of the Chair of the Council Berta Lind on behalf of the member states at the high-level session of the Rivers Forum, Ostburg, March 4, 2019",
	body: []string{
		"Dear Madam President,",
		"Your Excellencies,",
		"Ladies and Gentlemen,",
		"I have the honour to speak on behalf of the member states of the Lake Union - the Duchy of Ostland, the Free Town of Middelwater and the Republic of Sur.",
		"Forty years ago the foundation of our common house was laid. We admire the patience with which its builders strove for clean water on both sides of the border.",
		"Today this is taken for granted. However, it should be remembered that every step was hard work, and that the floods of those years took many lives.",
		"Dear Madam President,",
		"In modern conditions the Forum should remain an effective body. \"Rules without rivers\" are of no use to anyone; we call upon all states to keep their locks in order.",
		"Dear Madam President,",
		"In conclusion, I would like to stress that the future of the lakes is in the hands of those who live on them. The Forum creates all the necessary conditions for this.",
	},
	closing: []string{"Go back", "Back to the section", "Back to the all news"},
}

// markup is one way of building the page of a story.
type markup struct {
	name  string
	build func(story) string
	plain bool // only the listing's teaser shows the lead
}

func esc(s string) string { return html.EscapeString(s) }

func newsBlock(s story) string {
	var b strings.Builder
	b.WriteString(`<div class="news-list">`)
	for i, n := range s.news {
		fmt.Fprintf(&b, `<div class="news-item" id="bx_%d"><span class="news-date-time">%s</span>&nbsp;<div><a href="/news/%d/">%s</a></div></div>`,
			i, n[0], i, esc(n[1]))
	}
	b.WriteString(`</div>`)
	return b.String()
}

// newsText is the same with teasers that are no links.
func newsText(s story) string {
	var b strings.Builder
	for _, n := range s.news {
		fmt.Fprintf(&b, `<div class="news-item"><p><span class="news-date-time">%s</span></p><p>%s</p></div>`, n[0], esc(n[1]))
	}
	return b.String()
}

func closingLinks(s story) string {
	var b strings.Builder
	for i, c := range s.closing {
		fmt.Fprintf(&b, `<p><a href="/news/%s">%s</a></p>`, strings.Repeat("x/", i), esc(c))
	}
	return b.String()
}

func breaks(paragraphs []string) string {
	escaped := make([]string, len(paragraphs))
	for i, p := range paragraphs {
		escaped[i] = esc(p)
	}
	return strings.Join(escaped, "<br>\n<br />\n")
}

func paragraphsOf(paragraphs []string) string {
	var b strings.Builder
	for _, p := range paragraphs {
		b.WriteString("<p>" + esc(p) + "</p>\n")
	}
	return b.String()
}

// frame puts an article into a site's page.
func frame(s story, content string) string {
	return `<!DOCTYPE html><html lang="en"><head><title>` + esc(s.title) + `</title></head><body>
<div id="header"><div class="logo"><a href="/">Lake Union</a></div><ul class="menu"><li><a href="/about/">About</a></li><li><a href="/news/">News</a></li><li><a href="/documents/">Documents</a></li></ul></div>
<div id="workarea">` + content + `</div>
<div id="footer">© 2023 All rights reserved. When quoting, a link to the site is required.</div></body></html>`
}

var markups = []markup{
	{"h1, bold lead, breaks", func(s story) string {
		return frame(s, newsBlock(s)+`<div class="news-detail"><h1>`+esc(s.title)+`</h1><span class="news-date-time">`+s.printed+`</span><b>`+esc(s.lead)+`</b><br><br>`+breaks(s.body)+`<div style="clear:both"></div></div>`+closingLinks(s))
	}, false},
	{"h3, named lead, paragraphs", func(s story) string {
		return frame(s, newsText(s)+`<div class="news-detail"><h3>`+esc(s.title)+`</h3><div class="date">`+s.printed+`</div><p class="preview-text">`+esc(s.lead)+`</p>`+paragraphsOf(s.body)+closingLinks(s)+`</div>`)
	}, false},
	{"div title, bold lead in p, breaks in a div of their own", func(s story) string {
		return frame(s, newsBlock(s)+`<div class="news-detail"><div class="news-name">`+esc(s.title)+`</div><p>`+s.printed+`</p><p><strong>`+esc(s.lead)+`</strong></p><div>`+breaks(s.body)+`</div>`+closingLinks(s)+`</div>`)
	}, false},
	{"date above the title", func(s story) string {
		return frame(s, newsText(s)+`<div class="news-detail"><span class="news-date-time">`+s.printed+`</span><h3>`+esc(s.title)+`</h3><div class="preview"><i>`+esc(s.lead)+`</i></div>`+paragraphsOf(s.body)+`</div>`+closingLinks(s))
	}, false},
	{"plain lead", func(s story) string {
		return frame(s, newsBlock(s)+`<div class="news-detail"><h3>`+esc(s.title)+`</h3><span class="news-date-time">`+s.printed+`</span><p>`+esc(s.lead)+`</p>`+paragraphsOf(s.body)+`</div>`+closingLinks(s))
	}, true},
	{"plain lead, breaks", func(s story) string {
		return frame(s, newsText(s)+`<div class="news-detail"><div>`+esc(s.title)+`</div><div>`+s.printed+`</div>`+esc(s.lead)+`<br><br>`+breaks(s.body)+`</div>`+closingLinks(s))
	}, true},
	{"everything in one div with breaks", func(s story) string {
		var all []string
		for _, n := range s.news {
			all = append(all, n[0], n[1])
		}
		all = append(all, s.title, s.printed, s.lead)
		all = append(append(all, s.body...), s.closing...)
		return frame(s, breaks(all))
	}, true},
	{"a section's name over the title", func(s story) string {
		page := frame(s, `<h1 id="pagetitle">News</h1>`+newsText(s)+`<div class="news-detail"><h3>`+esc(s.title)+`</h3><span class="news-date-time">`+s.printed+`</span><div class="preview-text">`+esc(s.lead)+`</div>`+paragraphsOf(s.body)+`</div>`+closingLinks(s))
		return strings.Replace(page, "<title>"+esc(s.title), "<title>News", 1)
	}, false},
	{"table layout", func(s story) string {
		return frame(s, `<table><tr><td width="200">`+newsText(s)+`</td><td><div class="news-detail"><h3>`+esc(s.title)+`</h3>`+s.printed+`<br><br><b>`+esc(s.lead)+`</b><br><br>`+breaks(s.body)+`</div>`+closingLinks(s)+`</td></tr></table>`)
	}, false},
}

// selects are ways to select the fields of these pages; empty: none.
var selects = map[string]rules.Select{
	"without selectors": {},
	"with selectors":    {Body: ".news-detail", Date: ".news-detail .news-date-time", DateFormat: "02.01.2006", Title: ".news-detail h1, .news-detail h3", Remove: []string{".news-list"}},
	"body only":         {Body: ".news-detail"},
}

func readStory(t *testing.T, source string, o Options) Reading {
	t.Helper()
	p, err := page.Parse(page.Source{Body: []byte(source), ContentType: "text/html; charset=utf-8", Address: "https://lakes.example/news/detail/42/"})
	if err != nil {
		t.Fatal(err)
	}
	return Read(p, o)
}

func checkStory(t *testing.T, s story, m markup, selectors rules.Select) {
	t.Helper()
	o := Options{Select: selectors, Language: "en", Now: time.Date(2024, 12, 6, 10, 0, 0, 0, time.UTC)}
	if m.plain {
		o.Entry = archive.Entry{Title: s.title, Teaser: s.lead[:len(s.lead)*2/3] + "..."}
	}
	want := archive.Content{Title: s.title, Date: s.day, Summary: s.lead, Body: strings.Join(s.body, "\n\n")}
	got := readStory(t, m.build(s), o)
	if diff := cmp.Diff(want, got.Content); diff != "" {
		t.Errorf("reading differs (-want +got):\n%s\nsources: %v", diff, got.Sources)
	}
}

func TestStoryInManyMarkups(t *testing.T) {
	stories := map[string]story{"invented": invented}
	if s, ok := seedStory(t); ok {
		stories["seed"] = s
	}
	for which, s := range stories {
		for _, m := range markups {
			for with, selectors := range selects {
				t.Run(which+"/"+m.name+"/"+with, func(t *testing.T) { checkStory(t, s, m, selectors) })
			}
		}
	}
}

// seedStory reads the seed page's text, whose parts are known by their place.
func seedStory(t *testing.T) (story, bool) {
	t.Helper()
	path := os.Getenv("ONRECORD_SEED")
	if path == "" {
		return story{}, false
	}
	if files, err := filepath.Glob(filepath.Join(path, "*.txt")); err == nil && len(files) > 0 {
		path = files[0]
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	p := archive.Paragraphs(archive.Normalise(string(text)))
	if len(p) < 30 {
		t.Fatalf("the seed has %d paragraphs", len(p))
	}
	s := story{news: [][2]string{{p[0], p[1]}, {p[2], p[3]}, {p[4], p[5]}}, title: p[6], printed: p[7], day: "2020-09-22", lead: p[8]}
	s.body, s.closing = p[9:len(p)-3], p[len(p)-3:]
	if s.printed != "22.09.2020" || s.body[0] != "Dear Mr. Chairman," || s.closing[0] != "Go back" {
		t.Fatal("the seed is not the page this test knows")
	}
	return s, true
}
