package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/scraper/page"
)

// prose returns how many bytes of a paragraph count as running text: those
// outside links, if it reads like sentences; else a small part.
func prose(p page.Paragraph) int {
	free := p.Size - p.Linked
	if free*2 < p.Size {
		return 0
	}
	words := countWords(p.Text)
	switch {
	case words >= 25, words >= 8 && sentenceEnd(p.Text):
		return free
	case words >= 10:
		return free / 2
	case words >= 4 && sentenceEnd(p.Text):
		return free / 2
	}
	return 0
}

// countWords returns the number of words; in scripts without spaces two
// characters count as a word.
func countWords(text string) int {
	words, dense := 0, 0
	inside := false
	for _, r := range text {
		switch {
		case r >= 0x2E80 && isDense(r):
			dense++
			inside = false
		case r < utf8.RuneSelf && (r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9'),
			r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)):
			if isSpaceless(r) {
				dense++
				continue
			}
			if !inside {
				words++
			}
			inside = true
		case r == '\'', r == '’':
		default:
			inside = false
		}
	}
	return words + dense/2
}

// isDense reports whether r belongs to a script of East Asia in which a
// character is about half a word.
func isDense(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// isSpaceless reports whether r belongs to an alphabet of South East Asia
// written without spaces between words.
func isSpaceless(r rune) bool {
	return r >= 0x0E00 && r <= 0x109F && unicode.In(r, unicode.Thai, unicode.Lao, unicode.Myanmar) ||
		r >= 0x1780 && r <= 0x17FF
}

// sentenceEnd reports whether text ends as a sentence does, closing quotes and
// brackets aside.
func sentenceEnd(text string) bool {
	text = strings.TrimRight(text, "\"'”’»«“)] ›】」』")
	r, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".!?…:;。！？։।؟۔።", r)
}
