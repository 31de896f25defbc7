package dates

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// opens reports whether a number may begin a date where it stands: it is not
// the rest of an address, a decimal, a price, an identifier.
func (s *scanner) opens(t token) bool {
	if t.gap != joined || t.start == 0 {
		return true
	}
	r, size := utf8.DecodeLastRuneInString(s.text[:t.start])
	before := s.text[:t.start-size]
	switch {
	case isInvisible(r):
		return true
	case unicode.IsLetter(r) || unicode.IsMark(r):
		return !spacedScript(r)
	case unicode.IsNumber(r):
		return false
	case strings.ContainsRune(`/\_@#=&+%?$~*^№`, r) || unicode.Is(unicode.Sc, r):
		return false
	case strings.ContainsRune(".,:", r):
		return !endsInDigit(before)
	case r == '-' || r == '–' || r == '—' || r == '‑' || r == '−':
		return t.start-size == s.last && s.last > 0 || !endsInAlnum(before)
	}
	return true
}

// closes reports whether a date may end at byte i.
func (s *scanner) closes(i int) bool {
	if i >= len(s.text) {
		return true
	}
	r, size := utf8.DecodeRuneInString(s.text[i:])
	rest := s.text[i+size:]
	switch {
	case unicode.IsLetter(r) || unicode.IsMark(r):
		return !spacedScript(r)
	case unicode.IsNumber(r):
		return false
	case strings.ContainsRune(`_@=&%#`, r):
		return false
	case strings.ContainsRune(`/\-–‑`, r):
		return !beginsAlnum(rest)
	case r == '.':
		return !beginsExtension(rest)
	case r == ',' || r == ':':
		return r == ',' || !beginsDigit(rest)
	}
	return true
}

// spacedScript reports whether words of r's script are divided by spaces, so
// that a letter at a number makes both one word.
func spacedScript(r rune) bool {
	if r < 0x590 {
		return true
	}
	return 0x10A0 <= r && r <= 0x10FF || 0x1C90 <= r && r <= 0x1FFF || 0xFB00 <= r && r <= 0xFB1C
}

func endsInDigit(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsDigit(r)
}

func endsInAlnum(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsDigit(r) || unicode.IsLetter(r)
}

func beginsDigit(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsDigit(r)
}

func beginsAlnum(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsDigit(r) || unicode.IsLetter(r)
}

// beginsExtension reports whether s goes on as a number or a file's name does
// after a dot: "22.09.2020.pdf".
func beginsExtension(s string) bool {
	n := 0
	for n < len(s) && n < 6 && (isASCIILetter(s[n]) || '0' <= s[n] && s[n] <= '9') {
		n++
	}
	if n == 0 || n > 5 || s[0] >= 'A' && s[0] <= 'Z' {
		return beginsDigit(s)
	}
	return true
}
