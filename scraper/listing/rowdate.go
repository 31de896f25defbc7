package listing

import (
	"golang.org/x/net/html/atom"
)

// source says where the date of a row was found.
type source uint8

const (
	fromNowhere source = iota
	fromRow            // in the row
	fromBefore         // between the row before and this one
	fromAfter          // between this row and the next
	fromHeading        // above a group of rows
)

// What a date is worth by where it stands.
const (
	worthBeside  = 0.6
	worthHeading = 0.45
)

// maxRowDates bounds how many dates of a row are compared.
const maxRowDates = 12

// dateRows gives every row of a set the date that belongs to it: one in the
// row, or those between the rows when they serve more rows.
func (t *tree) dateRows(s *set) {
	slots := t.slots(s)
	var inside float64
	for i := range s.rows {
		r := &s.rows[i]
		r.date, r.how, r.weight = -1, fromNowhere, 0
		t.dateInside(r, slots, len(s.rows))
		inside += r.weight
	}
	if len(s.rows) == 0 || inside >= 0.6*float64(len(s.rows)) {
		return
	}
	between, worth := t.datesBetween(s)
	if worth <= inside {
		return
	}
	for i, b := range between {
		if r := &s.rows[i]; r.weight < b.weight && b.date >= 0 {
			r.date, r.how, r.weight = b.date, b.how, b.weight
		}
	}
}

// slotKey names a place for dates within rows of one kind.
type slotKey struct {
	shape  uint64
	column int
}

// slot is what the dates in one place of all rows have in common.
type slot struct {
	rows, pairs, up, down int
	weight                float64
	last                  string
	lastRow               int
	header                float64
}

// slots looks at the dates inside the rows, place by place.
func (t *tree) slots(s *set) map[slotKey]*slot {
	slots := map[slotKey]*slot{}
	for i := range s.rows {
		lo, hi := t.datesIn(s.rows[i].from, s.rows[i].to)
		for d := lo; d < min(hi, lo+maxRowDates); d++ {
			key := t.slotOf(d)
			p := slots[key]
			if p == nil {
				p = &slot{lastRow: -1, header: t.headerWeight(d)}
				slots[key] = p
			}
			p.add(i, t.dates[d])
		}
	}
	return slots
}

// add counts one date; only the first of a row in its place counts.
func (p *slot) add(row int, f found) {
	if row == p.lastRow {
		return
	}
	day := f.match.Date.Day()
	if p.lastRow >= 0 {
		p.pairs++
		if day <= p.last {
			p.down++
		}
		if day >= p.last {
			p.up++
		}
	}
	p.rows++
	p.weight += f.weight
	p.last, p.lastRow = day, row
}

// score says how much the place looks like that of the publication date: most
// rows have it, it reads like one, and the listing is sorted by it.
func (p *slot) score(rows int) float64 {
	share := float64(p.rows) / float64(rows)
	score := 0.3 + 0.7*share + p.header
	if p.pairs >= 3 {
		score += 0.4 * (float64(max(p.up, p.down))/float64(p.pairs) - 0.5)
	}
	return score
}

// dateInside chooses among the dates in a row.
func (t *tree) dateInside(r *row, slots map[slotKey]*slot, n int) {
	lo, hi := t.datesIn(r.from, r.to)
	rows := 0
	for _, p := range slots {
		rows = max(rows, p.rows)
	}
	best := 0.0
	for d := lo; d < min(hi, lo+maxRowDates); d++ {
		p := slots[t.slotOf(d)]
		if t.dates[d].weight < 0.5 && 5*p.rows < 4*n {
			continue // a date that some texts mention
		}
		score := t.dates[d].weight * p.score(max(rows, 1))
		if t.inElement(d, t.links[r.main].element) && t.dates[d].weight < 1 {
			score *= 0.8
		}
		if score > best+1e-9 {
			best = score
			r.date, r.how, r.weight = int32(d), fromRow, t.dates[d].weight
		}
	}
}

func (t *tree) inElement(d int, e int32) bool {
	return t.dates[d].element >= e && t.dates[d].element < t.elements[e].end
}

// slotOf names the place of a date: the kind of the element around it, and
// its column in a table.
func (t *tree) slotOf(d int) slotKey {
	e := t.dates[d].element
	key := slotKey{shape: t.elements[e].shape, column: -1}
	if cell := t.cellOf(e); cell >= 0 {
		key.column = t.columnOf(cell)
	}
	return key
}

// cellOf returns the table cell around element e, at most a few levels up.
func (t *tree) cellOf(e int32) int32 {
	for range 6 {
		if e < 0 || isCell(t.elements[e].node) {
			return e
		}
		e = t.elements[e].parent
	}
	return -1
}

// maxColumns bounds how far cells are counted.
const maxColumns = 40

// columnOf counts the cells before a cell in its row.
func (t *tree) columnOf(cell int32) int {
	n := 0
	for p := t.elements[cell].node.PrevSibling; p != nil && n < maxColumns; p = p.PrevSibling {
		if isCell(p) {
			n++
		}
	}
	return n
}

// headerWeight judges a date by the head of its column.
func (t *tree) headerWeight(d int) float64 {
	cell := t.cellOf(t.dates[d].element)
	if cell < 0 {
		return 0
	}
	table := cell
	for range 4 {
		if table = t.elements[table].parent; table < 0 || t.elements[table].node.DataAtom == atom.Table {
			break
		}
	}
	if table < 0 || t.elements[table].node.DataAtom != atom.Table {
		return 0
	}
	column := t.columnOf(cell)
	for i := table + 1; i < min(t.elements[table].end, table+4*maxColumns); i++ {
		e := t.elements[i]
		if isCell(e.node) && t.columnOf(i) == column {
			return labelWeight(t.cut(e.from, min(e.to, e.from+100)))
		}
	}
	return 0
}
