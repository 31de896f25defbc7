package search

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is a word of a text: where it stands, in bytes, and what is indexed of it.
type word struct {
	start, end int
	form       string
}

// longestWord is how many bytes of a word count. A page may be one word of a megabyte.
const longestWord = 128

// cut returns the words of a text as language t indexes them.
func (t *tongue) cut(text string) []word {
	list := make([]word, 0, len(text)/6+1)
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !inWord(r) {
			at += size
			continue
		}
		end := at + size
		if spaceless(r) {
			end += marksLen(text[end:])
		} else {
			end += runLen(text[end:])
		}
		if form := t.form(text[at:end]); form != "" {
			list = append(list, word{at, end, form})
		}
		at = end + possessive(text[end:])
	}
	return list
}

// inWord reports whether words are made of r.
func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r))
}

// spaceless reports whether r is of a script that is written without spaces
// between words: each such character is indexed by itself.
func spaceless(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Thai, unicode.Lao, unicode.Tibetan, unicode.Myanmar, unicode.Khmer,
		unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo, unicode.Yi) || r == 'ー' || r == 'ｰ'
}

// runLen returns how many bytes of s go on with a word that has begun.
// Characters that print nothing are within it.
func runLen(s string) int {
	for i, r := range s {
		if r < utf8.RuneSelf && !inWord(r) || r >= utf8.RuneSelf && (!inWord(r) && !unicode.Is(unicode.Cf, r) || spaceless(r)) {
			return i
		}
	}
	return len(s)
}

// marksLen returns how many bytes of s belong to the character before.
func marksLen(s string) int {
	return len(s) - len(strings.TrimLeftFunc(s, unicode.IsMark))
}

// possessive returns how many bytes of s are an apostrophe and a last "s": they
// belong to the word before, and say nothing of it.
func possessive(s string) int {
	r, size := utf8.DecodeRuneInString(s)
	if r != '\'' && r != '’' || size == len(s) || s[size]|0x20 != 's' {
		return 0
	}
	if next, _ := utf8.DecodeRuneInString(s[size+1:]); size+1 < len(s) && inWord(next) {
		return 0
	}
	return size + 1
}
