package archive_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"onrecord/archive"
)

// TestArticlesUpToALimit asks for as many articles as there are, fewer and more,
// and for some of which only every third is wanted.
func TestArticlesUpToALimit(t *testing.T) {
	const there = 60
	s := newSite(t)
	var looks []look
	for i := range there {
		path := fmt.Sprintf("/%02d", i)
		looks = append(looks, look{path: path, body: page("T"+path, fmt.Sprintf("2026-01-%02d", 1+i%28), "text of "+path)})
	}
	s.crawl(nil, looks...)
	everyThird := func(a archive.Article) bool { return a.Ref%3 == 0 }
	for _, c := range []struct {
		limit int
		keep  func(archive.Article) bool
		want  int
	}{
		{0, nil, there}, {1, nil, 1}, {30, nil, 30}, {there, nil, there}, {there + 5, nil, there},
		{0, everyThird, there / 3}, {1, everyThird, 1}, {7, everyThird, 7}, {there / 3, everyThird, there / 3}, {there, everyThird, there / 3},
	} {
		whole := titles(t, s, archive.Selection{At: 1, Descending: true, Brief: true, Keep: c.keep})
		got := titles(t, s, archive.Selection{At: 1, Descending: true, Brief: true, Keep: c.keep, Limit: c.limit})
		if len(got) != c.want || !slices.Equal(got, whole[:c.want]) {
			t.Errorf("limit %d, filtered %v: got %d articles %v, want the first %d of %v", c.limit, c.keep != nil, len(got), got, c.want, whole)
		}
	}
}

func titles(t *testing.T, s *site, want archive.Selection) []string {
	t.Helper()
	var list []string
	for a, err := range archive.Articles(context.Background(), s.store, "f", want) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, a.Content.Title)
	}
	return list
}
