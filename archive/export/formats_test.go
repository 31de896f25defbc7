package export

import (
	"encoding/csv"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/mmcdole/gofeed"
	"pgregory.net/rapid"

	"onrecord/archive"
	"onrecord/archive/diff"
	"onrecord/archive/jsondoc"
	"onrecord/archive/plain"
)

// source is one of articles.
func source(articles ...Article) Source {
	s := snapshot()
	s.Feed = archive.Feed{Name: "council", Title: "Council", Listings: []string{"https://council.example/news/"}, Language: "en", Timezone: "Europe/Moscow"}
	return Source{Snapshot: s, Articles: jsondoc.All(articles)}
}

func TestFormatCheck(t *testing.T) {
	if _, err := FormatNamed("xml"); err == nil || !strings.Contains(err.Error(), "json, jsonl, csv") {
		t.Errorf("an unknown format: %v", err)
	}
	for _, f := range Formats() {
		if (f.Write == nil) == (f.WriteFolder == nil) {
			t.Errorf("%s writes neither or both", f.Name)
		}
		if err := f.Check(Options{}); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
		if err := f.Check(Options{BOM: true}); (err == nil) != (f.Name == "csv") {
			t.Errorf("%s --bom: %v", f.Name, err)
		}
	}
}

// TestFormatErrors: what the store says ends every format.
func TestFormatErrors(t *testing.T) {
	broken := errors.New("the store is gone")
	for _, f := range Formats() {
		if f.Write == nil {
			continue
		}
		s := source()
		s.Articles = func(yield func(Article, error) bool) { _ = yield(Assemble(facts()), nil) && yield(Article{}, broken) }
		s.Captures = func(yield func(archive.CapturedPage, error) bool) { yield(archive.CapturedPage{}, broken) }
		if err := f.Write(io.Discard, s, Options{}); !errors.Is(err, broken) {
			t.Errorf("%s: got %v", f.Name, err)
		}
	}
}

func TestLines(t *testing.T) {
	got := written(t, func(w io.Writer) error {
		return WriteLines(w, jsondoc.All([]Article{Assemble(facts()), Assemble(unread())}))
	})
	lines := strings.Split(got, "\n")
	if len(lines) != 3 || lines[2] != "" || !strings.HasPrefix(lines[0], `{"id":"k3f5abcdefghijkl","url":`) || !strings.Contains(lines[0], `"revisions":[{`) {
		t.Errorf("got %s", got)
	}
}

func TestDefused(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "plain": "plain", "a=b": "a=b", "=1+1": "'=1+1", "+7": "'+7", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)", "\t=1": "'\t=1", "\r=1": "'\r=1", "＝1": "'＝1",
	} {
		if got := defused(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// TestCSVAnyText: whatever an article says, a reader of RFC 4180 gets it back.
func TestCSVAnyText(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		title, body := rapid.String().Draw(r, "title"), rapid.String().Draw(r, "body")
		a := Assemble(facts())
		a.Title, a.Body = jsondoc.Text(title), jsondoc.Text(body)
		var b strings.Builder
		if err := WriteCSV(&b, jsondoc.All([]Article{a}), Options{}); err != nil {
			r.Fatal(err)
		}
		if !strings.HasSuffix(b.String(), "\r\n") {
			r.Fatal("the last line has no end")
		}
		rows, err := csv.NewReader(strings.NewReader(b.String())).ReadAll()
		if err != nil || len(rows) != 2 || len(rows[0]) != len(rows[1]) {
			r.Fatalf("%d rows, %v", len(rows), err)
		}
		// encoding/csv reads CR LF within a field as LF.
		reads := strings.NewReplacer("\r\n", "\n")
		if rows[1][2] != reads.Replace(defused(title)) || rows[1][5] != reads.Replace(defused(body)) {
			r.Fatalf("title %q, body %q", rows[1][2], rows[1][5])
		}
	})
}

