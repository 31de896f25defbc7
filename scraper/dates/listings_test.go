package dates

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"onrecord/internal/realpages"
)

// TestRealListings looks for every labelled date in the text of real listing
// pages. The folder of ONRECORD_LISTINGS holds ID/page.html.gz and ID/expected.json.
func TestRealListings(t *testing.T) {
	pages := realpages.Below(t, realpages.Folder(t, realpages.Listings))
	want, have := 0, 0
	for _, page := range pages {
		found := map[string]bool{}
		for _, m := range Find(pageText(t, page), Options{Language: "en-US"}) {
			found[m.Date.Day()] = true
		}
		for _, date := range expectedDates(t, page) {
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
	var b strings.Builder
	skip := false
	for tokens := html.NewTokenizer(bytes.NewReader(realpages.Body(t, path))); ; {
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
	var expected struct{ Entries []struct{ Date string } }
	realpages.Expected(t, path, &expected)
	var list []string
	for _, e := range expected.Entries {
		if e.Date != "" {
			list = append(list, e.Date)
		}
	}
	return list
}
