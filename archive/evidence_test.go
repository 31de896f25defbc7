package archive_test

import (
	"context"
	"fmt"
	"testing"

	"onrecord/archive"
)

// besideText is a site whose pages go on after what the reader reads.
func besideText(t *testing.T) *site {
	s := newSite(t)
	s.reader.rest = "--"
	return s
}

// around returns the looks of a crawl at six articles, and what their pages
// print beside the text.
func around(beside func(article int) string) []look {
	var looks []look
	for n := range 6 {
		text := fmt.Sprintf("text of article %d\n--\n%s", n, beside(n))
		looks = append(looks, look{path: fmt.Sprintf("/%d", n), body: page(fmt.Sprintf("Title %d", n), "2026-02-01", text)})
	}
	return looks
}

// kept returns how many captures of each article no revision holds.
func (s *site) kept() string {
	s.t.Helper()
	counts := ""
	err := s.store.View(context.Background(), "f", func(v archive.View) error {
		at, err := v.Latest()
		for ref := range 6 {
			var list []archive.CaptureInfo
			if err == nil {
				list, err = v.Kept(archive.Ref(ref), at)
			}
			counts += fmt.Sprint(len(list))
		}
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return counts
}

func TestPagesAreKeptForTextThatOthersDoNotShare(t *testing.T) {
	const news = "The Board meets in Calderhaven on Monday"
	const later = "The ferry to the islands runs again from Sunday"
	plain := func(int) string { return news }
	for _, test := range []struct {
		name          string
		before, after func(int) string
		want          string
	}{
		{"nothing changed", plain, plain, "000000"},
		{"latest news changed on all pages", plain, func(int) string { return later }, "000000"},
		{"counters", func(n int) string { return fmt.Sprintf("Read %d times so far", n) }, func(n int) string { return fmt.Sprintf("Read %d times so far", 7*n) }, "000000"},
		{"a box on one page", plain, func(n int) string {
			if n == 3 {
				return news + "\nNote: the figure of 14 bridges was wrong"
			}
			return news
		}, "000100"},
		{"a box gone from one page", func(n int) string {
			if n == 4 {
				return news + "\nNote: the figure of 14 bridges was wrong"
			}
			return news
		}, plain, "000010"},
		{"a teaser of another article on one page", plain, func(n int) string {
			if n == 3 {
				return news + "\n/1> Title 1: text of article 1 …"
			}
			return news
		}, "000000"},
		{"a teaser gone from one page", func(n int) string {
			if n == 3 {
				return news + "\n/1> Title 1: text of article 1 …"
			}
			return news
		}, plain, "000000"},
		{"the same once more in another kind of quotes", func(n int) string { return fmt.Sprintf("\"Road %d\" stays closed on all Sundays", n) },
			func(n int) string {
				twice := fmt.Sprintf("\"Road %d\" stays closed on all Sundays", n)
				if n == 3 {
					twice += "\n“Road 3” stays closed on all Sundays"
				}
				return twice
			}, "000000"},
		{"a figure in a sentence", func(n int) string { return fmt.Sprintf("Of the bridges on road %d we repair all of 14", n) },
			func(n int) string { return fmt.Sprintf("Of the bridges on road %d we repair all of %d", n, 14-n/5) }, "000001"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := besideText(t)
			s.crawl(nil, around(test.before)...)
			s.crawl(nil, around(test.after)...)
			s.expect(1, 2) // nothing is said of it
			if got := s.kept(); got != test.want {
				t.Errorf("captures kept of each article: %s, want %s", got, test.want)
			}
			s.crawl(nil, around(test.after)...)
			if got := s.kept(); got != test.want {
				t.Errorf("captures kept after another look: %s, want %s", got, test.want)
			}
		})
	}
}

// A page that prints something else at every look is kept at intervals that
// double: on the 2nd, 3rd, 5th, 9th and 17th day of 20.
func TestTextThatChangesAtEveryLookIsKeptEverMoreRarely(t *testing.T) {
	s := besideText(t)
	words := []string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
	for day := range 20 {
		s.crawl(nil, around(func(n int) string {
			if n == 2 {
				return "the thought of this day is " + words[day/10] + " " + words[day%10]
			}
			return "the same on all pages"
		})...)
	}
	if got := s.kept(); got != "005000" {
		t.Errorf("captures kept of each article: %s, want 005000", got)
	}
}

// Edits that are held back as suspect are no revisions: their pages are kept.
func TestPagesOfHeldEditsAreKept(t *testing.T) {
	s := newSite(t)
	s.crawl(nil, around(func(int) string { return "before" })...)
	snapshot := s.crawl(nil, around(func(n int) string { return fmt.Sprint("all other now ", n) })...)
	if snapshot.Status != archive.Suspect {
		t.Fatalf("the snapshot is %s, want suspect", snapshot.Status)
	}
	if got := s.kept(); got != "111111" {
		t.Errorf("captures kept of each article: %s, want 111111", got)
	}
}

// What the server says is not modified speaks against a redesign.
func TestManyEditsAmongUnmodifiedPagesAreEdits(t *testing.T) {
	s := newSite(t)
	var first, second []look
	var rest []archive.Sighting
	for n := range 30 {
		path := fmt.Sprintf("/%d", n)
		first = append(first, look{path: path, body: page("T", "2026-02-01", fmt.Sprint("text ", n))})
		if n < 6 {
			second = append(second, look{path: path, body: page("T", "2026-02-01", fmt.Sprint("other ", n))})
		} else {
			rest = append(rest, archive.Sighting{URL: at(path)})
		}
	}
	s.crawl(nil, first...)
	snapshot := s.crawl(func(seen *archive.Sightings) { seen.Unmodified = rest }, second...)
	if snapshot.Status != archive.Complete || snapshot.Changes[archive.Edited] != 6 {
		t.Errorf("snapshot is %s with %d edited, want complete with 6", snapshot.Status, snapshot.Changes[archive.Edited])
	}
}
