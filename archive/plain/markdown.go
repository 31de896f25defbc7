package plain

import (
	"net/url"
	"strings"
	"unicode"
)

// Markdown escapes a paragraph so that it renders as itself, in CommonMark
// and in the dialects of GitHub and Obsidian: no markup, link, tag or formula
// comes of a feed's text.
func Markdown(paragraph string) string {
	var b strings.Builder
	for i, line := range strings.Split(strings.Map(markdownRune, paragraph), "\n") {
		if i > 0 {
			b.WriteString("\\\n") // a hard break
		}
		b.WriteString(markdownLine(strings.TrimSpace(line)))
	}
	return b.String()
}

// markdownRune drops what no text file should hold: control characters; line
// ends are left to their line.
func markdownRune(r rune) rune {
	switch {
	case r == '\t':
		return ' '
	case r != '\n' && unicode.IsControl(r):
		return -1
	}
	return r
}

func markdownLine(line string) string {
	var b strings.Builder
	start := blockStart(line)
	for i, r := range line {
		if i == start || strings.ContainsRune("\\`*_[]<>&~|$^=#@{}%", r) || r == ':' && strings.HasPrefix(line[i:], "://") ||
			r == '.' && i >= 3 && strings.EqualFold(line[i-3:i], "www") {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// blockStart returns the place of a character that would begin a list item or a
// rule, -1 where there is none: "- ", "+ ", "12. " or "12) ".
func blockStart(line string) int {
	if strings.HasPrefix(line, "-") || strings.HasPrefix(line, "+") {
		return 0
	}
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	if digits > 0 && digits < len(line) && (line[digits] == '.' || line[digits] == ')') {
		return digits
	}
	return -1
}

// MarkdownAddress writes an address as a link's destination: only those of the
// web are live.
func MarkdownAddress(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return "<>"
	}
	return "<" + strings.NewReplacer("<", "%3C", ">", "%3E", "\\", "%5C", "\n", "", "\r", "").Replace(u.String()) + ">"
}
