package search

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"onrecord/archive"
)

func (s *shelf) rank(r Request, query string) []Cursor {
	s.t.Helper()
	q, err := ParseQuery(query, "")
	s.ok(err)
	r.Query, r.Feeds = q, []string{feed}
	found, err := s.index.Rank(s.t.Context(), r)
	s.ok(err)
	return found
}

func cursors(found []Result) (list []Cursor) {
	for _, r := range found {
		list = append(list, r.Cursor)
	}
	return list
}

// With the roll and without it the same is found, in the same order.
func TestRankedAlike(t *testing.T) {
	s := newShelf(t)
	var items, later []item
	for i := range 40 {
		text := strings.Repeat("weir ", 1+i%7) + strings.Repeat("lock ", i%5) + "gates"
		items = append(items, item{archive.Ref(i), 1, "en", "Bulletin", "", text, archive.Date("2024-01-0" + string(rune('1'+i%9)))})
		if i%3 == 0 {
			later = append(later, item{archive.Ref(i), 2, "en", "Bulletin", "", text + " weir", archive.Date("2024-02-01")})
		}
	}
	s.crawl(items...)
	s.crawl(later...)
	s.find("weir", false) // catches up
	even := func(_ string, ref archive.Ref) bool { return ref%2 == 0 }
	for _, r := range []Request{{}, {AllRevisions: true}, {Among: even}, {Limit: 7}} {
		for _, query := range []string{"weir", "weir lock", "weir -lock", "title:bulletin", "nothing"} {
			s.index.kept.roll = nil
			cold := s.ask(r, query)
			s.ok(s.index.Warm(t.Context()))
			if warm := s.ask(r, query); !reflect.DeepEqual(cold, warm) {
				t.Errorf("%s, %+v: without the roll %v, with it %v", query, r, refs(cold), refs(warm))
			}
			if ranked := s.rank(r, query); !slices.Equal(ranked, cursors(cold)) {
				t.Errorf("%s, %+v: ranked %v, found %v", query, r, ranked, refs(cold))
			}
			if len(cold) == 0 && query != "nothing" {
				t.Errorf("%s, %+v: nothing found", query, r)
			}
		}
	}
}
