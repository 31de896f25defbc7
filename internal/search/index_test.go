package search

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord/archive"
	"onrecord/archive/storetest"
)

const feed = "works"

// shelf is a store with an index, and what tests put into it.
type shelf struct {
	t     *testing.T
	store *storetest.Memory
	feed  string // that is crawled
	path  string
	index *Index
	size  int
	taken int
}

func newShelf(t *testing.T) *shelf {
	s := &shelf{t: t, store: storetest.NewMemory(), feed: feed, path: filepath.Join(t.TempDir(), "archive.db")}
	s.open()
	return s
}

func (s *shelf) open() {
	s.t.Helper()
	x, err := Open(s.t.Context(), s.path)
	s.ok(err)
	s.index = x
	s.t.Cleanup(func() { _ = x.Close() })
}

func (s *shelf) ok(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// item is a revision of an article to be recorded.
type item struct {
	ref            archive.Ref
	number         int
	language       string
	title, summary string
	body           string
	date           archive.Date
}

func (s *shelf) crawl(items ...item) {
	s.t.Helper()
	w, err := s.store.Claim(s.t.Context(), s.feed)
	s.ok(err)
	s.taken++
	at := time.Date(2026, 3, s.taken, 9, 0, 0, 0, time.UTC)
	for _, i := range items {
		url := fmt.Sprintf("https://works.example/%d", i.ref)
		c := archive.Content{Title: i.title, Date: i.date, Summary: i.summary, Body: i.body}
		s.size = max(s.size, int(i.ref)+1)
		s.ok(w.Stage(s.t.Context(), []archive.Update{{
			Ref: i.ref, Content: c,
			Article: &archive.Article{Ref: i.ref, ID: fmt.Sprintf("%016d", i.ref), URL: url, State: archive.Listed, Since: 1, StateTime: at, FirstSeen: at, Changed: at, Revision: i.number, Date: i.date},
			Revision: &archive.Revision{Number: i.number, Snapshot: s.taken, Capture: archive.CaptureInfo{URL: url, Time: at},
				Readings: []archive.StampedReading{{Stamp: "r1", Digest: c.Digest(), Language: i.language}}},
		}}))
	}
	s.ok(w.Commit(s.t.Context(), archive.Snapshot{Number: s.taken, Started: at, Taken: at, Status: archive.Complete, Feed: archive.Feed{Name: s.feed}, Articles: s.size, Changes: archive.Count(nil)}, archive.NewLooks(), nil))
	s.ok(w.Release())
}

// find returns the refs found for a query, after the index caught up.
func (s *shelf) find(query string, all bool) []Result {
	s.t.Helper()
	s.ok(s.index.Update(s.t.Context(), s.store, []string{feed}, nil))
	return s.ask(Request{AllRevisions: all}, query)
}

func (s *shelf) ask(r Request, query string) []Result {
	s.t.Helper()
	q, err := ParseQuery(query, "")
	s.ok(err)
	r.Query, r.Feeds = q, []string{feed}
	found, _, err := s.index.Search(s.t.Context(), s.store, r)
	s.ok(err)
	return found
}

func refs(found []Result) []archive.Ref {
	var list []archive.Ref
	for _, r := range found {
		list = append(list, r.Article.Ref)
	}
	return list
}

func (s *shelf) wants(query string, all bool, want ...archive.Ref) []Result {
	s.t.Helper()
	found := s.find(query, all)
	got := refs(found)
	if slices.Sort(got); !slices.Equal(got, want) {
		s.t.Errorf("%s: found %v, want %v", query, got, want)
	}
	return found
}

var library = []item{
	{0, 1, "en", "Inspection of the Tarrow weir", "The commission examined all eleven gates.", "They closed at noon.\n\nThe ministry's agreement was renewed.", "2024-11-14"},
	{1, 1, "en-GB", "Ferry timetable", "", "The weir is mentioned here. Ministries agree on gates; eleven in all.", "2024-12-01"},
	{2, 1, "ru", "Заявление о плотине", "", "Комиссия осмотрела ворота и подписала соглашения.", "2024-10-02"},
	{3, 1, "zh", "外交部发言人", "", "发言人说：水闸已经检查。", "2024-10-03"},
	{4, 1, "", "Ωmega", "", "Velásquez visited the Lock.", ""},
}

func TestSearch(t *testing.T) {
	s := newShelf(t)
	s.crawl(library...)
	s.wants("weir", false, 0, 1)
	if got := refs(s.find("weir", false)); got[0] != 0 {
		t.Errorf("the title counts less than the text: %v", got)
	}
	s.wants("agreements ministry", false, 0)
	s.wants("agreed ministry", false, 1)
	s.wants(`"all eleven gates"`, false, 0)
	s.wants("eleven gates -ferry", false, 0)
	s.wants("title:weir", false, 0)
	s.wants("body:inspection", false)
	s.wants("commission noon", false, 0) // summary and body are one text
	s.wants("заявления", false, 2)
	s.wants("СОГЛАШЕНИЕ", false, 2)
	s.wants("发言", false, 3)
	s.wants("言发", false)
	s.wants("velasquez", false, 4)
	s.wants("ωmega lock", false, 4)
	s.wants("nothing", false)
	s.wants(`x" OR "weir`, false)
}

// What many hold is not ranked: those with it in the title come first, then the
// others, each newest first. All of it is found, page after page.
func TestManyAreNotRanked(t *testing.T) {
	s := newShelf(t)
	s.crawl(library...)
	s.crawl(item{5, 1, "en", "Locks", "", "weir weir weir weir", "2020-01-01"}, item{6, 1, "en", "Weirs", "", "none", "2019-01-01"},
		item{0, 2, "en", "Inspection", "", "The weir is shut.", "2024-11-14"})
	s.index.ranks = 1
	for _, tt := range []struct {
		query string
		all   bool
		want  []archive.Ref
	}{
		{"weir", false, []archive.Ref{6, 1, 0, 5}},
		{"weir", true, []archive.Ref{0, 6, 1, 5}}, // the first had it in its title once
		{"title:weir", true, []archive.Ref{0, 6}},
		{"body:weir", false, []archive.Ref{1, 0, 5}},
		{"weir -gates", false, []archive.Ref{6, 0, 5}},
	} {
		if got := refs(s.find(tt.query, tt.all)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: found %v, want %v", tt.query, got, tt.want)
		}
		for _, once := range []bool{false, true} {
			var paged []archive.Ref
			var after Cursor
			for range tt.want {
				if once { // as a program that asks once
					s.index.kept.roll = nil
				}
				found := s.ask(Request{AllRevisions: tt.all, Limit: 1, After: after}, tt.query)
				paged = append(paged, refs(found)...)
				after = found[0].Cursor
			}
			if !slices.Equal(paged, tt.want) {
				t.Errorf("%s: page after page %v, want %v (asked once: %v)", tt.query, paged, tt.want, once)
			}
			if read := s.index.kept.roll != nil; once && read != tt.all {
				t.Errorf("%s: the roll was read: %v, want %v", tt.query, read, tt.all)
			}
		}
	}
	if got := s.find("weir", true)[0].FoundIn; !slices.Equal(got, []int{1, 2}) {
		t.Errorf("found in %v", got)
	}
	odd := func(_ string, ref archive.Ref) bool { return ref%2 == 1 }
	if got := refs(s.ask(Request{Among: odd}, "weir")); !slices.Equal(got, []archive.Ref{1, 5}) {
		t.Errorf("among some: %v", got)
	}
	s.index.ranks = rankMost
	if got := refs(s.ask(Request{Among: odd}, "weir")); !slices.Equal(got, []archive.Ref{5, 1}) {
		t.Errorf("among some, ranked: %v", got)
	}
}

// What the archive holds no longer makes no page shorter.
func TestManyWithoutSome(t *testing.T) {
	s := newShelf(t)
	s.crawl(library...)
	s.find("weir", false)
	kept := s.store
	other := newShelf(t)
	other.crawl(item{0, 1, "en", "Weir", "", "weir", "2024-01-01"})
	s.index.ranks = 1
	s.store = other.store // holds the first only
	found := s.ask(Request{Limit: 1}, "weir")
	if got := refs(found); !slices.Equal(got, []archive.Ref{0}) {
		t.Errorf("found %v", got)
	}
	s.store = kept
}

// counting counts the views of a store.
type counting struct {
	archive.Store
	views int
}

func (c *counting) View(ctx context.Context, feed string, fn func(archive.View) error) error {
	c.views++
	return c.Store.View(ctx, feed, fn)
}

// A late page of results costs no more than the first.
func TestLatePage(t *testing.T) {
	s := newShelf(t)
	var items []item
	for i := range 4 * viewRows {
		items = append(items, item{archive.Ref(i), 1, "en", "Weir", "", "", "2024-01-01"})
	}
	s.crawl(items...)
	s.find("weir", false)
	q, err := ParseQuery("weir", "")
	s.ok(err)
	c := &counting{Store: s.store}
	found, more, err := s.index.Search(t.Context(), c, Request{Query: q, Feeds: []string{feed}, Limit: 1, After: Cursor{len(items) - 1, feed, archive.Ref(len(items) - 2)}})
	if err != nil || more || len(found) != 1 || c.views != 1 {
		t.Errorf("%d results, more %v, %v, of %d views", len(found), more, err, c.views)
	}
}

func TestMatches(t *testing.T) {
	s := newShelf(t)
	s.crawl(library...)
	s.crawl(item{0, 2, "en", "Inspection", "", "It is shut.", "2024-11-14"})
	s.find("weir", false)
	holding := func(query string) (list []archive.Ref) {
		q, err := ParseQuery(query, "")
		s.ok(err)
		set, err := s.index.Matches(t.Context(), q, feed)
		s.ok(err)
		for ref := range archive.Ref(s.size) {
			if set.Has(uint32(ref)) {
				list = append(list, ref)
			}
		}
		return list
	}
	if got := holding("weir"); !slices.Equal(got, []archive.Ref{1}) { // a former revision does not count
		t.Errorf("got %v", got)
	}
	s.crawl(item{1, 2, "en", "Ferry", "", "", "2024-12-01"}, item{5, 1, "en", "Weir", "", "", "2025-01-01"})
	s.find("weir", false)
	if got := holding("weir"); !slices.Equal(got, []archive.Ref{5}) {
		t.Errorf("after a crawl: %v", got)
	}
	if got := holding("nothing"); got != nil {
		t.Errorf("got %v", got)
	}
}

func TestSearchShows(t *testing.T) {
	s := newShelf(t)
	s.crawl(library...)
	r := s.find(`"all eleven" agreements tarrow`, false)[0]
	if got := marks(r.Title); got != "Inspection of the [Tarrow] weir" {
		t.Errorf("title %s", got)
	}
	if got := marks(r.Snippet); got != "The commission examined [all eleven] gates. They closed at noon. The ministry's [agreement] was renewed." {
		t.Errorf("snippet %s", got)
	}
	if r.Feed != feed || !r.StillThere || !slices.Equal(r.FoundIn, []int{1}) || r.Field != FieldBody {
		t.Errorf("got %+v", r)
	}
}

func marks(parts []Part) string {
	var b strings.Builder
	for _, p := range parts {
		if p.Match {
			p.Text = "[" + p.Text + "]"
		}
		b.WriteString(p.Text)
	}
	return b.String()
}

func TestSnippetOfLongText(t *testing.T) {
	s := newShelf(t)
	filler := strings.Repeat("Water runs here. ", 200)
	s.crawl(item{0, 1, "en", "T", "", filler + "The weir stands.\n\nIts gates are shut. " + filler, "2024-01-01"})
	got := marks(s.find("gates weirs", false)[0].Snippet)
	if !strings.HasPrefix(got, "… ") || !strings.HasSuffix(got, " …") || !strings.Contains(got, "The [weir] stands. Its [gates] are") || len(got) > 300 {
		t.Errorf("got %s", got)
	}
}

func TestAllRevisions(t *testing.T) {
	s := newShelf(t)
	s.crawl(library...)
	s.find("weir", false)
	s.crawl(item{0, 2, "en", "Inspection of the weir", "The commission examined most of the gates.", "They closed at noon.", "2024-11-14"})
	s.wants("eleven", false, 1)
	found := s.wants("eleven", true, 0, 1)
	for _, r := range found {
		if r.Article.Ref == 0 && (r.StillThere || !slices.Equal(r.FoundIn, []int{1}) || !strings.Contains(marks(r.Snippet), "all [eleven] gates")) {
			t.Errorf("got %+v", r)
		}
	}
	r := s.wants("title:tarrow", true, 0)[0]
	if r.Field != FieldTitle || marks(r.Snippet) != "Inspection of the [Tarrow] weir" || marks(r.Title) != "Inspection of the weir" {
		t.Errorf("got %+v", r)
	}
	if r := s.wants("gates", true, 0, 1)[0]; r.Article.Ref == 0 && !slices.Equal(r.FoundIn, []int{1, 2}) {
		t.Errorf("got %+v", r)
	}
}

// Every way in which the archive can change without the index: it catches up.
func TestCatchesUp(t *testing.T) {
	s := newShelf(t)
	s.wants("weir", false)
	s.crawl(library...)
	s.wants("weir", false, 0, 1)

	s.crawl(item{ref: 5, number: 1, title: "A weir more", date: "2025-01-01"}) // a crawl, also an import: new revisions
	s.wants("weir", false, 0, 1, 5)

	w, err := s.store.Claim(t.Context(), feed)
	s.ok(err)
	read := archive.Content{Title: "Read better", Body: "A sluice."}
	s.ok(w.Reread(t.Context(), []archive.Rereading{{Ref: 0, Number: 1, Content: read, Reading: archive.StampedReading{Stamp: "r2", Digest: read.Digest(), Language: "en"}}}))
	s.ok(w.Release())
	s.wants("weir", true, 1, 5) // a reextraction: no new snapshot
	s.wants("sluices", false, 0)

	other := newShelf(t) // another archive in its place
	other.crawl(item{ref: 0, number: 1, title: "Foreign weir"}, item{ref: 1, number: 1, title: "Bridge"})
	s.store = other.store
	s.wants("weir", false, 0)
	s.wants("sluices", true)
	s.store = storetest.NewMemory() // none
	s.wants("weir", false)
}

// A damaged index is found out by a search in one feed, and made anew for all.
func TestNoPlaceForTheIndex(t *testing.T) {
	s := newShelf(t)
	s.ok(s.index.Close())
	s.ok(removeFiles(s.path + Suffix))
	s.ok(os.Mkdir(s.path+Suffix, 0o755))
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	s.crawl(library...)
	s.open()
	s.wants("weir", false, 0, 1)
	if s.index.Temporary() == nil {
		t.Error("nothing is said of it")
	}
	s.ok(s.index.Close())
	if left, _ := os.ReadDir(temp); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// An update that is broken off goes on where it stopped.
func TestUpdateBrokenOff(t *testing.T) {
	s := newShelf(t)
	var items []item
	for i := range 3 * chunk {
		items = append(items, item{archive.Ref(i), 1, "en", "Weir", "", fmt.Sprintf("Gate n%d", i), "2024-01-01"})
	}
	s.crawl(items...)
	ctx, cancel := context.WithCancel(t.Context())
	err := s.index.Update(ctx, s.store, []string{feed}, func(string, int, int) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	before, err := s.index.held(t.Context(), 1, 0, 3*chunk)
	s.ok(err)
	if len(before) != chunk {
		t.Fatalf("%d articles are indexed, want those of one step", len(before))
	}
	s.wants("n7", false, 7)
	if got := len(s.ask(Request{}, "weir")); got != 3*chunk {
		t.Errorf("found %d", got)
	}
	steps := 0
	s.ok(s.index.Update(t.Context(), s.store, []string{feed}, func(string, int, int) { steps++ }))
	if steps != 0 {
		t.Errorf("%d steps though nothing is new", steps)
	}
}

// Two processes make the index at once, and a third one searches.
func TestIndexSideBySide(t *testing.T) {
	s := newShelf(t)
	var items []item
	for i := range 300 {
		items = append(items, item{archive.Ref(i), 1, "en", "Weir", "", fmt.Sprintf("Gate number n%d", i), "2024-01-01"})
	}
	s.crawl(items...)
	done := make(chan error)
	for range 2 {
		go func() {
			x, err := Open(context.Background(), s.path)
			if err == nil {
				err = x.Update(context.Background(), s.store, []string{feed}, nil)
				_ = x.Close()
			}
			done <- err
		}()
	}
	for range 20 {
		s.ask(Request{}, "weir")
	}
	s.ok(<-done)
	s.ok(<-done)
	if got := len(s.ask(Request{}, "weir")); got != 300 {
		t.Errorf("found %d", got)
	}
	if got := refs(s.ask(Request{}, "n77")); !slices.Equal(got, []archive.Ref{77}) {
		t.Errorf("found %v", got)
	}
}

func TestLimitAndKeep(t *testing.T) {
	s := newShelf(t)
	s.crawl(library...)
	s.find("weir", false)
	q, err := ParseQuery("gates", "")
	s.ok(err)
	r := Request{Query: q, Feeds: []string{feed}, Limit: 1}
	first, more, err := s.index.Search(t.Context(), s.store, r)
	s.ok(err)
	r.After = first[0].Cursor
	second, no, err := s.index.Search(t.Context(), s.store, r)
	s.ok(err)
	if !more || no || len(first) != 1 || len(second) != 1 || first[0].Article.Ref == second[0].Article.Ref {
		t.Errorf("got %v, %v; %v, %v", refs(first), more, refs(second), no)
	}
	kept := s.ask(Request{Keep: func(f string, a archive.Article) bool { return f == feed && a.Date < "2024-12" }}, "gates")
	if !slices.Equal(refs(kept), []archive.Ref{0}) {
		t.Errorf("got %v", refs(kept))
	}
}

// An index that is made anew has the same revisions in other rows.

// Long texts make pages shorter, not the list.
func TestBytesOfAPage(t *testing.T) {
	s := newShelf(t)
	s.crawl(library...)
	s.find("weir", false)
	var after Cursor
	var paged []archive.Ref
	for range 2 {
		found := s.ask(Request{Limit: 10, Bytes: 1, After: after}, "gates")
		if len(found) != 1 {
			t.Fatalf("%d results, want one", len(found))
		}
		paged, after = append(paged, refs(found)...), found[0].Cursor
	}
	if all := refs(s.ask(Request{}, "gates")); !slices.Equal(paged, all) || len(s.ask(Request{Limit: 10, Bytes: 1, After: after}, "gates")) > 0 {
		t.Errorf("page after page %v, at once %v", paged, all)
	}
}
