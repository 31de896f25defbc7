package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Widths of a table, in columns of the terminal.
const (
	nameWidth   = 17 // of a reader's name
	figureWidth = 8  // of a figure, with the mark that it misses its goal
)

// printTable prints a question as a plain table: a line for each reader, a group
// of columns for each set.
func printTable(w io.Writer, q Question) error {
	var b strings.Builder
	b.WriteString(q.Title + "\n")
	b.WriteString(row(q, "", func(set int) []string { return []string{fmt.Sprintf("  %s (%d)", q.Sets[set].Name, q.Sets[set].Pages)} }, ""))
	b.WriteString(row(q, "", func(set int) []string { return right(q.Sets[set].Columns) }, "ms a page"))
	missed, goals := false, false
	for _, l := range q.Lines {
		b.WriteString(row(q, l.Reader, func(set int) []string {
			texts := make([]string, len(l.Cells[set]))
			for i, f := range l.Cells[set] {
				missed, goals = missed || f.Missed(), goals || f.Goal != nil
				texts[i] = f.text()
			}
			return right(texts)
		}, fmt.Sprintf("%.1f", l.MS)))
	}
	if goals {
		own := q.Lines[0]
		b.WriteString(row(q, "goal of onrecord", func(set int) []string {
			texts := make([]string, len(own.Cells[set]))
			for i, f := range own.Cells[set] {
				texts[i] = f.Goal.text()
			}
			return right(texts)
		}, ""))
	}
	b.WriteString(q.Legend + "; ms: median, parsing included\n")
	if missed {
		b.WriteString("*: misses the goal\n")
	}
	_, err := io.WriteString(w, b.String()+"\n")
	return err
}

// row lays out one line: a name, the cells of each set, and a last column.
func row(q Question, name string, cells func(set int) []string, last string) string {
	line := fit(name, nameWidth)
	for set := range q.Sets {
		line += fit(strings.Join(cells(set), ""), q.Sets[set].width())
	}
	return strings.TrimRight(line+fmt.Sprintf("%10s", last), " ") + "\n"
}

// width is that of a set's columns, or of its name where that is wider.
func (s Set) width() int {
	return max(figureWidth*len(s.Columns), len(fmt.Sprintf("  %s (%d)", s.Name, s.Pages))) + 1
}

// right aligns texts to the right, with room for a mark behind each.
func right(texts []string) []string {
	aligned := make([]string, len(texts))
	for i, t := range texts {
		if !strings.HasSuffix(t, "*") {
			t += " "
		}
		aligned[i] = fmt.Sprintf("%*s", figureWidth, t)
	}
	return aligned
}

func fit(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(s)))
}

func (f Figure) text() string {
	if f.Missed() {
		return fmt.Sprintf("%.3f*", f.Value)
	}
	return fmt.Sprintf("%.3f", f.Value)
}

func (g *Goal) text() string {
	switch {
	case g == nil:
		return ""
	case g.AtMost:
		return fmt.Sprintf("≤%.3f", g.Value)
	}
	return fmt.Sprintf("%.3f", g.Value)
}
