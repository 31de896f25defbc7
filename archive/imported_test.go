package archive_test

import (
	"context"
	"fmt"
	"testing"

	"onrecord/archive"
)

// counting counts the snapshots and the texts that are read through it.
type counting struct {
	archive.Store
	snapshots, contents int
}

func (c *counting) View(ctx context.Context, feed string, fn func(archive.View) error) error {
	return c.Store.View(ctx, feed, func(v archive.View) error { return fn(countingView{v, c}) })
}

type countingView struct {
	archive.View
	count *counting
}

func (v countingView) Snapshots(from, to int) ([]archive.Snapshot, error) {
	list, err := v.View.Snapshots(from, to)
	v.count.snapshots += len(list)
	return list, err
}

func (v countingView) Content(record archive.Digest) (archive.Content, error) {
	v.count.contents++
	return v.View.Content(record)
}

// What imports brought of an article is asked for with each log of it: that
// must not become slower with every crawl.
func TestImportedCapturesAreFoundWithoutReadingAllSnapshots(t *testing.T) {
	s := newSite(t)
	const crawls, edits = 12, 3
	for n := range crawls {
		s.crawl(nil, look{path: "/a", body: page("A", "2026-01-01", fmt.Sprintf("text %d", min(n, edits)))})
	}
	c := &counting{Store: s.store}
	list, err := archive.ImportedOf(context.Background(), c, "f", 0)
	if err != nil || len(list) != 0 {
		t.Fatalf("imported: %v, %v; nothing was", list, err)
	}
	if c.snapshots > 1+edits {
		t.Errorf("%d snapshots read, want at most one for each of the %d revisions", c.snapshots, 1+edits)
	}
}
