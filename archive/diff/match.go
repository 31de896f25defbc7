package diff

import (
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// effort bounds the work on two texts: the product of the numbers of words
// that are compared exactly with each other, summed over all parts. 12,000
// words with as many others are within it. Myers' algorithm takes about
// ten nanoseconds a unit when little matches, and far less when much does.
const effort = 150_000_000

// maxDepth bounds how often a part is cut at anchors before it is halved.
const maxDepth = 8

// matching says which words of two texts are the same.
type matching struct {
	a, b []int // the words as numbers: the same number, the same word
	to   []int // for each word of a its word in b, -1 when it has none
	from []int // for each word of b its word in a, -1 when it has none

	paragraphs func() (a, b []int) // see paragraphKeys; made when first needed
}

// part is a stretch of both texts: the words a0 to a1 and b0 to b1.
type part struct{ a0, a1, b0, b1 int }

func (p part) size() int     { return p.a1 - p.a0 + p.b1 - p.b0 }
func (p part) product() int  { return (p.a1 - p.a0) * (p.b1 - p.b0) }
func (p part) oneSide() bool { return p.a0 == p.a1 || p.b0 == p.b1 }

// match finds the words that two texts share, in order.
func match(old, new words) *matching {
	numbers := make(map[string]int, len(old.spans)/2) // a map that grows is made anew each time
	m := &matching{a: number(old, numbers), b: number(new, numbers)}
	m.to, m.from = none(len(m.a)), none(len(m.b))
	var pa, pb []int
	m.paragraphs = func() ([]int, []int) {
		if pa == nil {
			keys := make(map[string]int)
			pa, pb = paragraphKeys(old, keys), paragraphKeys(new, keys)
		}
		return pa, pb
	}
	all := m.trim(part{0, len(m.a), 0, len(m.b)})
	m.align(all, effort/max(all.size(), 1), 0)
	return m
}

// number numbers the words of a text, the same word with the same number.
func number(w words, numbers map[string]int) []int {
	list := make([]int, len(w.spans))
	for i := range w.spans {
		word := w.word(i)
		n, known := numbers[word]
		if !known {
			n = len(numbers)
			numbers[word] = n
		}
		list[i] = n
	}
	return list
}

func none(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = -1
	}
	return list
}

func (m *matching) pair(i, j int) { m.to[i], m.from[j] = j, i }

// trim matches the words with which both sides of p begin and end, and returns
// what stands between them.
func (m *matching) trim(p part) part {
	for p.a0 < p.a1 && p.b0 < p.b1 && m.a[p.a0] == m.b[p.b0] {
		m.pair(p.a0, p.b0)
		p.a0, p.b0 = p.a0+1, p.b0+1
	}
	for p.a0 < p.a1 && p.b0 < p.b1 && m.a[p.a1-1] == m.b[p.b1-1] {
		p.a1, p.b1 = p.a1-1, p.b1-1
		m.pair(p.a1, p.b1)
	}
	return p
}

// align matches the words of p. A part may cost share units of effort for each
// of its words, so that all parts together stay within effort.
func (m *matching) align(p part, share, depth int) {
	p = m.trim(p)
	if p.oneSide() {
		return
	}
	if p.product() <= share*p.size() {
		m.exact(p)
		return
	}
	for _, at := range m.cuts(p, depth) {
		m.align(part{p.a0, at.a, p.b0, at.b}, share, depth+1)
		p.a0, p.b0 = at.a, at.b
	}
	m.align(p, share, depth+1)
}

// cuts returns where to cut a part that is too large to be compared exactly:
// at the paragraphs, else the words, that both sides hold once, else in halves.
func (m *matching) cuts(p part, depth int) []anchor {
	if depth < maxDepth {
		pa, pb := m.paragraphs()
		if at := anchors(p, pa, pb); len(at) > 0 {
			return at
		}
		if at := anchors(p, m.a, m.b); len(at) > 0 {
			return at
		}
	}
	return []anchor{{(p.a0 + p.a1) / 2, (p.b0 + p.b1) / 2}}
}

// exact matches as many words of p as can be. Words that only one side holds
// cannot match and are left out beforehand.
func (m *matching) exact(p part) {
	runes := make(map[int]rune)
	for _, n := range m.b[p.b0:p.b1] {
		runes[n] = 0
	}
	a, ai := shared(m.a, p.a0, p.a1, runes, true)
	b, bi := shared(m.b, p.b0, p.b1, runes, false)
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = 0 // exact, whatever the clock says
	i, j := 0, 0
	for _, d := range dmp.DiffMainRunes(a, b, false) {
		n := utf8.RuneCountInString(d.Text)
		switch d.Type {
		case diffmatchpatch.DiffDelete:
			i += n
		case diffmatchpatch.DiffInsert:
			j += n
		case diffmatchpatch.DiffEqual:
			for ; n > 0; n-- {
				m.pair(ai[i], bi[j])
				i, j = i+1, j+1
			}
		}
	}
}

// shared returns the words of list[from:to] that are in runes, each as a rune
// of its own, and where they stand. With give, a word that has no rune yet
// gets one; without, such a word is left out.
func shared(list []int, from, to int, runes map[int]rune, give bool) (as []rune, at []int) {
	next := rune(1)
	for i := from; i < to; i++ {
		r, known := runes[list[i]]
		if known && r == 0 && give {
			r, next = next, following(next)
			runes[list[i]] = r
		}
		if r != 0 {
			as, at = append(as, r), append(at, i)
		}
	}
	return as, at
}

// following returns the code point after r that text can hold: surrogates
// cannot be written in UTF-8, which is how runes travel. There are 1.1 million
// such code points; the shared words of a part within effort are far fewer.
func following(r rune) rune {
	if r++; r == 0xD800 {
		r = 0xE000
	}
	return r
}
