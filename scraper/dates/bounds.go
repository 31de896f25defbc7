package dates

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/scraper/dates/internal/fold"
)

// opens reports whether a date may begin with token t where it stands: it is
// not the rest of an address, a decimal, a price, an identifier.
func (s *scanner) opens(t token) bool {
	if t.gap != joined || t.start == 0 {
		return true
	}
	r, size := utf8.DecodeLastRuneInString(s.text[:t.start])
	before, _ := utf8.DecodeLastRuneInString(s.text[:t.start-size])
	switch plainMark(r) {
	case '/', '\\', '_', '@', '#', '=', '&', '+', '%', '$', '?', '~', '*', '^', '№', '§':
		return false
	case '.', ',', ':':
		return !unicode.IsDigit(before)
	case '-':
		return s.follows(t.start-size) || !isAlnum(before) || unicode.IsLetter(before) && !spacedScript(before)
	case '–':
		return s.follows(t.start-size) || !unicode.IsDigit(before)
	}
	if fold.IsLetter(r) {
		return !spacedScript(r)
	}
	return !unicode.IsNumber(r) && !unicode.Is(unicode.Sc, r)
}

// follows reports whether the date found last ends at i: a span of two dates.
func (s *scanner) follows(i int) bool { return s.last > 0 && s.last == i }

// closes reports whether a date may end at byte i. A word with a capital may
// follow without a space, as in the text of a page whose markup divides them.
func (s *scanner) closes(i int) bool {
	if i >= len(s.text) {
		return true
	}
	r, size := utf8.DecodeRuneInString(s.text[i:])
	rest := s.text[i+size:]
	after, _ := utf8.DecodeRuneInString(rest)
	switch plainMark(r) {
	case '_', '@', '=', '&', '%', '#':
		return false
	case '/', '\\', '-':
		return !isAlnum(after)
	case '–':
		return !unicode.IsDigit(after)
	case '.':
		return !beginsExtension(rest)
	case ',', ':':
		return !unicode.IsDigit(after)
	}
	if fold.IsLetter(r) {
		return !spacedScript(r) || unicode.IsUpper(r) && unicode.IsLower(after)
	}
	return !unicode.IsNumber(r)
}

func isAlnum(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// spacedScript reports whether words of r's script are divided by spaces, so
// that a letter at a number makes both one word. Hebrew and Arabic join small
// words to what follows, and scripts of South East Asia have no spaces.
func spacedScript(r rune) bool {
	switch {
	case r < 0x590, 0x900 <= r && r < 0xE00, 0x10A0 <= r && r <= 0x10FF, 0x1C80 <= r && r <= 0x1FFF:
		return true
	}
	return false
}

// maxExtension is how long the extension of a file's name can be.
const maxExtension = 5

// beginsExtension reports whether s goes on as a number or a file's name does
// after a dot: "22.09.2020.pdf".
func beginsExtension(s string) bool {
	n := 0
	for n < len(s) && n <= maxExtension && (isASCIILetter(s[n]) || '0' <= s[n] && s[n] <= '9') {
		n++
	}
	switch {
	case n == 0:
		r, _ := utf8.DecodeRuneInString(s)
		return unicode.IsDigit(r)
	case '0' <= s[0] && s[0] <= '9':
		return true
	}
	return n <= maxExtension && s == strings.ToLower(s[:1])+s[1:]
}
