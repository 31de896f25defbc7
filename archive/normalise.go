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
	last, ascii := ' ', true // what comes before the present rune
	for i, r := range text {
		switch {
		case r > ' ' && r < 0x7F: // most of many texts
		case r == ' ':
			if last == ' ' || last == '\n' {
				return false
			}
		case r == '\n':
			second := last == '\n'
			if !breaks || last == ' ' || second && text[i-2] == '\n' {
				return false
			}
			if !second && !strings.HasPrefix(text[i:], ParagraphBreak) {
				return false
			}
		case r < ' ' || r == 0x7F:
			return false
		case r >= utf8.RuneSelf:
			ascii = false
			if r == utf8.RuneError || invisible(r) || unicode.IsSpace(r) || unicode.IsControl(r) {
				return false
			}
		}
		last = r
	}
	return text == "" || last != ' ' && last != '\n' && (ascii || norm.NFC.IsNormalString(text))
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
