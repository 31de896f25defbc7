package listing

import (
	"math"
	"strings"
)

// rowsWith counts in how many rows each address is linked.
func (t *tree) rowsWith(s *set) map[string]int {
	count := map[string]int{}
	last := map[string]int32{}
	for _, r := range s.rows {
		e := t.elements[r.element]
		for i := e.firstLink; i < min(e.lastLink, e.firstLink+maxRowLinks); i++ {
			url := t.links[i].url
			if n, ok := last[url]; !ok || n != r.element {
				last[url] = r.element
				count[url]++
			}
		}
	}
	return count
}

// spans gives every row its text: an element within a line has the rest of the
// line, as far as it is not another row's.
func (t *tree) spans(s *set) {
	for i := range s.rows {
		e := &t.elements[s.rows[i].element]
		r := &s.rows[i]
		r.from, r.to = e.from, e.to
		if isBlock(e.node) || isCell(e.node) {
			continue
		}
		line := t.lineOf(e.from)
		r.from = t.lines[line]
		r.to = max(e.to, t.lineEnd(t.lineOf(max(e.to-1, e.from))))
		if i > 0 {
			if before := t.elements[s.rows[i-1].element]; before.to > r.from {
				r.from = e.from
			}
		}
		if i+1 < len(s.rows) {
			if next := t.elements[s.rows[i+1].element]; next.from < r.to {
				r.to = max(e.to, next.from)
			}
		}
	}
}

// maxRowLinks bounds how many links of a row are compared.
const maxRowLinks = 60

// readRow finds the row's main link; a row without one is none. With rowsWith,
// only links that no other row has are considered.
func (t *tree) readRow(r *row, rowsWith map[string]int) bool {
	e := t.elements[r.element]
	best := math.Inf(-1)
	seen := map[string]float64{}
	mains := map[string]int32{}
	for i := e.firstLink; i < min(e.lastLink, e.firstLink+maxRowLinks); i++ {
		l := &t.links[i]
		if !l.usable || rowsWith[l.url] > 1 {
			continue
		}
		score := t.linkScore(i) - 0.002*float64(i-e.firstLink)
		if had, ok := seen[l.url]; !ok {
			mains[l.url] = i
		} else if score > had {
			mains[l.url] = i
			score += 0.05
		} else {
			score = had + 0.05
		}
		seen[l.url] = score
		if score > best {
			best, r.url = score, l.url
		}
	}
	if r.url == "" {
		return false
	}
	r.main = mains[r.url]
	return true
}

// titlesIn counts the addresses that a row alone links with words like a title's.
func (t *tree) titlesIn(r *row, rowsWith map[string]int) int {
	e := t.elements[r.element]
	titles := map[string]bool{}
	for i := e.firstLink; i < min(e.lastLink, e.firstLink+maxRowLinks); i++ {
		l := t.links[i]
		if l.usable && l.kind == labelTitle && len(l.label) >= 12 && rowsWith[l.url] <= 1 && t.linkScore(i) > 0.3 {
			titles[l.url] = true
		}
	}
	return len(titles)
}

// isAddition reports whether a row is but a short link in the same line as
// the row before it: "Courses (programme)".
func (t *tree) isAddition(r *row, before []row) bool {
	if len(before) == 0 || isBlock(t.elements[r.element].node) || isCell(t.elements[r.element].node) {
		return false
	}
	last := before[len(before)-1]
	if t.lineOf(t.elements[r.element].from) != t.lineOf(t.elements[last.element].from) {
		return false
	}
	l, main := t.links[r.main], t.links[last.main]
	return main.kind == labelTitle && (l.kind != labelTitle || textWidth(l.label) < 12 && 2*textWidth(l.label) < textWidth(main.label))
}

// named reports whether a row prints more than a label to press: a title to
// click, or words of its own.
func (t *tree) named(r *row) bool {
	main := t.links[r.main]
	enough := 12
	if r.how == fromRow {
		enough = 4
	}
	return main.kind == labelTitle && textWidth(main.label) >= enough || t.plainText(r) >= 20 || isSerial(main)
}

// isSerial reports whether a link's label is a title that differs from the
// others' in its number only: "Situation report No. 15".
func isSerial(l link) bool {
	if l.kind != labelAction || len(l.label) < 12 || !strings.ContainsAny(l.label, "0123456789") {
		return false
	}
	first, _, _ := strings.Cut(fold(l.label), " ")
	return kindOfLabel(l.label) == labelTitle && !actionLabels()[first]
}

// plainText returns how many bytes a row prints that are neither link nor date.
func (t *tree) plainText(r *row) int {
	plain := int(r.end-r.from) - t.linkedBetween(r.from, r.end)
	lo, hi := t.datesIn(r.from, r.end)
	for _, d := range t.dates[lo:min(hi, lo+maxRowDates)] {
		plain -= int(d.to - d.from)
	}
	return plain
}
