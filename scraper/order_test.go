package scraper

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"onrecord/archive"
)

// entriesOf returns entries of days written as single letters, "a" the oldest;
// "." has none.
func entriesOf(days string) []placed {
	var list []placed
	for i, d := range strings.Split(days, "") {
		list = append(list, placed{mark: archive.MarkOf(fmt.Sprint(i)), day: strings.Trim(d, ".")})
	}
	return list
}

func daysOf(list []placed) string {
	var b strings.Builder
	for _, e := range list {
		b.WriteString(e.day)
	}
	return b.String()
}

func TestInOrder(t *testing.T) {
	for days, want := range map[string]string{
		"jihgfedcba":   "jihgfedcba",
		"ajihgfedcb":   "jihgfedcb", // pinned on top
		"jji.hgg.ffed": "jjihggffed",
		"abjihgfedc":   "", // two of ten
		"abcdefghij":   "",
	} {
		if got := daysOf(inOrder(entriesOf(days))); got != want {
			t.Errorf("of %s in order: %q, want %q", days, got, want)
		}
	}
}

// An article that is pinned on top of every page is one out of place.
func TestPinnedOnEveryPage(t *testing.T) {
	list := entriesOf("bkjbihbgfbedca")
	for i := range list {
		if list[i].day == "b" {
			list[i].mark = archive.MarkOf("pinned")
		}
	}
	if got := daysOf(inOrder(list)); got != "kjihgfedca" {
		t.Errorf("in order: %q", got)
	}
}

func TestInOrderIsTheLongest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.StringMatching(`[a-e]{1,9}`).Draw(t, "days")
		list := entriesOf(days)
		longest := 0
		for set := range 1 << len(list) {
			var part []placed
			for i, e := range list {
				if set&(1<<i) != 0 {
					part = append(part, e)
				}
			}
			if slices.IsSortedFunc(part, func(a, b placed) int { return strings.Compare(b.day, a.day) }) {
				longest = max(longest, len(part))
			}
		}
		want := longest
		if disorderly*(len(list)-longest) > len(list) {
			want = 0
		}
		if got := inOrder(list); len(got) != want || !slices.IsSortedFunc(got, func(a, b placed) int { return strings.Compare(b.day, a.day) }) {
			t.Fatalf("of %s in order: %q, want %d", days, daysOf(got), want)
		}
	})
}

func TestAbove(t *testing.T) {
	for _, c := range []struct {
		folder, address string
		want            bool
	}{
		{"a.example/news/2024/", "a.example/news/2024/5/", true},
		{"a.example/news/2024", "a.example/news/2024/5", true},
		{"a.example/news/20", "a.example/news/2024/5", false},
		{"a.example/news/?id=4", "a.example/news/?id=5", false},
		{"a.example/login?next=/news/5", "a.example/news/5", false},
		{"a.example/news/5", "a.example/news/5", false},
	} {
		if got := above(c.folder, c.address); got != c.want {
			t.Errorf("%s above %s: %t", c.folder, c.address, got)
		}
	}
}
