package archive_test

import (
	"strings"
	"testing"

	"onrecord/archive"
)

const anotherPage = "Please tick the box\n\nSomething unusual was noticed."

func TestOnePageForSeveralArticlesIsNoEdit(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, pages(30, plainText)...)
	looks := pages(30, plainText)
	for _, i := range []int{3, 4, 9} {
		looks[i].body = page("One more step", "2026-02-01", anotherPage)
	}
	snap := s.crawl(nil, looks...)
	if snap.Status != archive.Partial || snap.Changes[archive.Edited] != 0 || len(snap.Failures) != 3 || !strings.Contains(snap.Failures[0].Reason, "one and the same page") {
		t.Errorf("snapshot = %+v", snap)
	}
	looks = pages(30, plainText)
	looks[20].body = page("One more step", "2026-02-03", anotherPage) // known by now
	if snap = s.crawl(nil, looks...); snap.Changes[archive.Edited] != 0 || len(snap.Failures) != 1 {
		t.Errorf("for one article alone: %+v", snap)
	}
	if snap = s.crawl(nil, pages(30, plainText)...); snap.Status != archive.Complete || snap.Changes[archive.Edited] != 0 {
		t.Errorf("when all is well again: %+v", snap)
	}
}

func TestTheSameEditOfTwoArticlesIsThePublishers(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, pages(30, plainText)...)
	looks := pages(30, plainText)
	for _, i := range []int{3, 4} { // their titles stay
		title, _, _ := strings.Cut(looks[i].body, "\n")
		looks[i].body = page(title, "2026-02-01", "This text was withdrawn.")
	}
	if snap := s.crawl(nil, looks...); snap.Status != archive.Complete || snap.Changes[archive.Edited] != 2 {
		t.Errorf("snapshot = %+v", snap)
	}
}
