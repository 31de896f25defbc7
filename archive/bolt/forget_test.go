package bolt

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"onrecord/archive"
)

// forgettable are pages of eighty articles, two revisions each, of which one is
// to be forgotten.
type forgettable struct {
	title  []string
	pages  [][2][]byte
	secret archive.Ref
}

func newForgettable(secret archive.Ref) forgettable {
	rng := rand.New(rand.NewPCG(1, 2))
	words := func(n int) string { // that no compression hides
		var b strings.Builder
		for range n {
			fmt.Fprintf(&b, "%016x ", rng.Uint64())
		}
		return strings.TrimSpace(b.String())
	}
	f := forgettable{make([]string, 80), make([][2][]byte, 80), secret}
	for n := range f.pages {
		f.title[n] = words(4)
		for i := range 2 {
			f.pages[n][i] = []byte("<html>" + strings.Repeat("<link rel=stylesheet>", 40) + "<h1>" + f.title[n] + "</h1>" + words(30) + "</html>")
		}
	}
	return f
}

// record records a snapshot with a revision of every article.
func (f forgettable) record(t *testing.T, s *Store, snapshot int) {
	t.Helper()
	ctx := t.Context()
	w, err := s.Claim(ctx, "works")
	if err != nil {
		t.Fatal(err)
	}
	defer w.Release()
	at := time.Date(2026, 1, snapshot, 9, 0, 0, 0, time.UTC)
	kind := []archive.Kind{archive.Added, archive.Edited}[snapshot-1]
	var updates []archive.Update
	for n := range f.pages {
		url := fmt.Sprintf("https://works.example/%d", n)
		c := archive.Capture{URL: url, Final: url, Status: 200, Body: f.pages[n][snapshot-1], Time: at,
			Header: []archive.Field{{Name: "X-Title", Value: f.title[n]}}, Entry: archive.Entry{URL: url, Title: f.title[n]}}
		var base archive.Digest
		if snapshot > 1 {
			base = archive.DigestBytes(f.pages[n][0])
		}
		if err := w.Keep(ctx, c, base); err != nil {
			t.Fatal(err)
		}
		content := archive.Content{Title: f.title[n], Body: string(f.pages[n][snapshot-1][900:])}
		a := archive.Article{Ref: archive.Ref(n), ID: fmt.Sprintf("article%09d", n), URL: url, State: archive.Listed, Since: 1, StateTime: at, Revision: snapshot}
		updates = append(updates, archive.Update{
			Ref: a.Ref, Article: &a, Content: content, Memo: []byte(f.title[n]),
			Revision: &archive.Revision{Number: snapshot, Capture: c.Info(), Readings: []archive.StampedReading{{Stamp: "s", Digest: content.Digest()}}},
			Changes:  []archive.Change{{Kind: kind, Ref: a.Ref, Snapshot: snapshot, Title: f.title[n], URL: url, Noticed: at}},
		})
	}
	if err := w.Stage(ctx, updates); err != nil {
		t.Fatal(err)
	}
	err = w.Commit(ctx, archive.Snapshot{Number: snapshot, Taken: at, Started: at, Status: archive.Complete, Articles: len(f.pages),
		Feed: archive.Feed{Name: "works"}, Changes: archive.Counts{kind: len(f.pages)}}, archive.NewLooks(),
		map[string][]byte{"entries": []byte(`[{"Title":"` + f.title[f.secret] + `"}]`)})
	if err != nil {
		t.Fatal(err)
	}
}

// traces returns pieces of the stored form of what is held of the article: of
// the objects that its pages and texts lie in.
func (f forgettable) traces(t *testing.T, s *Store, path string) (list [][]byte) {
	t.Helper()
	err := s.View(t.Context(), "works", func(v archive.View) error {
		revisions, err := v.Revisions(f.secret, 2)
		feed := v.(*view).feed
		for _, r := range revisions {
			for _, d := range []archive.Digest{r.Capture.Raw, r.Reading().Content} {
				l, _, err := feed.locate(d)
				if err != nil {
					return err
				}
				data, err := feed.objectData(l.place, l.number, nil, &leafRoom{})
				if err != nil {
					return err
				}
				for at := 100; at+24 < min(len(data), chunkBytes); at += 200 {
					list = append(list, data[at:at+24])
				}
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	file := readAll(t, path)
	for _, trace := range list {
		if !bytes.Contains(file, trace) {
			t.Fatalf("the file does not hold %x, so its absence would tell nothing", trace)
		}
	}
	if len(list) < 4 {
		t.Fatalf("only %d traces", len(list))
	}
	return list
}

func readAll(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestForget takes one article of eighty out of a store: nothing of what was
// held of it is in the file then, all others can be read, and the store is
// whole. With the first article's page all others are compressed, and its
// records are a sample.
func TestForget(t *testing.T) {
	for _, secret := range []archive.Ref{40, 0} {
		t.Run(fmt.Sprint(secret), func(t *testing.T) { newForgettable(secret).forget(t) })
	}
}

func (f forgettable) forget(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db")
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	f.record(t, s, 1)
	f.record(t, s, 2)
	held := f.traces(t, s, path)

	var stone archive.Tombstone
	var texts []string
	err = s.View(t.Context(), "works", func(v archive.View) error {
		a, err := v.Article(f.secret, 2)
		if err == nil {
			stone, texts, err = archive.Entomb(v, a, "a court", time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time finds nothing left to do
		if err := s.Forget(t.Context(), "works", f.secret, stone, texts); err != nil {
			t.Fatal(err)
		}
	}
	file := readAll(t, path)
	for _, trace := range append(held, []byte(f.title[f.secret]), []byte(f.title[f.secret][:16])) {
		if bytes.Contains(file, trace) {
			t.Errorf("the file holds %q", trace)
		}
	}
	f.checkForgotten(t, s)
	report, err := Verify(t.Context(), path, Options{})
	if err != nil || !report.Whole() {
		t.Errorf("verify: %v, %v", err, report.Damage)
	}
}

func (f forgettable) checkForgotten(t *testing.T, s *Store) {
	t.Helper()
	err := s.View(t.Context(), "works", func(v archive.View) error {
		for n := range f.pages {
			gone := archive.Ref(n) == f.secret
			for i, page := range f.pages[n] {
				got, err := v.Raw(archive.DigestBytes(page))
				if isNone(err) != gone || !gone && (err != nil || !bytes.Equal(got, page)) {
					t.Errorf("page %d of article %d: %v", i, n, err)
				}
				r, err := v.Revision(archive.Ref(n), i+1)
				if err != nil {
					return err
				}
				if c, err := v.Content(r.Reading().Content); err != nil || (c.Title == "") != gone {
					t.Errorf("content %d of article %d: %q, %v", i, n, c.Title, err)
				}
			}
		}
		list, err := v.ByDate(2, nil, false, 0)
		if err != nil || len(list) != len(f.pages)-1 {
			t.Errorf("%d articles are listed, %v", len(list), err)
		}
		stone, err := archive.TombstoneOf(v, fmt.Sprintf("article%09d", f.secret))
		if err != nil || stone == nil || stone.Why != "a court" || len(stone.Revisions) != 2 ||
			stone.Revisions[0].Raw != archive.DigestBytes(f.pages[f.secret][0]).String() {
			t.Errorf("tombstone %+v, %v", stone, err)
		}
		changes, err := v.ChangesOf(f.secret, 0, 2)
		if err != nil || len(changes) != 2 || changes[0].Title != "" {
			t.Errorf("changes %+v, %v", changes, err)
		}
		memo, err := v.ArticleMemo(f.secret)
		if memo != nil {
			t.Errorf("memo %q", memo)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
