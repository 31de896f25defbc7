package diff

import (
	"strings"

	"onrecord/archive/plain"
)

// Escape sequences (ECMA-48, SGR) of a kind of stretch.
var (
	colourOf = map[string]string{Delete: "\x1b[31;9m", Insert: "\x1b[32m"} // red and struck out; green
	markOf   = map[string][2]string{Delete: {"[-", "-]"}, Insert: {"{+", "+}"}}
)

const colourEnd = "\x1b[0m"

// render prints a line at the given indentation, wrapped at spaces so that a
// row takes width columns at most unless a single word is longer; a width of 0
// or less never wraps.
func (l line) render(indent string, width int, colour bool) string {
	if !colour {
		l = l.marked()
	}
	var rows []string
	var row line
	columns := 0
	for _, word := range l.wrapWords() {
		n := word.width()
		if width > 0 && columns > 0 && len(indent)+columns+n > width && !word.blank() {
			rows = append(rows, indent+row.trimmed().print(colour))
			row, columns = nil, 0
		}
		if columns == 0 && len(rows) > 0 && word.blank() {
			continue
		}
		row, columns = append(row, word...), columns+n
	}
	return strings.Join(append(rows, indent+row.print(colour)), "\n")
}

// marked puts marks around the changed stretches.
func (l line) marked() line {
	var out line
	for _, s := range l {
		mark := markOf[s.kind]
		out = append(out, stretch{s.kind, mark[0] + s.text + mark[1]})
	}
	return out
}

// wrapWords cuts a line at its spaces, and between what goes and what comes,
// into words and runs of spaces. A word may consist of several stretches:
// "hosts{+,+}".
func (l line) wrapWords() []line {
	var list []line
	blank, kind := false, Equal
	for _, s := range l {
		for rest := s.text; rest != ""; {
			n := strings.IndexByte(rest, ' ')
			isBlank := n == 0
			if isBlank {
				n = len(rest) - len(strings.TrimLeft(rest, " "))
			} else if n < 0 {
				n = len(rest)
			}
			if len(list) == 0 || isBlank != blank || s.kind == Insert && kind == Delete {
				list, blank = append(list, nil), isBlank
			}
			kind = s.kind
			last := len(list) - 1
			list[last] = append(list[last], stretch{s.kind, rest[:n]})
			rest = rest[n:]
		}
	}
	return list
}

func (l line) width() (n int) {
	for _, s := range l {
		n += plain.Width(s.text)
	}
	return n
}

func (l line) blank() bool { return len(l) > 0 && l[0].text[0] == ' ' }

// trimmed returns a row without the spaces at its end.
func (l line) trimmed() line {
	for len(l) > 0 && strings.TrimLeft(l[len(l)-1].text, " ") == "" {
		l = l[:len(l)-1]
	}
	return l
}

// print joins the stretches of a row, those of one kind under one colour.
func (l line) print(colour bool) string {
	var b strings.Builder
	kind := Equal
	for _, s := range l {
		if colour && s.kind != kind {
			if kind != Equal {
				b.WriteString(colourEnd)
			}
			b.WriteString(colourOf[s.kind])
			kind = s.kind
		}
		b.WriteString(s.text)
	}
	if kind != Equal {
		b.WriteString(colourEnd)
	}
	return b.String()
}
