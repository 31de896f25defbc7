package learn_test

import (
	"slices"
	"strings"
	"testing"

	"onrecord/archive"
	"onrecord/scraper/learn"
)

// Headings that most articles have over parts of their text are text: what
// holds it all is learned, not its paragraphs, which would lose the headings
// and keep what is printed outside.
func TestTheContainerOfTextUnderCommonHeadings(t *testing.T) {
	var samples []learn.Sample
	for i := range 5 {
		district := string(rune('A'+i)) + "inner"
		title := "Report of the river council on its works in " + district
		p := parse(t, `<html lang="en"><body><header><a href="/">Council</a></header><main><h1>`+title+`</h1>
			<div class="prose"><p>`+words(i, 2)+`</p><h2>Background to the decision</h2><p>`+words(i+1, 2)+`</p><h2>Notes to editors</h2><ul><li>`+words(i+2, 1)+`</li></ul></div>
			<div class="share"><h2>Share this page</h2><a href="#">Share on a board</a></div></main></body></html>`)
		samples = append(samples, learn.Sample{Page: p, Entry: archive.Entry{URL: "https://rivers.example/news/1/", Title: title}})
	}
	got := learn.Learn(samples, learn.ListingSample{}, learn.Options{Now: now})
	if got.Select.Body != ".prose" || len(got.Select.Remove) > 0 {
		t.Errorf("learned %+v", got.Select)
	}
	for i, r := range got.Readings {
		want := []string{words(i, 2), "Background to the decision", words(i+1, 2), "Notes to editors", words(i+2, 1)}
		if text := archive.Paragraphs(r.Content.Body); !slices.Equal(text, want) {
			t.Errorf("page %d: %s", i, strings.Join(text, "\n"))
		}
	}
}

// Where more stands beside the text than can be removed, what holds the text is
// taken rather than all paragraphs around it.
func TestTheContainerBeforeItsParagraphs(t *testing.T) {
	var beside strings.Builder
	for _, what := range []string{"menu", "topics", "offices", "follow", "cookies", "access", "contact", "languages", "harbour", "weather", "jobs", "prices", "maps"} {
		beside.WriteString(`<div class="` + what + `"><span>The ` + what + ` page</span></div>`)
	}
	var samples []learn.Sample
	for i := range 5 {
		district := string(rune('A'+i)) + "inner"
		title := "Report of the river council on its works in " + district
		p := parse(t, `<html lang="en"><body><header><a href="/">Council</a></header><main>`+beside.String()+`<h1>`+title+`</h1>
			<div class="prose"><p>`+words(i, 7)+`</p><h2>Background</h2><p>`+words(i+1, 7)+`</p><h2>Notes</h2><p>`+words(i+2, 6)+`</p></div>
			<p>It is kept in `+district+` hall.</p></main></body></html>`)
		samples = append(samples, learn.Sample{Page: p, Entry: archive.Entry{URL: "https://rivers.example/news/1/", Title: title}})
	}
	got := learn.Learn(samples, learn.ListingSample{}, learn.Options{Now: now})
	if got.Select.Body != ".prose" {
		t.Errorf("learned %+v", got.Select)
	}
}
