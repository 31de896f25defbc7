package search

import (
	"os"
	"strings"
	"testing"
)

func TestDamagedIndexIsMadeAnew(t *testing.T) {
	spoil := map[string]func(path string) error{
		"missing":  os.Remove,
		"empty":    func(p string) error { return os.WriteFile(p, nil, 0o600) },
		"no index": func(p string) error { return os.WriteFile(p, []byte(strings.Repeat("weir gates ", 5000)), 0o600) },
		"cut":      func(p string) error { return os.Truncate(p, 5000) },
		"overwritten inside": func(p string) error {
			data, err := os.ReadFile(p)
			if err != nil {
				return err
			}
			for i := 4096; i < len(data); i++ {
				data[i] = 0xA5
			}
			return os.WriteFile(p, data, 0o600)
		},
	}
	for name, damage := range spoil {
		t.Run(name, func(t *testing.T) {
			s := newShelf(t)
			s.crawl(library...)
			s.find("weir", false)
			s.ok(s.index.Close())
			s.ok(damage(s.path + Suffix))
			s.open()
			s.wants("weir", false, 0, 1)
			if s.index.Temporary() != nil {
				t.Error("it is a temporary one")
			}
		})
	}
}

func TestMatchesOfADamagedIndex(t *testing.T) {
	s := newShelf(t)
	s.crawl(library...)
	s.find("weir", false)
	_, err := s.index.db.ExecContext(t.Context(), "DROP TABLE words")
	s.ok(err)
	q, err := ParseQuery("weir", "")
	s.ok(err)
	found, err := s.index.Matches(t.Context(), s.store, q, feed)
	if s.ok(err); !found.Has(0) || !found.Has(1) || found.Has(2) {
		t.Errorf("%b hold the word, want the first two articles", found)
	}
}

func TestDamagedIndexOfTwoFeeds(t *testing.T) {
	s := newShelf(t)
	s.crawl(library...)
	s.feed, s.taken, s.size = "lakes", 0, 0
	s.crawl(item{0, 1, "en", "Weir of the lakes", "", "It stands.", "2024-01-01"})
	s.ok(s.index.Update(t.Context(), s.store, []string{feed, "lakes"}, nil))
	_, err := s.index.db.ExecContext(t.Context(), "DROP TABLE words")
	s.ok(err)
	q, err := ParseQuery("weir", "")
	s.ok(err)
	for _, name := range []string{feed, "lakes"} {
		found, _, err := s.index.Search(t.Context(), s.store, Request{Query: q, Feeds: []string{name}})
		if s.ok(err); len(found) == 0 || found[0].Feed != name {
			t.Errorf("%s: found %+v", name, found)
		}
	}
}

func TestOtherVersionIsMadeAnew(t *testing.T) {
	s := newShelf(t)
	s.crawl(library...)
	s.find("weir", false)
	_, err := s.index.db.ExecContext(t.Context(), "PRAGMA user_version = 99; DROP TABLE words")
	s.ok(err)
	s.ok(s.index.Close())
	s.open()
	s.wants("weir", false, 0, 1)
}

func TestManyAfterTheIndexWasMadeAnew(t *testing.T) {
	s := newShelf(t)
	s.index.ranks = 1 // what two articles hold is not ranked
	s.crawl(item{ref: 0, number: 1, title: "Weir", body: "The gates stand open."}, item{ref: 1, number: 1, title: "Ferry", body: "The gates of the pier."})
	s.wants("gates", false, 0, 1)
	s.crawl(item{ref: 0, number: 2, title: "Weir", body: "All is shut."}, item{ref: 2, number: 1, title: "Lock", body: "The gates were painted."})
	s.wants("gates", false, 1, 2)
	s.ok(s.index.remake(t.Context()))
	s.wants("gates", false, 1, 2)
	q, err := ParseQuery("shut", "")
	s.ok(err)
	found, err := s.index.Matches(t.Context(), s.store, q, feed)
	if s.ok(err); !found.Has(0) || found.Has(1) || found.Has(2) {
		t.Errorf("%b holds the word, want the first article alone", found)
	}
}
