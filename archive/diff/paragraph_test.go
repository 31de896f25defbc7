package diff

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// shown writes paragraphs as a person reads them.
func shown(ops []Op) string {
	var rows []string
	for _, p := range Paragraphs(ops) {
		row := p.Kind + ": " + marked(p.Ops)
		if p.Move > 0 {
			row += map[bool]string{true: " (down)", false: " (up)"}[p.Down]
		}
		rows = append(rows, row)
	}
	return strings.Join(rows, "\n")
}

const (
	first  = "The ministers met on Monday in Velm."
	second = "They spoke at length about the borders of the region."
	third  = "The host thanked all guests for their coming."
	fourth = "The next meeting is to be held in Ostrel in May."
)

func paragraphs(list ...string) string { return strings.Join(list, "\n\n") }

func TestParagraphs(t *testing.T) {
	edited := strings.Replace(first, "Monday", "Tuesday", 1)
	tests := []struct{ name, old, new, want string }{
		{"edited, gone, new", paragraphs(first, second, third), paragraphs(edited, third, fourth),
			"changed: The ministers met on [-Monday-]{+Tuesday+} in Velm.\ngone: [-" + second + "-]\nsame: " + third + "\nnew: {+" + fourth + "+}"},
		{"moved down", paragraphs(first, second, third), paragraphs(second, third, first),
			"moved-from: " + first + " (down)\nsame: " + second + "\nsame: " + third + "\nmoved-to: " + first + " (down)"},
		{"moved up", paragraphs(first, second, third), paragraphs(third, first, second),
			"moved-to: " + third + " (up)\nsame: " + first + "\nsame: " + second + "\nmoved-from: " + third + " (up)"},
		{"moved to where another one went", paragraphs(first, second, third, fourth), paragraphs(second, third, first),
			"moved-from: " + first + " (down)\nsame: " + second + "\nsame: " + third + "\ngone: [-" + fourth + "-]\nmoved-to: " + first + " (down)"},
		{"moved and edited", paragraphs(first, second, third), paragraphs(second, third, edited),
			"moved-from: " + first + " (down)\nsame: " + second + "\nsame: " + third + "\nmoved-to: The ministers met on [-Monday-]{+Tuesday+} in Velm. (down)"},
		{"replaced, not moved", paragraphs(second, first), paragraphs(second, third),
			"same: " + second + "\nchanged: "},
		{"over an edited one and an unchanged one", paragraphs(third, first, second, fourth), paragraphs(third, fourth, edited, second),
			"same: " + third + "\nmoved-to: " + fourth + " (up)\nchanged: The ministers met on [-Monday-]{+Tuesday+} in Velm.\nsame: " + second + "\nmoved-from: " + fourth + " (up)"},
		{"too short to be known again", paragraphs("Yes.", second, third), paragraphs(second, third, "Yes."),
			"gone: [-Yes.-]\nsame: " + second + "\nsame: " + third + "\nnew: {+Yes.+}"},
		{"Chinese moved", paragraphs("外交部发言人说。", "水闸已经检查完毕了。", "会议在五月举行吧。"), paragraphs("水闸已经检查完毕了。", "会议在五月举行吧。", "外交部发言人说。"),
			"moved-from: 外交部发言人说。 (down)\nsame: 水闸已经检查完毕了。\nsame: 会议在五月举行吧。\nmoved-to: 外交部发言人说。 (down)"},
		{"the word that stands for it", paragraphs("movedf1z movedq and so on", second, third), paragraphs(second, third, "movedf1z movedq and so on"),
			"moved-from: movedf1z movedq and so on (down)\nsame: " + second + "\nsame: " + third + "\nmoved-to: movedf1z movedq and so on (down)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := shown(Text(tt.old, tt.new)); !strings.HasPrefix(got, tt.want) || strings.Count(got, "\n") != strings.Count(tt.want, "\n") {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// TestParagraphsTellAll: whatever the texts, the paragraphs of either side are
// those of its text, but for their order where they moved.
func TestParagraphsTellAll(t *testing.T) {
	sentence := rapid.SampledFrom([]string{first, second, third, fourth, "Yes.", "movedt1z", "会议在五月举行吧。", first + " " + third})
	text := rapid.Map(rapid.SliceOfN(sentence, 0, 8), func(s []string) string { return paragraphs(s...) })
	count := func(list []string) map[rune]int {
		m := map[rune]int{}
		for _, r := range strings.Join(list, "") {
			if r != '¶' && !unicode.IsSpace(r) {
				m[r]++
			}
		}
		return m
	}
	rapid.Check(t, func(t *rapid.T) {
		old, new := text.Draw(t, "old"), text.Draw(t, "new")
		var before, after []string
		moved := map[int]int{}
		for _, p := range Paragraphs(Text(old, new)) {
			if p.Kind != KindMovedTo {
				before = append(before, p.Old())
			}
			if p.Kind != KindMovedFrom {
				after = append(after, p.New())
			}
			if p.Move > 0 {
				moved[p.Move]++
			}
		}
		for _, side := range [][2][]string{{before, {old}}, {after, {new}}} {
			got, want := count(side[0]), count(side[1])
			if len(got) != len(want) {
				t.Fatalf("got %v, want %v", got, want)
			}
			for r, n := range want {
				if got[r] != n {
					t.Fatalf("%q: %d times, want %d: %v", r, got[r], n, side[0])
				}
			}
		}
		for n, times := range moved {
			if times != 2 {
				t.Fatalf("move %d has %d ends", n, times)
			}
		}
	})
}

func TestSentences(t *testing.T) {
	old := paragraphs(first+" "+second, third)
	tests := []struct{ name, new, want string }{
		{"word", strings.Replace(old, "Monday", "Tuesday", 1), "1 sentence changed"},
		{"words dropped in two", strings.NewReplacer(" on Monday", "", " at length", "").Replace(old), "2 sentences changed"},
		{"sentence added", paragraphs(first+" "+fourth+" "+second, third), "1 sentence added"},
		{"sentence removed and another changed", paragraphs(strings.Replace(first, "Velm", "Ostrel", 1), third), "1 sentence changed, 1 removed"},
		{"moved", paragraphs(third, first+" "+second), "1 paragraph moved"},
		{"nothing", old, ""},
	}
	for _, tt := range tests {
		if got := CountSentences(Paragraphs(Text(old, tt.new))).String(); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
	if got := CountSentences(Paragraphs(Text("会议已经开始。水闸关闭了。", "会议已经结束。水闸关闭了。"))).String(); got != "1 sentence changed" {
		t.Errorf("Chinese: got %q", got)
	}
}
