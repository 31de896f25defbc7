package storetest

import (
	"time"

	"onrecord/archive"
)

// testPageOfUpdate stages captures that were never pending, as an import does.
func testPageOfUpdate(s *suite) {
	s.crawl(1, added(0, "A", ""))
	older := capture(0, "A, years before")
	older.Time = morning.Add(-1000 * time.Hour)
	info := older.Info()
	absent := info
	absent.Raw, absent.Size = archive.DigestBytes([]byte("never seen")), 0
	read := archive.Content{Title: "A, years before"}
	update := archive.Update{
		Ref: 0, Content: read, Page: older.Body,
		Revision: &archive.Revision{Number: 2, Capture: info, Readings: []archive.StampedReading{{Stamp: "reader-1", Digest: read.Digest()}}},
	}
	w := s.claim() // one that dies
	w.stage(update)
	w.leave()
	w = s.claim()
	w.stage(update, archive.Update{Ref: 0, Kept: &absent})
	w.commit(2)
	w.leave()
	s.crawl(3, added(1, "B", ""))
	s.view(func(v archive.View) {
		r, err := v.Revision(0, 2)
		s.ok(err)
		s.equal(info.Raw, r.Capture.Raw)
		raw, err := v.Raw(info.Raw)
		s.ok(err)
		s.equal(string(older.Body), string(raw))
		kept, err := v.Kept(0, 2)
		s.ok(err)
		s.equal(1, len(kept))
		s.equal(true, kept[0].Absent())
		_, err = v.Raw(absent.Raw)
		s.wants(archive.ErrNotFound, err)
	})
}
