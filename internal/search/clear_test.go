package search

import (
	"bytes"
	"context"
	"errors"
	"os"
	"testing"

	"onrecord/archive"
)

// holds reports whether a word stands in the files of the index.
func (s *shelf) holds(word string) bool {
	s.t.Helper()
	for _, end := range []string{"", "-wal"} {
		data, err := os.ReadFile(s.path + Suffix + end)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			s.t.Fatal(err)
		}
		if bytes.Contains(data, []byte(word)) {
			return true
		}
	}
	return false
}

// An index that another process empties holds nothing of what it held, and goes on.
func TestClear(t *testing.T) {
	s := newShelf(t)
	s.crawl(library...)
	s.find("weir", false)
	if !s.holds("tarrow") || s.index.Behind(t.Context()) {
		t.Fatal("the index does not hold what the test looks for")
	}
	s.ok(Clear(t.Context(), s.path))
	if s.holds("tarrow") {
		t.Error("the index still holds a word")
	}
	if got := s.ask(Request{}, "weir"); len(got) != 0 || !s.index.Behind(t.Context()) {
		t.Errorf("found %v, behind %v", refs(got), s.index.Behind(t.Context()))
	}
	s.wants("weir", false, 0, 1)
	if s.index.Behind(t.Context()) {
		t.Error("it is behind though it caught up")
	}
}

func TestClearOfWhatIsNoIndex(t *testing.T) {
	s := newShelf(t)
	s.ok(s.index.Close())
	s.ok(os.WriteFile(s.path+Suffix, bytes.Repeat([]byte("tarrow"), 1000), 0o600))
	s.ok(Clear(t.Context(), s.path))
	if s.holds("tarrow") {
		t.Error("it still holds a word")
	}
	s.ok(Clear(t.Context(), s.path)) // there is none
}

// turning is a store that becomes another one after some views.
type turning struct {
	archive.Store
	after int
	turn  func() archive.Store
}

func (o *turning) View(ctx context.Context, feed string, fn func(archive.View) error) error {
	err := o.Store.View(ctx, feed, fn)
	if o.after--; o.after == 0 {
		o.Store = o.turn()
	}
	return err
}

// What an update had read before the index was emptied is not written into it.
func TestClearWhileItIsUpdated(t *testing.T) {
	s := newShelf(t)
	s.crawl(library...)
	other := newShelf(t)
	other.crawl(item{0, 1, "en", "Inspection", "", "The weir.", "2024-11-14"})
	store := &turning{Store: s.store, after: 2, turn: func() archive.Store {
		s.ok(Clear(t.Context(), s.path))
		return other.store
	}}
	s.ok(s.index.Update(t.Context(), store, []string{feed}, nil))
	if s.holds("tarrow") || store.after > 0 {
		t.Error("it holds what was read before it was emptied")
	}
	s.store = other.store
	if got := refs(s.ask(Request{}, "weir")); len(got) != 1 || got[0] != 0 {
		t.Errorf("found %v", got)
	}
}

// A file that is taken away is let go.
func TestTakenAway(t *testing.T) {
	s := newShelf(t)
	s.crawl(library...)
	s.find("weir", false)
	s.ok(removeFiles(s.path + Suffix))
	q, err := ParseQuery("weir", "")
	s.ok(err)
	if !s.index.Behind(t.Context()) {
		t.Error("it is not behind")
	}
	if _, _, err := s.index.Search(t.Context(), s.store, Request{Query: q, Feeds: []string{feed}}); !errors.Is(err, ErrRemade) {
		t.Error(err)
	}
	if _, err := os.Stat(s.path + Suffix); err != nil {
		t.Error(err)
	}
	s.wants("weir", false, 0, 1)
	s.ok(removeFiles(s.path + Suffix))
	s.wants("weir", false, 0, 1) // an update finds it out too
}
