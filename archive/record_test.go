package archive_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"onrecord/archive"
)

func TestAddedEditedAndBack(t *testing.T) {
	s := newSite(t)
	first, second := page("A", "2026-02-01", "one"), page("A", "2026-02-01", "two")
	s.crawl(nil, look{path: "/a", body: first})
	s.crawl(nil, look{path: "/a", body: first})
	s.crawl(nil, look{path: "/a", body: second})
	s.crawl(nil, look{path: "/a", body: first})
	s.expect(0, 1, "added /a held - noticed 1")
	s.expect(1, 2)
	s.expect(2, 3, "edited /a held 2 noticed 3 body 1-2")
	s.expect(3, 4, "edited /a held 3 noticed 4 body 2-3")
	s.expect(1, 4) // edited and edited back is nothing
	s.expect(0, 4, "added /a held - noticed 1")
	if a := s.article(at("/a"), 3); a.Revision != 2 || a.State != archive.Listed {
		t.Errorf("article at 3 = %+v", a)
	}
}

func TestUnchangedContentMakesNoRevision(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "one  two")})
	snap := s.crawl(nil, look{path: "/a", body: page("A ", "2026-02-01", "one\u00a0two")})
	if a := s.article(at("/a"), 2); a.Revision != 1 {
		t.Errorf("revision %d after a page that differs in white space", a.Revision)
	}
	if snap.Status != archive.Complete || snap.Changes[archive.Edited] != 0 {
		t.Errorf("snapshot = %+v", snap)
	}
}

func TestDateThatGainsItsTimeIsNoEdit(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "one")})
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01T10:00:00Z", "one")})
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01T11:00:00Z", "one")})
	s.expect(1, 2)
	s.expect(2, 3, "edited /a held 2 noticed 3 date 2-3")
}

func TestRemovedAndRestored(t *testing.T) {
	s := newSite(t)
	body := page("A", "2026-02-01", "one")
	s.crawl(nil, look{path: "/a", body: body})
	s.crawl(func(seen *archive.Sightings) { seen.Unmodified = s.sighting("/a", "") })
	s.crawl(s.gone("/a", archive.Reason404))
	s.crawl(s.gone("/a", archive.Reason410))
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "two")})
	s.expect(2, 3, "removed /a held 2 noticed 3 404")
	s.expect(3, 4)
	s.expect(4, 5, "edited /a held 2 noticed 5 body 1-2", "restored /a held 4 noticed 5")
	s.expect(2, 5, "edited /a held 2 noticed 5 body 1-2")
	s.expect(0, 3, "added /a held - noticed 1", "removed /a held 2 noticed 3 404")
	if a := s.article(at("/a"), 4); a.State != archive.Removed || a.Since != 3 || a.Revision != 1 {
		t.Errorf("article while removed = %+v", a)
	}
	checks := map[int]int{2: 2, 3: 1, 4: 2, 5: 1}
	for snapshot, want := range checks {
		if got := s.checks(snapshot); got != want {
			t.Errorf("checks at snapshot %d = %d, want %d", snapshot, got, want)
		}
	}
}

func TestFailureRemovesNothing(t *testing.T) {
	s := newSite(t)
	body := page("A", "2026-02-01", "one")
	s.crawl(nil, look{path: "/a", body: body})
	for _, reason := range []string{"timeout", "status 503", "status 403"} {
		snap := s.crawl(func(seen *archive.Sightings) { seen.Missed = s.sighting("/a", reason) })
		if snap.Status != archive.Partial || len(snap.Failures) != 1 || snap.Failures[0].Reason != reason {
			t.Errorf("%s: snapshot = %+v", reason, snap)
		}
	}
	snap := s.crawl(nil, look{path: "/a", body: "unreadable"})
	if snap.Status != archive.Partial {
		t.Errorf("an unreadable page leaves the snapshot %s", snap.Status)
	}
	snap = s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "")})
	if snap.Status != archive.Partial {
		t.Errorf("a page that reads as empty leaves the snapshot %s", snap.Status)
	}
	s.expect(1, snap.Number)
	if a := s.article(at("/a"), snap.Number); a.State != archive.Listed || a.Revision != 1 {
		t.Errorf("article = %+v", a)
	}
}

func TestRobotsIsNoFailure(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, look{path: "/a", body: page("A", "", "one")})
	snap := s.crawl(func(seen *archive.Sightings) {
		seen.Missed = []archive.Sighting{{URL: at("/a"), Reason: "robots.txt forbids it", Excuse: true}}
	})
	if snap.Status != archive.Complete {
		t.Errorf("status = %s", snap.Status)
	}
}

