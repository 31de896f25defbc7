package listing

import "slices"

// dropMenus drops the rows that stand in containers without any date where
// another container of the same kind is a listing with its dates: in old layouts
// the menu is a table like that of the news. They must lead elsewhere too. Where
// it is known how entries are made, one of them is a listing.
func (t *tree) dropMenus(s *set, known string) {
	groups := t.groups(s)
	if len(groups) < 2 || len(groups) == len(s.rows) {
		return
	}
	folder, least := "", fewRows
	if t.isMade(s, known) {
		least = 1
	}
	for _, g := range groups {
		if len(g.rows) >= least && datedRows(g) == len(g.rows) {
			folder = folderOf(g)
		}
	}
	if folder == "" {
		return
	}
	kept := s.rows[:0]
	for _, g := range groups {
		if datedRows(g) > 0 || folderOf(g) == folder {
			kept = append(kept, g.rows...)
		}
	}
	if len(kept) < len(s.rows) {
		s.rows = kept
		t.rate(s)
	}
}

// groups parts the rows of a set by the element around them, in the order of the page.
func (t *tree) groups(s *set) []*set {
	var groups []*set
	of := map[int32]*set{}
	for _, r := range s.rows {
		up := t.elements[r.element].parent
		if of[up] == nil {
			of[up] = &set{}
			groups = append(groups, of[up])
		}
		of[up].rows = append(of[up].rows, r)
	}
	slices.SortStableFunc(groups, func(a, b *set) int { return int(a.rows[0].element - b.rows[0].element) })
	return groups
}

func datedRows(s *set) int {
	n := 0
	for _, r := range s.rows {
		if r.date >= 0 {
			n++
		}
	}
	return n
}
