package cite

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord/archive"
)

func source() Source {
	c := archive.Content{Title: `100 % of {Velm}'s "gates" & ~more_`, Date: "2024-11-14T10:00:00+03:00", Body: "x"}
	at := time.Date(2026, 3, 1, 12, 0, 0, 0, time.FixedZone("", 3*3600))
	return Source{
		Feed: "mlo.en", Publisher: "Meridian Lakes Organization", Content: c, Newest: 2,
		Article: archive.Article{ID: "k3f5abcdefghijkl", URL: "https://works.example/now", State: archive.Removed, StateTime: at},
		Revision: archive.Revision{Number: 1, Snapshot: 3,
			Capture:  archive.CaptureInfo{URL: "https://works.example/old", Final: `https://works.example/a_b%20c{\}?x=1#y`, Raw: archive.DigestBytes([]byte("page")), Size: 4, Status: 200, Time: at},
			Readings: []archive.StampedReading{{Digest: c.Digest(), Language: "en"}}},
	}
}

func write(t *testing.T, fn func(*strings.Builder) error) string {
	t.Helper()
	var b strings.Builder
	if err := fn(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWriteText(t *testing.T) {
	got := write(t, func(b *strings.Builder) error { return WriteText(b, source()) })
	for _, want := range []string{
		"Meridian Lakes Organization. “100 % of {Velm}'s \"gates\" & ~more_”. 2024-11-14T10:00:00+03:00. https://works.example/a_b%20c{\\}?x=1#y (captured 2026-03-01T09:00:00Z).\n",
		"\narticle   k3f5abcdefghijkl of mlo.en\nrevision  1 of 2, in snapshot 3\ncontent   " + source().Content.Digest().String() + "\npage      " + archive.DigestBytes([]byte("page")).String() + ", 4 bytes, status 200\n",
		"\nstate     removed, first found so 2026-03-01T09:00:00Z\n",
		"The page was fetched from this address at this time", "It does not say since when",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
	bare := source()
	bare.Content, bare.Publisher = archive.Content{}, ""
	if got := write(t, func(b *strings.Builder) error { return WriteText(b, bare) }); !strings.HasPrefix(got, "mlo.en. “(no title)”. undated. ") {
		t.Errorf("got %s", got)
	}
}

func TestWriteBibTeX(t *testing.T) {
	got := write(t, func(b *strings.Builder) error { return WriteBibTeX(b, source()) })
	for _, want := range []string{
		"@misc{mlo-en-k3f5abcd-r1,\n",
		"  author    = {{Meridian Lakes Organization}},\n",
		`  title     = {{100 \% of \textbraceleft{}Velm\textbraceright{}'s "gates" \& \textasciitilde{}more\_}},` + "\n",
		"  date      = {2024-11-14},\n  year      = {2024},\n",
		"  url       = {https://works.example/a_b%20c%7B%5C%7D?x=1#y},\n  urldate   = {2026-03-01},\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
}

// FuzzBibTeX: whatever a page says, the entry stays one entry: BibTeX finds its
// end by counting braces.
func FuzzBibTeX(f *testing.F) {
	for _, s := range []string{"}", "{", `\`, "a}\n@misc{b,", "%", "\x00", "é}"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, title, address string) {
		s := source()
		s.Content.Title, s.Publisher, s.Revision.Capture.Final = title, title, address
		entry := write(t, func(b *strings.Builder) error { return WriteBibTeX(b, s) })
		depth := 0
		for i, r := range entry {
			switch r {
			case '{':
				depth++
			case '}':
				depth--
			}
			if depth == 0 && i > len("@misc") && strings.TrimSpace(entry[i+1:]) != "" {
				t.Fatalf("the entry ends at %d: %s", i, entry)
			}
		}
		if depth != 0 {
			t.Fatalf("braces do not pair: %s", entry)
		}
	})
}

func TestWriteCSL(t *testing.T) {
	var list []map[string]any
	if err := json.Unmarshal([]byte(write(t, func(b *strings.Builder) error { return WriteCSL(b, source()) })), &list); err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	i := list[0]
	// csl-data.json allows these keys and no others; id and type are required.
	known := strings.Fields("type id language author accessed issued archive archive_location note publisher title URL custom")
	for key := range i {
		if !slices.Contains(known, key) {
			t.Errorf("CSL knows no %q", key)
		}
	}
	for key, want := range map[string]string{
		"id": `"mlo-en-k3f5abcd-r1"`, "type": `"webpage"`, "author": `[{"literal":"Meridian Lakes Organization"}]`,
		"issued": `{"date-parts":[[2024,11,14]]}`, "accessed": `{"date-parts":[[2026,3,1]]}`, "archive_location": `"mlo.en/k3f5abcdefghijkl@1"`,
	} {
		if got, err := json.Marshal(i[key]); err != nil || string(got) != want {
			t.Errorf("%s: got %s, want %s", key, got, want)
		}
	}
	more, _ := i["custom"].(map[string]any)
	if more["digest"] != source().Content.Digest().String() || more["captured"] != "2026-03-01T09:00:00Z" || more["raw"] != archive.DigestBytes([]byte("page")).String() {
		t.Errorf("custom %v", more)
	}
	bare := source()
	bare.Content = archive.Content{}
	if got := write(t, func(b *strings.Builder) error { return WriteCSL(b, bare) }); strings.Contains(got, `"issued"`) || strings.Contains(got, `"title"`) {
		t.Errorf("what was not read is written: %s", got)
	}
}
