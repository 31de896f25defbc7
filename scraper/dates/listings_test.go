package dates

import (
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestRealListings looks for every labelled date in the text of real listing
// pages. The folder of ONRECORD_LISTINGS holds ID/page.html.gz and ID/expected.json.
func TestRealListings(t *testing.T) {
	dir := os.Getenv("ONRECORD_LISTINGS")
	if dir == "" {
		t.Skip("ONRECORD_LISTINGS is not set")
	}
	pages, err := filepath.Glob(filepath.Join(dir, "*", "page.html.gz"))
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages in %s: %v", dir, err)
	}
	want, have := 0, 0
	for _, page := range pages {
		found := map[string]bool{}
		for _, m := range Find(pageText(t, page), Options{Language: "en-US"}) {
			found[m.Date.Day()] = true
		}
		for _, date := range expectedDates(t, filepath.Join(filepath.Dir(page), "expected.json")) {
			want++
			if found[date] {
				have++
			}
		}
	}
	t.Logf("%d of %d labelled dates found on %d pages", have, want, len(pages))
	if have*100 < want*99 {
		t.Errorf("only %d of %d labelled dates found", have, want)
	}
}

// pageText returns the text of a page, its elements divided by blank lines.
func pageText(t *testing.T, path string) string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	skip := false
	for tokens := html.NewTokenizer(z); ; {
		switch tokens.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			if !skip {
				b.Write(tokens.Text())
			}
		case html.StartTagToken:
			name, _ := tokens.TagName()
			skip = string(name) == "script" || string(name) == "style"
			divide(&b, string(name))
		case html.EndTagToken:
			name, _ := tokens.TagName()
			skip = false
			divide(&b, string(name))
		}
	}
}

func divide(b *strings.Builder, element string) {
	switch element {
	case "a", "b", "i", "em", "strong", "span", "font", "sup", "u":
	default:
		b.WriteString("\n\n")
	}
}

func expectedDates(t *testing.T, path string) []string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var expected struct{ Entries []struct{ Date string } }
	if err := json.Unmarshal(data, &expected); err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, e := range expected.Entries {
		if e.Date != "" {
			list = append(list, e.Date)
		}
	}
	return list
}
