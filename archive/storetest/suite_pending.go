package storetest

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"

	"onrecord/archive"
)

func testPendingSurvives(s *suite) {
	w := s.claim()
	c := capture(0, "Bridge opened")
	c.Redirects = []string{"https://works.example/old", "https://works.example/older"}
	w.keep(c, capture(1, "Road closed"))
	w.leave()
	w = s.claim()
	var infos []archive.CaptureInfo
	s.ok(w.Pending(s.ctx, func(i archive.CaptureInfo) error {
		infos = append(infos, i)
		return nil
	}))
	s.equal([]archive.CaptureInfo{c.Info(), capture(1, "Road closed").Info()}, infos)
	raw, err := w.PendingRaw(s.ctx, infos[0].Raw)
	s.ok(err)
	s.equal(string(c.Body), string(raw))
	_, err = w.PendingRaw(s.ctx, archive.DigestBytes([]byte("never kept")))
	s.wants(archive.ErrNotFound, err)
	w.commit(1)
	s.equal([]string(nil), w.pendingURLs())
	w.leave()
	w = s.claim()
	s.equal([]string(nil), w.pendingURLs())
}

func testPendingIsReplaced(s *suite) {
	w := s.claim()
	w.keep(capture(0, "First"), capture(1, "Other"), capture(0, "Second"))
	s.equal([]string{address(1), address(0)}, w.pendingURLs())
	w.leave()
	w = s.claim()
	w.keep(capture(1, "Other again"))
	s.equal([]string{address(0), address(1)}, w.pendingURLs())
	raw, err := w.PendingRaw(s.ctx, capture(0, "Second").Info().Raw)
	s.ok(err)
	s.equal(string(capture(0, "Second").Body), string(raw))
	infos, err := w.PendingAt(s.ctx, []string{address(1), address(0)})
	s.ok(err)
	s.equal([]archive.CaptureInfo{capture(1, "Other again").Info(), capture(0, "Second").Info()}, infos)
	_, err = w.PendingAt(s.ctx, []string{address(0), address(2)})
	s.wants(archive.ErrNotFound, err)
	w.commit(1)
	_, err = w.PendingAt(s.ctx, []string{address(0)})
	s.wants(archive.ErrNotFound, err)
}

func testPendingMayUseTheWriter(s *suite) {
	w := s.claim()
	w.keep(capture(0, "Zero"), capture(1, "One"))
	visited := 0
	s.ok(w.Pending(s.ctx, func(i archive.CaptureInfo) error {
		visited++
		_, err := w.PendingRaw(s.ctx, i.Raw)
		s.ok(err)
		w.keep(capture(10+visited, "More"))
		w.stage(added(visited-1, fmt.Sprint("Article ", visited), ""))
		return nil
	}))
	s.equal(2, visited)
	s.equal(4, len(w.pendingURLs()))
	stop := fmt.Errorf("enough")
	s.wants(stop, w.Pending(s.ctx, func(archive.CaptureInfo) error { return stop }))
}

func testKeepTogether(s *suite) {
	w := s.claim()
	var all sync.WaitGroup
	errs := make([]error, 40)
	for n := range errs {
		all.Go(func() {
			// Every address twice at the same time, and some bytes under many addresses.
			errs[n] = w.Keep(s.ctx, capture(n/2, fmt.Sprint("Text ", n%5)), archive.Digest{})
		})
	}
	all.Wait()
	for _, err := range errs {
		s.ok(err)
	}
	urls := w.pendingURLs()
	slices.Sort(urls)
	var want []string
	for n := range 20 {
		want = append(want, address(n))
	}
	slices.Sort(want)
	s.equal(want, urls)
	s.ok(w.Pending(s.ctx, func(i archive.CaptureInfo) error {
		raw, err := w.PendingRaw(s.ctx, i.Raw)
		s.ok(err)
		s.equal(i.Raw, archive.DigestBytes(raw))
		return nil
	}))
}

func testSameBytesOnce(s *suite) {
	s.crawl(1, added(0, "Bridge opened", "2026-03-04"))
	// The same page once more, for another address and as a recheck that
	// nothing refers to: the first owner's bytes must stay.
	w := s.claim()
	again := capture(0, "Bridge opened")
	s.ok(w.Keep(s.ctx, again, again.Info().Raw))
	again.URL = address(5)
	s.ok(w.Keep(s.ctx, again, archive.Digest{}))
	w.commit(2)
	w.leave()
	s.view(func(v archive.View) { s.checkRevision(v, 0, 1, "Bridge opened", "2026-03-04") })
}

func testRecheckDropped(s *suite) {
	s.crawl(1, added(0, "Bridge opened", "2026-03-04"))
	base := capture(0, "Bridge opened").Info().Raw
	w := s.claim()
	s.ok(w.Keep(s.ctx, capture(0, "Bridge opened "), base))
	s.ok(w.Keep(s.ctx, capture(1, "Bridge opened."), base))
	u := edited(0, 2, "Bridge opened.", "2026-03-04")
	u.Revision.Capture = capture(1, "Bridge opened.").Info()
	w.stage(u)
	w.commit(2)
	w.leave()
	s.view(func(v archive.View) {
		raw, err := v.Raw(u.Revision.Capture.Raw)
		s.ok(err)
		s.equal(string(capture(1, "Bridge opened.").Body), string(raw))
	})
}

