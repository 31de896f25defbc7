package search

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"onrecord/archive"
)

// The newest come first whether titles are looked up or met on the way, and no
// more are read than are wanted.
func TestNewestFirst(t *testing.T) {
	s := newShelf(t)
	var items []item
	for i := range 40 {
		title := "Lock"
		if i%7 == 3 {
			title = "Weir"
		}
		items = append(items, item{archive.Ref(i), 1, "en", title, "", "weir", archive.Date(fmt.Sprintf("2024-01-%02d", 1+(i*11)%28))})
	}
	s.crawl(items...)
	s.crawl(item{3, 2, "en", "Lock", "", "none", "2024-01-06"}) // held it in its title once
	s.find("weir", false)
	query, err := ParseQuery("weir", "")
	if err != nil {
		t.Fatal(err)
	}
	r := Request{Query: query, Feeds: []string{"works"}}
	ids, _, err := s.index.matching(t.Context(), query.expression([]string{"en"}))
	if err != nil {
		t.Fatal(err)
	}
	inTitle, titles, err := s.index.matching(t.Context(), FieldTitle+" : ("+query.expression([]string{"en"})+")")
	if err != nil {
		t.Fatal(err)
	}
	want, err := s.index.unranked(t.Context(), r, query.expression([]string{"en"}), ids, 0)
	if err != nil || len(want) != 39 {
		t.Fatalf("%d rows, %v", len(want), err)
	}
	for most := 1; most < 45; most++ {
		for _, n := range []int{titles, fewTitles + 1} {
			got, err := s.index.newestFirst(t.Context(), r, ids, inTitle, n, most)
			if err != nil {
				t.Fatal(err)
			}
			if len(got) < min(most, len(want)) || len(got) > most+titles || !slices.EqualFunc(got[:min(most, len(got))], want[:min(most, len(want))], func(a, b row) bool {
				return a.feed == b.feed && a.ref == b.ref && slices.Equal(a.numbers, b.numbers)
			}) {
				t.Errorf("the first %d are %v, want %v", most, got, want[:min(most, len(want))])
			}
		}
	}
}

// An index that was made before there was an order by date gets it, and it is used.
func TestOrderByDate(t *testing.T) {
	s := newShelf(t)
	s.crawl(library...)
	s.find("weir", false)
	if _, err := s.index.db.ExecContext(t.Context(), "DROP INDEX revision_by_date"); err != nil {
		t.Fatal(err)
	}
	for range 2 { // adding it, and finding it
		db, err := openTables(t.Context(), s.index.path)
		if err != nil {
			t.Fatal(err)
		}
		var plan []string
		err = each(t.Context(), db, "EXPLAIN QUERY PLAN SELECT id, feed, ref, number FROM revision WHERE newest ORDER BY date DESC, feed, ref, number", func(scan func(...any) error) error {
			var a, b, c int
			var step string
			err := scan(&a, &b, &c, &step)
			plan = append(plan, step)
			return err
		})
		if text := strings.Join(plan, "; "); err != nil || !strings.Contains(text, "revision_by_date") || strings.Contains(text, "B-TREE") {
			t.Errorf("the rows are read so: %s, %v", text, err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
