package storetest

import (
	"onrecord/archive"
)

func testEmptyFeed(s *suite) {
	w := s.claim() // without one, and nothing ever kept, there may be no archive
	defer w.leave()
	feeds, err := s.store.Feeds(s.ctx)
	s.ok(err)
	s.equal([]string(nil), feeds)
	s.view(func(v archive.View) {
		latest, err := v.Latest()
		s.ok(err)
		s.equal(0, latest)
		snapshots, err := v.Snapshots(1, 0)
		s.ok(err)
		s.equal([]archive.Snapshot(nil), snapshots)
		articles, err := v.ByDate(0, nil, false, 10)
		s.ok(err)
		s.equal([]archive.Article(nil), articles)
		_, err = v.ByDate(1, nil, false, 10)
		s.wants(archive.ErrNotFound, err)
		_, err = v.Article(0, 0)
		s.wants(archive.ErrNotFound, err)
		_, err = v.Lookup("works.example/news/0.html", 0)
		s.wants(archive.ErrNotFound, err)
		_, err = v.Looks(1)
		s.wants(archive.ErrNotFound, err)
		_, err = v.Raw(archive.DigestBytes(nil))
		s.wants(archive.ErrNotFound, err)
		_, err = v.Content(archive.DigestBytes(nil))
		s.wants(archive.ErrNotFound, err)
		memo, err := v.Memo("none")
		s.ok(err)
		s.equal(true, memo == nil)
	})
}

func testFirstSnapshot(s *suite) {
	s.crawl(1, added(0, "Bridge opened", "2026-03-04"), added(1, "Road closed", "2026-03-05T09:30:00+03:00"))
	feeds, err := s.store.Feeds(s.ctx)
	s.ok(err)
	s.equal([]string{feedName}, feeds)
	s.view(func(v archive.View) {
		snapshots, err := v.Snapshots(1, 0)
		s.ok(err)
		s.equal([]archive.Snapshot{snapshot(1)}, snapshots)
		got, err := v.Article(1, 1)
		s.ok(err)
		s.equal(article(1, "2026-03-05T09:30:00+03:00"), got)
		s.checkRevision(v, 1, 1, "Road closed", "2026-03-05T09:30:00+03:00")
	})
}

// checkRevision checks all that leads from a revision to its bytes.
func (s *suite) checkRevision(v archive.View, ref archive.Ref, number int, text string, date archive.Date) {
	s.Helper()
	got, err := v.Revision(ref, number)
	s.ok(err)
	want := *revision(number, capture(int(ref), text), content(text, date))
	want.Snapshot = got.Snapshot
	want.Readings[0].Content = got.Reading().Content
	s.equal(want, got)
	read, err := v.Content(got.Reading().Content)
	s.ok(err)
	s.equal(content(text, date), read)
	raw, err := v.Raw(got.Capture.Raw)
	s.ok(err)
	s.equal(string(capture(int(ref), text).Body), string(raw))
}

func testStagedIsInvisible(s *suite) {
	s.crawl(1, added(0, "Bridge opened", "2026-03-04"))
	w := s.claim()
	w.keep(capture(0, "Bridge closed"), capture(1, "Road closed"))
	u := edited(0, 2, "Bridge closed", "2026-03-06")
	u.Memo = []byte("new")
	u.Article.Aliases = []string{"https://works.example/bridge"}
	kept := capture(0, "Bridge").Info()
	u.Kept = &kept
	w.stage(u, added(1, "Road closed", "2026-03-05"))
	s.view(func(v archive.View) {
		got, err := v.ByDate(1, nil, false, 0)
		s.ok(err)
		s.equal([]archive.Article{article(0, "2026-03-04")}, got)
		revisions, err := v.Revisions(0, 1)
		s.ok(err)
		s.equal(1, len(revisions))
		_, err = v.Revision(0, 2)
		s.wants(archive.ErrNotFound, err)
		_, err = v.Article(0, 2)
		s.wants(archive.ErrNotFound, err)
		_, err = v.Article(1, 1)
		s.wants(archive.ErrNotFound, err)
		changes, err := v.Changes(1, 2)
		s.ok(err)
		s.equal([]archive.Change(nil), changes)
		s.checkNothingFound(v)
	})
	w.commit(2)
	s.view(func(v archive.View) {
		got, err := v.Article(0, 2)
		s.ok(err)
		s.equal(*u.Article, got)
		s.checkRevision(v, 0, 2, "Bridge closed", "2026-03-06")
	})
}

