package storetest

import (
	"context"
	"fmt"
	"time"

	"onrecord/archive"
)

// refs returns the numbers of articles.
func refs(articles []archive.Article) []archive.Ref {
	var found []archive.Ref
	for _, a := range articles {
		found = append(found, a.Ref)
	}
	return found
}

// withID returns the update that adds the test article number n under an id.
func withID(n int, id string, date archive.Date) archive.Update {
	u := added(n, fmt.Sprint("Article ", n), date)
	u.Article.ID = id
	return u
}

func testByDate(s *suite) {
	s.crawl(1,
		withID(0, "d", "2026-03-04"),
		withID(1, "a", ""),
		withID(2, "c", "2026-03-04"),
		withID(3, "e", "2026-03-04T08:00:00+03:00"),
		withID(4, "b", "2026-03-05"),
		withID(5, "f", "1999-12-31"),
		withID(6, "g", ""),
	)
	for _, test := range []struct {
		descending bool
		want       []archive.Ref
	}{
		{false, []archive.Ref{5, 2, 0, 3, 4, 1, 6}},
		{true, []archive.Ref{4, 3, 0, 2, 5, 6, 1}},
	} {
		s.view(func(v archive.View) {
			all, err := v.ByDate(1, nil, test.descending, 0)
			s.ok(err)
			s.equal(test.want, refs(all))
			var paged []archive.Article
			var after *archive.Article
			for {
				page, err := v.ByDate(1, after, test.descending, 2)
				s.ok(err)
				if len(page) == 0 {
					break
				}
				paged = append(paged, page...)
				after = &page[len(page)-1]
			}
			s.equal(test.want, refs(paged))
			none, err := v.ByDate(0, nil, test.descending, 0)
			s.ok(err)
			s.equal(0, len(none))
			_, err = v.ByDate(2, nil, test.descending, 0)
			s.wants(archive.ErrNotFound, err)
		})
	}
}

func testByDateAtOldSnapshots(s *suite) {
	s.crawl(1, added(0, "A", "2026-03-01"), added(1, "B", "2026-03-02"), added(2, "C", "2026-03-03"))
	s.crawl(2, edited(0, 2, "A2", "2026-03-09"), added(3, "D", "2026-03-02"))
	s.crawl(3, edited(0, 3, "A3", "2026-03-01"), edited(1, 2, "B2", ""))
	for at, want := range map[int][]archive.Ref{1: {0, 1, 2}, 3: {0, 3, 2, 1}} {
		s.view(func(v archive.View) {
			got, err := v.ByDate(at, nil, false, 0)
			s.ok(err)
			s.equal(want, refs(got))
		})
	}
	s.view(func(v archive.View) {
		got, err := v.ByDate(2, nil, true, 1)
		s.ok(err)
		s.equal([]archive.Ref{0}, refs(got))
		s.equal(2, got[0].Revision)
		// An article that snapshot 2 does not know is a place to go on from too.
		elsewhere := article(9, "2026-03-03")
		elsewhere.ID = "zzz"
		got, err = v.ByDate(2, &elsewhere, false, 5)
		s.ok(err)
		s.equal([]archive.Ref{0}, refs(got))
	})
}

func testMatch(s *suite) {
	s.crawl(1, withID(0, "abcd", ""), withID(1, "abce", ""), withID(2, "b", ""), withID(3, "ab", ""))
	s.view(func(v archive.View) {
		for prefix, want := range map[string][]archive.Ref{
			"abc": {0, 1}, "ab": {3, 0, 1}, "abce": {1}, "c": nil, "": {3, 0, 1, 2}, "abcde": nil,
		} {
			got, err := v.Match(prefix, 0)
			s.ok(err)
			s.equal(want, got)
		}
		got, err := v.Match("ab", 2)
		s.ok(err)
		s.equal([]archive.Ref{3, 0}, got)
	})
}

func testSame(s *suite) {
	u := added(2, "A", "2026-03-04")
	s.crawl(1, added(0, "A", "2026-03-04"), added(1, "B", "2026-03-04"), u)
	s.crawl(2, edited(0, 2, "C", "2026-03-04"), edited(1, 2, "A", "2026-03-04"))
	s.crawl(3, edited(0, 3, "A", "2026-03-04"))
	s.view(func(v archive.View) {
		for title, want := range map[string][]archive.Ref{"A": {0, 1, 2}, "B": {1}, "C": {0}, "D": nil} {
			got, err := v.Same(content(title, "2026-03-04").Digest())
			s.ok(err)
			s.equal(want, got)
		}
	})
}

