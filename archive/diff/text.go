package diff

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"onrecord/archive"
	"onrecord/archive/jsondoc"
	"onrecord/archive/plain"
)

// Options say how changes are printed for people. The zero value prints
// without colours, wraps nothing and shows changed paragraphs in full.
type Options struct {
	Colour  bool // escape sequences instead of the marks [-gone-] and {+come+}
	Width   int  // columns of the terminal, at which lines are wrapped; 0: never
	Context int  // columns of unchanged text shown on either side of a change, the rest of its sentence up to four times as long; 0: the whole paragraph
}

// DefaultContext is a Context of a few words.
const DefaultContext = 40

// Indentations of what belongs to a change, and of the text of a field.
const (
	indentFact = "  "
	indentText = "    "
)

// WriteText prints a block for each change: what, which article, when it was
// noticed and when the former state was last seen, and the changed paragraphs
// of each field with their words marked. Whatever came from a feed is made
// safe for terminals (see [plain.Line]).
func WriteText(w io.Writer, changes Changes, o Options) error {
	out := bufio.NewWriter(w)
	first := true
	for c, err := range changes {
		if err != nil {
			return fmt.Errorf("printing the changes: %w", joinFlush(out, err))
		}
		if !first {
			fmt.Fprintln(out)
		}
		first = false
		writeBlock(out, c, o)
	}
	return out.Flush()
}

// joinFlush prints what is complete before an error is reported.
func joinFlush(out *bufio.Writer, err error) error {
	if flushed := out.Flush(); flushed != nil {
		return fmt.Errorf("%w (and then: %w)", err, flushed)
	}
	return err
}

// writeBlock prints one change; bufio keeps the first error for its Flush.
func writeBlock(out *bufio.Writer, c Change, o Options) {
	fmt.Fprintln(out, heading(c, o))
	for _, fact := range facts(c) {
		fmt.Fprintln(out, indentFact+plain.Line(fact))
	}
	for _, h := range c.Hunks {
		if running(h.Field) {
			writeParagraphs(out, h, o)
			continue
		}
		fmt.Fprintf(out, "\n%s%s\n", indentFact, plain.Line(h.Field))
		for _, l := range changedLines(h.Ops, 0) {
			fmt.Fprintln(out, l.render(indentText, o.Width, o.Colour))
		}
	}
	for _, f := range c.Files {
		writeFile(out, f, o)
	}
}

// contextOf returns the context for a field: only running text is shortened.
func contextOf(field string, o Options) int {
	if running(field) {
		return o.Context
	}
	return 0
}

// running reports whether a field holds running text.
func running(field string) bool {
	return field == archive.FieldBody || field == archive.FieldSummary
}

// writeParagraphs prints what changed in a running text: how many sentences,
// then the paragraphs with their words marked.
func writeParagraphs(out *bufio.Writer, h Hunk, o Options) {
	paragraphs := Paragraphs(h.Ops)
	heading := plain.Line(h.Field)
	if counts := CountSentences(paragraphs).String(); counts != "" {
		heading += ": " + counts
	}
	fmt.Fprintf(out, "\n%s%s\n", indentFact, heading)
	writeChanged(out, paragraphs, o)
}

// writeChanged prints those paragraphs that are not as they were.
func writeChanged(out *bufio.Writer, paragraphs []Paragraph, o Options) {
	first := true
	for _, p := range paragraphs {
		if p.Kind == KindSame {
			continue
		}
		if !first {
			fmt.Fprintln(out)
		}
		first = false
		if note := p.movedNote(); note != "" {
			if o.Colour {
				note = "\x1b[36m" + note + colourEnd
			}
			fmt.Fprintln(out, indentText+note)
		}
		if p.Move == 0 || edits(p.Ops) {
			fmt.Fprintln(out, p.line().fold(o.Context).render(indentText, o.Width, o.Colour))
		}
	}
}

// movedNote says of a paragraph that it stands elsewhere, "" when it does not.
func (p Paragraph) movedNote() string {
	const columns = 60
	way := map[bool]string{true: "down", false: "up"}[p.Down]
	switch {
	case p.Kind == KindMovedFrom:
		return fmt.Sprintf("[moved %s: %s]", way, p.head(columns))
	case p.Kind == KindMovedTo && edits(p.Ops):
		return fmt.Sprintf("[moved %s to here, and edited:]", way)
	case p.Kind == KindMovedTo:
		return fmt.Sprintf("[moved %s to here: %s]", way, p.head(columns))
	}
	return ""
}

// edits reports whether operations change anything.
func edits(ops []Op) bool {
	for _, op := range ops {
		if op.Op != Equal {
			return true
		}
	}
	return false
}

// heading is a change's first line: its kind, article, date and numbers.
func heading(c Change, o Options) string {
	kind := string(c.Kind)
	if o.Colour {
		kind = kindColour(c.Kind) + kind + colourEnd
	}
	date := "undated"
	if c.Date != "" {
		date = plain.Line(string(c.Date))
	}
	line := fmt.Sprintf("%s  %s  %s  snapshot %d", kind, plain.Line(c.Article), date, c.Snapshot)
	if c.Kind == archive.Edited {
		line += fmt.Sprintf(", revision %d to %d", c.FromRevision, c.ToRevision)
		if c.Minor {
			line += ", minor"
		}
	}
	return line
}

// facts are the lines below the heading. They claim what was seen, no more.
func facts(c Change) []string {
	list := []string{titleOf(c), c.URL}
	if c.Kind == archive.Moved {
		list = append(list, "before at "+c.FromURL)
	}
	if c.Kind == archive.Gone {
		list = append(list, reasonOf(c.Reason))
	}
	return append(list, Observed(c.Change))
}

// Observed says when a change was noticed and, unless the article was new,
// when its former state was last seen to hold.
func Observed(c archive.Change) string {
	noticed := "noticed " + jsondoc.At(c.Noticed).String()
	if c.Kind == archive.Added || c.LastHeld.IsZero() {
		return noticed
	}
	return noticed + "; last seen as before " + jsondoc.At(c.LastHeld).String()
}

func reasonOf(reason string) string {
	switch reason {
	case archive.ReasonSoft404:
		return "its address answers with the site's page for what does not exist"
	case archive.ReasonRedirect:
		return "its address leads to the site's front page or a listing"
	}
	return "its address answers " + reason
}

func titleOf(c Change) string {
	if strings.TrimSpace(c.Title) == "" {
		return "(no title)"
	}
	return c.Title
}

func kindColour(k archive.Kind) string {
	switch k {
	case archive.Added, archive.Restored, archive.Relisted:
		return "\x1b[1;32m"
	case archive.Gone, archive.Delisted:
		return "\x1b[1;31m"
	}
	return "\x1b[1;33m"
}
