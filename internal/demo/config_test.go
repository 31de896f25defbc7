package demo

import (
	"slices"
	"testing"

	"onrecord/internal/config"
)

// TestConfigReadsBitrixMarkup checks the selectors of the repository's
// config.yaml on the replica, whose markup is Bitrix's own.
func TestConfigReadsBitrixMarkup(t *testing.T) {
	c, err := config.Load("../../config.yaml")
	if err != nil {
		t.Fatal(err)
	}
	selectors := c.Feeds[0].Select[0]
	site := NewSite()
	base := start(t, site)
	for _, a := range site.Articles() {
		doc := document(t, get(t, base+a.Path).body)
		for _, remove := range selectors.Remove {
			doc.Find(remove).Remove()
		}
		if got := texts(doc, selectors.Title); !slices.Equal(got, []string{a.Title}) {
			t.Errorf("%s: title %q, want %q", a.Path, got, a.Title)
		}
		var want []string
		if a.Date != "" {
			want = []string{printed(a)}
		}
		if got := texts(doc, selectors.Date); !slices.Equal(got, want) {
			t.Errorf("%s: date %q, want %q", a.Path, got, want)
		}
	}
	if got := len(texts(document(t, get(t, base+News).body), selectors.Entry)); got != perPage {
		t.Errorf("%d entries on a listing, want %d", got, perPage)
	}
}

// TestConfigFindsNothingElsewhere gives templates that differ from Bitrix's
// own: the selectors must find the right thing or nothing.
func TestConfigFindsNothingElsewhere(t *testing.T) {
	c, err := config.Load("../../config.yaml")
	if err != nil {
		t.Fatal(err)
	}
	title := c.Feeds[0].Select[0].Title
	const block = `<div class="news-list"><p class="news-item"><span class="news-date-time">01.12.2024</span><h3>Other</h3></p></div>`
	for name, d := range map[string]struct {
		page string
		want []string
	}{
		"date before the title":     {block + `<div class="news-detail"><span class="news-date-time">22.09.2020</span><h3>Title</h3><p>Text.</p><h3>Part</h3></div>`, []string{"Title"}},
		"title before the date":     {block + `<div class="news-detail"><h3>Title</h3><span class="news-date-time">22.09.2020</span><p>Text.</p><h3>Part</h3></div>`, []string{"Title"}},
		"title as h1":               {block + `<div class="news-detail"><img><h1>Title</h1><p>Text.</p><h3>Part</h3></div>`, []string{"Title"}},
		"title outside the article": {block + `<h1>Title</h1><div class="news-detail"><span class="news-date-time">22.09.2020</span><p>Text.</p><h3>Part</h3></div>`, nil},
		"another template":          {block + `<article><h1>Title</h1><p>Text.</p></article>`, nil},
	} {
		if got := texts(document(t, d.page), title); !slices.Equal(got, d.want) && len(got)+len(d.want) > 0 {
			t.Errorf("%s: title %q, want %q", name, got, d.want)
		}
	}
}
