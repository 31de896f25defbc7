package learn

import (
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"pgregory.net/rapid"
)

func TestStableNames(t *testing.T) {
	for name, want := range map[string]bool{
		"news-detail": true, "entry-title": true, "b-article__title": true, "col-md-8": true, "h1": true, "articleBody": true, "c2": true, "field--name-body": true,
		"post-4312": false, "css-1x2y3z": false, "active": false, "bx_3218110189_4411": false, "headline__LjYky": false, "kBKVFk": false, "sc-1a2b3c4d": false, "": false,
		"css-qmxbxw": false, "sc-bdVaJa": false, "svelte-hqwzld": false, "_body_1ozqz_12": false, "Story_body_feeaX": false, "Story_body_ae2kb": false,
		"news_title": true, "block_text2": true, "_body": true, "css-grid": true, "news_Title": true, "col_2": true,
	} {
		if got := stable(name); got != want {
			t.Errorf("stable(%q) = %v", name, got)
		}
	}
	for name, want := range map[string]bool{"a": true, "a-b_c": true, "-a": false, "1a": false, "a:b": false, "a/b": false, "": false} {
		if got := cssName(name); got != want {
			t.Errorf("cssName(%q) = %v", name, got)
		}
	}
}

func TestLayoutsOf(t *testing.T) {
	for printed, want := range map[string]string{
		"22.09.2020": "02.01.2006", "22/9/2020": "2/1/2006", "09/22/2020": "01/02/2006", "22.09.2020 14:05": "02.01.2006 15:04", "22-09-2020, 14:05:33": "02-01-2006, 15:04:05",
		"2020-09-22": "", "22 September 2020": "", "": "", "22.09.20": "", "14:05": "", "Date: 22.09.2020": "", "22.09.2020.": "",
	} {
		if got := layoutsOf(printed); want == "" && len(got) > 0 || want != "" && !slices.Contains(got, want) {
			t.Errorf("layoutsOf(%q) = %q, want %q among them", printed, got, want)
		}
	}
}

func TestOpens(t *testing.T) {
	const text = "The harbour authority has published its findings on the tide gauges."
	for listed, want := range map[string]bool{
		text: true, "The harbour authority has published …": true, "The harbour authority has published [...]": true, "The harbour authority has published its […] Read on": true,
		"The harbour": false, "Another harbour authority has published": false, "": false, "the harbour AUTHORITY has published its findings": true,
	} {
		if got := opens(listed, text); got != want {
			t.Errorf("opens(%q) = %v", listed, got)
		}
	}
}

// A candidate must find what a selector engine finds for its selector.
func TestMatchingAgreesWithTheSelectorEngine(t *testing.T) {
	tags := []string{"div", "p", "span", "h1", "a", "td"}
	classes := []string{"", "a", "b", "a b", "x-title", "a x-title"}
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		var build func(depth int)
		build = func(depth int) {
			for range rapid.IntRange(0, 3).Draw(t, "children") {
				tag := rapid.SampledFrom(tags[:4]).Draw(t, "tag")
				b.WriteString("<" + tag)
				if c := rapid.SampledFrom(classes).Draw(t, "class"); c != "" {
					b.WriteString(` class="` + c + `"`)
				}
				if rapid.IntRange(0, 4).Draw(t, "id") == 0 {
					b.WriteString(` id="` + rapid.SampledFrom([]string{"one", "two"}).Draw(t, "name") + `" width="60"`)
				}
				b.WriteString(">")
				if depth < 4 {
					build(depth + 1)
				}
				b.WriteString("text</" + tag + ">")
			}
		}
		build(0)
		root, err := html.Parse(strings.NewReader(b.String()))
		if err != nil {
			t.Fatal(err)
		}
		x := newIndex(root)
		if len(x.all) < 4 {
			return
		}
		target := x.all[rapid.IntRange(3, len(x.all)-1).Draw(t, "target")]
		g := goal{targets: [][]*html.Node{{target}}, places: true}
		for _, c := range g.candidates() {
			want := cascadia.QueryAll(root, cascadia.MustCompile(c.css))
			if got := x.find(c.steps); !slices.Equal(got, want) {
				t.Fatalf("%s finds %d elements, the engine %d, in:\n%s", c.css, len(got), len(want), b.String())
			}
		}
	})
}
