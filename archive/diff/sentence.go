package diff

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
)

// Sentences counts what changed in a field by sentences (UAX #29).
type Sentences struct {
	Changed int // some of its words came or went
	Added   int
	Removed int
	Moved   int // paragraphs that changed their place
}

// CountSentences counts the sentences of paragraphs.
func CountSentences(paragraphs []Paragraph) (s Sentences) {
	for _, p := range paragraphs {
		switch p.Kind {
		case KindMovedFrom, KindSame:
			continue
		case KindMovedTo:
			s.Moved++
		}
		mixedOld, removed := sides(p.Ops, Insert)
		mixedNew, added := sides(p.Ops, Delete)
		s.Changed += max(mixedOld, mixedNew)
		s.Removed += removed
		s.Added += added
	}
	return s
}

// String says it in words: "2 sentences changed, 1 added, 1 paragraph moved".
func (s Sentences) String() string {
	var parts []string
	add := func(n int, unit, what string) {
		if n == 0 {
			return
		}
		if n > 1 {
			unit += "s"
		}
		if len(parts) > 0 && strings.HasPrefix(unit, "sentence") {
			parts = append(parts, fmt.Sprintf("%d %s", n, what))
			return
		}
		parts = append(parts, fmt.Sprintf("%d %s %s", n, unit, what))
	}
	add(s.Changed, "sentence", "changed")
	add(s.Added, "sentence", "added")
	add(s.Removed, "sentence", "removed")
	add(s.Moved, "paragraph", "moved")
	return strings.Join(parts, ", ")
}

// sides counts the sentences of one side of ops, that without the operations
// of kind skip: those of which some words are the other side's too, and those
// of which none are.
func sides(ops []Op, skip string) (mixed, whole int) {
	var text strings.Builder
	var own []span // what only this side holds
	for _, op := range ops {
		if op.Op == skip {
			continue
		}
		if op.Op != Equal {
			own = append(own, span{text.Len(), text.Len() + len(op.Text)})
		}
		text.WriteString(op.Text)
	}
	rest, at, state := text.String(), 0, -1
	for rest != "" {
		var sentence string
		sentence, rest, state = uniseg.FirstSentenceInString(rest, state)
		shared, alone := 0, 0
		for i, r := range sentence {
			switch {
			case !unicode.IsLetter(r) && !unicode.IsNumber(r):
			case within(own, at+i):
				alone++
			default:
				shared++
			}
		}
		switch {
		case alone > 0 && shared > 0:
			mixed++
		case alone > 0:
			whole++
		}
		at += len(sentence)
	}
	return mixed, whole
}

// within reports whether a place lies in one of the spans, which are ascending.
func within(spans []span, at int) bool {
	for _, s := range spans {
		if at < s.start {
			return false
		}
		if at < s.end {
			return true
		}
	}
	return false
}
