package diff

import "strings"

// Kinds of operations.
const (
	Equal  = "equal"
	Delete = "delete"
	Insert = "insert"
)

// Op is a stretch of text that both sides hold (Equal), only the old one
// (Delete) or only the new one (Insert). It begins and ends between words.
type Op struct {
	Op   string `json:"op"`
	Text string `json:"text"` // never empty
}

// Hunk holds what differs in one field. Equal and Delete put together are the
// old field exactly, Equal and Insert the new one. Neighbouring operations are
// of different kinds, and a Delete stands before its Insert.
type Hunk struct {
	Field string `json:"field"` // one of archive's names of fields
	Ops   []Op   `json:"ops"`
}

// Old returns the text before the change.
func Old(ops []Op) string { return without(ops, Insert) }

// New returns the text after the change.
func New(ops []Op) string { return without(ops, Delete) }

func without(ops []Op, kind string) string {
	size := 0
	for _, op := range ops {
		if op.Op != kind {
			size += len(op.Text)
		}
	}
	var text strings.Builder
	text.Grow(size)
	for _, op := range ops {
		if op.Op != kind {
			text.WriteString(op.Text)
		}
	}
	return text.String()
}

// script collects operations and joins neighbours of the same kind.
type script struct {
	ops   []Op
	kind  string
	parts []byte
}

func (s *script) add(kind, text string) {
	if text == "" {
		return
	}
	if kind != s.kind {
		s.flush()
		s.kind = kind
	}
	s.parts = append(s.parts, text...)
}

func (s *script) flush() {
	if len(s.parts) > 0 {
		s.ops = append(s.ops, Op{Op: s.kind, Text: string(s.parts)})
		s.parts = s.parts[:0]
	}
}
