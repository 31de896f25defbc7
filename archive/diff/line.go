package diff

import (
	"strings"

	"onrecord/archive/plain"
)

// stretch is a piece of a line: text without line breaks, safe to print.
type stretch struct {
	kind string // Equal, Delete or Insert
	text string
}

// line is a paragraph, or what is shown of it, before it is wrapped.
type line []stretch

// pilcrow stands for a paragraph break that itself was deleted or inserted.
const pilcrow = "¶"

// ellipsis stands for unchanged text that is not shown.
const ellipsis = "…"

// changedLines returns the paragraphs that hold a change, with no more than
// context columns of unchanged text on either side of each; 0 shows all of it.
func changedLines(ops []Op, context int) []line {
	var kept []line
	for _, l := range lines(ops) {
		if l.changed() {
			kept = append(kept, l.fold(context))
		}
	}
	return kept
}

func (l line) changed() bool {
	for _, s := range l {
		if s.kind != Equal {
			return true
		}
	}
	return false
}

// lines cuts operations at their paragraph breaks.
func lines(ops []Op) []line {
	var list []line
	var current line
	next := func() {
		if len(current) > 0 {
			list = append(list, current)
		}
		current = nil
	}
	for _, op := range ops {
		if op.Op != Equal && strings.Contains(op.Text, "\n") && strings.TrimSpace(op.Text) == "" {
			current = append(current, stretch{op.Op, pilcrow})
			if op.Op == Insert {
				next()
			}
			continue
		}
		for i, text := range strings.Split(op.Text, "\n") {
			if i > 0 {
				next()
			}
			if text != "" {
				current = append(current, stretch{op.Op, plain.Line(text)})
			}
		}
		if op.Op == Delete && strings.Contains(op.Text, "\n") {
			next() // what comes in its place begins on a line of its own
		}
	}
	next()
	return list
}

// fold shortens the unchanged stretches of a line.
func (l line) fold(context int) line {
	if context <= 0 {
		return l
	}
	var folded line
	for i, s := range l {
		if s.kind == Equal {
			s.text = foldText(s.text, context, i > 0, i < len(l)-1)
		}
		folded = append(folded, s)
	}
	return folded
}

// foldText keeps context columns of an unchanged text at the ends that touch a
// change. What would save hardly anything stays.
func foldText(text string, context int, before, after bool) string {
	const least = 10 // columns
	limit := least
	head, tail := "", ""
	if before {
		limit += context
		head = headWords(text, context)
	}
	if after {
		limit += context
		tail = tailWords(text, context)
	}
	if plain.Width(text) <= limit || len(head)+len(tail) >= len(text) {
		return text
	}
	if head != "" {
		head = strings.TrimRight(head, " ") + " "
	}
	if tail != "" {
		tail = " " + strings.TrimLeft(tail, " ")
	}
	return head + ellipsis + tail
}

// headWords returns the words that text begins with, context columns at most,
// but one word at least.
func headWords(text string, context int) string {
	w := byWord(text)
	end := 0
	for i := range w.spans {
		if i > 0 && plain.Width(strings.TrimSpace(text[:w.spans[i].end])) > context {
			break
		}
		end = w.spans[i].end
	}
	return text[:end]
}

// tailWords is headWords from the end.
func tailWords(text string, context int) string {
	w := byWord(text)
	start := len(text)
	for i := len(w.spans) - 1; i >= 0; i-- {
		if i < len(w.spans)-1 && plain.Width(strings.TrimSpace(text[w.spans[i].start:])) > context {
			break
		}
		start = w.spans[i].start
	}
	return text[start:]
}
