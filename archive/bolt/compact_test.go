package bolt_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"onrecord/archive"
	"onrecord/archive/bolt"
)

// The first snapshot of a feed leaves a file without gaps, with the
// permissions it had, and nothing beside it; a store that was open before goes on with it.
func TestFirstSnapshotLeavesNoGaps(t *testing.T) {
	c := newCrawler(t, 300)
	before := open(t, c.path)
	w, err := before.Claim(t.Context(), "other")
	c.ok(err)
	c.ok(w.Keep(t.Context(), c.site.capture(200, c.site.article(), time.Unix(0, 0)), archive.Digest{}))
	c.ok(os.Chmod(c.path, 0o640))
	was, err := os.Stat(c.path)
	c.ok(err)
	c.crawl(150, 0, 0)
	now, err := os.Stat(c.path)
	c.ok(err)
	if os.SameFile(was, now) {
		t.Error("the file is the one that was made during the crawl")
	}
	if now.Mode() != was.Mode() {
		t.Errorf("its mode is %v, not %v", now.Mode(), was.Mode())
	}
	compact := filepath.Join(t.TempDir(), "compact.db")
	c.ok(bolt.WriteAnew(c.path, compact))
	best, err := os.Stat(compact)
	c.ok(err)
	if now.Size() > best.Size()+best.Size()/20 {
		t.Errorf("it has %d bytes; written anew once more, %d", now.Size(), best.Size())
	}
	c.ok(w.Keep(t.Context(), c.site.capture(201, c.site.article(), time.Unix(0, 0)), archive.Digest{}))
	kept := 0
	c.ok(w.Pending(t.Context(), func(archive.CaptureInfo) error { kept++; return nil }))
	if kept != 2 {
		t.Errorf("%d captures of the other feed are pending, not 2", kept)
	}
	c.ok(w.Release())
	c.crawl(10, 5, 20)
	report, err := bolt.Verify(t.Context(), c.path, bolt.Options{})
	c.ok(err)
	for _, d := range report.Damage {
		if d.Kind != bolt.DamageChange { // the crawler here counts no changes
			t.Errorf("verify: %+v", d)
		}
	}
	if report.Checked.Articles != 160 || report.Checked.Feeds != 2 {
		t.Errorf("verify read %+v", report.Checked)
	}
	entries, err := os.ReadDir(filepath.Dir(c.path))
	c.ok(err)
	if len(entries) != 1 {
		t.Errorf("files are left beside it: %v", entries)
	}
}

// A file that was written to while its copy was made stays.
func TestWriterBesideCompacting(t *testing.T) {
	c := newCrawler(t, 200)
	w, err := c.store.Claim(t.Context(), "works")
	c.ok(err)
	for n := range 100 {
		c.ok(w.Keep(t.Context(), c.site.capture(n, c.site.article(), time.Unix(0, 0)), archive.Digest{}))
	}
	anew := c.path + ".anew"
	seen := bolt.CopyAnew(t, c.store, anew)
	c.ok(w.Keep(t.Context(), c.site.capture(100, c.site.article(), time.Unix(0, 0)), archive.Digest{}))
	c.ok(bolt.Replace(context.Background(), c.store, anew, seen))
	if _, err := os.Stat(anew); err != nil {
		t.Error("a copy without what was kept meanwhile has taken the archive's place:", err)
	}
	c.ok(bolt.Replace(context.Background(), c.store, anew, bolt.CopyAnew(t, c.store, anew)))
	if _, err := os.Stat(anew); err == nil {
		t.Error("a whole copy has not taken the archive's place")
	}
	kept := 0
	c.ok(w.Pending(t.Context(), func(archive.CaptureInfo) error { kept++; return nil }))
	if kept != 101 {
		t.Errorf("%d captures are pending, not 101", kept)
	}
	c.ok(w.Release())
}

// A store that waits for the lock while the file is replaced writes to the new one.
func TestWaitingWhileReplaced(t *testing.T) {
	c := newCrawler(t, 50)
	c.crawl(3, 0, 0)
	other := open(t, c.path)
	w, err := other.Claim(t.Context(), "other")
	c.ok(err)
	anew := c.path + ".anew"
	seen := bolt.CopyAnew(t, c.store, anew)
	keeping := make(chan error, 1)
	bolt.ReplaceSlowly(t, c.store, anew, seen, func() {
		go func() {
			keeping <- w.Keep(context.Background(), c.site.capture(4, c.site.article(), time.Unix(0, 0)), archive.Digest{})
		}()
		time.Sleep(30 * time.Millisecond) // so that it waits for the lock; without that it passes all the same
	})
	c.ok(<-keeping)
	kept := 0
	c.ok(w.Pending(t.Context(), func(archive.CaptureInfo) error { kept++; return nil }))
	if kept != 1 {
		t.Errorf("%d captures are pending, not 1", kept)
	}
	c.ok(w.Release())
}
