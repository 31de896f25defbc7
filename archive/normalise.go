package archive

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Normalise returns text as it is compared and stored: Unicode NFC (UAX #15);
// soft hyphens, zero-width spaces, byte order marks and bidi controls dropped;
// control characters and every run of white space (incl. no-break spaces) one
// space; paragraphs kept, separated by one empty line. A single line break
// within a paragraph is white space.
func Normalise(text string) string {
	if isNormal(text, true) {
		return text
	}
	return normalise(text)
}

func normalise(text string) string {
	paragraphs := strings.Split(normaliseBreaks(text), ParagraphBreak)
	kept := paragraphs[:0]
	for _, p := range paragraphs {
		if p = NormaliseLine(p); p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, ParagraphBreak)
}

// NormaliseLine is Normalise for a text of one paragraph, such as a title:
// paragraph breaks become spaces too.
func NormaliseLine(text string) string {
	if isNormal(text, false) {
		return text
	}
	return normaliseLine(text)
}

func normaliseLine(text string) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	var b strings.Builder
	b.Grow(len(text))
	space := false
	for _, r := range text {
		switch {
		case invisible(r):
		case unicode.IsSpace(r) || unicode.IsControl(r):
			space = b.Len() > 0
		default:
			if space {
				b.WriteByte(' ')
				space = false
			}
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(b.String()) // last: what was dropped may have kept an accent from its letter
}

// isNormal reports whether a text is its own normal form, with paragraph breaks
// or without any. Most texts are, and are normalised again and again.
func isNormal(text string, breaks bool) bool {
	last, composed := ' ', true // what comes before the present rune; whether all before it are NFC, whatever follows
	for i := 0; i < len(text); {
		if n := plainRun(text[i:], last == ' ' || last == '\n'); n > 0 {
			i += n
			last = rune(text[i-1])
		}
		rest := text[i:]
		for at, r := range rest {
			switch {
			case r > ' ' && r < 0x7F:
			case isPlainLetter(r):
			case r == ' ':
				if last == ' ' || last == '\n' {
					return false
				}
			case r == '\n':
				second := last == '\n'
				if !breaks || last == ' ' || second && text[i+at-2] == '\n' {
					return false
				}
				if !second && !strings.HasPrefix(rest[at:], ParagraphBreak) {
					return false
				}
			case r < ' ' || r == 0x7F || r == utf8.RuneError || invisible(r) || unicode.IsSpace(r) || unicode.IsControl(r):
				return false
			default:
				composed = false
			}
			last = r
			if r > ' ' && r < 0x7F {
				rest = rest[:at+1] // the next ones are looked at together
				break
			}
		}
		i += len(rest)
	}
	return text == "" || last != ' ' && last != '\n' && (composed || norm.NFC.IsNormalString(text))
}

// isPlainLetter reports whether r is beyond ASCII and known, without a look at
// tables, to be printed and to be the same in NFC whatever comes before it. It
// knows what most texts of large scripts are made of.
func isPlainLetter(r rune) bool {
	switch {
	case r < 0xA1 || r == 0xAD:
		return false
	case r < 0x300, r >= 0x400 && r <= 0x482, r >= 0x48A && r <= 0x52F: // Latin, Cyrillic
		return true
	case r >= 0x2010 && r <= 0x2027: // dashes, quotes, ellipses
		return true
	}
	return r >= 0x4E00 && r <= 0x9FFF || r >= 0xAC00 && r <= 0xD7A3 // Han, Hangul
}

// Of each byte of a word, its greatest bit and its least.
const (
	highBits = 0x8080808080808080
	lowBits  = 0x0101010101010101
)

// plainRun returns how many bytes a text begins with that are printable ASCII
// with single spaces at most, as far as that is seen at one look at each eight.
// spaced says that a space comes before.
func plainRun(text string, spaced bool) (n int) {
	before := uint64(0) // 0x80 when a space comes before the word
	if spaced {
		before = 0x80
	}
	for ; len(text)-n >= 8; n += 8 {
		t := text[n : n+8]
		word := uint64(t[0]) | uint64(t[1])<<8 | uint64(t[2])<<16 | uint64(t[3])<<24 |
			uint64(t[4])<<32 | uint64(t[5])<<40 | uint64(t[6])<<48 | uint64(t[7])<<56
		// Above ASCII, DEL, and control characters: bytes below 0x20 borrow.
		if (word|(word+lowBits)|(word-lowBits*' '))&highBits != 0 {
			break
		}
		spaces := ^(word ^ lowBits*' ' + ^uint64(highBits)) & highBits
		if spaces&(spaces<<8|before) != 0 {
			break
		}
		before = spaces >> 56
	}
	return n
}

// normaliseBreaks makes every run of blank lines one "\n\n".
func normaliseBreaks(text string) string {
	if !strings.ContainsAny(text, "\r\u2028\u2029") && !strings.Contains(text, "\n") {
		return text
	}
	text = lineEnds.Replace(text)
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if NormaliseLine(line) == "" {
			lines[i] = ""
		}
	}
	return strings.Join(lines, "\n")
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n")

// invisible reports whether r prints nothing and separates nothing: the soft
// hyphen, zero-width spaces, the byte order mark, and the bidi controls of
// UAX #9. The zero-width joiner and non-joiner stay: they are letters' shapes
// in Persian and Indic scripts.
func invisible(r rune) bool {
	switch {
	case r == 0x00AD, r == 0x200B, r == 0x2060, r == 0xFEFF:
		return true
	case r == 0x061C, r == 0x200E, r == 0x200F:
		return true
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return true
	}
	return false
}
