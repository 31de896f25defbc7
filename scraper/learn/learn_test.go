package learn_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/cascadia"

	"onrecord/archive"
	"onrecord/scraper/learn"
	"onrecord/scraper/page"
)

var now = time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)

func parse(t *testing.T, markup string) *page.Page {
	t.Helper()
	p, err := page.Parse(page.Source{Body: []byte(markup), ContentType: "text/html; charset=utf-8", Address: "https://rivers.example/news/1/"})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// words are texts that no two articles share.
func words(i, n int) string {
	subjects := []string{"Surveyors", "Pilots", "Ferrymen", "Gardeners", "Millers", "Anglers", "Masons"}
	objects := []string{"the northern weir", "an old lighthouse", "four wooden bridges", "the harbour wall", "a drinking fountain"}
	var list []string
	for k := range n {
		list = append(list, fmt.Sprintf("%s of the %s district looked at %s and wrote down what they saw there.", subjects[(i+k)%7], string(rune('A'+i))+"inner", objects[(i*2+k)%5]))
	}
	return strings.Join(list, " ")
}

// newsPage is an article's page that opens with a block about another article.
func newsPage(t *testing.T, i int, dated bool) learn.Sample {
	t.Helper()
	day := fmt.Sprintf("%02d.0%d.2025", 10+i, 1+i)
	own := ""
	if dated {
		own = `<span class="date">` + day + `</span>`
	}
	title := "Report number " + string(rune('A'+i)) + " of the river council on its works"
	p := parse(t, `<html lang="en"><body><div class="menu"><a href="/">Home</a> <a href="/news/">News</a></div>
		<div class="list"><p class="item"><span class="date">`+fmt.Sprintf("%02d.12.2024", 20+i)+`</span> <a href="/news/`+fmt.Sprint(90+i)+`/">Another report on something else, `+string(rune('Z'-i))+`</a></p></div>
		<div class="detail"><h1>`+title+`</h1>`+own+`<div class="text"><p>`+words(i, 3)+`</p><p>`+words(i+2, 2)+`</p></div>
		<div class="tools">Print this page. Views: `+fmt.Sprint(400+17*i)+`</div></div><div class="foot">River council, quay 4</div></body></html>`)
	entry := archive.Entry{URL: "https://rivers.example/news/1/", Title: title}
	if dated {
		entry.Date = archive.Date(fmt.Sprintf("2025-0%d-%02d", 1+i, 10+i))
	}
	return learn.Sample{Page: p, Entry: entry}
}

func TestTheDateOfABlockAboutOthersIsNeverTaken(t *testing.T) {
	var samples []learn.Sample
	for i := range 5 {
		samples = append(samples, newsPage(t, i, i != 3))
	}
	got := learn.Learn(samples, learn.ListingSample{}, learn.Options{Now: now})
	s := got.Select
	if s.Title != "h1" || s.Date != ".detail .date" || s.DateFormat != "02.01.2006" || s.Body != ".text" || len(s.Remove) > 0 {
		t.Errorf("learned %+v", s)
	}
	for i, r := range got.Readings {
		want := samples[i].Entry
		if r.Content.Title != want.Title || i != 3 && r.Content.Date != want.Date {
			t.Errorf("page %d: read %q %q, want %q %q", i, r.Content.Title, r.Content.Date, want.Title, want.Date)
		}
	}
}

// A teaser that is cut off begins the whole text as it begins the lead: what
// selects all paragraphs is no lead for that.
func TestAllParagraphsAreNoLead(t *testing.T) {
	var samples []learn.Sample
	for i := range 5 {
		s := newsPage(t, i, true)
		s.Entry.Teaser = words(i, 3)[:90] + "…"
		samples = append(samples, s)
	}
	got := learn.Learn(samples, learn.ListingSample{}, learn.Options{Now: now})
	for i, r := range got.Readings {
		if r.Content.Summary != words(i, 3) || r.Content.Body != words(i+2, 2) {
			t.Errorf("page %d: learned %+v and read summary %q, body %q", i, got.Select, r.Content.Summary, r.Content.Body)
		}
	}
}

// All paragraphs of a page are its text today, and with them whatever the site
// prints tomorrow: an advertisement would be an edit.
func TestNoTagAloneIsTheText(t *testing.T) {
	var samples []learn.Sample
	for i := range 5 {
		title := "Report number " + string(rune('A'+i)) + " of the river council on its works"
		p := parse(t, `<html lang="en"><body><header><a href="/">Council</a></header><main><h1>`+title+`</h1><p class="lead">`+words(i+4, 1)+`</p>
			<dl class="meta"><dt>From:</dt><dd><a href="/c">River council</a></dd><dt>Published</dt><dd>`+fmt.Sprint(10+i)+` March 2025</dd></dl><div><p>`+words(i, 9)+`</p><blockquote><p>`+words(i+1, 1)+`</p></blockquote><h2>Notes</h2><p>`+words(i+2, 7)+`</p></div>
			<div class="share"><h2>Share this page</h2><a href="#">Share on a board</a></div><div id="h"><h2>Updates to this page</h2><p>Published `+fmt.Sprint(10+i)+` March 2025</p></div></main></body></html>`)
		samples = append(samples, learn.Sample{Page: p, Entry: archive.Entry{URL: "https://rivers.example/news/1/", Title: title}})
	}
	got := learn.Learn(samples, learn.ListingSample{}, learn.Options{Now: now})
	if b := got.Select.Body; b == "p" || b == "div" {
		t.Errorf("learned %+v", got.Select)
	}
}

func TestNothingIsLearnedFromOnePage(t *testing.T) {
	got := learn.Learn([]learn.Sample{newsPage(t, 1, true)}, learn.ListingSample{}, learn.Options{Now: now})
	if got.Known() {
		t.Errorf("learned %+v", got.Select)
	}
	if got := learn.Learn(nil, learn.ListingSample{}, learn.Options{}); got.Known() || len(got.Readings) > 0 {
		t.Errorf("learned %+v of nothing", got)
	}
}

func TestPagesWithoutAnythingInCommonGiveNoSelectors(t *testing.T) {
	var samples []learn.Sample
	for i := range 4 {
		samples = append(samples, learn.Sample{Page: parse(t, fmt.Sprintf("<p>%d</p>", i))})
	}
	if got := learn.Learn(samples, learn.ListingSample{}, learn.Options{Now: now}); got.Known() {
		t.Errorf("learned %+v", got.Select)
	}
}

func TestRelearnSurvivesAnEditedArticle(t *testing.T) {
	var known []learn.KnownArticle
	for i := range 5 {
		s := newsPage(t, i, true)
		body := words(i, 3) + archive.ParagraphBreak + words(i+2, 2)
		if i == 2 {
			body = "The council has since rewritten this text from the first word to the last of it."
		}
		known = append(known, learn.KnownArticle{Content: archive.Content{Title: s.Entry.Title, Date: s.Entry.Date, Body: body}, Page: s.Page})
	}
	got := learn.Relearn(known, learn.ListingSample{}, learn.Options{Now: now})
	if s := got.Select; s.Title != "h1" || s.Date != ".detail .date" || s.Body != ".text" {
		t.Errorf("learned %+v", s)
	}
	for _, f := range got.Fields {
		if f.Field == archive.FieldBody && (f.Agree != 4 || f.Of != 5) {
			t.Errorf("body agrees on %d of %d, want 4 of 5", f.Agree, f.Of)
		}
	}
}

// FuzzLearn checks that any pages give selectors that can be used, or none.
func FuzzLearn(f *testing.F) {
	f.Add("<h1>Title</h1><p>Text of the first page, long enough.</p>", "<h1>Other</h1><p>Text of the second page, long enough too.</p>", "Title")
	f.Add("<table><tr><td width=5><b>A</b><br><br>text<td>x</table>", "<table><tr><td width=5><b>B</b><br><br>more<td>y</table>", "A")
	f.Add("<a href='/news/'>back</a><div class='\"'>\"</div>", "<svg><p>", "")
	f.Fuzz(func(t *testing.T, a, b, title string) {
		var samples []learn.Sample
		for _, markup := range []string{a, b, a + b} {
			p, err := page.Parse(page.Source{Body: []byte(markup), Address: "https://rivers.example/news/1/"})
			if err != nil {
				return
			}
			samples = append(samples, learn.Sample{Page: p, Entry: archive.Entry{Title: title}})
		}
		got := learn.Learn(samples, learn.ListingSample{Pages: []*page.Page{samples[2].Page}}, learn.Options{Now: now})
		s := got.Select
		for _, css := range append([]string{s.Entry, s.Next, s.Title, s.Date, s.Summary, s.Body}, s.Remove...) {
			if _, err := cascadia.ParseGroup(css); css != "" && err != nil {
				t.Errorf("%q: %v", css, err)
			}
		}
	})
}
