package listing

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"onrecord/archive"
	"onrecord/internal/realpages"
	"onrecord/scraper/page"
)

// What was reached on the real listings; lower results are a step back.
const (
	leastFound     = 0.98
	leastDates     = 0.94
	leastPrecision = 0.89
)

// TestRealListings reads the real listing pages that ONRECORD_LISTINGS names:
// ID/page.html.gz and ID/expected.json. Found, dated and precise are shares
// per page, averaged.
func TestRealListings(t *testing.T) {
	files := realpages.Below(t, realpages.Folder(t, realpages.Listings))
	var found, dated, precise average
	for _, file := range files {
		var want sample
		realpages.Expected(t, file, &want)
		got := Read(realPage(t, file, want.URL), Options{Now: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)})
		rate(want.Entries, got.Entries, &found, &dated, &precise)
	}
	t.Logf("%d pages: found %.3f, dates %.3f, precision %.3f", len(files), found.value(), dated.value(), precise.value())
	if found.value() < leastFound || dated.value() < leastDates || precise.value() < leastPrecision {
		t.Errorf("fewer than found %.2f, dates %.2f, precision %.2f", leastFound, leastDates, leastPrecision)
	}
}

type average struct{ sum, n float64 }

func (a *average) add(part, whole int) {
	if whole > 0 {
		a.sum += float64(part) / float64(whole)
	}
	a.n++
}

func (a *average) value() float64 { return a.sum / max(a.n, 1) }

// rate adds one page's shares.
func rate(want []sampledEntry, got []archive.Entry, found, dated, precise *average) {
	dates := map[string]string{}
	for _, e := range got {
		dates[comparableForm(e.URL)] = e.Date.Day()
	}
	hits, days, right := 0, 0, 0
	for _, e := range want {
		day, ok := dates[comparableForm(e.URL)]
		if ok {
			hits++
		}
		if e.Date != "" {
			if days++; day == e.Date.Day() {
				right++
			}
		}
	}
	found.add(hits, len(want))
	precise.add(hits, len(dates))
	if days > 0 {
		dated.add(right, days)
	}
}

// comparableForm is an address without what may differ: scheme, escapes, case, fragment.
func comparableForm(address string) string {
	if s, err := url.PathUnescape(address); err == nil {
		address = s
	}
	address, _, _ = strings.Cut(address, "#")
	if _, rest, ok := strings.Cut(address, "//"); ok {
		address = rest
	}
	return strings.ToLower(strings.TrimRight(strings.ReplaceAll(address, " ", ""), "/"))
}

func realPage(t *testing.T, file, address string) *page.Page {
	t.Helper()
	p, err := page.Parse(page.Source{Body: realpages.Body(t, file), ContentType: "text/html; charset=utf-8", Address: address})
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return p
}
