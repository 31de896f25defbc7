package storetest

import (
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
			got, err := v.Lookup(canonical, 0)
			s.ok(err)
			s.equal(want, got)
		})
	}
	s.view(func(v archive.View) {
		for at, want := range []archive.Ref{1: 1, 2: 1, 3: 2} {
			if at == 0 {
				continue
			}
			got, err := v.Lookup("works.example/news/1.html", at)
			s.ok(err)
			s.equal(want, got)
		}
		_, err := v.Lookup("works.example/moved", 1)
		s.wants(archive.ErrNotFound, err)
		_, err = v.Lookup("works.example/news/1.html", 4)
		s.wants(archive.ErrNotFound, err)
		_, err = v.Lookup("works.example/news/3.html", 0)
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
