package search

import (
	"context"
	"errors"
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

// spoil damages the index while it is in use, from a connection of its own: what
// its own ones wrote, they need not read again.
func (s *shelf) spoil() {
	s.t.Helper()
	db, err := openTables(s.t.Context(), s.path+Suffix)
	s.ok(err)
	_, err = db.ExecContext(s.t.Context(), "UPDATE words_data SET block = x'ffffffffffffffffffffffffffffffff'")
	s.ok(errors.Join(err, db.Close()))
}

func TestMatchesOfADamagedIndex(t *testing.T) {
	s := newShelf(t)
	s.crawl(library...)
	s.find("weir", false)
	s.spoil()
	q, err := ParseQuery("weir", "")
	s.ok(err)
	if found, err := s.index.Matches(t.Context(), q, feed); !errors.Is(err, ErrRemade) || found != nil || !s.index.Behind(t.Context()) {
		t.Errorf("%b, %v, behind %v", found, err, s.index.Behind(t.Context()))
	}
	s.ok(s.index.Update(t.Context(), s.store, nil, nil))
	found, err := s.index.Matches(t.Context(), q, feed)
	if s.ok(err); !found.Has(0) || !found.Has(1) || found.Has(2) || s.index.Behind(t.Context()) {
		t.Errorf("%b hold the word, want the first two articles", found)
	}
}

// What was to be updated before is so again, whichever feed was asked for.
func TestDamagedIndexOfTwoFeeds(t *testing.T) {
	s := newShelf(t)
	s.crawl(library...)
	s.feed, s.taken, s.size = "lakes", 0, 0
	s.crawl(item{0, 1, "en", "Weir of the lakes", "", "It stands.", "2024-01-01"})
	s.ok(s.index.Update(t.Context(), s.store, []string{feed, "lakes"}, nil))
	s.spoil()
	q, err := ParseQuery("weir", "")
	s.ok(err)
	if _, _, err := s.index.Search(t.Context(), s.store, Request{Query: q, Feeds: []string{feed}}); !errors.Is(err, ErrRemade) {
		t.Fatal(err)
	}
	s.ok(s.index.Update(t.Context(), s.store, []string{feed}, nil))
	for _, name := range []string{feed, "lakes"} {
		found, _, err := s.index.Search(t.Context(), s.store, Request{Query: q, Feeds: []string{name}})
		if s.ok(err); len(found) == 0 || found[0].Feed != name {
			t.Errorf("%s: found %+v", name, found)
		}
	}
}

// An update that meets damage begins again.
func TestUpdateOfADamagedIndex(t *testing.T) {
	s := newShelf(t)
	s.crawl(library...)
	s.find("weir", false)
	s.spoil()
	s.crawl(item{ref: 1, number: 2, title: "Weir", body: "The gates stand open."})
	s.wants("weir", false, 0, 1)
}

// What FTS5 does not understand is no damage, nor is a question that was given up.
func TestErrorsThatAreNoDamage(t *testing.T) {
	s := newShelf(t)
	s.crawl(library...)
	s.find("weir", false)
	ended, end := context.WithCancel(t.Context())
	end()
	for _, ask := range []func() error{
		func() error { _, _, err := s.index.matching(t.Context(), `"weir`); return err },
		func() error { _, _, err := s.index.matching(t.Context(), `nosuch : "weir"`); return err },
		func() error { _, _, err := s.index.matching(ended, `"weir"`); return err },
	} {
		if err := s.index.asking(t.Context(), ask); err == nil || errors.Is(err, ErrRemade) || s.index.opened != 1 {
			t.Errorf("%v, opened %d times", err, s.index.opened)
		}
	}
	s.wants("weir", false, 0, 1)
}

func TestOtherVersionIsMadeAnew(t *testing.T) {
	s := newShelf(t)
	s.crawl(library...)
	s.find("weir", false)
	_, err := s.index.db.ExecContext(t.Context(), "PRAGMA user_version = 99")
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
	s.ok(Clear(t.Context(), s.path))
	s.wants("gates", false, 1, 2)
	q, err := ParseQuery("shut", "")
	s.ok(err)
	found, err := s.index.Matches(t.Context(), q, feed)
	if s.ok(err); !found.Has(0) || found.Has(1) || found.Has(2) {
		t.Errorf("%b holds the word, want the first article alone", found)
	}
}
