package archive_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"testing"
	"time"

	"onrecord/archive"
	"onrecord/archive/aside"
	"onrecord/archive/storetest"
	"onrecord/internal/costs"
)

// shelf keeps pages in a map.
type shelf map[archive.Digest][]byte

func (s shelf) Put(raw archive.Digest, page []byte) error { s[raw] = page; return nil }

func (s shelf) Get(raw archive.Digest) ([]byte, error) { return s[raw], nil }

// onePage stands for a shelf on disk: it holds nothing.
type onePage []byte

func (s onePage) Put(archive.Digest, []byte) error { return nil }

func (s onePage) Get(archive.Digest) ([]byte, error) { return s, nil }

// imported imports captures into a feed, at a time.
func imported(t *testing.T, store archive.Store, pages archive.Pages, now time.Time, captures iter.Seq2[archive.Capture, error]) (archive.Imported, error) {
	t.Helper()
	rows, err := aside.New()
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	w, err := store.Claim(context.Background(), "feed")
	if err != nil {
		t.Fatal(err)
	}
	defer w.Release()
	return archive.Import(context.Background(), archive.Importing{
		Store: store, Writer: w, Reader: lineReader{stamp: "reader"}, Pages: pages, Aside: rows,
		Now: func() time.Time { return now }, Belongs: func(string) bool { return true }, Origin: "captures",
	}, archive.Feed{Name: "feed"}, captures)
}

func listed(captures []archive.Capture) iter.Seq2[archive.Capture, error] {
	return func(yield func(archive.Capture, error) bool) {
		for _, c := range captures {
			if !yield(c, nil) {
				return
			}
		}
	}
}

// TestImportOrder: captures take their places by time, whatever their order in the
// file, before 1970 and within one second too; those of a time yet to come are not taken.
func TestImportOrder(t *testing.T) {
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	capture := func(at time.Time, body string) archive.Capture {
		return archive.Capture{
			URL: "https://council.example/news/1", Status: 200, Time: at, Body: []byte("Weir\n2019-01-01\n" + body),
			Header: []archive.Field{{Name: "X-Odd", Value: "\xff\x00"}},
		}
	}
	y := func(year int) time.Time { return time.Date(year, 5, 1, 10, 0, 0, 0, time.UTC) }
	captures := []archive.Capture{
		capture(y(2020), "three"), capture(y(1969), "one"), capture(y(2019), "two"), capture(y(2020).Add(time.Millisecond), "three"),
		capture(y(2020).Add(time.Hour), "three"), capture(now.Add(time.Second), "tomorrow"),
	}
	store, pages := storetest.NewMemory(), shelf{}
	sum, err := imported(t, store, pages, now, listed(captures))
	want := archive.Imported{Snapshot: 1, Captures: 6, Known: 1, Future: 1, Articles: 1, Revisions: 3, Kept: 1}
	if err != nil || sum != want {
		t.Errorf("imported %+v, %v, want %+v", sum, err, want)
	}
	err = store.View(context.Background(), "feed", func(v archive.View) error {
		if s, err := archive.OneSnapshot(v, 1); err != nil || !s.Imported {
			t.Errorf("the snapshot: %+v, %v, want one marked as imported", s, err)
		}
		revisions, err := v.Revisions(0, 1)
		for i, r := range revisions {
			if at := []time.Time{y(1969), y(2019), y(2020)}[i]; r.Number != i+1 || !r.Capture.Time.Equal(at) || r.Capture.Header[0].Value != "\xff\x00" {
				t.Errorf("revision %d: number %d, %+v; want the capture of %v", i, r.Number, r.Capture, at)
			}
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	again, err := imported(t, store, pages, now, listed(captures))
	if want := (archive.Imported{Captures: 6, Known: 5, Future: 1}); err != nil || again != want {
		t.Errorf("once more: %+v, %v, want %+v", again, err, want)
	}
}

// TestImportRetains: what an import holds on to until all captures are known
// does not grow with them.
func TestImportRetains(t *testing.T) {
	const early, late = 2000, 6000
	var before, after uint64
	at := time.Date(2019, 5, 1, 10, 0, 0, 0, time.UTC)
	enough := errors.New("no more captures are needed")
	_, err := imported(t, storetest.NewMemory(), onePage("Weir\n2019-01-01\ntext"), at.Add(time.Hour), func(yield func(archive.Capture, error) bool) {
		for i := range late {
			if i == early {
				before = costs.Held()
			}
			c := archive.Capture{
				URL: fmt.Sprintf("https://council.example/news/%d", i), Status: 200, Time: at, Body: fmt.Appendf(nil, "Weir %d\n2019-01-01\ntext", i),
				Header: []archive.Field{{Name: "Content-Type", Value: strings.Repeat("text/html; ", 10)}},
			}
			if !yield(c, nil) {
				return
			}
		}
		after = costs.Held()
		yield(archive.Capture{}, enough)
	})
	if !errors.Is(err, enough) {
		t.Fatal(err)
	}
	costs.Retained(t, before, after, late-early, 50)
}
