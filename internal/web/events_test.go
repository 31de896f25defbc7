package web

import (
	"bufio"
	"context"
	"net"
	"net/http"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"onrecord/archive"
	"onrecord/archive/storetest"
	"onrecord/internal/web/roster"
)

// commit records a snapshot with one new article.
func commit(t *testing.T, store archive.Store, number int) {
	t.Helper()
	w, err := store.Claim(t.Context(), "mlo")
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 1, number, 0, 0, 0, 0, time.UTC)
	ref, address := archive.Ref(number-1), "https://a.example/"+strings.Repeat("n", number)
	content := archive.Content{Title: "Article <i>" + address[18:], Date: archive.DayOf(at), Body: "Text."}
	canonical, err := archive.Canonical(address)
	if err != nil {
		t.Fatal(err)
	}
	id := archive.ID("mlo", canonical)
	err = w.Stage(t.Context(), []archive.Update{{
		Ref: ref, Content: content,
		Article:  &archive.Article{ID: id, URL: address, State: archive.Listed, Since: number, StateTime: at, Revision: 1, FirstSeen: at, Changed: at, Date: content.Date},
		Revision: &archive.Revision{Number: 1, Capture: archive.CaptureInfo{URL: address, Time: at}, Readings: []archive.StampedReading{{Stamp: "s", Digest: content.Digest()}}},
		Changes:  []archive.Change{{Kind: archive.Added, Title: content.Title, Date: content.Date, URL: address, Noticed: at, ToRevision: 1}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	looks := archive.NewLooks()
	looks.Read.Add(uint32(ref))
	s := archive.Snapshot{Number: number, Started: at, Taken: at, Status: archive.Complete, Articles: number, Changes: archive.Counts{archive.Added: 1}}
	if err := w.Commit(t.Context(), s, looks, nil); err != nil {
		t.Fatal(err)
	}
	if err := w.Release(); err != nil {
		t.Fatal(err)
	}
}

// A picture that was brought up to date is the same as one read anew.
func TestRosterAdvances(t *testing.T) {
	store := storetest.NewMemory()
	keeper := roster.NewKeeper(store)
	for n := 1; n <= 3; n++ {
		commit(t, store, n)
		got, err := keeper.Of(t.Context(), "mlo")
		if err != nil {
			t.Fatal(err)
		}
		want, err := roster.NewKeeper(store).Of(t.Context(), "mlo")
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) || got.Latest != n || len(got.Rows) != n || got.Rows[0].Title != "Article <i>"+strings.Repeat("n", n) {
			t.Errorf("snapshot %d: %+v, read anew %+v", n, got, want)
		}
	}
}

// slowStore answers for the articles of a feed when it is let.
type slowStore struct {
	archive.Store
	let chan struct{}
}

func (s slowStore) View(ctx context.Context, feed string, fn func(archive.View) error) error {
	return s.Store.View(ctx, feed, func(v archive.View) error { return fn(slowView{v, s.let}) })
}

type slowView struct {
	archive.View
	let chan struct{}
}

func (v slowView) ByDate(at int, after *archive.Article, descending bool, limit int) ([]archive.Article, error) {
	<-v.let
	return v.View.ByDate(at, after, descending, limit)
}

// While articles are read, the pages that list them say so, and those that need
// none are there.
func TestReading(t *testing.T) {
	o, _ := replicaOptions(t)
	store := slowStore{storetest.NewMemory(), make(chan struct{})}
	commit(t, store.Store, 1)
	o.Store, o.Find = store, nil
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for path, want := range map[string]int{
		"/feeds/mlo/": http.StatusServiceUnavailable, "/api/v1/feeds/mlo/changes": http.StatusServiceUnavailable, "/feeds/mlo/articles.atom": http.StatusServiceUnavailable,
		"/": http.StatusOK, "/feeds/mlo/snapshots": http.StatusOK, "/api/v1/feeds": http.StatusOK, "/metrics": http.StatusOK,
	} {
		all.Go(func() {
			answer := get(t, s, path)
			text := string(read(t, answer))
			if answer.StatusCode != want || (answer.Header.Get("Retry-After") != "") != (want != http.StatusOK) {
				t.Errorf("%s: %s, again after %q", path, answer.Status, answer.Header.Get("Retry-After"))
			}
			if path == "/" && !strings.Contains(text, "0 of 1 read") {
				t.Errorf("the front page does not say that articles are being read: %s", text)
			}
		})
	}
	all.Wait()
	close(store.let)
	for answer := get(t, s, "/feeds/mlo/"); answer.StatusCode != http.StatusOK; answer = get(t, s, "/feeds/mlo/") {
		if answer.StatusCode != http.StatusServiceUnavailable || t.Context().Err() != nil {
			t.Fatal(answer.Status)
		}
	}
}

// Who listens hears of a new snapshot, and the end of the server ends the stream.
func TestEvents(t *testing.T) {
	o, _ := replicaOptions(t)
	store := storetest.NewMemory()
	commit(t, store, 1)
	o.Store, o.Find = store, nil
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, listener) }()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+listener.Addr().String()+"/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if got := answer.Header.Get("Content-Type"); got != "text/event-stream" {
		t.Errorf("type %q", got)
	}
	lines := make(chan string, 100)
	go func() {
		defer close(lines)
		for scan := bufio.NewScanner(answer.Body); scan.Scan(); {
			lines <- scan.Text()
		}
	}()
	if got := <-lines; got != ": listening" {
		t.Errorf("it begins with %q", got)
	}
	// What was there when the watch began is no news, so there may be more than one.
	told := ""
	for n := 2; told == ""; n++ {
		commit(t, store, n)
		told = await(lines, "data:", 5*time.Second)
	}
	if !strings.HasPrefix(told, `data: {"feed":"mlo","snapshot":`) {
		t.Errorf("told %q", told)
	}
	// Text of a feed is never markup.
	if doc := open(t, s, "/feeds/mlo/"); doc.Find("i").Length() != 0 || !strings.Contains(text(doc, "h2"), "<i>") {
		t.Errorf("titles became markup: %q", text(doc, "h2"))
	}
	cancel()
	if err := <-done; err != nil {
		t.Errorf("the end: %v", err)
	}
	for range lines { // it ends
	}
	http.DefaultClient.CloseIdleConnections()
}

// await returns the next line with a prefix, "" when none comes in time.
func await(lines <-chan string, prefix string, patience time.Duration) string {
	late := time.After(patience)
	for {
		select {
		case line := <-lines:
			if strings.HasPrefix(line, prefix) {
				return line
			}
		case <-late:
			return ""
		}
	}
}