// checkNothingFound checks that no way of finding leads to what is staged.
func (s *suite) checkNothingFound(v archive.View) {
	s.Helper()
	for _, canonical := range []string{"works.example/bridge", "works.example/news/1.html"} {
		_, err := v.Lookup(canonical, 0)
		s.wants(archive.ErrNotFound, err)
	}
	refs, err := v.Match(archive.ID(feedName, address(1)), 0)
	s.ok(err)
	s.equal([]archive.Ref(nil), refs)
	refs, err = v.Same(content("Bridge closed", "2026-03-06").Digest())
	s.ok(err)
	s.equal([]archive.Ref(nil), refs)
	memo, err := v.ArticleMemo(0)
	s.ok(err)
	s.equal(true, memo == nil)
	captures, err := v.Kept(0, 1)
	s.ok(err)
	s.equal([]archive.CaptureInfo(nil), captures)
}

func testUncommittedIsDropped(s *suite) {
	s.crawl(1, added(0, "Bridge opened", "2026-03-04"))
	w := s.claim()
	w.keep(capture(0, "Bridge closed"), capture(1, "Road closed"))
	w.stage(edited(0, 2, "Bridge closed", "2026-03-06"), added(1, "Road closed", "2026-03-05"))
	w.leave()

	w = s.claim()
	s.equal([]string{address(0), address(1)}, w.pendingURLs())
	w.stage(edited(0, 2, "Bridge closed", "2026-03-07"))
	w.commit(2)
	w.leave()
	s.view(func(v archive.View) {
		s.checkRevision(v, 0, 2, "Bridge closed", "2026-03-07")
		_, err := v.Article(1, 2)
		s.wants(archive.ErrNotFound, err)
		changes, err := v.Changes(1, 2)
		s.ok(err)
		s.equal(1, len(changes))
		refs, err := v.Same(content("Bridge closed", "2026-03-06").Digest())
		s.ok(err)
		s.equal([]archive.Ref(nil), refs)
		got, err := v.ByDate(2, nil, false, 0)
		s.ok(err)
		s.equal(1, len(got))
	})
}

// A dropped article's number goes to another one: nothing may lead from the
// dropped one's id, address or date to it.
func testDroppedIDsAreFree(s *suite) {
	w := s.claim()
	w.stage(added(0, "Road closed", "2026-03-05"))
	w.leave()
	other := article(7, "2026-03-05")
	other.Ref = 0
	w = s.claim()
	w.stage(archive.Update{Ref: 0, Article: &other})
	w.commit(1)
	w.leave()
	s.view(func(v archive.View) {
		refs, err := v.Match(archive.ID(feedName, address(0)), 0)
		s.ok(err)
		s.equal([]archive.Ref(nil), refs)
		_, err = v.Lookup("works.example/news/0.html", 0)
		s.wants(archive.ErrNotFound, err)
		got, err := v.ByDate(1, nil, false, 0)
		s.ok(err)
		s.equal([]archive.Article{other}, got)
		revisions, err := v.Revisions(0, 1)
		s.ok(err)
		s.equal([]archive.Revision(nil), revisions)
	})
}

func testSnapshotsStay(s *suite) {
	s.crawl(1, added(0, "One", "2026-03-04"))
	s.crawl(2, edited(0, 2, "Two", "2026-03-05"))
	s.crawl(3)
	s.crawl(4, edited(0, 3, "Three", "2026-03-05"), added(1, "Other", "2026-03-01"))
	s.view(func(v archive.View) {
		for at, want := range map[int]int{1: 1, 2: 2, 3: 2, 4: 3} {
			got, err := v.Article(0, at)
			s.ok(err)
			s.equal(want, got.Revision)
			revisions, err := v.Revisions(0, at)
			s.ok(err)
			s.equal(want, len(revisions))
		}
		s.checkRevision(v, 0, 1, "One", "2026-03-04")
		s.checkRevision(v, 0, 3, "Three", "2026-03-05")
		_, err := v.Article(1, 3)
		s.wants(archive.ErrNotFound, err)
		some, err := v.Snapshots(2, 3)
		s.ok(err)
		s.equal([]archive.Snapshot{snapshot(2), snapshot(3)}, some)
	})
}

