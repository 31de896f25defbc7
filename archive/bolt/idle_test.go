package bolt_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"onrecord/archive"
	"onrecord/archive/bolt"
)

// TestWritersTakeTurns lets two stores, as two processes would have, write into
// one file by turns, so that what each remembers of the file grows old at every
// turn: the pages that are free, and how long the file is.
func TestWritersTakeTurns(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "archive.db")
	var stores []*bolt.Store
	var writers []archive.Writer
	for i := range 2 {
		s := open(t, path)
		w, err := s.Claim(ctx, fmt.Sprint("feed", i))
		if err != nil {
			t.Fatal(err)
		}
		stores, writers = append(stores, s), append(writers, w)
	}
	body := func(turn, i int) []byte { return fmt.Appendf(nil, "<p>%0*d</p>", 2000+100*turn, i+2*turn) }
	for turn := range 150 {
		for i, w := range writers {
			c := archive.Capture{
				URL: fmt.Sprintf("https://x.example/%d", turn%60), Status: 200, Body: body(turn, i), Time: time.Unix(int64(turn), 0),
			}
			if err := w.Keep(ctx, c, archive.Digest{}); err != nil {
				t.Fatal(err)
			}
			raw, err := w.PendingRaw(ctx, archive.DigestBytes(c.Body))
			if err != nil || string(raw) != string(c.Body) {
				t.Fatalf("turn %d of feed %d: %d bytes, %v", turn, i, len(raw), err)
			}
			if _, err := stores[1-i].Feeds(ctx); err != nil {
				t.Fatal(err)
			}
		}
	}
	for i, w := range writers {
		n := 0
		err := w.Pending(ctx, func(c archive.CaptureInfo) error {
			n++
			_, err := w.PendingRaw(ctx, c.Raw)
			return err
		})
		if err != nil || n != 60 {
			t.Errorf("feed %d: %d pending captures, %v", i, n, err)
		}
		if err := w.Release(); err != nil {
			t.Error(err)
		}
	}
	r, err := bolt.Verify(ctx, path, bolt.Options{})
	if err != nil || len(r.Damage) > 0 {
		t.Errorf("%v, %v", r, err)
	}
}

// A store that stays open sees what others write, also into another file that
// takes the place of the first.
func TestStayOpen(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "archive.db")
	mine, other := open(t, path), open(t, path)
	release := mine.StayOpen()
	defer release()
	commit := func(number int) {
		t.Helper()
		w, err := other.Claim(ctx, "feed")
		if err != nil {
			t.Fatal(err)
		}
		s := archive.Snapshot{Number: number, Started: time.Unix(int64(number), 0), Taken: time.Unix(int64(number), 0), Status: archive.Complete, Changes: archive.Count(nil)}
		if err := w.Commit(ctx, s, archive.NewLooks(), nil); err != nil {
			t.Fatal(err)
		}
		if err := w.Release(); err != nil {
			t.Fatal(err)
		}
	}
	latest := func() (n int) {
		t.Helper()
		err := mine.View(ctx, "feed", func(v archive.View) (err error) {
			n, err = v.Latest()
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	for number := 1; number <= 5; number++ {
		commit(number)
		if n := latest(); n != number {
			t.Fatalf("snapshot %d is the newest, it says %d", number, n)
		}
	}
	if err := os.Rename(path, path+".away"); err != nil {
		t.Fatal(err)
	}
	if _, err := mine.Feeds(ctx); !errors.Is(err, archive.ErrNoArchive) {
		t.Errorf("without the file: %v", err)
	}
	commit(1)
	if n := latest(); n != 1 {
		t.Errorf("of the new file it says that snapshot %d is the newest", n)
	}
}
