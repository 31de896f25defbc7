package archive_test

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"
	"weak"

	"onrecord/archive"
	"onrecord/archive/storetest"
)

// watchedWriter watches whether the captures that it hands out are still held.
type watchedWriter struct {
	archive.Writer
	handed []weak.Pointer[archive.Field]
}

func (w *watchedWriter) hand(i archive.CaptureInfo) archive.CaptureInfo {
	i.Header = []archive.Field{{Name: "Etag", Value: i.URL}}
	w.handed = append(w.handed, weak.Make(&i.Header[0]))
	return i
}

func (w *watchedWriter) Pending(ctx context.Context, fn func(archive.CaptureInfo) error) error {
	return w.Writer.Pending(ctx, func(i archive.CaptureInfo) error { return fn(w.hand(i)) })
}

func (w *watchedWriter) PendingAt(ctx context.Context, addresses []string) ([]archive.CaptureInfo, error) {
	infos, err := w.Writer.PendingAt(ctx, addresses)
	for n, i := range infos {
		infos[n] = w.hand(i)
	}
	return infos, err
}

// Stage hands on what holds nothing of what was handed out.
func (w *watchedWriter) Stage(ctx context.Context, updates []archive.Update) error {
	updates = slices.Clone(updates)
	for n, u := range updates {
		if u.Revision != nil {
			r := *u.Revision
			r.Capture.Header = nil
			updates[n].Revision = &r
		}
		if u.Kept != nil {
			kept := *u.Kept
			kept.Header = nil
			updates[n].Kept = &kept
		}
	}
	return w.Writer.Stage(ctx, updates)
}

// held returns how many of the captures handed out are still held.
func (w *watchedWriter) held() int {
	runtime.GC()
	n := 0
	for _, p := range w.handed {
		if p.Value() != nil {
			n++
		}
	}
	return n
}

// A crawl of 50,000 pages must not need more memory than one of 240: no more
// captures are held than are read, or staged, at a time.
func TestRecordingHoldsFewCaptures(t *testing.T) {
	const known, added, most = 240, 60, 2*64 + 16
	store := storetest.NewMemory()
	now := time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC)
	for day := range 2 {
		now = now.AddDate(0, 0, 1)
		inner, err := store.Claim(t.Context(), "f")
		if err != nil {
			t.Fatal(err)
		}
		w := &watchedWriter{Writer: inner}
		for i := range known + day*added {
			body := page(fmt.Sprint("Title ", i), "2026-02-01", fmt.Sprintf("Text %d.\nNews\nWhat happened on day %d, in line %d", i, day, i))
			c := archive.Capture{URL: at(fmt.Sprint("/", i)), Final: at(fmt.Sprint("/", i)), Status: 200, Body: []byte(body), Time: now}
			if err := w.Keep(t.Context(), c, archive.Digest{}); err != nil {
				t.Fatal(err)
			}
		}
		snapshot, err := archive.Record(t.Context(), archive.Recording{
			Store: store, Writer: w, Reader: lineReader{stamp: "1", rest: "News"}, Now: func() time.Time { return now },
			Step: func(done, total int) {
				if done%80 != 79 && done != total {
					return
				}
				if n := w.held(); n > most {
					t.Errorf("day %d: %d captures are held when %d of %d are read, more than %d", day, n, done, total, most)
				}
			},
		}, archive.Sightings{Feed: archive.Feed{Name: "f"}, Started: now})
		if err != nil {
			t.Fatal(err)
		}
		if got, want := snapshot.Changes[archive.Added], known-day*(known-added); got != want {
			t.Errorf("day %d: %d articles were added, want %d", day, got, want)
		}
		if err := w.Release(); err != nil {
			t.Fatal(err)
		}
	}
}
