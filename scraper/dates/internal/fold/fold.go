// Package fold brings words to the form in which the dictionary of package
// dates holds them.
package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Word brings a word to the form of the dictionary: without case, accents,
// apostrophes, and vowel signs that are often left out in print, so that
// "Février", "FEVRIER" and "fevrier" are one word.
func Word(s string) string {
	var stack [64]byte
	return string(Append(stack[:0], s))
}

// Append appends the folded form of s to b.
func Append(b []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return appendFoldWide(b, s[i:])
		}
		b = appendFoldRune(b, rune(s[i]))
	}
	return b
}

func appendFoldWide(b []byte, s string) []byte {
	var stack [128]byte
	for _, r := range string(norm.NFD.AppendString(stack[:0], s)) {
		b = appendFoldRune(b, r)
	}
	return b
}

func appendFoldRune(b []byte, r rune) []byte {
	switch {
	case 'a' <= r && r <= 'z':
		return append(b, byte(r))
	case 'A' <= r && r <= 'Z':
		return append(b, byte(r)+'a'-'A')
	case IsApostrophe(r) || IsInvisible(r) || isOptionalSign(r):
		return b
	}
	// Upper case first: that also joins ς with σ and ı with i.
	return utf8.AppendRune(b, likeness(unicode.ToLower(unicode.ToUpper(r))))
}

// isOptionalSign reports whether r is a combining sign that print leaves out
// at will: accents, Hebrew points, Arabic vowel signs and hamza, tatweel, nukta.
func isOptionalSign(r rune) bool {
	switch {
	case 0x300 <= r && r <= 0x36F, 0x591 <= r && r <= 0x5C7, 0x64B <= r && r <= 0x65F:
		return true
	case r == 0x670, r == 0x640, r == 0x93C, r == 0x9BC:
		return true
	}
	return false
}

// likeness maps the Persian, Urdu and Kurdish forms of Arabic letters to one.
func likeness(r rune) rune {
	switch r {
	case 'ی', 'ى':
		return 'ي'
	case 'ک':
		return 'ك'
	case 'ہ', 'ە':
		return 'ه'
	}
	return r
}

// Phrase brings the words of a phrase to that form, with one space between
// them, and without the dots of abbreviations: "ก.ย." gives "กย".
func Phrase(s string) string { return phrase(s, true) }

// Joined does the same and leaves no spaces: "p. m." gives "pm".
func Joined(s string) string { return phrase(s, false) }

func phrase(s string, spaces bool) string {
	var b []byte
	for len(s) > 0 {
		n := wordLength(s)
		b = Append(b, s[:n])
		r, size := utf8.DecodeRuneInString(s[n:])
		if s = s[n+size:]; spaces && (unicode.IsSpace(r) || r == '-') {
			b = append(b, ' ')
		}
	}
	return strings.Join(strings.Fields(string(b)), " ")
}

// wordLength returns the length of the word that s begins with.
func wordLength(s string) int {
	for i, r := range s {
		if !IsLetter(r) && !IsApostrophe(r) && !IsIdeograph(r) {
			return i
		}
	}
	return len(s)
}
