package diff

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"onrecord/internal/costs"
)

// prose makes n words from a vocabulary in which, as in any language, a few
// words are most of the text: word k is about 1/k as frequent as the first. A
// sentence has 15 words, a paragraph 75; breaks may be left out.
func prose(r *rand.Rand, n, vocabulary int, breaks bool) []string {
	list := make([]string, n)
	for i := range list {
		k := int(float64(vocabulary) * r.Float64() * r.Float64() * r.Float64() * r.Float64())
		list[i] = fmt.Sprintf("w%d", k)
		switch {
		case breaks && i%75 == 74:
			list[i] += ".\n\n"
		case i%15 == 14:
			list[i] += ". "
		default:
			list[i] += " "
		}
	}
	return list
}

// edit replaces, deletes or inserts a word at n places.
func edit(r *rand.Rand, list []string, n int) []string {
	at := make(map[int]bool)
	for len(at) < n {
		at[r.IntN(len(list))] = true
	}
	var out []string
	for i, w := range list {
		if !at[i] {
			out = append(out, w)
			continue
		}
		switch r.IntN(3) {
		case 0:
			out = append(out, fmt.Sprintf("new%d ", r.IntN(1000)))
		case 1:
			out = append(out, w, "added ")
		}
	}
	return out
}

func mutated(words, changes int, breaks bool) (old, new string) {
	r := rand.New(rand.NewPCG(1, 2))
	list := prose(r, words, words/3, breaks)
	return strings.Join(list, ""), strings.Join(edit(r, list, changes), "")
}

func foreign(words, vocabulary int) (old, new string) {
	r := rand.New(rand.NewPCG(3, 4))
	return strings.Join(prose(r, words, vocabulary, true), ""), strings.Join(prose(r, words, vocabulary, true), "")
}

// TestTextBounded: whatever the texts, the work ends soon. The limit is a
// multiple of what was measured, for slow machines.
func TestTextBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	tests := []struct {
		name string
		make func() (string, string)
	}{
		{"10,000 words, 770 changes", func() (string, string) { return mutated(10_000, 770, true) }},
		{"100,000 words, 5,000 changes", func() (string, string) { return mutated(100_000, 5_000, true) }},
		{"100,000 words in one paragraph, 5,000 changes", func() (string, string) { return mutated(100_000, 5_000, false) }},
		{"two foreign texts of 13,000 words", func() (string, string) { return foreign(13_000, 4000) }},
		{"two foreign texts of 1 MB", func() (string, string) { return foreign(200_000, 60_000) }},
		{"two foreign texts of 1 MB in 1,000 words", func() (string, string) { return foreign(200_000, 1000) }},
		{"two foreign texts of 1 MB in 20 words", func() (string, string) { return foreign(200_000, 20) }},
		{"1 MB of one word, and more of it", func() (string, string) { return strings.Repeat("a ", 500_000), strings.Repeat("a ", 300_000) + "b" }},
		{"1 MB without a space", func() (string, string) { return strings.Repeat("ab.c:", 200_000), strings.Repeat("ab:c.", 200_000) }},
		{"1 MB of marks on a letter", func() (string, string) {
			return "a:" + strings.Repeat("\u0301", 500_000), "a" + strings.Repeat(".\u0301", 300_000)
		}},
		{"1 MB of Chinese", func() (string, string) { return han(1, 330_000), han(2, 330_000) }},
		{"1 MB of empty lines", func() (string, string) { return strings.Repeat("a\n\n", 300_000), strings.Repeat("\n\nb", 300_000) }},
	}
	old, new := mutated(200_000, 1000, true)
	sound := func() { Text(old, new) }
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			old, new := tt.make()
			var ops []Op
			ratio := costs.AtMost(t, 100, func() { ops = Text(old, new) }, sound)
			t.Logf("%.1f times the effort, %d operations", ratio, len(ops))
			checkOps(t, old, new, ops)
		})
	}
}

func han(seed uint64, n int) string {
	r := rand.New(rand.NewPCG(seed, 9))
	var b strings.Builder
	for range n {
		b.WriteRune(rune(0x4E00 + r.IntN(3000)))
	}
	return b.String()
}

// TestTextLongMinimal: texts too long to be compared exactly are marked where
// they were edited and hardly more. Each edit costs two words at most.
func TestTextLongMinimal(t *testing.T) {
	for _, breaks := range []bool{true, false} {
		for _, edits := range []int{100, 3_000, 15_000} {
			old, new := mutated(30_000, edits, breaks)
			got, most := changedWords(Text(old, new)), 2*edits
			if got > most*11/10 {
				t.Errorf("%d edits, paragraphs %v: %d words marked, %d would do", edits, breaks, got, most)
			}
		}
	}
}
