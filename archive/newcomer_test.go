package archive_test

import (
	"context"
	"fmt"
	"testing"

	"onrecord/archive"
)

func TestNewEntryWithATextOfAnArticleThatIsEdited(t *testing.T) {
	for name, want := range map[string]struct {
		text  string
		added int
	}{
		"the former text is another article's": {"one", 1},
		"the new text is one address more":     {"two", 0},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			s.reads("/a", page("A", "2026-02-01", "one"))
			snap := s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "two")}, look{path: "/b", body: page("A", "2026-02-01", want.text)})
			if snap.Changes[archive.Edited] != 1 || snap.Changes[archive.Added] != want.added || snap.Changes[archive.Moved] != 0 {
				t.Errorf("changes = %v", snap.Changes)
			}
		})
	}
}

// countingStore counts the views of a store.
type countingStore struct {
	archive.Store
	views int
}

func (s *countingStore) View(ctx context.Context, feed string, fn func(archive.View) error) error {
	s.views++
	return s.Store.View(ctx, feed, fn)
}

// No snapshot can know the pages of a first crawl. That the crawl itself has read
// one of them is known without the store.
func TestAFirstCrawlDoesNotAskTheStoreForEachPage(t *testing.T) {
	s := newSite(t)
	store := &countingStore{Store: s.store}
	s.store = store
	looks := []look{
		{path: "/twin", body: page("1", "2026-02-01", "text 1")},
		{path: "/led", to: "/2", body: page("2", "2026-02-01", "text 2")},
	}
	for i := range 40 {
		looks = append(looks, look{path: fmt.Sprint("/", i), body: page(fmt.Sprint(i), "2026-02-01", fmt.Sprint("text ", i))})
	}
	snap := s.crawl(nil, looks...)
	if snap.Articles != 40 || snap.Changes[archive.Added] != 40 {
		t.Errorf("%d articles, changes %v; want 40 added, with two that stand at two addresses", snap.Articles, snap.Changes)
	}
	if store.views > len(looks)/4 {
		t.Errorf("the store was asked %d times for %d pages", store.views, len(looks))
	}
}
