package page_test

import (
	"slices"
	"testing"

	"github.com/andybalholm/cascadia"

	"onrecord/scraper/page"
)

const classes = `<div class="news detail"><h3 id=a class=title>A</h3><p class="text
	lead">B <b class="news">C</b></p><p class="textual">D</p><svg class="text"><g class="lead"/></svg></div>
	<div class="news"><p class="Lead text">E<p class="x-text">F</div><template><p class="text">G</template>`

// What a selector finds is what cascadia finds with it, however it is looked for.
func TestQueryFindsWhatCascadiaFinds(t *testing.T) {
	p, err := page.Parse(page.Source{Body: []byte(classes)})
	if err != nil {
		t.Fatal(err)
	}
	root := p.Doc.Nodes[0]
	some := 0
	for _, selector := range []string{
		".text", "p.text", ".news .text", ".news > .text.lead", ".lead.text ", ".lead", ".Lead", "h3#a.title", "h3.title#a", ".title + p", "h3 ~ .textual",
		"div.news p", ".news", "*", ".text, h3", `[class~="text"]`, ".news:not(.detail)", `.x\-text`, ".x-text", ".none", "p", "div .news",
	} {
		want := cascadia.QueryAll(root, mustParse(t, selector))
		got, err := page.Query(root, selector)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("Query(%q) found %d elements, cascadia %d (%v)", selector, len(got), len(want), err)
		}
		some += len(got)
	}
	if some == 0 {
		t.Error("nothing was found by any selector")
	}
	if _, err := page.Query(root, "p["); err == nil {
		t.Error("no error for what is no selector")
	}
}

func mustParse(t *testing.T, selector string) cascadia.SelectorGroup {
	t.Helper()
	group, err := cascadia.ParseGroup(selector)
	if err != nil {
		t.Fatal(err)
	}
	return group
}
