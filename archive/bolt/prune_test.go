package bolt

import (
	"bytes"
	"path/filepath"
	"testing"
	"time"

	"onrecord/archive"
)

// TestPrune removes the first pages of all articles but one, among them that
// with which the others are compressed: texts and all other pages can be read,
// captures go on telling of the pages, and the store is whole.
func TestPrune(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db")
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	f := newForgettable(40)
	f.record(t, s, 1)
	f.record(t, s, 2)
	found, err := archive.Prune(t.Context(), s, "works", archive.Keeping{Last: 1}, time.UTC)
	if err != nil || len(found.Raw) != len(f.pages) || found.Articles != len(f.pages) {
		t.Fatalf("%d pages of %d articles can go, %v; want one of each of %d", len(found.Raw), found.Articles, err, len(f.pages))
	}
	stays := archive.DigestBytes(f.pages[40][0])
	var gone []archive.Digest
	for _, d := range found.Raw {
		if d != stays {
			gone = append(gone, d)
		}
	}
	for range 2 { // the second time finds nothing left to do
		if err := s.Prune(t.Context(), "works", gone); err != nil {
			t.Fatal(err)
		}
	}
	err = s.View(t.Context(), "works", func(v archive.View) error {
		for n := range f.pages {
			for i, page := range f.pages[n] {
				away := i == 0 && n != 40
				got, err := v.Raw(archive.DigestBytes(page))
				if isNone(err) != away || !away && (err != nil || !bytes.Equal(got, page)) {
					t.Errorf("page %d of article %d: %v", i, n, err)
				}
				r, err := v.Revision(archive.Ref(n), i+1)
				if err != nil {
					return err
				}
				if c := r.Capture; c.Absent() != away || c.Raw != archive.DigestBytes(page) || c.Entry.Title != f.title[n] {
					t.Errorf("capture %d of article %d: %+v", i, n, c)
				}
				if c, err := v.Content(r.Reading().Content); err != nil || c.Title != f.title[n] {
					t.Errorf("content %d of article %d: %q, %v", i, n, c.Title, err)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	report, err := Verify(t.Context(), path, Options{})
	if err != nil || !report.Whole() || report.Checked.Absent != len(gone) {
		t.Errorf("verify: %v, %v; %d pages are absent, want %d", err, report.Damage, report.Checked.Absent, len(gone))
	}
}
