package pdftext

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Joined returns the texts of two versions of a document with those words whole
// that ends of lines broke, as far as the texts themselves tell how a word is
// written: unbroken somewhere in either, or broken at another place. All other
// hyphens stay, for "pre- and post-war" is no broken word.
func Joined(old, new string) (string, string) {
	s := spellings{whole: map[string]bool{}, heads: map[string]string{}, broken: map[string]bool{}}
	s.read(strings.Fields(old))
	s.read(strings.Fields(new))
	return s.joined(old), s.joined(new)
}

// spellings are the words of two texts, without the punctuation around them
// and in lower case.
type spellings struct {
	whole  map[string]bool   // words that stand within a line
	heads  map[string]string // of words that were broken, without the hyphen: what stood before it
	broken map[string]bool   // of these, those that were broken at several places
}

func (s spellings) read(words []string) {
	for i, w := range words {
		if i > 0 && breaks(words[i-1], w) {
			continue
		}
		if i+1 == len(words) || !breaks(w, words[i+1]) {
			s.whole[bare(w)] = true
			continue
		}
		head := w[:len(w)-hyphen(w)]
		word := bare(head + words[i+1])
		if known, ok := s.heads[word]; ok && known != bare(head) {
			s.broken[word] = true
		}
		s.heads[word] = bare(head)
	}
}

func (s spellings) joined(text string) string {
	words := strings.Fields(text)
	var list []string
	for i, w := range words {
		if i == 0 || !breaks(words[i-1], w) {
			list = append(list, w)
			continue
		}
		before := list[len(list)-1]
		head := before[:len(before)-hyphen(before)]
		switch word := bare(head + w); {
		case s.whole[word] || s.broken[word]:
			list[len(list)-1] = head + w
		case s.whole[bare(before+w)]:
			list[len(list)-1] = before + w
		default:
			list = append(list, w)
		}
	}
	return strings.Join(list, " ")
}

// breaks reports whether a word may go on with the next one: it ends with a
// letter and a hyphen, and the next begins with a letter.
func breaks(word, next string) bool {
	size := hyphen(word)
	last, _ := utf8.DecodeLastRuneInString(word[:len(word)-size])
	first, _ := utf8.DecodeRuneInString(next)
	return size > 0 && unicode.IsLetter(last) && unicode.IsLetter(first)
}

// hyphen returns how many bytes of a word are a hyphen at its end.
func hyphen(word string) int {
	for _, h := range []string{"-", "\u2010"} {
		if strings.HasSuffix(word, h) {
			return len(h)
		}
	}
	return 0
}

// bare is a word without punctuation around it, in lower case.
func bare(word string) string {
	return strings.ToLower(strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }))
}
