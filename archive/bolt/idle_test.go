package bolt_test

import (
	"context"
	"fmt"
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
