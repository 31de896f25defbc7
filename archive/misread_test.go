package archive

import "testing"

// A line may be read whole, or without the day that a selector takes out of it.
func TestPrintsAlike(t *testing.T) {
	page := []string{"Menu", "26 November · 3 min read", "The bridge is open. It was closed.", "5"}
	for name, c := range map[string]struct {
		text      string
		then, now []string
		want      bool
	}{
		"a paragraph of both":          {"The bridge is open. It was closed.", page, page, true},
		"a part of a line of both":     {"· 3 min read", page, page, true},
		"a paragraph that went":        {"The bridge is open. It was closed.", page, []string{"Menu"}, false},
		"a sentence that went":         {"The bridge is open. It was closed.", page, []string{"The bridge is open."}, false},
		"what went where it is twice":  {"The bridge is open.", []string{"The bridge is open.", "The bridge is open. It was closed."}, []string{"The bridge is open. It was closed."}, false},
		"what went and a teaser came":  {"The bridge is open.", []string{"The bridge is open."}, []string{"News: The bridge is open. Read on"}, false},
		"a number that came elsewhere": {"5", []string{"5", "1 May"}, []string{"15 May"}, false},
		"what neither prints":          {"The bridge is gone.", page, page, false},
		"a line beside like numbers":   {"5", page, []string{"5", "15 May 2025"}, true},
	} {
		if got := printsAlike(map[string]bool{c.text: true}, counted(c.then), counted(c.now)); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	if printsAlike(nil, counted(page), counted(page)) {
		t.Error("texts that do not differ need no excuse")
	}
}

func counted(pieces []string) map[string]int {
	times := map[string]int{}
	for _, piece := range pieces {
		times[piece]++
	}
	return times
}