func TestLostFieldIsNoEdit(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "one")})
	snap := s.crawl(nil, look{path: "/a", body: page("A", "", "one")})
	if snap.Status != archive.Partial || snap.Changes[archive.Edited] != 0 {
		t.Errorf("snapshot = %+v", snap)
	}
	if a := s.article(at("/a"), 2); a.Revision != 1 || a.Date != "2026-02-01" {
		t.Errorf("article = %+v", a)
	}
}

func TestBrokenLinkIsAWarning(t *testing.T) {
	s := newSite(t)
	snap := s.crawl(s.gone("/never", archive.Reason404), look{path: "/a", body: page("A", "", "one")})
	if snap.Status != archive.Complete || len(snap.Warnings) != 1 || snap.Articles != 1 {
		t.Errorf("snapshot = %+v", snap)
	}
}

func TestListingsAndLooks(t *testing.T) {
	s := newSite(t)
	canonical, err := archive.Canonical(at("/a"))
	if err != nil {
		t.Fatal(err)
	}
	on := func(listings ...string) func(*archive.Sightings) {
		return func(seen *archive.Sightings) {
			for _, l := range listings {
				seen.Entries.Add(canonical, archive.Entry{URL: at("/a"), Listing: at(l)})
			}
		}
	}
	s.crawl(on("/news/"), look{path: "/a", body: page("A", "", "one")})
	s.crawl(on("/news/", "/speech/"))
	s.crawl(nil)
	if a := s.article(at("/a"), 3); !slices.Equal(a.Listings, []string{at("/news/"), at("/speech/")}) {
		t.Errorf("listings = %v", a.Listings)
	}
	var got []archive.Look
	err = s.store.View(context.Background(), "f", func(v archive.View) error {
		for n := 1; n <= 3; n++ {
			l, err := v.Looks(n)
			if err != nil {
				return err
			}
			look, _ := l.Of(0)
			got = append(got, look)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := []archive.Look{archive.LookRead, archive.LookListed, archive.LookNotDue}; !slices.Equal(got, want) {
		t.Errorf("looks = %v, want %v", got, want)
	}
	s.expect(1, 3)
}

func TestFromLaterThanTo(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, look{path: "/a", body: page("A", "", "one")})
	_, err := archive.Between(context.Background(), s.store, "f", 1, 0)
	if !errors.Is(err, archive.ErrSnapshotOrder) {
		t.Errorf("err = %v", err)
	}
}

func TestLogHasEveryStepNewestFirst(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "one")}, look{path: "/b", body: page("B", "", "b")})
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "two")})
	s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "one")})
	read := func(ref *archive.Ref, keep func(archive.Change) bool) (lines []string) {
		for c, err := range archive.Log(context.Background(), s.store, "f", ref, keep) {
			if err != nil {
				t.Fatal(err)
			}
			if c.Kind == archive.Edited && (c.Old.Body == "" || c.New.Body == "") {
				t.Errorf("an edit without its contents: %+v", c)
			}
			lines = append(lines, describe(c.Change))
		}
		return lines
	}
	everything := func(archive.Change) bool { return true }
	want := []string{
		"edited /a held 2 noticed 3 body 2-3", "edited /a held 1 noticed 2 body 1-2",
		"added /b held - noticed 1", "added /a held - noticed 1",
	}
	got := read(nil, everything)
	slices.Sort(got[2:])
	slices.Sort(want[2:])
	if !slices.Equal(got, want) {
		t.Errorf("log = %q", got)
	}
	b := s.article(at("/b"), 3).Ref
	if got := read(&b, everything); !slices.Equal(got, []string{"added /b held - noticed 1"}) {
		t.Errorf("log of /b = %q", got)
	}
	if got := read(nil, func(c archive.Change) bool { return c.Kind == archive.Gone }); len(got) != 0 {
		t.Errorf("log of removals = %q", got)
	}
}

func TestAnArticleReadWithAnotherDateIsNotUnlisted(t *testing.T) {
	s := newSite(t)
	unlist := func(day archive.Date) func(*archive.Sightings) {
		return func(seen *archive.Sightings) {
			seen.Unlisted = []archive.Sighting{{URL: at("/a"), Date: day, Time: s.now}}
		}
	}
	body := page("A", "2026-02-01", "one")
	s.crawl(nil, look{path: "/a", body: body})
	s.crawl(unlist("2024-02-01"), look{path: "/a", body: body}) // as it was read when its place was looked for
	s.expect(1, 2)
	s.crawl(unlist("2026-02-01"), look{path: "/a", body: page("A", "2026-02-02", "one")})
	s.expect(2, 3, "edited /a held 2 noticed 3 date 1-2")
	s.crawl(unlist("2026-02-02T10:00:00Z"), look{path: "/a", body: page("A", "2026-02-02", "one")})
	s.expect(3, 4, "unlisted /a held 1 noticed 4")
}
