package diff

import "onrecord/archive/plain"

// Kinds of paragraphs.
const (
	KindSame      = "same"
	KindChanged   = "changed"    // some of its words came or went
	KindGone      = "gone"       // deleted as a whole
	KindNew       = "new"        // inserted as a whole
	KindMovedFrom = "moved-from" // stood here before, and stands elsewhere now
	KindMovedTo   = "moved-to"   // stood elsewhere before, and may be edited
)

// Paragraph is a paragraph of a field as people are shown it, in the order of
// the texts. Its operations hold no line breaks and are safe to print; "¶"
// stands for a paragraph break that came or went within.
type Paragraph struct {
	Kind string
	Ops  []Op
	Move int  // of KindMovedFrom and KindMovedTo: the same number for the same paragraph, from 1
	Down bool // of KindMovedFrom and KindMovedTo: it moved down
}

// Old returns the paragraph before the change.
func (p Paragraph) Old() string { return Old(p.Ops) }

// New returns the paragraph after the change.
func (p Paragraph) New() string { return New(p.Ops) }

// Paragraphs cuts operations into paragraphs. Those that only changed their
// place, which operations hold as deleted here and inserted there, are told
// from those that came or went.
func Paragraphs(ops []Op) []Paragraph {
	m := findMoves(ops)
	if len(m.list) > 0 {
		ops = Text(m.old, m.new)
	}
	var list []Paragraph
	for _, l := range lines(ops) {
		list = append(list, m.paragraphs(l)...)
	}
	return moveEdited(list, len(m.list))
}

// paragraph returns a line as a paragraph.
func (l line) paragraph() Paragraph {
	p := Paragraph{}
	kinds := map[string]bool{}
	for _, s := range l {
		p.Ops = append(p.Ops, Op{s.kind, s.text})
		kinds[s.kind] = true
	}
	switch {
	case len(kinds) > 1:
		p.Kind = KindChanged
	case kinds[Delete]:
		p.Kind = KindGone
	case kinds[Insert]:
		p.Kind = KindNew
	default:
		p.Kind = KindSame
	}
	return p
}

// line returns a paragraph as a line to be rendered.
func (p Paragraph) line() line {
	var l line
	for _, op := range p.Ops {
		l = append(l, stretch{op.Op, op.Text})
	}
	return l
}

// head returns the first words of a paragraph, for where the whole is shown elsewhere.
func (p Paragraph) head(columns int) string {
	text := p.New()
	if p.Kind == KindMovedFrom || p.Kind == KindGone {
		text = p.Old()
	}
	return plain.Fit(text, columns)
}
