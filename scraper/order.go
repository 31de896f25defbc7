package scraper

import (
	"slices"
	"sort"

	"onrecord/archive"
)

// disorderly is the share of a listing's entries, one in so many, that may stand
// out of the order of days, as pinned ones do. With more it is in no order, and
// where an article should stand cannot be told.
const disorderly = 10

// inOrder returns the longest part of the entries with days in which no later
// one is newer; none of them when too many are not part of it.
func inOrder(entries []placed) []placed {
	dated := slices.DeleteFunc(slices.Clone(entries), func(e placed) bool { return e.day == "" })
	var last []int                    // of the best part of each length, the entry it ends with
	before := make([]int, len(dated)) // of each entry, the one before it in the best part that it ends
	for i, e := range dated {
		n := sort.Search(len(last), func(k int) bool { return dated[last[k]].day < e.day })
		before[i] = -1
		if n > 0 {
			before[i] = last[n-1]
		}
		if n == len(last) {
			last = append(last, i)
		} else {
			last[n] = i
		}
	}
	ordered := []placed{}
	if len(last) > 0 {
		for i := last[len(last)-1]; i >= 0; i = before[i] {
			ordered = append(ordered, dated[i])
		}
	}
	slices.Reverse(ordered)
	if all := articlesIn(dated); disorderly*(all-articlesIn(ordered)) > all {
		return []placed{}
	}
	return ordered
}

// articlesIn returns how many articles stand at some places: one that is pinned
// on top of every page is one.
func articlesIn(places []placed) int {
	different := map[archive.Mark]bool{}
	for _, p := range places {
		different[p.mark] = true
	}
	return len(different)
}
