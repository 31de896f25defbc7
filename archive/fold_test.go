package archive

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Texts whose Folds are the same hold the same signs, else an edit of typography
// alone would not be told as such.
func TestSameSigns(t *testing.T) {
	bits := rapid.SampledFrom([]string{"a", "B", "7", "é", "\xff", "\uFFFD", "\x00", " ", "\n\n", "\u00a0", "\u3000", "-", " - ", "–", "—", ".", "...", "…", `"`, "'", "`", "«", "”", "，"})
	texts := rapid.SliceOfN(bits, 0, 8)
	rapid.Check(t, func(t *rapid.T) {
		a, b := strings.Join(texts.Draw(t, "a"), ""), strings.Join(texts.Draw(t, "b"), "")
		for _, other := range []string{b, Fold(a)} {
			if Fold(a) == Fold(other) && !sameSigns(a, other) {
				t.Errorf("%q and %q fold to %q, but are said to differ in more", a, other, Fold(a))
			}
		}
	})
	for _, differ := range [][2]string{{"one two", "one too"}, {"one", "One"}, {"one", "one 2"}, {"", "x"}} {
		if sameSigns(differ[0], differ[1]) {
			t.Errorf("%q and %q are said to hold the same signs", differ[0], differ[1])
		}
	}
}
