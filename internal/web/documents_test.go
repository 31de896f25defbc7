package web

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"onrecord/archive"
	"onrecord/archive/diff"
	"onrecord/archive/storetest"
)

// replacing records an article whose only document is another file in snapshot 2.
func replacing(t *testing.T, store archive.Store) (id string) {
	t.Helper()
	const address = "https://a.example/1"
	canonical, err := archive.Canonical(address)
	if err != nil {
		t.Fatal(err)
	}
	id = archive.ID("mlo", canonical)
	for n := 1; n <= 2; n++ {
		at := time.Date(2026, 1, n, 0, 0, 0, 0, time.UTC)
		content := archive.Content{Title: "Article", Body: "Text.", Attachments: []archive.Attachment{
			{URL: address + ".pdf", Kind: archive.KindDocument, SHA256: strings.Repeat(string(rune('0'+n)), 64)}}}
		change := archive.Change{Kind: archive.Added, Title: content.Title, URL: address, Noticed: at, ToRevision: n}
		if n > 1 {
			change.Kind, change.FromRevision, change.Fields = archive.Edited, n-1, []string{archive.FieldAttachments}
		}
		w, err := store.Claim(t.Context(), "mlo")
		if err != nil {
			t.Fatal(err)
		}
		err = w.Stage(t.Context(), []archive.Update{{
			Content:  content,
			Article:  &archive.Article{ID: id, URL: address, State: archive.Listed, Since: 1, StateTime: at, Revision: n, FirstSeen: at, Changed: at},
			Revision: &archive.Revision{Number: n, Snapshot: n, Capture: archive.CaptureInfo{URL: address, Time: at}, Readings: []archive.StampedReading{{Stamp: "s", Digest: content.Digest()}}},
			Changes:  []archive.Change{change},
		}})
		if err != nil {
			t.Fatal(err)
		}
		s := archive.Snapshot{Number: n, Started: at, Taken: at, Status: archive.Complete, Articles: 1, Changes: archive.Counts{change.Kind: 1}}
		if err := w.Commit(t.Context(), s, archive.NewLooks(), nil); err != nil {
			t.Fatal(err)
		}
		if err := w.Release(); err != nil {
			t.Fatal(err)
		}
	}
	return id
}

// The words of a document that was replaced are compared, once.
func TestReplacedDocument(t *testing.T) {
	o, _ := replicaOptions(t)
	store := storetest.NewMemory()
	id := replacing(t, store)
	asked, unread := 0, ""
	o.Store, o.Find = store, nil
	o.Documents = func(_ context.Context, feed string, replaced []diff.FileText) ([]diff.FileText, error) {
		asked++
		file := replaced[0]
		if feed != "mlo" || len(replaced) != 1 || file.From[0] != '1' || file.To[0] != '2' {
			t.Errorf("asked for %+v of %s", replaced, feed)
		}
		if file.Unread = unread; unread == "" {
			file.Ops = diff.Text("The Board pays for <all> nine bridges.", "The Board pays for <all> six bridges.")
		}
		return []diff.FileText{file}, nil
	}
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	page := "/feeds/mlo/articles/" + id + "/compare/1/2"
	for _, view := range []string{"", "?view=side"} {
		if got := text(open(t, s, page+view), `section[aria-labelledby="document-0"] del, section[aria-labelledby="document-0"] ins`); got != "ninesix" {
			t.Errorf("%s: %q", view, got)
		}
	}
	if got := text(open(t, s, "/feeds/mlo/changes"), ".card"); asked != 1 || !strings.Contains(got, "https://a.example/1.pdf") {
		t.Errorf("asked %d times, a card says %q", asked, got)
	}
	s.replaced.forget()
	unread = "one of the two files is not kept"
	answer := get(t, s, page, "Accept-Language", "ru")
	if got := string(read(t, answer)); answer.StatusCode != http.StatusOK || !strings.Contains(got, "один из двух файлов не сохранён") || strings.Contains(got, unread) {
		t.Errorf("%s", got)
	}
}

// What is remembered of documents is bounded.
func TestDocumentsRemembered(t *testing.T) {
	size := 10
	d := newDocuments(func(_ context.Context, _ string, replaced []diff.FileText) ([]diff.FileText, error) {
		replaced[0].Ops = []diff.Op{{Op: diff.Insert, Text: strings.Repeat("a", size)}}
		return replaced, nil
	})
	ask := func(n int) {
		if _, err := d.one(t.Context(), "mlo", diff.FileText{From: strings.Repeat("a", n), To: "b"}); err != nil {
			t.Fatal(err)
		}
	}
	for n := range documentsMost + 5 {
		ask(n)
	}
	size = documentBytes + 1
	ask(documentsMost + 6)
	if len(d.known) != documentsMost || len(d.order) != documentsMost {
		t.Errorf("%d and %d remembered, want %d", len(d.known), len(d.order), documentsMost)
	}
}
