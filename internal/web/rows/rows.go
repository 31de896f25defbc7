// Package rows cuts what changed between two texts into paragraphs, for pages
// that show both sides or one column of them.
package rows

import (
	"strings"
	"unicode/utf8"

	"onrecord/archive"
	"onrecord/archive/diff"
)

// Row is a paragraph, or several where paragraph breaks came or went.
type Row struct {
	Ops     []diff.Op
	Changed bool
}

// Of returns the rows of a hunk.
func Of(ops []diff.Op) []Row {
	var list []Row
	var row Row
	next := func() {
		if len(row.Ops) > 0 {
			list = append(list, row)
		}
		row = Row{}
	}
	for _, op := range ops {
		if op.Op != diff.Equal {
			row.Ops, row.Changed = append(row.Ops, op), true
			continue
		}
		for i, text := range strings.Split(op.Text, archive.ParagraphBreak) {
			if i > 0 {
				next()
			}
			if text != "" {
				row.Ops = append(row.Ops, diff.Op{Op: diff.Equal, Text: text})
			}
		}
	}
	next()
	return list
}

// Old returns the row's side before the change.
func (r Row) Old() []diff.Op { return r.without(diff.Insert) }

// New returns the row's side after the change.
func (r Row) New() []diff.Op { return r.without(diff.Delete) }

func (r Row) without(kind string) []diff.Op {
	var list []diff.Op
	for _, op := range r.Ops {
		if op.Op != kind {
			list = append(list, op)
		}
	}
	return list
}

// Section is some rows one after the other; unchanged ones far from any change
// are folded away.
type Section struct {
	Folded bool
	Rows   []Row
}

// beside is how many unchanged paragraphs are shown beside a changed one.
const beside = 1

// Sections folds unchanged rows away.
func Sections(rows []Row) []Section {
	shown := make([]bool, len(rows))
	for i, r := range rows {
		if r.Changed {
			for j := max(0, i-beside); j <= min(len(rows)-1, i+beside); j++ {
				shown[j] = true
			}
		}
	}
	var list []Section
	for i, r := range rows {
		if i == 0 || shown[i] != shown[i-1] {
			list = append(list, Section{Folded: !shown[i]})
		}
		last := &list[len(list)-1]
		last.Rows = append(last.Rows, r)
	}
	return list
}

// Brief returns the changed rows with no more than about context characters of
// unchanged text on either side of a change, at most limit rows, and how many
// were left out.
func Brief(rows []Row, context, limit int) (list []Row, more int) {
	for _, r := range rows {
		if !r.Changed {
			continue
		}
		if len(list) == limit {
			more++
			continue
		}
		short := Row{Changed: true}
		for i, op := range r.Ops {
			if op.Op == diff.Equal {
				op.Text = shorten(op.Text, context, i > 0, i < len(r.Ops)-1)
			}
			short.Ops = append(short.Ops, op)
		}
		list = append(list, short)
	}
	return list, more
}

// shorten keeps the ends of a text that touch a change.
func shorten(text string, context int, before, after bool) string {
	limit := 20
	head, tail := "", ""
	if before {
		head = Head(text, context)
		limit += context
	}
	if after {
		tail = last(text, context)
		limit += context
	}
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	return head + " … " + tail
}

// Head returns whole words from the beginning of a text, at most about n
// characters.
func Head(text string, n int) string {
	runes := []rune(text)
	if len(runes) <= n {
		return text
	}
	cut := string(runes[:n])
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		return cut[:i]
	}
	return cut
}

func last(text string, n int) string {
	runes := []rune(text)
	if len(runes) <= n {
		return text
	}
	cut := string(runes[len(runes)-n:])
	if i := strings.IndexByte(cut, ' '); i >= 0 && i < len(cut)-1 {
		return cut[i+1:]
	}
	return cut
}
