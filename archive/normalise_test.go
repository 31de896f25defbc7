package archive

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// TestNormalTextsAreLeftAlone compares the short way of texts that need no work
// with the long one, on texts made of what makes a difference.
func TestNormalTextsAreLeftAlone(t *testing.T) {
	pieces := []string{"a", "b.", "a word", "seven b", "eight by", "~!", "é", "e\u0301", "\u0301", "я", "漢", "\uFFFD", "\xff", " ", " ", "\n\n", "\n", "\t", "\r\n", "\u00A0", "\u00AD", "\u200B", "\u200D", "\u2028", "\u2029", "\u0085", "\x7f", "Å"}
	random := rand.New(rand.NewPCG(1, 2))
	short := 0
	for range 200_000 {
		var b strings.Builder
		for range random.IntN(9) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		text := b.String()
		if got, want := Normalise(text), normalise(text); got != want {
			t.Fatalf("%q: %q, the long way %q", text, got, want)
		}
		if got, want := NormaliseLine(text), normaliseLine(text); got != want {
			t.Fatalf("%q as a line: %q, the long way %q", text, got, want)
		}
		if isNormal(text, true) {
			short++
		}
	}
	if short < 10_000 {
		t.Errorf("only %d texts went the short way", short)
	}
}

// TestPlainLetters compares what is known without tables with the tables.
func TestPlainLetters(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !isPlainLetter(r) {
			continue
		}
		text := string(r)
		if invisible(r) || unicode.IsSpace(r) || unicode.IsControl(r) || !norm.NFC.IsNormalString(text) || !norm.NFC.PropertiesString(text).BoundaryBefore() {
			t.Errorf("%U is no plain letter", r)
		}
	}
}
