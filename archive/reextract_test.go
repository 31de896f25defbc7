package archive_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onrecord/archive"
)

func TestBetterReaderIsNoEdit(t *testing.T) {
	s := newSite(t)
	s.reader = lineReader{stamp: "1", prefix: "Site: "}
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "one")})
	s.reader = lineReader{stamp: "2"}
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "one")})
	s.expect(1, 2)
	s.crawl(nil, look{path: "/a", body: page("B", "2026-02-01", "one")})
	s.expect(2, 3, "edited /a held 2 noticed 3 title 1-2")
	s.expect(1, 3, "edited /a held 2 noticed 3 title 1-2")
}

func TestReextractReadsHistoryAnew(t *testing.T) {
	s := newSite(t)
	s.reader = lineReader{stamp: "1", prefix: "Site: "}
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "one")}, look{path: "/b", body: page("B", "2026-02-02", "b")})
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "two")})
	reextract := func(r lineReader) archive.Reextracted {
		t.Helper()
		w, err := s.store.Claim(context.Background(), "f")
		if err != nil {
			t.Fatal(err)
		}
		defer w.Release()
		sum, err := archive.Reextract(context.Background(), s.store, w, r, "f", nil)
		if err != nil {
			t.Fatal(err)
		}
		return sum
	}
	better := lineReader{stamp: "2"}
	if got, want := reextract(better), (archive.Reextracted{Revisions: 3, Read: 3, Differ: 3}); got != want {
		t.Errorf("first: %+v, want %+v", got, want)
	}
	if got, want := reextract(better), (archive.Reextracted{Revisions: 3}); got != want {
		t.Errorf("again: %+v, want %+v", got, want)
	}
	s.expect(0, 1, "added /a held - noticed 1", "added /b held - noticed 1")
	for a, err := range archive.Articles(context.Background(), s.store, "f", archive.Selection{At: 1}) {
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(a.Content.Title, "Site") {
			t.Errorf("title %q as of snapshot 1", a.Content.Title)
		}
	}
	s.reader = better
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "two")})
	s.expect(2, 3)
}

func TestAPageThatIsReadOtherwiseIsNotEdited(t *testing.T) {
	s := newSite(t)
	s.reader.rest = "Footer" // what stands below is not read
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "one\n\nmore of it\nFooter\nask us first\n")})
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "ask us first\nFooter\none\n\nmore of it\n")})
	s.expect(1, 2)
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "ask us first\nFooter\none\n")})
	s.expect(2, 3, "edited /a held 2 noticed 3 body 1-2")
	// What is told once less is an edit, though it still stands somewhere.
	s.crawl(nil, look{path: "/b", body: page("B", "2026-02-01", "one\n\ntwo\nFooter\ntwo\n")})
	s.crawl(nil, look{path: "/b", body: page("B", "2026-02-01", "one\nFooter\ntwo\n")})
	s.expect(4, 5, "edited /b held 4 noticed 5 body 1-2")
}

func TestAPageThatTodaysSelectorsCannotReadIsComparedOnceTheyCan(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "one")}, look{path: "/b", body: page("B", "2026-02-01", "one")})
	s.reader = lineReader{stamp: "2", rest: "2026-02-01"} // cannot read the pages kept
	later := "2026-02-01T10:00:00Z"
	snap := s.crawl(nil, look{path: "/a", body: page("A", later, "two")}, look{path: "/b", body: page("B", later, "one")})
	if warned := strings.Join(snap.Warnings, "\n"); snap.Status != archive.Complete || !strings.Contains(warned, "kept pages of 1 articles cannot be read") {
		t.Errorf("snapshot = %+v", snap)
	}
	if a := s.article(at("/a"), 2); a.Revision != 2 {
		t.Errorf("revision %d, want 2", a.Revision)
	}
	s.crawl(nil, look{path: "/a", body: page("A", later, "three")})
	if diff := cmp.Diff([]string{"edited /a held 2 noticed 3 body 2-3"}, s.changes(1, 3)); diff != "" {
		t.Errorf("while the first page cannot be read (-want +got):\n%s", diff)
	}
	s.reader = lineReader{stamp: "3"}
	s.crawl(nil, look{path: "/a", body: page("A", later, "four")}) // one edit of an article in a snapshot
	if diff := cmp.Diff([]string{"edited /a held 3 noticed 4 body 3-4"}, s.changes(3, 4)); diff != "" {
		t.Errorf("edited at the same time (-want +got):\n%s", diff)
	}
	s.crawl(nil)
	s.crawl(nil)
	if diff := cmp.Diff([]string{"edited /a held 1 noticed 2 body 1-2"}, s.changes(4, 6)); diff != "" {
		t.Errorf("once both can be read (-want +got):\n%s", diff)
	}
}
