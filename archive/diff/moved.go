package diff

import (
	"strconv"
	"strings"

	"onrecord/archive"
	"onrecord/archive/plain"
)

// leastMoved is how many words a paragraph must have to be recognised elsewhere.
const leastMoved = 4

// moves are the paragraphs that stand in another place in the new text. In old
// and new each is one word, so that the other words are compared without them.
type moves struct {
	list     []move
	old, new string
	word     string // these words begin so
}

type move struct {
	text string
	down bool
}

// findMoves finds paragraphs that both texts hold once, and that do not follow
// each other as they did. Of two that changed places that one moved which the
// operations delete and insert.
func findMoves(ops []Op) moves {
	old, new := Old(ops), New(ops)
	a, b := archive.Paragraphs(old), archive.Paragraphs(new)
	m := moves{word: unused(old, new)}
	numbers := map[string]int{}
	keysA, keysB := keysOf(a, numbers), keysOf(b, numbers)
	chain := staying(ops, a, b, keysA, keysB)
	stay := map[int]bool{}
	for _, at := range chain {
		stay[at.a] = true
	}
	place := places(keysB)
	once := places(keysA)
	for i, key := range keysA {
		if stay[i] || key < 0 || len(place[key]) != 1 || len(once[key]) != 1 || a[i] == "" || countWords(a[i]) < leastMoved {
			continue
		}
		j := place[key][0]
		m.list = append(m.list, move{text: a[i], down: movesDown(chain, i, j)})
		a[i], b[j] = m.sentinel("f", len(m.list)), m.sentinel("t", len(m.list))
	}
	m.old, m.new = strings.Join(a, archive.ParagraphBreak), strings.Join(b, archive.ParagraphBreak)
	return m
}

// staying returns, ascending on both sides, the paragraphs that stay where they
// are: those that the operations keep whole, and between them those that both
// texts hold once.
func staying(ops []Op, a, b []string, keysA, keysB []int) (chain []anchor) {
	rest := part{0, len(a), 0, len(b)}
	for _, at := range kept(ops, a, b) {
		chain = append(chain, anchors(part{rest.a0, at.a, rest.b0, at.b}, keysA, keysB)...)
		chain = append(chain, at)
		rest.a0, rest.b0 = at.a+1, at.b+1
	}
	return append(chain, anchors(rest, keysA, keysB)...)
}

// kept returns the paragraphs of both texts that lie within unchanged text.
func kept(ops []Op, a, b []string) (list []anchor) {
	beginsA, beginsB := beginnings(a), beginnings(b)
	i, j := 0, 0 // bytes of the old and the new text before op
	for _, op := range ops {
		if op.Op == Equal {
			for at := range len(op.Text) {
				k, inA := beginsA[i+at]
				l, inB := beginsB[j+at]
				if inA && inB && a[k] == b[l] && at+len(a[k]) <= len(op.Text) {
					list = append(list, anchor{k, l})
				}
			}
			j += len(op.Text)
		}
		if op.Op == Insert {
			j += len(op.Text)
		} else {
			i += len(op.Text)
		}
	}
	return list
}

// beginnings returns the number of each paragraph by the byte of the text at
// which it begins.
func beginnings(paragraphs []string) map[int]int {
	begins := map[int]int{}
	at := 0
	for i, p := range paragraphs {
		begins[at] = i
		at += len(p) + len(archive.ParagraphBreak)
	}
	return begins
}

func keysOf(paragraphs []string, numbers map[string]int) []int {
	keys := make([]int, len(paragraphs))
	for i, p := range paragraphs {
		n, known := numbers[p]
		if !known {
			n = len(numbers)
			numbers[p] = n
		}
		keys[i] = n
	}
	return keys
}

func places(keys []int) map[int][]int {
	at := map[int][]int{}
	for i, k := range keys {
		at[k] = append(at[k], i)
	}
	return at
}

