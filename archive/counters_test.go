package archive_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// countedPages are the looks of a crawl at articles whose text ends with a line.
func countedPages(line func(article int) string, articles ...int) []look {
	var looks []look
	for _, n := range articles {
		text := fmt.Sprintf("The council met on day %d of its session.\n\n%s", n, line(n))
		looks = append(looks, look{path: fmt.Sprintf("/%d", n), body: page(fmt.Sprintf("Title %d", n), "2026-02-01", text)})
	}
	return looks
}

// reads is a line in words that no list knows.
func reads(crawl int) func(int) string {
	return func(article int) string { return fmt.Sprintf("Lasīts %d reizes", 1000*crawl+article) }
}

func TestCountersAreNoEdits(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, countedPages(reads(1), 0, 1, 2, 3)...)
	told := s.crawl(nil, countedPages(reads(2), 0, 1, 2)...)
	if len(told.Warnings) != 1 || !strings.Contains(told.Warnings[0], "Lasīts") {
		t.Errorf("it should be said once what is taken for a counter: %q", told.Warnings)
	}
	if again := s.crawl(nil, countedPages(reads(3), 3)...); len(again.Warnings) > 0 {
		t.Errorf("said again: %q", again.Warnings)
	}
	s.expect(1, 3)
	edited := countedPages(reads(4), 2)
	edited[0].body = strings.Replace(edited[0].body, "met", "did not meet", 1)
	s.crawl(nil, edited...)
	if got := s.changes(3, 4); len(got) != 1 || !strings.HasPrefix(got[0], "edited") {
		t.Errorf("an edit beside a counter: %q", got)
	}
}

// Of one page alone, only another look can tell.
func TestOneCounterIsAskedOnceMore(t *testing.T) {
	for _, test := range []struct {
		name, again string
		want        int
	}{
		{"it counts on", reads(3)(0), 0},
		{"it stays", reads(2)(0), 1},
		{"it is back", reads(1)(0), 0},
		{"it is gone", "Lasīts bieži", 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newSite(t)
			s.crawl(nil, countedPages(reads(1), 0, 1, 2)...)
			s.alive[at("/0")] = countedPages(func(int) string { return test.again }, 0)[0].body
			s.crawl(nil, countedPages(reads(2), 0)...)
			if got := s.changes(1, 2); len(got) != test.want {
				t.Errorf("got %q, want %d changes", got, test.want)
			}
		})
	}
}

// Figures that the publisher puts right stay edits, however alike the sentences
// of several articles are.
func TestCorrectedFiguresAreEdits(t *testing.T) {
	toll := func(corrected ...int) func(int) string {
		return func(article int) string {
			n := 10 * article
			for _, c := range corrected {
				if c == article {
					n++
				}
			}
			return fmt.Sprintf("The flood took %d lives.", n)
		}
	}
	s := newSite(t)
	s.crawl(nil, countedPages(toll(), 1, 2, 3, 4, 5, 6, 7, 8)...)
	looks := countedPages(toll(1, 2, 3), 1, 2, 3, 4, 5, 6, 7, 8)
	for _, l := range looks {
		s.alive[at(l.path)] = l.body
	}
	s.crawl(nil, looks...)
	if got := s.changes(1, 2); len(got) != 3 {
		t.Errorf("got %q, want the three corrections", got)
	}
}

func TestWhatIsNoCounter(t *testing.T) {
	for _, test := range []struct{ name, was, is string }{
		{"other words", "Read 12 times", "Shown 12 times"},
		{"word ends without a number's change", "There were 12 member states", "There were 12 members stated"},
		{"a long sentence", "The ministers agreed that in the coming year the two sides will exchange 12 delegations of experts", "The ministers agreed that in the coming year the two sides will exchange 14 delegations of experts"},
		{"a row of a table", "12 km\n\n13 km\n\n14 km", "12 km\n\n15 km\n\n14 km"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newSite(t)
			line := func(text string) func(int) string { return func(int) string { return text } }
			s.crawl(nil, countedPages(line(test.was), 0, 1, 2)...)
			s.crawl(nil, countedPages(line(test.is), 0, 1, 2)...)
			if diff := cmp.Diff(3, len(s.changes(1, 2))); diff != "" {
				t.Error(diff)
			}
		})
	}
}
