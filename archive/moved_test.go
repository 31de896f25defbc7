package archive_test

import (
	"slices"
	"testing"

	"onrecord/archive"
)

func TestMovedByRedirect(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, look{path: "/old", body: page("A", "2026-02-01", "one")})
	id := s.article(at("/old"), 1).ID
	s.crawl(nil, look{path: "/old", to: "/new", body: page("A", "2026-02-01", "one")})
	s.crawl(nil, look{path: "/new", body: page("A", "2026-02-01", "one")})
	s.expect(1, 2, "moved /new held 1 noticed 2 from /old")
	s.expect(2, 3)
	a := s.article(at("/old"), 3)
	if a.ID != id || a.URL != at("/new") || !slices.Equal(a.Aliases, []string{at("/old")}) {
		t.Errorf("article = %+v", a)
	}
}

func TestMovedAndEdited(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, look{path: "/old", body: page("A", "2026-02-01", "one")})
	s.crawl(nil, look{path: "/old", to: "/new", body: page("A", "2026-02-01", "two")})
	s.expect(1, 2, "edited /new held 1 noticed 2 body 1-2", "moved /new held 1 noticed 2 from /old")
}

func TestMovedWithoutRedirect(t *testing.T) {
	s := newSite(t)
	body := page("A", "2026-02-01", "one")
	s.crawl(nil, look{path: "/old", body: body})
	s.crawl(nil, look{path: "/new", body: body}) // the old address answers 404 when asked
	s.expect(1, 2, "moved /new held 1 noticed 2 from /old")
	s.crawl(s.gone("/new", archive.Reason404))
	s.crawl(nil, look{path: "/newer", body: body})
	s.expect(3, 4, "moved /newer held 2 noticed 4 from /new", "restored /newer held 3 noticed 4")
}

func TestGoneAndFoundElsewhereInOneCrawl(t *testing.T) {
	s := newSite(t)
	body := page("A", "2026-02-01", "one")
	s.crawl(nil, look{path: "/old", body: body})
	s.crawl(s.gone("/old", archive.Reason404), look{path: "/new", body: body})
	s.expect(1, 2, "moved /new held 1 noticed 2 from /old")
}

func TestSameContentAtTwoAddresses(t *testing.T) {
	s := newSite(t)
	body := page("A", "2026-02-01", "one")
	s.alive[at("/a")] = body
	s.crawl(nil, look{path: "/a", body: body})
	snap := s.crawl(nil, look{path: "/section/a", body: body})
	if snap.Articles != 1 || snap.Changes[archive.Added] != 0 {
		t.Errorf("snapshot = %+v", snap)
	}
	if a := s.article(at("/section/a"), 2); a.URL != at("/a") || !slices.Equal(a.Aliases, []string{at("/section/a")}) {
		t.Errorf("article = %+v", a)
	}
	s.expect(1, 2)
}

func TestSameContentTwiceInTheFirstCrawl(t *testing.T) {
	s := newSite(t)
	body := page("A", "2026-02-01", "one")
	snap := s.crawl(nil, look{path: "/a", body: body}, look{path: "/b", body: body})
	if snap.Articles != 1 {
		t.Errorf("%d articles", snap.Articles)
	}
	if a := s.article(at("/b"), 1); a.URL != at("/a") {
		t.Errorf("article = %+v", a)
	}
}

func TestNothingIsSaidWhenTheOldAddressIsSilent(t *testing.T) {
	s := newSite(t)
	body := page("A", "2026-02-01", "one")
	s.crawl(nil, look{path: "/a", body: body})
	s.alive[at("/a")] = "" // times out
	snap := s.crawl(nil, look{path: "/b", body: body})
	if snap.Articles != 1 || snap.Status != archive.Partial {
		t.Errorf("snapshot = %+v", snap)
	}
	s.expect(1, 2)
}

func TestTwoArticlesThatShareTitleAndDate(t *testing.T) {
	s := newSite(t)
	snap := s.crawl(nil, look{path: "/a", body: page("A", "2026-02-01", "one")}, look{path: "/b", body: page("A", "2026-02-01", "two")})
	if snap.Articles != 2 {
		t.Errorf("%d articles", snap.Articles)
	}
}

func TestAnotherArticleAtTheAddressLeft(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, look{path: "/old", body: page("A", "2026-02-01", "one")})
	id := s.article(at("/old"), 1).ID
	s.crawl(nil, look{path: "/old", to: "/new", body: page("A", "2026-02-01", "one")})
	s.alive[at("/new")] = page("A", "2026-02-01", "one")
	s.crawl(nil, look{path: "/old", body: page("B", "2026-03-02", "two")})
	s.expect(2, 3, "added /old held - noticed 3")
	a, b := s.article(at("/new"), 3), s.article(at("/old"), 3)
	if a.ID != id || b.ID == id || len(a.Aliases) != 0 || a.Revision != 1 {
		t.Errorf("articles = %+v, %+v", a, b)
	}
	if then := s.article(at("/old"), 2); then.ID != id || !slices.Equal(then.Aliases, []string{at("/old")}) {
		t.Errorf("before, it was %+v", then)
	}
	s.crawl(nil, look{path: "/old", body: page("B", "2026-03-02", "two and more")})
	s.expect(3, 4, "edited /old held 3 noticed 4 body 1-2")
}

func TestAFormerAddressOfWhichNothingIsKnown(t *testing.T) {
	s := newSite(t)
	body := page("A", "2026-02-01", "one two three four")
	s.crawl(nil, look{path: "/old", body: body})
	s.crawl(nil, look{path: "/old", to: "/new", body: body})
	s.alive[at("/new")] = "" // it does not answer
	snap := s.crawl(nil, look{path: "/old", body: page("B", "2026-03-02", "five")})
	if snap.Status != archive.Partial || snap.Articles != 1 {
		t.Errorf("snapshot = %+v", snap)
	}
	s.alive[at("/new")] = body
	s.crawl(nil, look{path: "/old", body: page("A", "2026-02-01", "one two three four five")}) // a copy
	s.crawl(nil, look{path: "/old", to: "/elsewhere", body: page("C", "2026-03-02", "six")})
	s.expect(2, 5)
	delete(s.alive, at("/new"))
	s.crawl(s.gone("/new", archive.Reason404), look{path: "/old", body: body})
	s.expect(5, 6, "moved /old held 5 noticed 6 from /new")
}
