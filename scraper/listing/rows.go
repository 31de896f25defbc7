package listing

import (
	"slices"
	"sort"

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

// listing returns the sets that make the listing, the first being the main one.
// known is the make of its entries, where an earlier page has shown it.
func (t *tree) listing(known string) []*set {
	all := t.sets()
	for _, s := range all {
		t.measure(s)
		t.dropMenus(s, known)
	}
	all = slices.DeleteFunc(all, func(s *set) bool { return len(s.rows) == 0 })
	sort.SliceStable(all, func(i, j int) bool { return all[i].score > all[j].score+1e-9 })
	all = t.inMain(all)
	first := slices.IndexFunc(all, func(s *set) bool { return t.isMade(s, known) && t.entitled(s) })
	if first < 0 {
		first = slices.IndexFunc(all, t.acceptable)
	}
	if first < 0 {
		return nil
	}
	chosen := []*set{all[first]}
	for i, s := range all {
		if i != first && t.joins(s, chosen) {
			chosen = append(chosen, s)
		}
	}
	for _, s := range chosen {
		t.findDocuments(s)
	}
	return chosen
}

// fewRows is how many rows show how the entries of a listing are made.
const fewRows = 3

// makeShown returns how the rows of the main set are made, "" when they are too few to tell.
func (t *tree) makeShown(sets []*set) string {
	if len(sets) == 0 || len(sets[0].rows) < fewRows {
		return ""
	}
	return t.makeOf(sets[0].rows[0].element)
}

// isMade reports whether the rows of a set are known to be made like entries.
func (t *tree) isMade(s *set, known string) bool {
	return known != "" && len(s.rows) > 0 && t.makeOf(s.rows[0].element) == known
}

// entitled reports whether every row of a set leads to an entry by its title.
func (t *tree) entitled(s *set) bool {
	return !slices.ContainsFunc(s.rows, func(r row) bool { return t.links[r.main].kind != labelTitle })
}
