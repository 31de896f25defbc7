package search

import (
	"slices"
	"testing"

	"onrecord/archive"
)

// Pages neither leave out nor repeat what stays, when articles come, go and are no
// longer in the archive.
func TestPagesOfWhatChanges(t *testing.T) {
	s := newShelf(t)
	dates := []archive.Date{"2024-01-09", "2024-01-08", "2024-01-07", "2024-01-06", "2024-01-05", "2024-01-04"}
	var items []item
	for i, d := range dates {
		items = append(items, item{archive.Ref(i), 1, "en", "Weir", "", "It stands.", d})
	}
	s.crawl(items...)
	s.find("weir", false)
	s.index.ranks = 1 // by date
	page := func(after Cursor) []Result { return s.ask(Request{Limit: 2, After: after}, "weir") }
	first := page(Cursor{})
	if got := refs(first); !slices.Equal(got, []archive.Ref{0, 1}) {
		t.Fatalf("first page %v", got)
	}
	for _, change := range []struct {
		what string
		item item
	}{
		{"one more before", item{6, 1, "en", "Weir", "", "New.", "2024-02-01"}},
		{"one less before", item{0, 2, "en", "Lock", "", "It stands.", "2024-01-09"}},
		{"the last of the page is found no longer", item{1, 2, "en", "Lock", "", "It stands.", "2024-01-08"}},
	} {
		s.crawl(change.item)
		s.find("weir", false)
		if got := refs(page(first[1].Cursor)); !slices.Equal(got, []archive.Ref{2, 3}) {
			t.Errorf("%s: second page %v", change.what, got)
		}
	}
}

func TestCursorAsText(t *testing.T) {
	for _, c := range []Cursor{{}, {1, "mlo", 0}, {40, "great-lakes.2", 4294967295}} {
		if got, err := ParseCursor(c.String()); err != nil || got != c {
			t.Errorf("%+v is %q, read as %+v, %v", c, c.String(), got, err)
		}
	}
	for _, bad := range []string{"0", "20", "20.1", "20.1.", "-1.2.mlo", "01.2.mlo", "1.2.mlo x", "1.-2.mlo", "1.4294967296.mlo", "x", "1.2.mlo\n"} {
		if c, err := ParseCursor(bad); err == nil {
			t.Errorf("%q is read as %+v", bad, c)
		}
	}
}
