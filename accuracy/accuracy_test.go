package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"onrecord/accuracy/metric"
	"onrecord/accuracy/reader"
	"onrecord/accuracy/sample"
)

// folders lays out the pages of testdata as sets of samples.
func folders(t *testing.T) (env func(string) string) {
	t.Helper()
	dir := t.TempDir()
	put := func(name, folder string) {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		var zipped bytes.Buffer
		z := gzip.NewWriter(&zipped)
		if _, err := z.Write(file(t, "testdata/"+name+".html")); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		for file, data := range map[string][]byte{"page.html.gz": zipped.Bytes(), "expected.json": file(t, "testdata/"+name+".json")} {
			if err := os.WriteFile(filepath.Join(folder, file), data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	put("bridge", filepath.Join(dir, "pages", "town", "bridge"))
	put("rulings", filepath.Join(dir, "listings", "rulings"))
	return func(name string) string {
		switch name {
		case pagesVariable:
			return filepath.Join(dir, "pages")
		case listingsVariable:
			return filepath.Join(dir, "listings")
		}
		return ""
	}
}

func file(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestTables(t *testing.T) {
	var out, talk bytes.Buffer
	if err := run(nil, folders(t), &out, &talk); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		"town (1)",
		"onrecord 1.000 1.000 1.000", // the body
		"onrecord 1.000 1.000 0.000", // the snippets
		"onrecord 1.000",             // the title
		"onrecord 1.000 0.000 0.000", // the date
		"onrecord 1.000 1.000 1.000 1.000",
		"every link 1.000 1.000 1.000 0.667", // 4 of 6 links are entries
		"metadata only 1.000 0.000 0.000",
	} {
		if !strings.Contains(single(out.String()), line) {
			t.Errorf("no %q in:\n%s", line, out.String())
		}
	}
	if talk.Len() > 0 {
		t.Errorf("talk: %s", talk.String())
	}
}

// single makes all runs of spaces one.
func single(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = strings.Join(strings.Fields(l), " ")
	}
	return strings.Join(lines, "\n")
}

func TestJSON(t *testing.T) {
	var out bytes.Buffer
	if err := run([]string{"-json", "-set", "listings", "-readers", "onrecord"}, folders(t), &out, &out); err != nil {
		t.Fatal(err)
	}
	var got answer
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatalf("%v in %s", err, out.String())
	}
	if got.Question != "listings" || got.Reader != "onrecord" || got.Pages != 1 || got.Figures["found"] != 1 || len(got.Missed) != 0 {
		t.Errorf("got %+v", got)
	}
}

func TestPredictions(t *testing.T) {
	name := filepath.Join(t.TempDir(), "predictions.jsonl")
	var out bytes.Buffer
	if err := run([]string{"-set", "town", "-predictions", name}, folders(t), &out, &out); err != nil {
		t.Fatal(err)
	}
	var got pagePrediction
	if err := json.Unmarshal(file(t, name), &got); err != nil {
		t.Fatal(err)
	}
	if got.ID != "town/bridge" || got.Date != "2024-03-05" || !strings.HasPrefix(got.Body, "The bridge over the Halver will be closed") {
		t.Errorf("got %+v", got)
	}
	if err := run([]string{"-set", "listings", "-predictions", name}, folders(t), &out, &out); err != nil {
		t.Fatal(err)
	}
	if got := string(file(t, name)); !strings.HasPrefix(got, `{"id":"rulings","entries":[{"url":"https://court.example/rulings/31.pdf","date":"2024-05-14"}`) {
		t.Errorf("got %s", got)
	}
}

func TestWrongUsage(t *testing.T) {
	env := folders(t)
	nothing := func(string) string { return "" }
	for _, c := range []struct {
		args []string
		env  func(string) string
		want string
	}{
		{nil, nothing, pagesVariable},
		{nil, nothing, listingsVariable},
		{[]string{"-set", "listings"}, nothing, listingsVariable},
		{[]string{"page.html"}, env, "no arguments"},
		{[]string{"-readers", "nobody"}, env, "go-trafilatura"},
		{[]string{"-predictions", "x"}, env, "-set"},
		{[]string{"-worst", "1", "-json"}, env, "exclude"},
		{[]string{"-wurst"}, env, "-wurst"},
	} {
		var out bytes.Buffer
		err := run(c.args, c.env, &out, &out)
		if !errors.As(err, &usage{}) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: %v, want wrong usage that says %q", c.args, err, c.want)
		}
	}
	var out bytes.Buffer
	if err := run([]string{"-set", "village"}, env, &out, &out); err == nil || !strings.Contains(err.Error(), "village") {
		t.Errorf("a set that is not there: %v", err)
	}
}

func TestPanicIsNothingRead(t *testing.T) {
	o := timed(func() outcome { panic("at line 3") })
	if o.err == nil || o.reading.Body != "" {
		t.Fatalf("got %+v", o)
	}
	var talk bytes.Buffer
	(&printer{stderr: &talk}).notePanics("rival", []outcome{{}, o}, func(page int) string { return []string{"a", "b"}[page] })
	if got, want := talk.String(), "accuracy: rival panicked: at line 3 on b; that counts as nothing read\n"; got != want {
		t.Errorf("said %q, want %q", got, want)
	}
}

func TestGoals(t *testing.T) {
	line := func(name string, right, wrong float64) Line {
		return Line{Reader: name, Cells: [][]Figure{{{Column: "right", Value: right}, {Column: "wrong", Value: wrong}}}}
	}
	q := Question{Name: "dates", Sets: []Set{{Name: "htmldate"}}, Lines: []Line{
		line(reader.OnRecord, 0.92, 0.06), line("go-readability", 0.5, 0.02), line("go-htmldate", 0.9, 0.1), line("metadata only", 0.95, 0.01),
	}}
	setGoals(&q)
	own := q.Lines[0].Cells[0]
	if own[0].Missed() {
		t.Errorf("0.92 misses %v", *own[0].Goal)
	}
	if !own[1].Missed() || own[1].Goal.Value != 0.05 {
		t.Errorf("0.06 wrong reaches half of the best library's 0.1: %+v", own[1].Goal)
	}
	if q.Lines[2].Cells[0][0].Goal != nil {
		t.Error("a library has a goal")
	}
}

func TestWorst(t *testing.T) {
	page := &sample.Page{Title: "Nine bridges", Date: "2024-03-05", Body: "one two three", With: []string{"two"}, Without: []string{"five"}}
	read := reader.Reading{Title: "Nine fords", Body: "one four three five", Sources: map[string]string{"title": "heading"}}
	for field, want := range map[string]string{
		"bodies":   "one [-two-]{+four+} three{+ five+}",
		"snippets": "lost:  two\nnoise: five",
		"titles":   "wanted: Nine bridges\ngot:    Nine fords",
		"dates":    "wanted: 2024-03-05\ngot:    ",
	} {
		f, bad := examine[field](page, read)
		if got := strings.Join(f.lines, "\n"); !bad || single(got) != single(want) {
			t.Errorf("%s: %q, want %q", field, got, want)
		}
	}
	entries := []metric.Entry{{URL: "https://court.example/a", Date: "2024-03-05"}}
	if _, bad := examineListing(entries, entries); bad {
		t.Error("a listing read right is shown")
	}
}
