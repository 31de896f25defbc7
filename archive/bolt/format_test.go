package bolt

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"onrecord/archive"
)

// exampleTime is when all of the documented example happens.
var exampleTime = time.Date(2020, 9, 22, 11, 5, 0, 0, time.UTC)

// The example of the package documentation.
func exampleCapture() archive.Capture {
	return archive.Capture{
		URL: "https://works.example/a", Status: 200, Body: []byte("<h1>A</h1><p>One.<p>Two."), Time: exampleTime,
		Header: []archive.Field{{Name: "Content-Type", Value: "text/html"}},
	}
}

func exampleContent() archive.Content {
	return archive.Content{Title: "A", Date: "2020-09-22", Body: "One.\n\nTwo."}
}

func exampleArticle() archive.Article {
	return archive.Article{
		ID: archive.ID("works", "works.example/a"), URL: "https://works.example/a", State: archive.Listed, Since: 1,
		StateTime: exampleTime, Revision: 1, FirstSeen: exampleTime, Changed: exampleTime, Date: "2020-09-22",
	}
}

func exampleUpdate() archive.Update {
	a, read := exampleArticle(), exampleContent()
	return archive.Update{
		Article: &a, Content: read, Memo: []byte("m"),
		Revision: &archive.Revision{Number: 1, Capture: exampleCapture().Info(), Readings: []archive.StampedReading{
			{Stamp: "s", Digest: read.Digest(), Language: "en"},
		}},
		Changes: []archive.Change{{Kind: archive.Added, URL: a.URL, Title: "A", Date: "2020-09-22", Noticed: exampleTime, ToRevision: 1}},
	}
}

func exampleSnapshot() archive.Snapshot {
	return archive.Snapshot{
		Number: 1, Started: exampleTime, Taken: exampleTime, Status: archive.Complete, Feed: archive.Feed{Name: "works"},
		Articles: 1, Changes: archive.Counts{archive.Added: 1},
	}
}

// writeExample writes the example as a crawl does.
func writeExample(ctx context.Context, path string) error {
	s, err := Open(path, Options{})
	if err != nil {
		return err
	}
	w, err := s.Claim(ctx, "works")
	if err != nil {
		return err
	}
	looks := archive.NewLooks()
	looks.Read.Add(0)
	return errors.Join(
		w.Keep(ctx, exampleCapture(), archive.Digest{}),
		w.Stage(ctx, []archive.Update{exampleUpdate()}),
		w.Commit(ctx, exampleSnapshot(), looks, map[string][]byte{"k": []byte("v")}),
		w.Release(),
	)
}

