// Package metric says how right a reading is: of running text, titles, dates,
// and the entries of listings. Every figure is a share between 0 and 1.
package metric

import (
	"strings"
	"unicode"
)

// unspaced are the scripts written without spaces between words; their
// characters are counted instead.
var unspaced = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar,
}

// Words returns the words of a text in lower case: runs of letters, marks and
// numbers, and each character of a script written without spaces by itself.
func Words(text string) []string {
	var words []string
	start := -1
	text = strings.ToLower(text)
	end := func(at int) {
		if start >= 0 {
			words = append(words, text[start:at])
			start = -1
		}
	}
	for i, r := range text {
		switch {
		case unicode.IsOneOf(unspaced, r) && wordRune(r):
			end(i)
			words = append(words, string(r))
		case wordRune(r):
			if start < 0 {
				start = i
			}
		default:
			end(i)
		}
	}
	end(len(text))
	return words
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r)
}
