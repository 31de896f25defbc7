package archive

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Signs of typography beyond ASCII, of which Fold makes one each.
const (
	foldedQuotes = "\"'`´«»‹›“”„‟‘’‚‛′″「」『』＂＇"
	foldedDashes = "-‐‑‒–—―−﹘﹣－"
)

// Fold makes every kind of quotation mark, dash, ellipsis and white space one,
// paragraph breaks and the spaces around dashes included. Case, letters and
// digits stay. Two texts with the same Fold differ in typography only.
func Fold(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf && r != '\'' && r != '`': // the others of ASCII stay as they are
			b.WriteByte(byte(r))
		case strings.ContainsRune(foldedQuotes, r):
			b.WriteByte('"')
		case strings.ContainsRune(foldedDashes, r):
			b.WriteByte('-')
		case r == '…':
			b.WriteString("...")
		default:
			b.WriteRune(r)
		}
	}
	words := strings.Join(strings.Fields(b.String()), " ")
	return spacedDashes.Replace(words)
}

var spacedDashes = strings.NewReplacer(" - ", "-", "- ", "-", " -", "-")

// sameSigns reports whether two texts hold the same letters, digits and other
// signs that stay in a Fold. Most edits are told by it, without making one.
func sameSigns(a, b string) bool {
	for {
		x, y := rune(0), rune(0)
		x, a = nextSign(a)
		y, b = nextSign(b)
		if x != y {
			return false
		}
		if x < 0 {
			return true
		}
	}
}

// nextSign returns the first sign of a text that stays in a Fold, -1 when there
// is none, and what stands after it.
func nextSign(text string) (sign rune, rest string) {
	for text != "" {
		r, size := utf8.DecodeRuneInString(text)
		if text = text[size:]; !folds(r) {
			return r, text
		}
	}
	return -1, ""
}

// folds reports whether a Fold may drop a sign, or make it another, or make
// another it.
func folds(r rune) bool {
	if r < utf8.RuneSelf {
		return r == '"' || r == '\'' || r == '`' || r == '-' || r == '.' || unicode.IsSpace(r)
	}
	return unicode.IsSpace(r) || r == '…' || strings.ContainsRune(foldedQuotes, r) || strings.ContainsRune(foldedDashes, r)
}
