package archive

import "testing"

// A line may be read whole, or without the day that a selector takes out of it.
func TestPrintsAlike(t *testing.T) {
	const page = "\nMenu\n26 November · 3 min read\nThe bridge is open. It was closed.\n5\n"
	for name, c := range map[string]struct {
		text, then, now string
		want            bool
	}{
		"a paragraph of both":         {"The bridge is open. It was closed.", page, page, true},
		"a part of a line of both":    {"· 3 min read", page, page, true},
		"a paragraph that went":       {"The bridge is open. It was closed.", page, "\nMenu\n", false},
		"a sentence that went":        {"The bridge is open. It was closed.", page, "\nThe bridge is open.\n", false},
		"what went where it is twice": {"The bridge is open.", "\nThe bridge is open.\nThe bridge is open. It was closed.\n", "\nThe bridge is open. It was closed.\n", false},
		"what neither prints":         {"The bridge is gone.", page, page, false},
		"a line beside like numbers":  {"5", page, "\n5\n15 May 2025\n", true},
	} {
		if got := printsAlike(map[string]bool{c.text: true}, c.then, c.now); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	if printsAlike(nil, page, page) {
		t.Error("texts that do not differ need no excuse")
	}
}
