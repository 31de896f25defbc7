package archive_test

import (
	"fmt"
	"testing"

	"onrecord/archive"
)

func TestRedesignIsHeldBack(t *testing.T) {
	for name, after := range map[string]func(i int) string{
		"all rewritten":                   func(i int) string { return fmt.Sprintf("Menu\n\nText number %d", i) },
		"a third gains the same sentence": func(i int) string { return plainText(i) + map[int]string{0: "\n\nShare this"}[i%3] },
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			s.crawl(nil, pages(18, plainText)...)
			looks := pages(18, after)
			looks[4].to = "/moved"
			snap := s.crawl(nil, looks...)
			if snap.Status != archive.Suspect || snap.Changes[archive.Edited] != 0 || len(snap.Warnings) == 0 {
				t.Errorf("snapshot = %+v", snap)
			}
			if snap.Changes[archive.Moved] != 1 {
				t.Error("the move was held back as well")
			}
			s.expect(1, 2, "moved /moved held 1 noticed 2 from /4")
			back := s.crawl(nil, pages(18, plainText)...) // with the old template nothing ever happened
			if back.Status != archive.Complete || back.Changes[archive.Edited] != 0 {
				t.Errorf("snapshot = %+v", back)
			}
		})
	}
}

func TestAcceptedEditsAreThePublishers(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, pages(10, plainText)...)
	s.accept = true
	snap := s.crawl(nil, pages(10, func(i int) string { return fmt.Sprintf("New %d", i) })...)
	if snap.Status != archive.Complete || snap.Changes[archive.Edited] != 10 {
		t.Errorf("snapshot = %+v", snap)
	}
}

func TestManyEditsAmongManyMoreAreThePublishers(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, pages(100, plainText)...)
	snap := s.crawl(nil, pages(100, func(i int) string {
		if i%10 == 0 {
			return plainText(i) + "\n\nCorrected."
		}
		return plainText(i)
	})...)
	if snap.Status != archive.Complete || snap.Changes[archive.Edited] != 10 {
		t.Errorf("snapshot = %+v", snap)
	}
}

func TestOneEditInAnotherTemplateIsHeldBack(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, pages(30, plainText)...)
	snap := s.crawl(nil, pages(30, func(i int) string {
		switch i {
		case 3:
			return "Menu\n\n" + plainText(i)
		case 7:
			return plainText(i) + "\n\nCorrected."
		}
		return plainText(i)
	})...)
	if snap.Status != archive.Suspect || snap.Changes[archive.Edited] != 1 {
		t.Errorf("snapshot = %+v", snap)
	}
}

func TestMassOfEmptyPagesIsSuspect(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, pages(10, plainText)...)
	snap := s.crawl(nil, pages(10, func(int) string { return "" })...)
	if snap.Status != archive.Suspect || snap.Changes[archive.Edited] != 0 {
		t.Errorf("snapshot = %+v", snap)
	}
}

func TestARedesignMeetsOldArticlesOneByOne(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, pages(20, plainText)...)
	redesigned := func(i int) string { return "Menu\n\n" + plainText(i) }
	looks := pages(20, redesigned)
	if snap := s.crawl(nil, looks[:10]...); snap.Status != archive.Suspect {
		t.Fatalf("snapshot = %+v", snap)
	}
	snap := s.crawl(nil, looks[12], look{path: "/new", body: page("New", "2026-03-01", "Menu\n\nNew.")})
	if snap.Status != archive.Suspect || snap.Changes[archive.Edited] != 0 || snap.Changes[archive.Added] != 1 {
		t.Errorf("one more old article: %+v", snap)
	}
	snap = s.crawl(nil, look{path: "/new", body: page("New", "2026-03-01", "Menu\n\nNew, corrected.")})
	if snap.Changes[archive.Edited] != 1 || snap.Status != archive.Complete {
		t.Errorf("an edit of an article known in the new template: %+v", snap)
	}
	s.accept = true
	if snap = s.crawl(nil, looks...); snap.Changes[archive.Edited] != 20 {
		t.Errorf("accepted: %+v", snap)
	}
	s.accept = false
	snap = s.crawl(nil, look{path: "/3", body: page("Title 3", "2026-02-01", "Menu\n\nEdited.")})
	if snap.Changes[archive.Edited] != 1 || snap.Status != archive.Complete {
		t.Errorf("an edit after the suspicion was resolved: %+v", snap)
	}
}
