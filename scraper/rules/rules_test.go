package rules

import "testing"

func TestSetsOn(t *testing.T) {
	sets := Sets{
		{Title: "second", Until: "2026-03-01"},
		{Title: "today"},
		{Title: "first", Until: "2020-12-31"},
	}
	for day, want := range map[string]string{
		"2019-05-05": "first", "2020-12-31": "first", "2021-01-01": "second",
		"2026-03-01": "second", "2026-03-02": "today", "2030-01-01": "today",
	} {
		if got := sets.On(day); got.Title != want {
			t.Errorf("On(%s) = %q, want %q", day, got.Title, want)
		}
	}
	if got := (Sets{}).On("2026-01-01"); got.Title != "" {
		t.Errorf("no sets give %+v", got)
	}
	if got := (Sets{{Title: "old", Until: "2020-01-01"}}).On("2026-01-01"); got.Title != "" {
		t.Errorf("a set that no longer holds is used: %+v", got)
	}
}

func TestMark(t *testing.T) {
	base := Select{Title: "h1", Remove: []string{".social"}}
	if base.Mark() != (Select{Title: "h1", Remove: []string{".social"}, Entry: ".item", Next: "a.next"}).Mark() {
		t.Error("selectors of listings change how articles are said to be read")
	}
	for name, other := range map[string]Select{
		"title": {Title: "h2", Remove: base.Remove}, "remove": {Title: "h1"},
		"body": {Title: "h1", Remove: base.Remove, Body: "p"}, "format": {Title: "h1", Remove: base.Remove, DateFormat: "2006"},
	} {
		if base.Mark() == other.Mark() {
			t.Errorf("another %s leaves the mark as it was", name)
		}
	}
}
