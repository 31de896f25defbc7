package storetest

import (
	"context"
	"fmt"
	"time"

	"onrecord/archive"
)

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

// A list is ordered by the dates that are read now, in every snapshot.
func testRereadDate(s *suite) {
	s.crawl(1, added(0, "A", "2026-01-01"), added(1, "B", "2026-02-01"))
	s.crawl(2, edited(0, 2, "A again", "2026-01-01"))
	order := func(at int, want ...archive.Ref) {
		s.Helper()
		s.view(func(v archive.View) {
			list, err := v.ByDate(at, nil, false, 0)
			s.ok(err)
			var got []archive.Ref
			for _, a := range list {
				got = append(got, a.Ref)
			}
			s.equal(want, got)
		})
	}
	w := s.claim()
	reread := func(number int, date archive.Date) {
		read := content("A", date)
		s.ok(w.Reread(s.ctx, []archive.Rereading{{Ref: 0, Number: number, Content: read, Reading: archive.StampedReading{
			Stamp: "reader-2", Digest: read.Digest(),
		}}}))
	}
	reread(2, "2026-03-01")
	order(1, 0, 1) // the first revision is read as before
	order(2, 1, 0)
	reread(1, "2026-03-01")
	order(1, 1, 0)
	reread(2, "")
	order(2, 1, 0)
	reread(2, "2025-12-01")
	order(1, 1, 0)
	order(2, 0, 1)
	w.leave()
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
	var times []byte
	s.view(func(v archive.View) {
		var err error
		times, err = v.Memo(archive.MemoReadings)
		s.ok(err)
		s.equal(true, len(times) > 0)
	})
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
		again, err := v.Memo(archive.MemoReadings)
		s.ok(err)
		s.equal(false, string(times) == string(again))
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
	sn.Imported = true
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
