package listing

// beside is a date that stands between rows.
type beside struct {
	date   int32
	how    source
	weight float64
}

// datesBetween finds dates before the rows, after them or above groups of
// them, whichever serves more rows, and what they are worth together.
func (t *tree) datesBetween(s *set) ([]beside, float64) {
	before := make([]beside, len(s.rows))
	after := make([]beside, len(s.rows))
	for i := range s.rows {
		from, to := t.gapBefore(s, i)
		before[i] = t.besideIn(from, to, true)
		from, to = t.gapAfter(s, i)
		after[i] = t.besideIn(from, to, false)
	}
	t.dropPageDate(before)
	direct, following := t.sameShape(before), t.sameShape(after)
	votes := t.belonging(s, before)
	chosen := before
	if votes < 0 || votes == 0 && (following > direct || following == direct && before[0].date < 0) {
		chosen = after
	} else {
		inherit(before)
	}
	var worth float64
	for _, b := range chosen {
		worth += b.weight
	}
	return chosen, worth
}

// dropPageDate drops a single date above all rows unless it is set as a
// heading: pages like to print the day of the visit at their top.
func (t *tree) dropPageDate(before []beside) {
	if len(before) < 2 || before[0].date < 0 {
		return
	}
	for _, b := range before[1:] {
		if b.date >= 0 {
			return
		}
	}
	if f := t.dates[before[0].date]; !t.elements[f.element].heading {
		before[0] = beside{date: -1}
	}
}

// belonging says whether the dates between rows stand in one element with the
// row below them (above 0) or with the row above them (below 0). A date in a
// heading belongs to what follows.
func (t *tree) belonging(s *set, before []beside) int {
	votes := 0
	for i := 1; i < len(before); i++ {
		if before[i].date < 0 {
			continue
		}
		e := t.dates[before[i].date].element
		above, below := t.shared(e, s.rows[i-1].element), t.shared(e, s.rows[i].element)
		switch {
		case below > above || below == above && t.elements[e].heading:
			votes++
		case below < above:
			votes--
		}
	}
	return votes
}

// shared returns the innermost element that holds both elements; of two such
// around one element, the higher number is the inner.
func (t *tree) shared(a, b int32) int32 {
	for a > 0 && (b < a || b >= t.elements[a].end) {
		a = t.elements[a].parent
	}
	return a
}

// sameShape drops the dates that are not set like most, or like the first, of
// them, and returns how many are left.
func (t *tree) sameShape(list []beside) int {
	count := map[uint64]int{}
	var most uint64
	for _, b := range list {
		if b.date < 0 {
			continue
		}
		shape := t.elements[t.dates[b.date].element].shape
		if count[shape]++; count[shape] > count[most] {
			most = shape
		}
	}
	total := 0
	for _, n := range count {
		total += n
	}
	if 2*count[most] < total {
		return total
	}
	for i, b := range list {
		if b.date >= 0 && t.elements[t.dates[b.date].element].shape != most {
			list[i] = beside{date: -1}
		}
	}
	return count[most]
}

// inherit lets a date hold for the rows below it up to the next.
func inherit(before []beside) {
	for i := 1; i < len(before); i++ {
		if before[i].date < 0 && before[i-1].date >= 0 {
			before[i] = beside{before[i-1].date, fromHeading, worthHeading}
		}
	}
}

// How far outside the first and last row a date may stand.
const (
	reachAbove = 600
	reachBelow = 300
)

func (t *tree) gapBefore(s *set, i int) (from, to int32) {
	to = s.rows[i].from
	if i > 0 {
		return s.rows[i-1].to, to
	}
	return max(0, to-reachAbove), to
}

func (t *tree) gapAfter(s *set, i int) (from, to int32) {
	from = s.rows[i].to
	if i+1 < len(s.rows) {
		return from, s.rows[i+1].from
	}
	to = int32(len(t.text))
	if up := t.elements[s.rows[i].element].parent; up >= 0 {
		to = t.elements[up].to
	}
	return from, min(to, from+reachBelow)
}

// besideIn returns the date in a gap that stands for itself: the last one
// before a row, the first one after it.
func (t *tree) besideIn(from, to int32, last bool) beside {
	lo, hi := t.datesIn(from, to)
	none := beside{date: -1}
	for range min(hi-lo, maxRowDates) {
		d := lo
		if last {
			hi--
			d = hi
		} else {
			lo++
		}
		if w := t.dates[d].weight; w >= 0.7 && t.dates[d].alone {
			return beside{int32(d), map[bool]source{true: fromBefore, false: fromAfter}[last], worthBeside * w}
		}
	}
	return none
}