// A capture that is asked again takes the place of the former, which a staged
// revision may hold all the same, and which may have served as its base.
func testReplacedButAdopted(s *suite) {
	s.crawl(1, added(0, "Bridge opened", "2026-03-04"))
	base := capture(0, "Bridge opened").Info().Raw
	w := s.claim()
	second, third, fourth := capture(0, "Bridge closed"), capture(0, "Bridge closed again"), capture(0, "Bridge opened again")
	s.ok(w.Keep(s.ctx, second, base))
	w.stage(edited(0, 2, "Bridge closed", "2026-03-04"))
	s.ok(w.Keep(s.ctx, third, second.Info().Raw))
	s.ok(w.Keep(s.ctx, fourth, third.Info().Raw))
	kept := fourth.Info()
	w.stage(archive.Update{Ref: 0, Kept: &kept})
	w.commit(2)
	w.leave()
	s.view(func(v archive.View) {
		s.checkRevision(v, 0, 2, "Bridge closed", "2026-03-04")
		raw, err := v.Raw(kept.Raw)
		s.ok(err)
		s.equal(string(fourth.Body), string(raw))
	})
}

// A content that a crash left behind is found again, though the page it was
// read of is not referred to any more.
func testContentOutlivesItsPage(s *suite) {
	const title = "A bridge over the river was opened by the ministry's own band"
	w := s.claim()
	w.keep(capture(0, title))
	w.stage(added(0, title, "2026-03-04"))
	w.leave()
	w = s.claim()
	u := added(0, title, "2026-03-04")
	u.Revision.Capture = archive.CaptureInfo{URL: address(0), Time: morning}
	w.stage(u)
	w.commit(1)
	w.leave()
	s.view(func(v archive.View) {
		r, err := v.Revision(0, 1)
		s.ok(err)
		got, err := v.Content(r.Reading().Content)
		s.ok(err)
		s.equal(u.Content, got)
	})
}

func testManyRevisions(s *suite) {
	const revisions = 60
	title := func(n int) string { return fmt.Sprintf("Statement, version %d", n) }
	s.crawl(1, added(0, title(1), "2026-03-04"))
	raw := capture(0, title(1)).Info().Raw
	var record archive.Digest
	for n := 2; n <= revisions; n++ {
		s.view(func(v archive.View) {
			r, err := v.Revision(0, n-1)
			s.ok(err)
			record = r.Reading().Content
		})
		w := s.claim()
		s.ok(w.Keep(s.ctx, capture(0, title(n)), raw))
		u := edited(0, n, title(n), "2026-03-04")
		u.Base, raw = record, u.Revision.Capture.Raw
		w.stage(u)
		w.commit(n)
		w.leave()
	}
	s.view(func(v archive.View) {
		for n := 1; n <= revisions; n++ {
			s.checkRevision(v, 0, n, title(n), "2026-03-04")
		}
	})
}

func testManyPages(s *suite) {
	const pages = 150
	title := func(n int) string { return fmt.Sprintf("Announcement %d", n) }
	w := s.claim()
	var updates []archive.Update
	for n := range pages {
		w.keep(capture(n, title(n)))
		updates = append(updates, added(n, title(n), "2026-03-04"))
	}
	w.leave()
	w = s.claim()
	s.equal(pages, len(w.pendingURLs()))
	w.stage(updates[:1]...)
	w.stage(updates[1:40]...)
	w.stage(updates[40:]...)
	w.commit(1)
	w.leave()
	s.view(func(v archive.View) {
		for n := range pages {
			s.checkRevision(v, archive.Ref(n), 1, title(n), "2026-03-04")
		}
	})
}

func testBigAndEmptyPages(s *suite) {
	random := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, 10<<20)
	for i := range noise {
		noise[i] = byte(random.Uint32())
	}
	bodies := [][]byte{noise, {}, bytes.Repeat([]byte("a"), 10<<20), noise[:3<<20], noise[:4017]}
	w := s.claim()
	var updates []archive.Update
	for n, body := range bodies {
		c := capture(n, "")
		c.Body = body
		w.keep(c)
		u := added(n, fmt.Sprint("Page ", n), "")
		u.Revision.Capture = c.Info()
		u.Content.Body = string(body)
		updates = append(updates, u)
	}
	w.stage(updates...)
	changed := append(bytes.Clone(noise), "the end"...)
	c := capture(0, "")
	c.Body = changed
	s.ok(w.Keep(s.ctx, c, archive.DigestBytes(noise)))
	info := c.Info()
	w.stage(archive.Update{Ref: 0, Kept: &info})
	w.commit(1)
	w.leave()
	s.view(func(v archive.View) {
		for n, body := range append(bodies, changed) {
			if len(body) == 0 {
				continue // an answer without bytes has no digest
			}
			raw, err := v.Raw(archive.DigestBytes(body))
			s.ok(err)
			if !bytes.Equal(body, raw) {
				s.Errorf("page %d came back with %d bytes, want %d", n, len(raw), len(body))
			}
		}
		for n, body := range bodies {
			r, err := v.Revision(archive.Ref(n), 1)
			s.ok(err)
			read, err := v.Content(r.Reading().Content)
			s.ok(err)
			if read.Body != string(body) {
				s.Errorf("text %d came back with %d bytes, want %d", n, len(read.Body), len(body))
			}
		}
	})
}
