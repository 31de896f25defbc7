package storetest

import (
	"fmt"
	"slices"

	"pgregory.net/rapid"

	"onrecord/archive"
)

// compareViews asks two views of the same feed everything and compares.
func compareViews(t *rapid.T, store, model archive.View) {
	latest, err := model.Latest()
	got, errGot := store.Latest()
	agree(t, "latest", errGot, err)
	same(t, "latest", got, latest)
	both(t, "snapshots", store, model, func(v archive.View) (any, error) { return v.Snapshots(0, 0) })
	both(t, "changes", store, model, func(v archive.View) (any, error) { return v.Changes(0, latest) })
	both(t, "memo", store, model, func(v archive.View) (any, error) { return v.Memo("a") })
	for at := range latest + 2 {
		both(t, fmt.Sprint("looks of ", at), store, model, func(v archive.View) (any, error) { return v.Looks(at) })
		for _, descending := range []bool{false, true} {
			both(t, fmt.Sprint("by date at ", at), store, model, func(v archive.View) (any, error) {
				return v.ByDate(at, nil, descending, 0)
			})
		}
	}
	for ref := range archive.Ref(11) {
		compareArticle(t, store, model, ref, latest)
	}
	for n := range 8 {
		canonical := canonicalOf(address(n))
		for at := range latest + 2 {
			both(t, fmt.Sprint("lookup ", canonical, " at ", at), store, model, func(v archive.View) (any, error) { return v.Lookup(canonical, at) })
		}
		id := article(n, "").ID
		both(t, "match "+id, store, model, func(v archive.View) (any, error) { return v.Match(id[:2], 3) })
	}
}

// both asks both views the same and compares answers and errors.
func both(t *rapid.T, what string, store, model archive.View, ask func(archive.View) (any, error)) {
	t.Helper()
	got, errGot := ask(store)
	want, errWant := ask(model)
	agree(t, what, errGot, errWant)
	if errWant == nil {
		same(t, what, got, want)
	}
}

// compareArticle compares all that is known of one article.
func compareArticle(t *rapid.T, store, model archive.View, ref archive.Ref, latest int) {
	what := fmt.Sprintf("article %d ", ref)
	both(t, what+"memo", store, model, func(v archive.View) (any, error) { return v.ArticleMemo(ref) })
	both(t, what+"changes", store, model, func(v archive.View) (any, error) { return v.ChangesOf(ref, 1, latest) })
	for at := range latest + 2 {
		both(t, fmt.Sprint(what, "at ", at), store, model, func(v archive.View) (any, error) { return v.Article(ref, at) })
		both(t, fmt.Sprint(what, "kept at ", at), store, model, func(v archive.View) (any, error) { return v.Kept(ref, at) })
		both(t, fmt.Sprint(what, "attached at ", at), store, model, func(v archive.View) (any, error) { return v.Attached(ref, at) })
		both(t, fmt.Sprint(what, "revisions at ", at), store, model, func(v archive.View) (any, error) {
			revisions, err := v.Revisions(ref, at)
			return withoutRecords(revisions), err
		})
	}
	captures, err := model.Kept(ref, latest)
	if err != nil {
		t.Fatal(err)
	}
	compareRevisions(t, store, model, ref, latest)
	for _, i := range captures {
		compareRaw(t, store, model, i.Raw)
	}
}

// withoutRecords returns revisions without the digests of their content
// records, which are each store's own.
func withoutRecords(revisions []archive.Revision) []archive.Revision {
	var bare []archive.Revision
	for _, r := range revisions {
		r.Readings = slices.Clone(r.Readings)
		for i := range r.Readings {
			r.Readings[i].Content = archive.Digest{}
		}
		bare = append(bare, r)
	}
	return bare
}

// compareRevisions compares what the revisions of an article lead to.
func compareRevisions(t *rapid.T, store, model archive.View, ref archive.Ref, latest int) {
	want, err := model.Revisions(ref, latest)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range want {
		got, err := store.Revision(ref, w.Number)
		if err != nil {
			t.Fatalf("revision %d of article %d: %v", w.Number, ref, err)
		}
		for i := range w.Readings {
			gotContent, errGot := store.Content(got.Readings[i].Content)
			wantContent, errWant := model.Content(w.Readings[i].Content)
			agree(t, "content", errGot, errWant)
			same(t, "content", gotContent, wantContent)
			both(t, "same", store, model, func(v archive.View) (any, error) { return v.Same(w.Readings[i].Digest) })
		}
		compareRaw(t, store, model, w.Capture.Raw)
	}
}

func compareRaw(t *rapid.T, store, model archive.View, raw archive.Digest) {
	got, errGot := store.Raw(raw)
	want, errWant := model.Raw(raw)
	agree(t, "bytes", errGot, errWant)
	if !slices.Equal(got, want) {
		t.Fatalf("bytes %s differ", raw)
	}
}
