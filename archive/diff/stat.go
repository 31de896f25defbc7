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

// WriteStat prints one line for each change: the sign of its kind (see
// [Legend]), the kind, article and date, how many words came and went, and the
// title, cut at the terminal's width.
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
	kind := fmt.Sprintf("%s  %-8s", sign(c.Kind), c.Kind)
	title := titleOf(c)
	if o.Width > 0 {
		title = plain.Fit(title, max(o.Width-len(kind)-len(rest), 10))
	}
	if o.Colour {
		kind = kindColour(c.Kind) + kind + colourEnd
	}
	return kind + rest + plain.Line(title)
}

// sign is the sign of a kind in the first column, as restic and git have them.
func sign(k archive.Kind) string {
	switch k {
	case archive.Added:
		return "+"
	case archive.Edited:
		return "M"
	case archive.Moved:
		return "R"
	case archive.Delisted:
		return "U"
	case archive.Relisted:
		return "L"
	case archive.Gone:
		return "-"
	}
	return "*"
}

// Legend explains the signs of the kinds that were counted, "" when there are none.
func Legend(counts archive.Counts) string {
	means := map[archive.Kind]string{
		archive.Added: "new", archive.Edited: "edited: +words that came, -words that went", archive.Moved: "at another address",
		archive.Delisted: "off its listings", archive.Relisted: "back on a listing", archive.Gone: "taken down", archive.Restored: "answers again",
	}
	var parts []string
	for _, kind := range archive.Kinds() {
		if counts[kind] > 0 {
			parts = append(parts, sign(kind)+" "+means[kind])
		}
	}
	return strings.Join(parts, "; ")
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