func TestCSVHistory(t *testing.T) {
	got := written(t, func(w io.Writer) error {
		return WriteCSV(w, jsondoc.All([]Article{Assemble(facts())}), Options{History: true, BOM: true})
	})
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(got, "\ufeff"))).ReadAll()
	if err != nil || !strings.HasPrefix(got, "\ufeffid,url,revision,") || len(rows) != 3 || rows[1][2] != "1" || rows[2][8] != "One.\n\nTwo." {
		t.Errorf("%v, %q", err, rows)
	}
}

func TestSlug(t *testing.T) {
	for title, want := range map[string]string{
		"":                           "",
		"../../etc/passwd":           "etc-passwd",
		"CON: a \x1b[31m “Quoted” b": "con-a-31m-quoted-b",
		"Заявление Секретариата № 5":   "заявление-секретариата-5",
		strings.Repeat("word ", 30):    strings.TrimSuffix(strings.Repeat("word-", 12), "-"),
		strings.Repeat("長", 40) + " x": strings.Repeat("長", 20),
	} {
		if got := slug(title); got != want || len(got) > 60 || !utf8.ValidString(got) {
			t.Errorf("%q: got %q, want %q", title, got, want)
		}
	}
}

func TestMarkdownText(t *testing.T) {
	for text, want := range map[string]string{
		"Plain words, 5 of them; (so).": "Plain words, 5 of them; (so).",
		"1. First":                      `1\. First`,
		"2024) x":                       `2024\) x`,
		"- a":                           `\- a`,
		"+7":                            `\+7`,
		"# x":                           `\# x`,
		"> quoted":                      `\> quoted`,
		"    code":                      "code",
		"*a* _b_ `c` [d](e) <f> &amp;":  "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\<f\\> \\&amp;",
		"https://x.example www.y.z":     `https\://x.example www\.y.z`,
		"a\nb":                          "a\\\nb",
		"a\x1b[0m":                      `a\[0m`,
	} {
		if got := plain.Markdown(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// TestMarkdownFrontMatter: whatever a title says, YAML gives it back.
func TestMarkdownFrontMatter(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		a := Assemble(facts())
		title := strings.Map(func(c rune) rune { // a JSON string cannot tell them from U+FFFD
			if c == utf8.RuneError {
				return -1
			}
			return c
		}, rapid.String().Draw(r, "title"))
		a.Title = jsondoc.Text(title)
		parts := strings.SplitN(markdown("council", a, nil), "---\n", 3)
		var back struct{ Title, URL, Date string }
		if err := yaml.Unmarshal([]byte(parts[1]), &back); err != nil {
			r.Fatalf("%v in %q", err, parts[1])
		}
		if back.Title != title || back.URL != a.URL {
			r.Fatalf("got %q, want %q", back.Title, title)
		}
	})
}

func TestMarkdownFolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "notes")
	one, two := Assemble(facts()), Assemble(unread())
	write := func(s Source) Wrote {
		t.Helper()
		w, err := WriteMarkdown(path, s)
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	if got := write(source(one, two)); got != (Wrote{Files: 2, Changed: 2}) {
		t.Errorf("first: %+v", got)
	}
	first := names(t, path)
	if first != "2020-09-22-a-k3f5abcdefghijkl.md undated-a77cabcdefghijkl.md" {
		t.Errorf("files: %s", first)
	}
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(filepath.Join(path, "undated-a77cabcdefghijkl.md"), old, old); err != nil {
		t.Fatal(err)
	}
	foreign := map[string]string{"README.md": "mine", "2020-01-01-x-k3f5abcdefghijkl.md": "---\nonrecord: other/k3f5abcdefghijkl\n---\n"}
	for name, text := range foreign {
		if err := os.WriteFile(filepath.Join(path, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}

	one.Title = "B"
	selected := source(one)
	selected.Selected = true
	if got := write(selected); got != (Wrote{Files: 1, Changed: 1, Removed: 1}) {
		t.Errorf("one of them, under another name: %+v", got)
	}
	if got := write(source(one, two)); got != (Wrote{Files: 2}) {
		t.Errorf("nothing new: %+v", got)
	}
	info, err := os.Stat(filepath.Join(path, "undated-a77cabcdefghijkl.md"))
	if err != nil || info.ModTime().After(old.Add(time.Minute)) {
		t.Errorf("an unchanged file was written: %v %v", info.ModTime(), err)
	}
	if got := write(source(one)); got != (Wrote{Files: 1, Removed: 1}) {
		t.Errorf("one is gone: %+v", got)
	}
	for name, text := range foreign {
		holds(t, filepath.Join(path, name), text)
	}
	if got := names(t, path); got != "2020-01-01-x-k3f5abcdefghijkl.md 2020-09-22-b-k3f5abcdefghijkl.md README.md" {
		t.Errorf("files: %s", got)
	}
}

func TestMarkdownFails(t *testing.T) {
	dir := t.TempDir()
	broken := errors.New("the store is gone")
	s := source()
	s.Articles = func(yield func(Article, error) bool) { _ = yield(Assemble(facts()), nil) && yield(Article{}, broken) }
	for _, path := range []string{filepath.Join(dir, "new"), dir} {
		if _, err := WriteMarkdown(path, s); !errors.Is(err, broken) {
			t.Errorf("got %v", err)
		}
		if got := names(t, dir); got != "" {
			t.Errorf("left behind: %s", got)
		}
	}
	if _, err := WriteMarkdown(filepath.Join(dir, "no", "where"), s); err == nil || errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func TestAtom(t *testing.T) {
	a := Assemble(facts())
	a.Title, a.Body = "1 < 2 & \x01\ufffe3", "One.\n\n<script>Two</script>"
	text := written(t, func(w io.Writer) error {
		return WriteAtom(w, source(a, Assemble(unread())), Options{Self: "https://here.example/feed.xml"})
	})
	var strict struct {
		XMLName xml.Name
		ID      string `xml:"id"`
		Updated string `xml:"updated"`
	}
	if err := xml.Unmarshal([]byte(text), &strict); err != nil {
		t.Fatal(err)
	}
	if strict.XMLName.Space != atomSpace || strict.ID != nameUUID("feed", "council") || strict.Updated != "2026-11-03T10:00:00Z" {
		t.Errorf("head: %+v", strict)
	}
	feed, err := gofeed.NewParser().ParseString(text)
	if err != nil {
		t.Fatal(err)
	}
	got := feed.Items[0]
	if d := cmp.Diff([]string{"1 < 2 & 3", "2026-11-02T10:00:00Z", "2020-09-22T00:00:00+03:00", "https://council.example/news/1/", "<p>One.</p>\n<p>&lt;script&gt;Two&lt;/script&gt;</p>\n"},
		[]string{got.Title, got.Updated, got.Published, got.Link, got.Content}); d != "" {
		t.Error(d)
	}
	if len(feed.Items) != 2 || feed.Items[0].GUID == feed.Items[1].GUID || feed.Items[1].Categories[0] != "removed" || feed.FeedLink != "https://here.example/feed.xml" {
		t.Errorf("%+v", feed)
	}
}

func TestAtomChanges(t *testing.T) {
	c := diff.Change{
		Change: archive.Change{Kind: archive.Edited, Article: "k3f5abcdefghijkl", Snapshot: 4, URL: "https://council.example/news/1/", Title: "A", Noticed: day(4), LastHeld: day(3)},
		Hunks:  []diff.Hunk{{Field: "body", Ops: []diff.Op{{Op: diff.Equal, Text: "a "}, {Op: diff.Delete, Text: "<b>"}, {Op: diff.Insert, Text: "c"}}}},
	}
	s := source()
	s.Changes = diff.All([]diff.Change{c})
	text := written(t, func(w io.Writer) error { return WriteAtom(w, s, Options{Changes: true}) })
	feed, err := gofeed.NewParser().ParseString(text)
	if err != nil || len(feed.Items) != 1 {
		t.Fatal(err, text)
	}
	got := feed.Items[0]
	if got.Title != "edited: A" || got.Updated != "2026-11-04T10:00:00Z" || !strings.Contains(got.Content, "<p>a <del>&lt;b&gt;</del><ins>c</ins></p>") ||
		!strings.Contains(got.Content, "Last seen as before on 2026-11-03T10:00:00Z, noticed on 2026-11-04T10:00:00Z.") {
		t.Errorf("%+v", got)
	}
}
