package config

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
)

// Problem is one thing that is wrong in a configuration file.
type Problem struct {
	Line    int    // from 1
	Column  int    // from 1, in characters (code points)
	Message string // one line
	Source  string // the line of the file, as it is
	Note    string // more help in one line, or empty
}

// InvalidError says what is wrong inside a configuration file. It is
// ErrInvalid to errors.Is.
type InvalidError struct {
	Path     string    // as given to Load
	Problems []Problem // at least one, in file order
}

// maxShown limits the problems that Error prints; the first ones matter most.
const maxShown = 10

// Error returns for each problem a line "config.yaml:4:5: what is wrong", the
// line itself, and a caret under the column.
func (e *InvalidError) Error() string {
	var b strings.Builder
	for i, p := range e.Problems {
		if i == maxShown {
			fmt.Fprintf(&b, "\nand %d more", len(e.Problems)-i)
			break
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%s:%d:%d: %s", e.Path, p.Line, p.Column, p.Message)
		b.WriteString(p.excerpt())
		if p.Note != "" {
			b.WriteString("\n  " + p.Note)
		}
	}
	return b.String()
}

// Unwrap makes e an ErrInvalid.
func (e *InvalidError) Unwrap() error { return ErrInvalid }

// excerpt shows the problem's line and a caret under its column.
func (p Problem) excerpt() string {
	if strings.TrimSpace(p.Source) == "" {
		return ""
	}
	line, column := window(printable(p.Source), p.Column)
	number := fmt.Sprint(p.Line)
	before := string([]rune(line)[:column-1])
	return fmt.Sprintf("\n  %s | %s\n  %s | %s^", number, line,
		strings.Repeat(" ", len(number)), strings.Repeat(" ", uniseg.StringWidth(before)))
}

// printable returns line as a terminal may print it, character for character:
// control and invisible characters could hide or change what is shown.
func printable(line string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || unicode.Is(unicode.Zs, r):
			return ' '
		case !unicode.IsPrint(r):
			return '\uFFFD'
		}
		return r
	}, line)
}

// window cuts a long line around the column and returns what is left with the
// column in it. The column is brought into the line.
func window(line string, column int) (string, int) {
	const width, lead = 100, 60
	runes := []rune(line)
	column = max(1, min(column, len(runes)+1))
	if len(runes) <= width {
		return line, column
	}
	start := max(0, min(column-1-lead, len(runes)-width))
	end := min(len(runes), start+width)
	cut := string(runes[start:end])
	if end < len(runes) {
		cut += "…"
	}
	column -= start
	if start > 0 {
		cut, column = "…"+cut, column+1
	}
	return cut, column
}