func testLookup(s *suite) {
	long := "https://works.example/" + fmt.Sprintf("%0*d", 3000, 7)
	first := added(0, "A", "")
	first.Article.URL = "https://www.works.example/news/0.html?utm_source=x"
	first.Article.Aliases = []string{"http://works.example:80/old/0", long, "not an address"}
	s.crawl(1, first, added(1, "B", ""))
	moved := edited(1, 2, "B2", "")
	moved.Article.URL, moved.Article.Aliases = "https://works.example/moved", []string{address(1)}
	s.crawl(2, moved)
	// Another article takes the address that the moved one left.
	taken := added(2, "C", "")
	taken.Article.URL = address(1)
	taken.Article.ID = "other"
	s.crawl(3, taken)
	for canonical, want := range map[string]archive.Ref{
		"works.example/news/0.html": 0, "works.example/old/0": 0, canonicalOf(long): 0, "not an address": 0,
		"works.example/moved": 1, "works.example/news/1.html": 2,
	} {
		s.view(func(v archive.View) {
			got, err := v.Lookup(canonical)
			s.ok(err)
			s.equal(want, got)
		})
	}
	s.view(func(v archive.View) {
		_, err := v.Lookup("works.example/news/3.html")
		s.wants(archive.ErrNotFound, err)
	})
}

func testChanges(s *suite) {
	s.crawl(1, added(0, "A", "2026-03-01"), added(1, "B", "2026-03-02"))
	u := edited(1, 2, "B2", "2026-03-02")
	u.Changes = append(u.Changes, archive.Change{
		Kind: archive.Moved, URL: "https://works.example/b", FromURL: address(1), Title: "B2", Date: "2026-03-02",
		Noticed: morning.Add(time.Hour), LastHeld: morning,
	})
	s.crawl(2, u, archive.Update{Ref: 0, Changes: []archive.Change{{Kind: archive.Gone, Reason: archive.ReasonSoft404, Noticed: morning}}})
	s.crawl(3, archive.Update{Ref: 0, Changes: []archive.Change{{Kind: archive.Restored, Noticed: morning}}})
	s.view(func(v archive.View) {
		got, err := v.Changes(1, 2)
		s.ok(err)
		want := []archive.Change{
			{Kind: archive.Gone, Article: article(0, "").ID, Snapshot: 2, Reason: archive.ReasonSoft404, Noticed: morning},
			edited(1, 2, "B2", "2026-03-02").Changes[0], u.Changes[1],
		}
		for i := range want[1:] {
			want[1+i].Ref, want[1+i].Article, want[1+i].Snapshot = 1, article(1, "").ID, 2
		}
		s.equal(want, got)
		for _, test := range []struct{ from, to, want int }{{0, 3, 6}, {0, 1, 2}, {2, 3, 1}, {3, 3, 0}, {2, 1, 0}, {0, 99, 6}, {-5, 1, 2}} {
			got, err := v.Changes(test.from, test.to)
			s.ok(err)
			s.equal(test.want, len(got))
		}
		of, err := v.ChangesOf(1, 0, 3)
		s.ok(err)
		s.equal(3, len(of))
		of, err = v.ChangesOf(0, 1, 2)
		s.ok(err)
		s.equal(want[:1], of)
		of, err = v.ChangesOf(9, 0, 3)
		s.ok(err)
		s.equal(0, len(of))
	})
}

func testKept(s *suite) {
	s.crawl(1, added(0, "A", ""), added(1, "B", ""))
	later, earlier := capture(0, "A, later"), capture(0, "A, earlier")
	later.Time, earlier.Time = morning.Add(2*time.Hour), morning.Add(time.Hour)
	w := s.claim()
	for _, c := range []archive.Capture{later, earlier} {
		c.URL += "?" + c.Entry.Title
		s.ok(w.Keep(s.ctx, c, capture(0, "A").Info().Raw))
		info := c.Info()
		w.stage(archive.Update{Ref: 0, Kept: &info})
	}
	w.commit(2)
	w.leave()
	s.view(func(v archive.View) {
		got, err := v.Kept(0, 2)
		s.ok(err)
		s.equal(2, len(got))
		s.equal(earlier.Info().Raw, got[0].Raw)
		s.equal(later.Time, got[1].Time)
		for _, i := range got {
			raw, err := v.Raw(i.Raw)
			s.ok(err)
			s.equal(i.Size, len(raw))
		}
		got, err = v.Kept(0, 1)
		s.ok(err)
		s.equal(0, len(got))
		got, err = v.Kept(1, 2)
		s.ok(err)
		s.equal(0, len(got))
	})
}

