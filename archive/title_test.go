package archive_test

import (
	"context"
	"slices"
	"testing"

	"onrecord/archive"
)

// A listing takes titles from what changes say, and no text; where they do not
// say it, or say it as it was read once, it finds the same titles in the texts.
func TestTitlesWithoutTexts(t *testing.T) {
	s := newSite(t)
	s.reader = lineReader{stamp: "1", prefix: "Site: "}
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "one")}, look{path: "/b", body: page("B", "2026-02-02", "b")})
	s.crawl(nil, look{path: "/a", body: page("Anew", "2026-02-01", "two")})
	s.crawl(s.gone("/b", archive.Reason404))
	s.listTitles(0, []string{"Site: B", "Site: A"}, []string{"Site: B", "Site: Anew"}, []string{"Site: B", "Site: Anew"})

	w, err := s.store.Claim(context.Background(), "f")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := archive.Reextract(context.Background(), s.store, w, lineReader{stamp: "2"}, "f", nil); err != nil {
		t.Fatal(err)
	}
	if err := w.Release(); err != nil {
		t.Fatal(err)
	}
	s.listTitles(2, []string{"B", "A"}, []string{"B", "Anew"}, []string{"B", "Anew"})

	imports := newSite(t)
	capture := imports.capture(look{path: "/c", body: page("C", "2026-02-01", "c")})
	if _, err := imported(t, imports.store, shelf{}, imports.now.AddDate(0, 0, 1), listed([]archive.Capture{capture})); err != nil {
		t.Fatal(err)
	}
	imports.listTitlesOf("feed", 1, []string{"C"})
}

// listTitles compares the titles of each snapshot with what is wanted, and how
// many texts each listing reads.
func (s *site) listTitles(texts int, snapshots ...[]string) {
	s.t.Helper()
	s.listTitlesOf("f", texts, snapshots...)
}

func (s *site) listTitlesOf(feed string, texts int, snapshots ...[]string) {
	s.t.Helper()
	for i, want := range snapshots {
		c := &counting{Store: s.store}
		var got []string
		for a, err := range archive.Articles(context.Background(), c, feed, archive.Selection{At: i + 1, Descending: true, Brief: true, Title: true}) {
			if err != nil {
				s.t.Fatal(err)
			}
			got = append(got, a.Content.Title)
		}
		if !slices.Equal(got, want) || c.contents != texts {
			s.t.Errorf("snapshot %d: titles %q of %d texts, want %q of %d", i+1, got, c.contents, want, texts)
		}
	}
}
