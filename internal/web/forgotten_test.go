package web

import (
	"net/http"
	"reflect"
	"strings"
	"testing"

	"onrecord/archive"
	"onrecord/internal/search"
	"onrecord/internal/web/roster"
)

// forget removes an article of the replica for good, as onrecord forget does.
func (r *replica) forget(t *testing.T, id string) {
	t.Helper()
	var article archive.Article
	var stone archive.Tombstone
	var texts []string
	err := r.store.View(t.Context(), "mlo", func(v archive.View) (err error) {
		if article, err = archive.Find(v, id, 2); err != nil {
			return err
		}
		stone, texts, err = archive.Entomb(v, article, "a court", clock())
		return err
	})
	if err == nil {
		err = r.store.Forget(t.Context(), "mlo", article.Ref, stone, texts)
	}
	if err == nil {
		err = search.Clear(t.Context(), r.path)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// What is forgotten while the server runs is on none of its pages from then on.
func TestForgottenWhileServing(t *testing.T) {
	r, err := newReplica(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.close)
	s := serverOf(t, r)
	id, address := r.idAt(t, bridges), r.base+bridges
	const title, word = "Common Fund to pay for the repair", "bridges"
	lists := []string{
		"/feeds/mlo/", "/feeds/mlo/?q=" + word, "/feeds/mlo/changes", "/search?q=" + word, "/search?q=" + word + "&revisions=all", "/feeds/mlo/search.atom?q=" + word,
		"/feeds/mlo/articles.atom", "/feeds/mlo/changes.atom", "/feeds/mlo/compare/1/2", "/feeds/mlo/compare/0/2",
		"/api/v1/feeds/mlo/articles?limit=200", "/api/v1/feeds/mlo/changes", "/api/v1/search?q=" + word, "/api/v1/feeds/mlo/diff?from=1&to=2",
	}
	single := []string{
		"/feeds/mlo/articles/" + id, "/feeds/mlo/articles/" + id + "/revisions/1", "/feeds/mlo/articles/" + id + "/revisions/1/page", "/feeds/mlo/articles/" + id + "/revisions/1/raw",
		"/feeds/mlo/articles/" + id + "/revisions/1/sources", "/feeds/mlo/articles/" + id + "/compare/1/2", "/feeds/mlo/articles/" + id + "/looks", "/feeds/mlo/articles/" + id + "/kept/1/raw",
		"/api/v1/feeds/mlo/articles/" + id, "/api/v1/feeds/mlo/articles/" + id + "/looks", "/api/v1/feeds/mlo/articles/" + id + "/changes",
		"/timegate/" + address, "/timemap/link/" + address, "/memento/20261120090000/" + address,
	}
	for _, path := range lists {
		if !strings.Contains(string(read(t, get(t, s, path))), title) {
			t.Errorf("%s does not name the article before it is forgotten: the test asks the wrong page", path)
		}
	}
	r.forget(t, id)
	for range 2 { // before and after the index caught up
		for _, path := range append(lists, "/") {
			answer := get(t, s, path)
			if text := string(read(t, answer)); answer.StatusCode != http.StatusOK || strings.Contains(text, id) || strings.Contains(text, title) {
				t.Errorf("%s: %s, and it says %s", path, answer.Status, text)
			}
		}
		for _, path := range single {
			if answer := get(t, s, path); answer.StatusCode != http.StatusGone || strings.Contains(string(read(t, answer)), title) {
				t.Errorf("%s: %s", path, answer.Status)
			}
		}
		if err := s.o.Find.Update(t.Context(), s.names()); err != nil {
			t.Fatal(err)
		}
	}
	sameAsReadAnew(t, r, s)
}

// sameAsReadAnew compares what is kept in memory with what is read of the archive.
func sameAsReadAnew(t *testing.T, r *replica, s *Server) {
	t.Helper()
	got, err := s.keeper.Of(t.Context(), "mlo")
	if err != nil {
		t.Fatal(err)
	}
	want, err := roster.NewKeeper(r.store).Of(t.Context(), "mlo")
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("in memory are %d articles and %d changes, in the archive %d and %d", len(got.Rows), len(got.Steps), len(want.Rows), len(want.Steps))
	}
}

// While the pages wait for a large feed to be read anew, they leave out what was
// forgotten.
func TestForgottenWhileReading(t *testing.T) {
	r, err := newReplica(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.close)
	store := &slowStore{Store: r.store, let: make(chan struct{})}
	keeper := roster.NewKeeper(store)
	close(store.let)
	before, err := keeper.Of(t.Context(), "mlo")
	if err != nil {
		t.Fatal(err)
	}
	store.let = make(chan struct{})
	t.Cleanup(func() { close(store.let) })
	id := r.idAt(t, ferry)
	r.forget(t, id)
	r.forget(t, id) // counts as reading revisions anew, so that all is read
	after, err := keeper.Of(t.Context(), "mlo")
	if err != nil {
		t.Fatal(err)
	}
	if len(after.Rows) != len(before.Rows)-1 || len(after.Steps) != len(before.Steps)-2 {
		t.Errorf("%d articles and %d changes, of %d and %d", len(after.Rows), len(after.Steps), len(before.Rows), len(before.Steps))
	}
}
