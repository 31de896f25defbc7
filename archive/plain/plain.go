// Package plain makes text that came from a feed safe to print: on a terminal,
// in a log, in a mail. What a page says must never move the cursor, colour the
// screen, begin a new line or turn letters around.
package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Line returns s as part of one line. White space of any kind, line feeds and
// tabs included, becomes a space; other control characters (C0, DEL, C1, and
// with them every escape sequence's beginning) and bytes that are not UTF-8
// become U+FFFD; bidi controls (UAX #9) and characters that print nothing are
// dropped. Nothing is trimmed, so stretches of a text can be cleaned one by one.
func Line(s string) string {
	if clean(s) {
		return s
	}
	return strings.Map(safe, strings.ToValidUTF8(s, string(utf8.RuneError)))
}

// Block is Line for a text of several lines: line feeds stay, other line ends
// (CR, CR LF, NEL, U+2028, U+2029) become line feeds.
func Block(s string) string {
	lines := strings.Split(lineEnds.Replace(s), "\n")
	for i, line := range lines {
		lines[i] = Line(line)
	}
	return strings.Join(lines, "\n")
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// clean reports whether s is printable ASCII, as most of what is printed is.
func clean(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

func safe(r rune) rune {
	switch {
	case unicode.IsSpace(r) || unicode.In(r, unicode.Zl, unicode.Zp):
		return ' '
	case unicode.IsControl(r):
		return utf8.RuneError
	case hidden(r):
		return -1
	}
	return r
}

// hidden reports whether r prints nothing and could hide or turn what stands
// beside it. Joiners stay: they shape letters in Persian, in Indic scripts, and emoji.
func hidden(r rune) bool {
	switch {
	case r == 0x00AD, r == 0x061C, r == 0x200B, r == 0x200E, r == 0x200F, r == 0xFEFF:
		return true
	case r >= 0x202A && r <= 0x202E: // embeddings and overrides
		return true
	case r >= 0x2060 && r <= 0x206F: // isolates, invisible operators, deprecated controls
		return true
	case r >= 0xFFF9 && r <= 0xFFFB: // interlinear annotation
		return true
	}
	return false
}

// Width returns how many columns of a terminal s takes (UAX #11).
func Width(s string) int {
	if clean(s) {
		return len(s)
	}
	return uniseg.StringWidth(s)
}

// Fit returns s as part of one line and in at most width columns; "…" stands
// for what had to be left out. A width of 0 or less means no limit.
func Fit(s string, width int) string {
	s = Line(s)
	if width <= 0 || Width(s) <= width {
		return s
	}
	return strings.TrimRight(Head(s, width-1), " ") + "…"
}

// Head returns the longest beginning of s that takes at most width columns,
// cut between characters as people see them (grapheme clusters, UAX #29).
func Head(s string, width int) string {
	rest, state, taken := s, -1, 0
	for rest != "" {
		_, after, columns, next := uniseg.FirstGraphemeClusterInString(rest, state)
		if taken+columns > width {
			break
		}
		rest, state, taken = after, next, taken+columns
	}
	return s[:len(s)-len(rest)]
}