func testMemos(s *suite) {
	w := s.claim()
	first := added(0, "A", "")
	first.Memo = []byte("one")
	w.stage(first)
	s.ok(w.Commit(s.ctx, snapshot(1), archive.NewLooks(), map[string][]byte{"k": []byte("v1"), "gone": {1}, "empty": {}}))
	memos := func(at string, want ...string) {
		s.Helper()
		s.view(func(v archive.View) {
			for i, key := range []string{"k", "gone", "empty"} {
				got, err := v.Memo(key)
				s.ok(err)
				s.equal(want[i], fmt.Sprint(got != nil, " ", string(got)))
			}
			got, err := v.ArticleMemo(0)
			s.ok(err)
			s.equal(at, string(got))
		})
	}
	memos("one", "true v1", "true \x01", "true ")
	for _, memo := range []string{"two", "three"} {
		w.stage(archive.Update{Ref: 0, Memo: []byte(memo)})
	}
	memos("one", "true v1", "true \x01", "true ")
	s.ok(w.Commit(s.ctx, snapshot(2), archive.NewLooks(), map[string][]byte{"k": []byte("v2"), "gone": nil}))
	memos("three", "true v2", "false ", "true ")
	w.stage(archive.Update{Ref: 0, Memo: []byte("four")})
	w.leave()
	memos("three", "true v2", "false ", "true ")
	w = s.claim()
	w.commit(3)
	memos("three", "true v2", "false ", "true ")
	w.stage(archive.Update{Ref: 0, Memo: []byte{}})
	w.commit(4)
	s.view(func(v archive.View) {
		got, err := v.ArticleMemo(0)
		s.ok(err)
		s.equal(true, got != nil && len(got) == 0)
		got, err = v.ArticleMemo(1)
		s.ok(err)
		s.equal(true, got == nil)
	})
}

func testLooks(s *suite) {
	w := s.claim()
	l := archive.NewLooks()
	l.Read.AddRange(0, 100000)
	l.Listed.Add(7)
	l.NotModified.Add(100001)
	l.Miss(5, "timeout")
	l.Miss(6, "status 503")
	s.ok(w.Commit(s.ctx, snapshot(1), l, nil))
	s.ok(w.Commit(s.ctx, snapshot(2), archive.Looks{}, nil))
	w.leave()
	s.view(func(v archive.View) {
		got, err := v.Looks(1)
		s.ok(err)
		s.equal(l, got)
		look, reason := got.Of(100001)
		s.equal(archive.LookNotModified, look)
		s.equal("", reason)
		got, err = v.Looks(2)
		s.ok(err)
		s.equal(archive.NewLooks(), got)
		_, err = v.Looks(3)
		s.wants(archive.ErrNotFound, err)
		_, err = v.Looks(0)
		s.wants(archive.ErrNotFound, err)
	})
}

