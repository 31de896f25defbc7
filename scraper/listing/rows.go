package listing

import (
	"math"
	"slices"
	"sort"
	"strings"

	"golang.org/x/net/html/atom"

	"onrecord/archive"
)

// row is one element of a repeated kind, and what was found in it.
type row struct {
	element  int32
	from, to int32        // its text; with the rest of the line for an element within a line
	top, end int32        // with what stands around it and belongs to no other row
	main     int32        // link that leads to the entry
	document int32        // link to a document that is an entry of its own, or -1
	titles   int          // links in it that read like titles, by address
	date     int32        // number of its date in tree.dates, or -1
	day      archive.Date // its date if it prints none: from its address, or the page's
	how      source
	weight   float64 // of its date
	url      string  // address of the entry, as archive.CleanURL gives it
	selected bool    // a selector of the configuration chose it
}

// set is the elements of one kind that hold links: maybe the listing.
type set struct {
	rows  []row
	shape uint64
	score float64
	dated float64 // sum of the rows' dates, by weight
}

// sets groups the elements that hold a usable link by their kind, in the order
// of the page.
func (t *tree) sets() []*set {
	byShape := map[uint64]*set{}
	var all []*set
	usable := t.usableSum()
	for i := range t.elements {
		e := &t.elements[i]
		if e.chrome || usable[e.firstLink] == usable[e.lastLink] || passThrough(e.node) {
			continue
		}
		s := byShape[e.shape]
		if s == nil {
			s = &set{shape: e.shape}
			byShape[e.shape] = s
			all = append(all, s)
		}
		s.rows = append(s.rows, row{element: int32(i), date: -1, main: -1, document: -1})
	}
	return all
}

// usableSum returns how many of the first i links are usable.
func (t *tree) usableSum() []int32 {
	sum := make([]int32, len(t.links)+1)
	for i, l := range t.links {
		sum[i+1] = sum[i]
		if l.usable {
			sum[i+1]++
		}
	}
	return sum
}

// measure finds links, dates and titles of the rows, and the set's score.
func (t *tree) measure(s *set) {
	t.spans(s)
	t.readRows(s)
	t.dateRows(s)
	t.stretch(s)
	t.rate(s)
}

// readRows reads every row and drops those without a link. An address that
// several rows hold is a rubric or a shared document: such rows look for
// another.
func (t *tree) readRows(s *set) {
	rowsWith := t.rowsWith(s)
	kept := s.rows[:0]
	for _, r := range s.rows {
		if !t.readRow(&r, nil) || t.isAddition(&r, kept) {
			continue
		}
		r.titles = t.titlesIn(&r, rowsWith)
		if rowsWith[r.url] > 1 {
			shared := r
			if shared.url = ""; t.readRow(&shared, rowsWith) {
				shared.titles = r.titles
				r = shared
			}
		}
		kept = append(kept, r)
	}
	s.rows = kept
}

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
	return main.kind == labelTitle && len(main.label) >= 12 || t.plainText(r) >= 20 || isSerial(main)
}

// isSerial reports whether a link's label is a title that differs from the
// others' in its number only: "Situation report No. 15".
func isSerial(l link) bool {
	if l.kind != labelAction || len(l.label) < 12 || !strings.ContainsAny(l.label, "0123456789") {
		return false
	}
	first, _, _ := strings.Cut(fold(l.label), " ")
	return kindOfLabel(l.label) == labelTitle && !actionLabels[first]
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

// rate gives the set its score: what its rows are worth together. Dates make a
// listing; without them there is little to tell it from a menu.
func (t *tree) rate(s *set) {
	var plain, blank, blankDated float64
	named := 0
	s.dated = 0
	seen := make(map[string]bool, len(s.rows))
	for i := range s.rows {
		r := &s.rows[i]
		if seen[r.url] {
			continue // a picture and a title of one entry
		}
		seen[r.url] = true
		worth := 1.0
		if r.titles > 1 {
			worth /= math.Sqrt(float64(r.titles))
		}
		if r.to-r.from > 4000 {
			worth *= 0.5
		}
		switch {
		case !t.named(r) && r.date >= 0:
			blankDated += 0.3 * worth * r.weight
		case !t.named(r):
			blank += 0.3 * worth * t.titleness(r)
		case r.date >= 0:
			named++
			s.dated += worth * r.weight
		default:
			named++
			plain += worth * t.titleness(r) * t.likelihood(r)
		}
	}
	if named*3 < len(s.rows) { // else what has no name is cut out of rows that have one
		s.dated += blankDated
		plain += blank
	}
	s.score = s.dated + 4*(1-math.Exp(-plain/12))
}

// titleness says how much an undated row looks like an entry's rather than a
// menu's, 0 to 1: a link as long as a title, in a heading, to a document, or
// with words beside it.
func (t *tree) titleness(r *row) float64 {
	l := t.links[r.main]
	w := 0.1
	if l.kind == labelTitle {
		w = min(1, max(0, (float64(textWidth(l.label))-12)/40))
		if t.elements[l.element].heading || t.headingIn(l.element) >= 0 {
			w = max(w, 0.6)
		}
	}
	plain := t.plainText(r)
	switch {
	case plain == 0 && !isDocument(r.url):
		return 0.7 * w
	case r.end-r.from > 3000:
	case plain >= longLine:
		w = max(w, 0.7)
	case plain >= 20 && isDocument(r.url):
		w = max(w, 0.6)
	case plain >= 20:
		w = max(w, 0.45)
	case isDocument(r.url), plain >= 6 && t.elements[r.element].node.DataAtom == atom.Tr:
		w = max(w, 0.4)
	}
	return w
}

// likelihood weighs undated rows of different kinds against each other: those
// that lead below the page itself, and those with sentences, come first.
func (t *tree) likelihood(r *row) float64 {
	w := 1.0
	if t.plainText(r) >= longLine {
		w *= 1.5
	}
	if strings.HasPrefix(r.url, t.folder) {
		w *= 1.5
	}
	return w
}

// textWidth returns about how many Latin letters a text is worth: a Chinese
// character tells as much as two or three.
func textWidth(s string) int {
	n := 0
	for _, r := range s {
		if r >= 0x2E80 {
			n += 2
		}
		n++
	}
	return n
}

// listing returns the sets that make the listing, the first being the main one.
func (t *tree) listing() []*set {
	all := t.sets()
	for _, s := range all {
		t.measure(s)
	}
	all = slices.DeleteFunc(all, func(s *set) bool { return len(s.rows) == 0 })
	sort.SliceStable(all, func(i, j int) bool { return all[i].score > all[j].score+1e-9 })
	all = t.inMain(all)
	first := slices.IndexFunc(all, t.acceptable)
	if first < 0 {
		return nil
	}
	chosen := []*set{all[first]}
	for _, s := range all[first+1:] {
		if t.joins(s, chosen) {
			chosen = append(chosen, s)
		}
	}
	for _, s := range chosen {
		t.findDocuments(s)
	}
	return chosen
}
