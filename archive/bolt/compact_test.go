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
	c.ok(bolt.WriteAnew(t.Context(), c.path, compact))
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

// A feed that is edited much does not fill its file with half-empty pages: every
// eighth snapshot looks at them. One without changes leaves the file as it is.
func TestEditsLeaveFewGaps(t *testing.T) {
	c := newCrawler(t, 60)
	c.crawl(60, 0, 0)
	was, err := os.Stat(c.path)
	c.ok(err)
	for c.round < 9 {
		c.crawl(0, 0, 0)
	}
	now, err := os.Stat(c.path)
	c.ok(err)
	if !os.SameFile(was, now) {
		t.Error("the file was written anew though nothing has changed")
	}
	for c.round < 17 {
		c.crawl(0, 30, 30)
	}
	packed := c.path + ".packed"
	c.ok(bolt.Pack(c.path, packed))
	best, err := os.Stat(packed)
	c.ok(err)
	if size := c.fileSize(); size > best.Size()+max(best.Size()/4, 256<<10) {
		t.Errorf("the file has %d bytes, and %d without gaps", size, best.Size())
	}
	report, err := bolt.Verify(t.Context(), c.path, bolt.Options{})
	c.ok(err)
	for _, d := range report.Damage {
		if d.Kind != bolt.DamageChange { // the crawler here counts no changes
			t.Errorf("verify: %+v", d)
		}
	}
	if report.Checked.Articles != 60 {
		t.Errorf("verify read %+v", report.Checked)
	}
}

// A copy of a file that another has replaced since does not take its place, not
// even when as many transactions have written to both.
func TestCopyOfReplacedFile(t *testing.T) {
	c := newCrawler(t, 50)
	c.crawl(3, 0, 0)
	anew, other := c.path+".anew", c.path+".other"
	of := bolt.CopyAnew(t, c.store, anew)
	data, err := os.ReadFile(c.path)
	c.ok(err)
	c.ok(os.WriteFile(other, data, 0o600))
	c.ok(os.Rename(other, c.path))
	_, err = c.store.Feeds(t.Context()) // the store sees that it is an archive
	c.ok(err)
	c.ok(bolt.Replace(t.Context(), c.store, anew, of))
	if _, err := os.Stat(anew); err != nil {
		t.Error("the copy has taken the place of a file that it is no copy of:", err)
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
	of := bolt.CopyAnew(t, c.store, anew)
	c.ok(w.Keep(t.Context(), c.site.capture(100, c.site.article(), time.Unix(0, 0)), archive.Digest{}))
	c.ok(bolt.Replace(context.Background(), c.store, anew, of))
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

// A copy has what was written while it was made.
func TestWriterWhileCopying(t *testing.T) {
	c := newCrawler(t, 50)
	c.crawl(3, 0, 0)
	w, err := c.store.Claim(t.Context(), "works")
	c.ok(err)
	copied := filepath.Join(t.TempDir(), "copied.db")
	bolt.CopySlowly(t, c.store, copied, func() {
		c.ok(w.Keep(t.Context(), c.site.capture(4, c.site.article(), time.Unix(0, 0)), archive.Digest{}))
	})
	c.ok(w.Release())
	w, err = open(t, copied).Claim(t.Context(), "works")
	c.ok(err)
	kept := 0
	c.ok(w.Pending(t.Context(), func(archive.CaptureInfo) error { kept++; return nil }))
	if kept != 1 {
		t.Errorf("%d captures are pending in the copy, not 1", kept)
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
	of := bolt.CopyAnew(t, c.store, anew)
	keeping := make(chan error, 1)
	bolt.ReplaceSlowly(t, c.store, anew, of, func() {
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