func testReread(s *suite) {
	s.crawl(1, added(0, "A", ""))
	w := s.claim()
	better := content("A, read better", "2026-03-01")
	reading := archive.Rereading{Ref: 0, Number: 1, Content: better, Reading: archive.StampedReading{Stamp: "reader-2", Digest: better.Digest(), Language: "ru"}}
	s.ok(w.Reread(s.ctx, []archive.Rereading{reading, reading}))
	check := func() {
		s.view(func(v archive.View) {
			r, err := v.Revision(0, 1)
			s.ok(err)
			s.equal(2, len(r.Readings))
			s.equal(archive.Stamp("reader-1"), r.Readings[0].Stamp)
			s.equal("ru", r.Reading().Language)
			for i, want := range []archive.Content{content("A", ""), better} {
				got, err := v.Content(r.Readings[i].Content)
				s.ok(err)
				s.equal(want, got)
			}
			for _, read := range []archive.Content{content("A", ""), better} {
				same, err := v.Same(read.Digest())
				s.ok(err)
				s.equal([]archive.Ref{0}, same)
			}
		})
	}
	check() // at once, without a commit
	w.stage(edited(0, 2, "B", ""))
	back := reading
	back.Content, back.Reading = content("A", ""), archive.StampedReading{Stamp: "reader-1", Digest: content("A", "").Digest(), Language: "en"}
	staged := reading
	staged.Number = 2
	s.wants(archive.ErrNotFound, w.Reread(s.ctx, []archive.Rereading{staged}))
	staged.Ref, staged.Number = 5, 1
	s.wants(archive.ErrNotFound, w.Reread(s.ctx, []archive.Rereading{staged}))
	w.leave()
	check()
	w = s.claim()
	s.ok(w.Reread(s.ctx, []archive.Rereading{back}))
	s.view(func(v archive.View) {
		r, err := v.Revision(0, 1)
		s.ok(err)
		s.equal(3, len(r.Readings))
		s.equal(archive.Stamp("reader-1"), r.Reading().Stamp)
	})
}

// What servers send need not be text.
func testOddText(s *suite) {
	odd := "\xff\xfe\x00 \u202e é"
	c := capture(0, odd)
	c.Header = append(c.Header, archive.Field{Name: "X-Odd", Value: odd}, archive.Field{Name: "", Value: ""}, archive.Field{Name: "X-Odd", Value: "again"})
	c.Status, c.Final = 0, ""
	c.Time = time.Date(1, 1, 1, 0, 0, 0, 1, time.UTC)
	w := s.claim()
	w.keep(c)
	u := added(0, odd, "")
	u.Revision.Capture = c.Info()
	u.Article.Listings = []string{odd, ""}
	u.Article.StateTime = time.Date(2026, 1, 1, 3, 0, 0, 5, time.FixedZone("", 3*3600))
	w.stage(u)
	l := archive.NewLooks()
	l.Miss(0, odd)
	sn := snapshot(1)
	sn.Warnings = []string{odd}
	sn.Failures = []archive.Failure{{URL: odd, Listing: true, Reason: odd, Time: morning}}
	sn.Changes = archive.Counts{archive.Added: 1, archive.Kind(odd): -2}
	s.ok(w.Commit(s.ctx, sn, l, map[string][]byte{odd: []byte(odd)}))
	w.leave()
	s.view(func(v archive.View) {
		a, err := v.Article(0, 1)
		s.ok(err)
		u.Article.StateTime = u.Article.StateTime.UTC()
		s.equal(*u.Article, a)
		r, err := v.Revision(0, 1)
		s.ok(err)
		s.equal(c.Info(), r.Capture)
		snapshots, err := v.Snapshots(1, 1)
		s.ok(err)
		s.equal([]archive.Snapshot{sn}, snapshots)
		looks, err := v.Looks(1)
		s.ok(err)
		s.equal([]string{odd}, looks.Reasons())
		memo, err := v.Memo(odd)
		s.ok(err)
		s.equal(odd, string(memo))
	})
}

func testCancelled(s *suite) {
	s.crawl(1, added(0, "A", ""))
	w := s.claim()
	ctx, cancel := context.WithCancel(s.ctx)
	cancel()
	_, err := s.store.Feeds(ctx)
	s.wants(context.Canceled, err)
	_, err = s.store.Claim(ctx, "other")
	s.wants(context.Canceled, err)
	s.wants(context.Canceled, s.store.View(ctx, feedName, func(archive.View) error { return nil }))
	s.wants(context.Canceled, w.Keep(ctx, capture(1, "B"), archive.Digest{}))
	s.wants(context.Canceled, w.Stage(ctx, []archive.Update{added(1, "B", "")}))
	s.wants(context.Canceled, w.Commit(ctx, snapshot(2), archive.NewLooks(), nil))
	s.wants(context.Canceled, w.Reread(ctx, nil))
	s.wants(context.Canceled, w.Pending(ctx, func(archive.CaptureInfo) error { return nil }))
	live, stop := context.WithCancel(s.ctx)
	s.wants(context.Canceled, s.store.View(live, feedName, func(v archive.View) error {
		stop()
		_, err := v.Changes(0, 1)
		return err
	}))
	w.commit(2)
	w.leave()
	s.claim().leave()
}
