package diff

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"

	"onrecord/archive"
	"onrecord/archive/plain"
)

// WriteStat prints one line for each change: its kind, article and date, how
// many words came and went, and the title, cut at the terminal's width.
func WriteStat(w io.Writer, changes Changes, o Options) error {
	out := bufio.NewWriter(w)
	for c, err := range changes {
		if err != nil {
			return fmt.Errorf("printing the changes: %w", joinFlush(out, err))
		}
		fmt.Fprintln(out, statLine(c, o))
	}
	return out.Flush()
}

func statLine(c Change, o Options) string {
	added, gone := Words(c.Hunks)
	counts := ""
	if c.Kind == archive.Edited {
		counts = fmt.Sprintf("+%d -%d", added, gone)
	}
	rest := fmt.Sprintf("  %-*s  %s  %-11s  ", archive.IDLength, plain.Line(c.Article), dateOf(c), counts)
	kind := fmt.Sprintf("%-8s", c.Kind)
	title := titleOf(c)
	if o.Width > 0 {
		title = plain.Fit(title, max(o.Width-len(kind)-len(rest), 10))
	}
	if o.Colour {
		kind = kindColour(c.Kind) + kind + colourEnd
	}
	return kind + rest + plain.Line(title)
}

func dateOf(c Change) string {
	if c.Date == "" {
		return "undated   " // as wide as a day
	}
	return plain.Line(c.Date.Day())
}

// Words counts the words that hunks insert and delete; punctuation marks do
// not count. A character of a script without spaces counts as a word.
func Words(hunks []Hunk) (inserted, deleted int) {
	for _, h := range hunks {
		for _, op := range h.Ops {
			switch op.Op {
			case Insert:
				inserted += countWords(op.Text)
			case Delete:
				deleted += countWords(op.Text)
			}
		}
	}
	return inserted, deleted
}

func countWords(text string) (n int) {
	w := byWord(text)
	for i := range w.spans {
		if strings.ContainsFunc(w.word(i), func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
			n++
		}
	}
	return n
}

// Summary says in one line how many changes there are: "2 added, 1 edited".
func Summary(counts archive.Counts) string {
	var parts []string
	for _, kind := range archive.Kinds() {
		if n := counts[kind]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, kind))
		}
	}
	if len(parts) == 0 {
		return "no changes"
	}
	return strings.Join(parts, ", ")
}
