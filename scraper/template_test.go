package scraper

import (
	"testing"

	"onrecord/archive"
)

func TestSameTemplate(t *testing.T) {
	const page = `<div class="head"><div class="news-detail post-17"><h3 class="title">A</h3><p class="text">one</p></div>`
	for _, test := range []struct {
		name, other string
		want        bool
	}{
		{"the same page", page, true},
		{"another article of the template", `<div class="head"><div class="news-detail post-99"><h3 class="title">B</h3><p class="text">two<p class="text">three</div>`, true},
		{"with a widget added", page + `<aside class="w-box w-head w-body w-foot w-close w-link">poll</aside>`, true},
		{"another template", `<main class="wrap"><article class="entry"><h1 class="headline">A</h1><div class="copy">one</div></article></main>`, false},
		{"without any classes", `<table><tr><td><b>A</b><br>one</table>`, false},
	} {
		got := (&Reader{}).SameTemplate(archive.Capture{Body: []byte(page)}, archive.Capture{Body: []byte(test.other)})
		if got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
	old := archive.Capture{Body: []byte(`<table><tr><td><font><b>A</b></font><td>one</table>`)}
	for other, want := range map[string]bool{
		`<table><tr><td><font><b>B</b></font><td>two<td>three</table>`: true,
		`<section><header><h1>A</h1></header><div><p>one<p>two</div>`:  false,
	} {
		if got := (&Reader{}).SameTemplate(old, archive.Capture{Body: []byte(other)}); got != want {
			t.Errorf("%s: %v, want %v", other, got, want)
		}
	}
}