func testCommitInOrder(s *suite) {
	w := s.claim()
	for _, number := range []int{0, 2, -1} {
		if err := w.Commit(s.ctx, snapshot(number), archive.NewLooks(), nil); err == nil {
			s.Errorf("snapshot %d was committed as the first", number)
		}
	}
	w.commit(1)
	if err := w.Commit(s.ctx, snapshot(1), archive.NewLooks(), nil); err == nil {
		s.Error("snapshot 1 was committed twice")
	}
	w.commit(2)
}

func testWrongUpdates(s *suite) {
	s.crawl(1, added(0, "One", "2026-03-04"))
	gap, nameless, taken, renamed := added(2, "Gap", ""), added(1, "Nameless", ""), added(1, "Taken", ""), edited(0, 2, "Renamed", "")
	nameless.Article.ID = ""
	taken.Article.ID = article(0, "").ID
	renamed.Article.ID = "other"
	unread := edited(0, 2, "Unread", "")
	unread.Revision.Readings = nil
	for name, u := range map[string]archive.Update{
		"number skipped":      gap,
		"new without a state": {Ref: 1},
		"without an id":       nameless,
		"id of another":       taken,
		"id changed":          renamed,
		"revision skipped":    edited(0, 3, "Skipped", ""),
		"revision repeated":   edited(0, 1, "Repeated", ""),
		"revision unread":     unread,
	} {
		w := s.claim()
		if err := w.Stage(s.ctx, []archive.Update{u}); err == nil {
			s.Errorf("%s: no error", name)
		}
		w.leave()
	}
	w := s.claim()
	w.commit(2)
	w.leave()
	s.view(func(v archive.View) {
		got, err := v.ByDate(2, nil, false, 0)
		s.ok(err)
		s.equal([]archive.Article{article(0, "2026-03-04")}, got)
	})
}

func testClaims(s *suite) {
	w := s.claim()
	_, err := s.reopen().Claim(s.ctx, feedName)
	s.wants(archive.ErrBusy, err)
	other, err := s.store.Claim(s.ctx, "other")
	s.ok(err)
	s.ok(other.Release())
	s.ok(w.Release())
	s.ok(w.Release())
	if err := w.Stage(s.ctx, []archive.Update{added(0, "Late", "")}); err == nil {
		s.Error("a released writer can stage")
	}
	if err := w.Keep(s.ctx, capture(0, "Late"), archive.Digest{}); err == nil {
		s.Error("a released writer can keep")
	}
	s.claim().leave()
	if _, err := s.store.Claim(s.ctx, ""); err == nil {
		s.Error("a feed without a name can be claimed")
	}
}

func testFeedsAreApart(s *suite) {
	s.crawl(1, added(0, "Bridge opened", "2026-03-04"))
	names := []string{"a/b", "..", "Ведомство", "z"}
	for _, name := range names {
		w, err := s.store.Claim(s.ctx, name)
		s.ok(err)
		u := added(0, "In "+name, "2026-03-01")
		s.ok(w.Stage(s.ctx, []archive.Update{u}))
		s.ok(w.Commit(s.ctx, snapshot(1), archive.NewLooks(), map[string][]byte{"k": []byte(name)}))
		s.ok(w.Release())
	}
	feeds, err := s.store.Feeds(s.ctx)
	s.ok(err)
	s.equal([]string{"..", "a/b", feedName, "z", "Ведомство"}, feeds)
	for _, name := range names {
		s.ok(s.store.View(s.ctx, name, func(v archive.View) error {
			memo, err := v.Memo("k")
			s.ok(err)
			s.equal(name, string(memo))
			r, err := v.Revision(0, 1)
			s.ok(err)
			read, err := v.Content(r.Reading().Content)
			s.ok(err)
			s.equal("In "+name, read.Title)
			_, err = v.Raw(capture(0, "Bridge opened").Info().Raw)
			s.wants(archive.ErrNotFound, err)
			return nil
		}))
	}
}