// rows returns the rows of a feed: "bucket key value" in hex.
func rows(t *testing.T, path, feed string) []string {
	t.Helper()
	db, err := bbolt.Open(path, 0, &bbolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}()
	var lines []string
	err = db.View(func(tx *bbolt.Tx) error {
		feed := tx.Bucket(bucketFeeds).Bucket([]byte(feed))
		return feed.ForEach(func(k, v []byte) error {
			if v != nil {
				lines = append(lines, fmt.Sprintf("- %s %x", k, v))
				return nil
			}
			return feed.Bucket(k).ForEach(func(key, value []byte) error {
				lines = append(lines, fmt.Sprintf("%s %x %x", k, key, value))
				return nil
			})
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// documented returns the rows that doc.go shows.
func documented(t *testing.T) []string {
	t.Helper()
	source, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	_, example, ok := strings.Cut(string(source), "# Example\n")
	if !ok {
		t.Fatal("doc.go has no example")
	}
	var lines []string
	for line := range strings.Lines(example) {
		text := strings.TrimRight(strings.TrimPrefix(line, "//"), "\n")
		switch {
		case strings.HasPrefix(text, "\t\t"): // goes on
			lines[len(lines)-1] += strings.TrimSpace(text)
		case strings.HasPrefix(text, "\t"):
			lines = append(lines, strings.Join(strings.Fields(text), " "))
		}
	}
	return lines
}

// TestDocumentedKeys checks that a crawl writes the documented rows. Values
// are compared by meaning in TestDocumentedRows, since another version of the
// compressor may find other words for them.
func TestDocumentedKeys(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db")
	if err := writeExample(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	got, want := rows(t, path, "works"), documented(t)
	if os.Getenv("ONRECORD_SHOW_ROWS") != "" {
		t.Log("\n" + strings.Join(got, "\n"))
	}
	if len(got) != len(want) {
		t.Fatalf("%d rows are documented, %d are written", len(want), len(got))
	}
	for i := range want {
		if g, w := strings.Fields(got[i])[:2], strings.Fields(want[i])[:2]; g[0] != w[0] || g[1] != w[1] {
			t.Errorf("row %d: documented %v, written %v", i, w, g)
		}
	}
}

// TestDocumentedRows makes an archive of the documented rows, byte by byte,
// and reads it.
func TestDocumentedRows(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db")
	db, err := newEmpty(path)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error { return placeRows(tx, documented(t)) })
	if err = errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.View(t.Context(), "works", func(v archive.View) error { return checkExample(t, v) }); err != nil {
		t.Fatal(err)
	}
}

// placeRows stores documented rows.
func placeRows(tx *bbolt.Tx, lines []string) error {
	feed, err := tx.Bucket(bucketFeeds).CreateBucket([]byte("works"))
	if err != nil {
		return err
	}
	for _, name := range feedBuckets() {
		if _, err := feed.CreateBucket(name); err != nil {
			return err
		}
	}
	for _, line := range lines {
		words := append(strings.Fields(line), "")
		value, err := hex.DecodeString(words[2])
		if err != nil {
			return err
		}
		if words[0] == "-" {
			err = feed.Put([]byte(words[1]), value)
		} else {
			key, bad := hex.DecodeString(words[1])
			err = errors.Join(bad, feed.Bucket([]byte(words[0])).Put(key, value))
		}
		if err != nil {
			return fmt.Errorf("%s: %w", line, err)
		}
	}
	return nil
}

// checkExample checks that a view reads as the documentation says.
func checkExample(t *testing.T, v archive.View) error {
	snapshots, err := v.Snapshots(1, 0)
	if err != nil || len(snapshots) != 1 || !snapshots[0].Taken.Equal(exampleTime) || snapshots[0].Feed.Name != "works" {
		t.Errorf("snapshots %+v, %v", snapshots, err)
	}
	ref, err := v.Lookup("works.example/a", 0)
	if err != nil {
		return err
	}
	a, err := v.Article(ref, 1)
	if err != nil || a.ID != exampleArticle().ID || a.URL != exampleArticle().URL || a.Date != "2020-09-22" {
		t.Errorf("article %+v, %v", a, err)
	}
	if refs, err := v.Match(a.ID[:4], 2); err != nil || len(refs) != 1 {
		t.Errorf("by id: %v, %v", refs, err)
	}
	if page, err := v.ByDate(1, nil, false, 2); err != nil || len(page) != 1 {
		t.Errorf("by date: %v, %v", page, err)
	}
	r, err := v.Revision(ref, 1)
	if err != nil {
		return err
	}
	if raw, err := v.Raw(r.Capture.Raw); err != nil || string(raw) != string(exampleCapture().Body) {
		t.Errorf("page %q, %v", raw, err)
	}
	if read, err := v.Content(r.Reading().Content); err != nil || read.Title != "A" || read.Body != "One.\n\nTwo." {
		t.Errorf("content %+v, %v", read, err)
	}
	if refs, err := v.Same(exampleContent().Digest()); err != nil || len(refs) != 1 {
		t.Errorf("by digest: %v, %v", refs, err)
	}
	if changes, err := v.Changes(0, 1); err != nil || len(changes) != 1 || changes[0].Kind != archive.Added || changes[0].Title != "A" {
		t.Errorf("changes %+v, %v", changes, err)
	}
	if looks, err := v.Looks(1); err != nil || !looks.Read.Contains(0) {
		t.Errorf("looks %v, %v", looks, err)
	}
	memo, errMemo := v.ArticleMemo(ref)
	feedMemo, err := v.Memo("k")
	if err = errors.Join(err, errMemo); err != nil || string(memo) != "m" || string(feedMemo) != "v" {
		t.Errorf("memos %q and %q, %v", memo, feedMemo, err)
	}
	return nil
}
