package learn_test

import (
	"slices"
	"testing"
	"time"

	"onrecord/internal/realpages"
	"onrecord/scraper/learn"
	"onrecord/scraper/listing"
	"onrecord/scraper/page"
)

// TestRealListings learns the entries of real listings, of the folder
// $ONRECORD_LISTINGS: with what was learned, they must say what they say without.
func TestRealListings(t *testing.T) {
	files := realpages.Below(t, realpages.Folder(t, realpages.Listings))
	learned := 0
	for _, file := range files {
		var known struct {
			URL string `json:"url"`
		}
		realpages.Expected(t, file, &known)
		p := parseReal(t, file, known.URL)
		if p == nil {
			continue
		}
		start := time.Now()
		got := learn.Learn(nil, learn.ListingSample{Pages: []*page.Page{p}}, learn.Options{Now: now})
		entry := got.Select.Entry
		without := listing.Read(p, listing.Options{Now: now})
		t.Logf("%4d ms %4d entries: %q", time.Since(start).Milliseconds(), len(without.Entries), entry)
		if entry == "" {
			continue
		}
		learned++
		if with := listing.Read(p, listing.Options{Entry: entry, Now: now}); !slices.Equal(with.Entries, without.Entries) {
			t.Errorf("%s: %d entries with %q, %d without", known.URL, len(with.Entries), entry, len(without.Entries))
		}
	}
	t.Logf("an entry's selector was learned on %d of %d listings", learned, len(files))
}
