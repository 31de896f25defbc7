package archive_test

import (
	"fmt"
	"testing"

	"onrecord/archive"
)

// Pages that say what they said need no text of the archive to know it, and what
// is said of the others is the same as ever.
func TestUnchangedTextsAreKnownByTheirDigest(t *testing.T) {
	s := besideText(t)
	store := &counting{Store: s.store}
	s.store = store
	looks := func(news string) []look {
		var list []look
		for n := range 20 {
			text := fmt.Sprintf("text of article %d\n--\n%s", n, news)
			list = append(list, look{path: fmt.Sprintf("/%d", n), body: page(fmt.Sprintf("Title %d", n), "2026-02-01", text)})
		}
		return list
	}
	s.crawl(nil, looks("The Board meets in Calderhaven on Monday")...)
	store.contents = 0
	s.crawl(nil, looks("The ferry to the islands runs again from Sunday")...)
	s.expect(1, 2)
	if store.contents > 0 {
		t.Errorf("%d texts were read of 20 articles that say what they said", store.contents)
	}

	third := looks("The ferry to the islands runs again from Sunday")
	third[7].body = page("Title 7", "2026-02-01", "text of article 7, edited\n--\n")
	third[9].body = "page not found"
	s.crawl(s.gone("/8", archive.Reason404), append(third[:8:8], third[9:]...)...)
	s.expect(2, 3, "edited /7 held 2 noticed 3 body 1-2", "removed /8 held 2 noticed 3 404")
	s.crawl(nil, looks("The ferry to the islands runs again from Sunday")...) // back to the text before
	s.expect(3, 4, "edited /7 held 3 noticed 4 body 2-3", "restored /8 held 3 noticed 4")
}
