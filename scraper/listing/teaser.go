package listing

import (
	"sort"
	"strings"
	"unicode"

	"onrecord/archive"
)

// part is a line of a row, or of a cell of it, or what title, date and links
// leave of it.
type part struct {
	piece
	linked bool // nothing but links
}

// maxParts bounds the lines of a row that are looked at.
const maxParts = 60

// parts returns the lines of a row that print letters, without its title and
// without dates that stand for themselves.
func (t *tree) parts(r *row, title piece) []part {
	var parts []part
	for n := t.lineOf(r.top); n < len(t.lines) && t.lines[n] < r.end && len(parts) < maxParts; n++ {
		from, to := max(r.top, t.lines[n]), min(r.end, t.lineEnd(n))
		for _, p := range t.without(from, to, t.taken(from, to, title, r.date)) {
			p.linked = t.linkedBetween(p.from, p.to)*10 >= len(p.text)*8
			parts = append(parts, p)
		}
	}
	return parts
}

// taken returns the ranges of a line that are the title, the row's date or one
// standing for itself, in order.
func (t *tree) taken(from, to int32, title piece, date int32) [][2]int32 {
	var taken [][2]int32
	if lo, hi := max(from, title.from), min(to, title.to); lo < hi {
		taken = append(taken, [2]int32{lo, hi})
	}
	lo, hi := t.datesIn(from, to)
	for i, d := range t.dates[lo:hi] {
		if int32(lo+i) == date || d.weight >= 1 || d.to-d.from+25 >= to-from {
			taken = append(taken, [2]int32{d.from, min(d.to, to)})
		}
	}
	sort.Slice(taken, func(i, j int) bool { return taken[i][0] < taken[j][0] })
	return taken
}

// without returns what is left of a line without the ranges taken.
func (t *tree) without(from, to int32, taken [][2]int32) []part {
	var parts []part
	keep := func(from, to int32) {
		if from >= to {
			return
		}
		text := t.textOf(from, to)
		if len(taken) > 0 {
			text = strings.TrimFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("|-–—:;,/•·[]", r) })
		}
		if kindOfLabel(text) == labelTitle && !isLabelOfDate(text, len(taken) > 0) {
			parts = append(parts, part{piece: piece{from, to, text}})
		}
	}
	at := from
	for _, r := range taken {
		keep(at, r[0])
		at = max(at, r[1])
	}
	keep(at, to)
	return parts
}

// isLabelOfDate reports whether what stands beside a date only says that it is one.
func isLabelOfDate(text string, beside bool) bool {
	if !beside || textWidth(text) > 30 {
		return false
	}
	for w := range strings.FieldsSeq(fold(text)) {
		if dateWords()[w] || otherDateWords()[w] || publicationWords()[w] {
			return true
		}
	}
	return false
}

// linkedBetween returns how many bytes between two places are links.
func (t *tree) linkedBetween(from, to int32) int {
	sum := 0
	i := sort.Search(len(t.links), func(i int) bool { return t.elements[t.links[i].element].to > from })
	for n := 0; i < len(t.links) && n < maxRowLinks; i, n = i+1, n+1 {
		a := t.elements[t.links[i].element]
		if a.from >= to {
			break
		}
		if lo, hi := max(a.from, from), min(a.to, to); lo < hi {
			sum += int(hi - lo)
		}
	}
	return sum
}

// longLine is from where on, in bytes, a line is a sentence rather than a label.
const longLine = 60

// teaserOf returns the text beside the title that is neither title nor date:
// its sentences, or what else there is where it has none.
func (t *tree) teaserOf(r *row, title piece) string {
	var long, short []string
	for _, p := range t.parts(r, title) {
		switch {
		case p.text == title.text, p.linked && (len(p.text) < longLine || wraps(p.piece, title)):
		case len(p.text) >= longLine:
			long = append(long, p.text)
		default:
			short = append(short, p.text)
		}
	}
	if len(long) == 0 {
		long = short
	}
	return archive.NormaliseLine(strings.Join(long, " "))
}