// movesDown reports whether paragraph i of the old text, j of the new one,
// passes paragraphs that stay where they are on its way down.
func movesDown(chain []anchor, i, j int) bool {
	above := func(at int, of func(anchor) int) (n int) {
		for _, c := range chain {
			if of(c) < at {
				n++
			}
		}
		return n
	}
	return above(j, func(c anchor) int { return c.b }) >= above(i, func(c anchor) int { return c.a })
}

// unused returns letters that two texts do not hold.
func unused(old, new string) string {
	word := "moved"
	for strings.Contains(old, word) || strings.Contains(new, word) {
		word += "q"
	}
	return word
}

func (m moves) sentinel(side string, n int) string { return m.word + side + strconv.Itoa(n) + "z" }

// paragraphs returns a line as paragraphs, those that moved apart from others.
func (m moves) paragraphs(l line) []Paragraph {
	var list []Paragraph
	var rest line
	flush := func() {
		if len(rest) > 0 {
			list = append(list, rest.paragraph())
		}
		rest = nil
	}
	for _, s := range l {
		for text := s.text; text != ""; {
			p, before, after := m.cut(s.kind, text)
			if p == nil || strings.TrimSpace(before) != "" {
				rest = append(rest, stretch{s.kind, before})
			}
			if p != nil {
				flush()
				list = append(list, *p)
			}
			if text = after; strings.TrimSpace(text) == "" {
				text = ""
			}
		}
	}
	flush()
	return list
}

// cut returns the first moved paragraph in a text, and what stands around it.
func (m moves) cut(kind, text string) (p *Paragraph, before, after string) {
	if len(m.list) == 0 || kind == Equal {
		return nil, text, ""
	}
	before, rest, found := strings.Cut(text, m.word)
	if !found {
		return nil, text, ""
	}
	digits, after, _ := strings.Cut(rest, "z")
	n, err := strconv.Atoi(digits[1:])
	if err != nil || n < 1 || n > len(m.list) {
		return nil, text, ""
	}
	p = &Paragraph{Kind: KindMovedTo, Ops: []Op{{Equal, plain.Line(m.list[n-1].text)}}, Move: n, Down: m.list[n-1].down}
	if digits[0] == 'f' {
		p.Kind = KindMovedFrom
	}
	return p, before, after
}

// mostPairs bounds how many paragraphs are compared with each other.
const mostPairs = 900

// moveEdited recognises paragraphs that were moved and edited: most words of
// one that is gone are those of one that is new. n moves are known already.
func moveEdited(list []Paragraph, n int) []Paragraph {
	var gone, fresh []int
	for i, p := range list {
		switch p.Kind {
		case KindGone:
			gone = append(gone, i)
		case KindNew:
			fresh = append(fresh, i)
		}
	}
	if len(gone)*len(fresh) > mostPairs {
		return list
	}
	for _, i := range gone {
		for k, j := range fresh {
			if list[j].Kind != KindNew || !apart(list, i, j) {
				continue
			}
			old, now := list[i].Old(), list[j].New()
			ops := Text(old, now)
			if !alike(ops) {
				continue
			}
			n++
			list[i] = Paragraph{Kind: KindMovedFrom, Ops: []Op{{Equal, old}}, Move: n, Down: i < j}
			list[j] = Paragraph{Kind: KindMovedTo, Ops: ops, Move: n, Down: i < j}
			fresh = append(fresh[:k:k], fresh[k+1:]...)
			break
		}
	}
	return list
}

// apart reports whether something that stays stands between two paragraphs:
// else one was put in the place of the other.
func apart(list []Paragraph, i, j int) bool {
	for k := min(i, j) + 1; k < max(i, j); k++ {
		if list[k].Kind == KindSame || list[k].Kind == KindChanged {
			return true
		}
	}
	return false
}

// alike reports whether two thirds of the words of two texts are the same.
func alike(ops []Op) bool {
	same, other := 0, 0
	for _, op := range ops {
		if op.Op == Equal {
			same += 2 * countWords(op.Text)
		} else {
			other += countWords(op.Text)
		}
	}
	return same >= 2*leastMoved && same >= 2*other
}
