package archive

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// daily returns snapshots a day apart, with so many added articles each.
func daily(added ...int) []Snapshot {
	var list []Snapshot
	for i, n := range added {
		list = append(list, Snapshot{
			Number: i + 1, Status: Complete, Taken: time.Date(2026, 3, 1+i, 10, 0, 0, 0, time.UTC), Changes: Counts{Added: n},
		})
	}
	return list
}

func TestExamine(t *testing.T) {
	after := func(list []Snapshot, days int) time.Time { return list[len(list)-1].Taken.AddDate(0, 0, days) }
	busy := daily(100, 2, 1, 0, 3, 1, 2)
	silent := daily(100, 2, 1, 0, 3, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0)
	partial := daily(1, 1)
	partial[1].Status, partial[1].Failures = Partial, []Failure{{URL: "https://example.org/a", Reason: "timeout"}, {}}
	suspect := daily(1, 1)
	suspect[1].Status = Suspect
	imported := Snapshot{Number: 9, Status: Complete, Taken: after(busy, 4), Imported: true}
	unmarked := func(warning string) []Snapshot { // as earlier versions wrote it
		return append(slices.Clone(busy), Snapshot{Number: 9, Status: Complete, Taken: after(busy, 4), Warnings: []string{warning}})
	}
	for _, test := range []struct {
		name      string
		snapshots []Snapshot
		now       time.Time
		well      bool
		notices   string
	}{
		{"never crawled", nil, time.Now(), false, ""},
		{"well", busy, after(busy, 1), true, ""},
		{"quiet for as long as ever before", busy, after(busy, 2), true, ""},
		{"quiet for far longer", silent, after(silent, 1), true, "nothing new since 2026-03-07"},
		{"always quiet", daily(100, 0, 0, 0, 0, 0, 0, 0), after(daily(1, 0, 0, 0, 0, 0, 0, 0), 1), true, ""},
		{"overdue", busy, after(busy, 4), true, "usually lie 24 hours apart"},
		{"overdue, though something was imported", append(slices.Clone(busy), imported), after(busy, 4), true, "usually lie 24 hours apart"},
		{"overdue, though captures were imported", unmarked("no crawl: 7 captures were imported from old.warc.gz; none is reported as a change"), after(busy, 4), true, "usually lie 24 hours apart"},
		{"overdue, though a copy was imported", unmarked("imported from a copy, without pages, changes and looks"), after(busy, 4), true, "usually lie 24 hours apart"},
		{"suspect, then something was imported", append(slices.Clone(suspect), imported), after(suspect, 1), false, ""},
		{"imported, never crawled", []Snapshot{imported}, after(busy, 400), true, ""},
		{"too few crawls for a habit", daily(1, 1), after(daily(1, 1), 30), true, ""},
		{"partial", partial, after(partial, 1), false, ""},
		{"suspect", suspect, after(suspect, 1), false, ""},
	} {
		h := Examine(test.snapshots, test.now)
		if h.Well() != test.well {
			t.Errorf("%s: problems = %q", test.name, h.Problems)
		}
		notices := strings.Join(h.Notices, "; ")
		if test.notices == "" && notices != "" || !strings.Contains(notices, test.notices) {
			t.Errorf("%s: notices = %q, want %q", test.name, notices, test.notices)
		}
	}
	if h := Examine(busy, after(busy, 60)); len(h.Notices) != 1 { // of the time without crawls nobody knows anything
		t.Errorf("notices of an overdue crawl = %q", h.Notices)
	}
	if h := Examine(partial, after(partial, 1)); h.Problems[0] != "not seen: https://example.org/a (timeout) and 1 more" {
		t.Errorf("problems = %q", h.Problems)
	}
}
