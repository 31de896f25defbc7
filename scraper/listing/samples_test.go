package listing

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"onrecord/archive"
	"onrecord/scraper/page"
)

// sample is what testdata/NAME.json says of testdata/NAME.html.
type sample struct {
	URL          string         `json:"url"`
	Entry        string         `json:"entry"`
	NextSelector string         `json:"next_selector"`
	DateFormat   string         `json:"date_format"`
	Language     string         `json:"language"`
	Include      []string       `json:"include"`
	Entries      []sampledEntry `json:"entries"`
	Next         string         `json:"next"`
}

type sampledEntry struct {
	URL    string       `json:"url"`
	Date   archive.Date `json:"date"`
	Title  string       `json:"title"`
	Teaser string       `json:"teaser"`
}

// sampleNow is when all sample pages were "captured".
var sampleNow = time.Date(2024, 12, 5, 12, 0, 0, 0, time.UTC)

func (s sample) options() Options {
	o := Options{Entry: s.Entry, Next: s.NextSelector, DateFormat: s.DateFormat, Language: s.Language, Now: sampleNow}
	for _, include := range s.Include {
		o.Include = append(o.Include, regexp.MustCompile(include))
	}
	return o
}

func TestSamples(t *testing.T) {
	files, err := filepath.Glob("testdata/*.html")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sample pages: %v", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(file, ".html")
		t.Run(filepath.Base(name), func(t *testing.T) {
			var want sample
			readJSON(t, name+".json", &want)
			body, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := Read(parse(t, string(body), want.URL), want.options())
			if diff := cmp.Diff(want.Entries, sampled(got.Entries)); diff != "" {
				t.Errorf("entries (-want +got):\n%s", diff)
			}
			if got.Next != want.Next {
				t.Errorf("next = %q, want %q", got.Next, want.Next)
			}
		})
	}
}

func sampled(entries []archive.Entry) []sampledEntry {
	out := []sampledEntry{}
	for _, e := range entries {
		out = append(out, sampledEntry{e.URL, e.Date, e.Title, e.Teaser})
	}
	return out
}

func readJSON(t *testing.T, file string, into any) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}

func parse(t testing.TB, body, address string) *page.Page {
	t.Helper()
	p, err := page.Parse(page.Source{Body: []byte(body), ContentType: "text/html; charset=utf-8", Address: address})
	if err != nil {
		t.Fatal(err)
	}
	return p
}
