package search

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"onrecord/archive"
	"onrecord/archive/bolt"
)

// BenchmarkSearch searches 10,000 articles of some 400 words each, as the
// command does: open, catch up, search, close.
func BenchmarkSearch(b *testing.B) {
	const articles = 10_000
	path := filepath.Join(b.TempDir(), "archive.db")
	store := filled(b, path, articles)
	ctx := context.Background()
	search := func(text string, all bool) int {
		q, err := ParseQuery(text, "")
		if err != nil {
			b.Fatal(err)
		}
		x, err := Open(ctx, path)
		if err != nil {
			b.Fatal(err)
		}
		defer x.Close()
		if err := x.Update(ctx, store, []string{feed}, nil); err != nil {
			b.Fatal(err)
		}
		found, _, err := x.Search(ctx, store, Request{Query: q, Feeds: []string{feed}, Limit: 20, AllRevisions: all})
		if err != nil {
			b.Fatal(err)
		}
		return len(found)
	}
	begin := time.Now()
	search("word1", false)
	info, err := os.Stat(path + Suffix)
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("index made in %v, %d bytes", time.Since(begin), info.Size())
	for _, q := range []string{"word9000", "word1", "word1 word2 word30", `"word1 word2"`, "word5 -word6"} {
		b.Run(strings.ReplaceAll(q, " ", "+"), func(b *testing.B) {
			for b.Loop() {
				search(q, false)
			}
		})
	}
	b.Run("all revisions", func(b *testing.B) {
		for b.Loop() {
			search("word1", true)
		}
	})
}

// filled makes an archive; some words are in nearly all articles, most in few.
func filled(b *testing.B, path string, articles int) *bolt.Store {
	store, err := bolt.Open(path, bolt.Options{})
	if err != nil {
		b.Fatal(err)
	}
	w, err := store.Claim(b.Context(), feed)
	if err != nil {
		b.Fatal(err)
	}
	at := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	r := rand.New(rand.NewPCG(1, 2))
	text := func(n int) string {
		var t strings.Builder
		for i := range n {
			fmt.Fprintf(&t, "word%d", int(30_000*r.Float64()*r.Float64()*r.Float64()*r.Float64()))
			t.WriteString(map[bool]string{true: ".\n\n", false: " "}[i%60 == 59])
		}
		return strings.TrimSpace(t.String())
	}
	for first := 0; first < articles; first += 200 {
		var updates []archive.Update
		for n := first; n < first+200; n++ {
			url := fmt.Sprintf("https://works.example/%d", n)
			c := archive.Content{Title: text(10), Date: archive.DayOf(at.AddDate(0, 0, -n)), Body: text(400)}
			updates = append(updates, archive.Update{
				Ref: archive.Ref(n), Content: c,
				Article: &archive.Article{Ref: archive.Ref(n), ID: fmt.Sprintf("%016d", n), URL: url, State: archive.Listed, Since: 1, StateTime: at, Revision: 1, FirstSeen: at, Changed: at, Date: c.Date},
				Revision: &archive.Revision{Number: 1, Snapshot: 1, Capture: archive.CaptureInfo{URL: url, Time: at},
					Readings: []archive.StampedReading{{Stamp: "r1", Digest: c.Digest(), Language: "en"}}},
			})
		}
		if err := w.Stage(b.Context(), updates); err != nil {
			b.Fatal(err)
		}
	}
	if err := w.Commit(b.Context(), archive.Snapshot{Number: 1, Started: at, Taken: at, Status: archive.Complete, Feed: archive.Feed{Name: feed}, Articles: articles, Changes: archive.Count(nil)}, archive.NewLooks(), nil); err != nil {
		b.Fatal(err)
	}
	if err := w.Release(); err != nil {
		b.Fatal(err)
	}
	return store
}
