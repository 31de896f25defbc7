package diff

import (
	"strings"

	"github.com/rivo/uniseg"

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

// foldText keeps of an unchanged text, at the ends that touch a change, the rest
// of the sentence that changed, or context columns of a long one. What would
// save hardly anything stays.
func foldText(text string, context int, before, after bool) string {
	const least = 10 // columns
	limit := least
	head, tail := "", ""
	if before {
		head = headSentence(text, context)
		limit += max(context, plain.Width(head))
	}
	if after {
		tail = tailSentence(text, context)
		limit += max(context, plain.Width(tail))
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

// longSentence is how many times context the rest of a sentence may take.
const longSentence = 4

// headSentence returns the end of the sentence that text goes on with.
func headSentence(text string, context int) string {
	sentence, _, _ := uniseg.FirstSentenceInString(text, -1)
	if plain.Width(sentence) > longSentence*context {
		return headWords(text, context)
	}
	return sentence
}

// tailSentence returns the beginning of the sentence that text ends within,
// nothing when a sentence ends where text does.
func tailSentence(text string, context int) string {
	last := ""
	for rest, state := text, -1; rest != ""; {
		last, rest, state = uniseg.FirstSentenceInString(rest, state)
	}
	if plain.Width(last) > longSentence*context {
		return tailWords(text, context)
	}
	return last
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
