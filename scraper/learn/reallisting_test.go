package learn_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"onrecord/scraper/learn"
	"onrecord/scraper/listing"
	"onrecord/scraper/page"
)

// TestRealListings learns the entries of real listings, of the folder
// $ONRECORD_LISTINGS: with what was learned, they must say what they say without.
func TestRealListings(t *testing.T) {
	root := os.Getenv("ONRECORD_LISTINGS")
	if root == "" {
		t.Skip("ONRECORD_LISTINGS is not set")
	}
	files, err := filepath.Glob(filepath.Join(root, "*", "expected.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no listings in %s: %v", root, err)
	}
	learned := 0
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var known struct {
			URL string `json:"url"`
		}
		if err := json.Unmarshal(b, &known); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		p := parseReal(t, filepath.Join(filepath.Dir(file), "page.html.gz"), known.URL)
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
