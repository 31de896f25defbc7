package diff

import (
	"sort"
	"strings"
)

// anchor is a place at which two texts can be cut: a word of each.
type anchor struct{ a, b int }

// anchors returns, ascending on both sides, the longest chain of places in p
// where both sides hold the same key and hold it once. Keys below 0 are none.
func anchors(p part, keysA, keysB []int) []anchor {
	type count struct{ inA, inB, at int }
	counts := make(map[int]count)
	for j := p.b0; j < p.b1; j++ {
		c := counts[keysB[j]]
		c.inB, c.at = c.inB+1, j
		counts[keysB[j]] = c
	}
	for i := p.a0; i < p.a1; i++ {
		if c, known := counts[keysA[i]]; known {
			c.inA++
			counts[keysA[i]] = c
		}
	}
	var places []anchor
	for i := p.a0; i < p.a1; i++ {
		if c := counts[keysA[i]]; keysA[i] >= 0 && c.inA == 1 && c.inB == 1 {
			places = append(places, anchor{i, c.at})
		}
	}
	return ascending(places)
}

// ascending returns the longest subsequence of places, ascending in a, that
// ascends in b too (patience sorting).
func ascending(places []anchor) []anchor {
	var ends []int // ends[k]: the place that ends the best chain of k+1 places
	before := make([]int, len(places))
	for i, p := range places {
		k := sort.Search(len(ends), func(k int) bool { return places[ends[k]].b >= p.b })
		before[i] = -1
		if k > 0 {
			before[i] = ends[k-1]
		}
		if k == len(ends) {
			ends = append(ends, i)
		} else {
			ends[k] = i
		}
	}
	if len(ends) == 0 {
		return nil
	}
	chain := make([]anchor, len(ends))
	for k, i := len(ends)-1, ends[len(ends)-1]; k >= 0; k, i = k-1, before[i] {
		chain[k] = places[i]
	}
	return chain
}

// paragraphKeys numbers the paragraphs of a text, the same paragraph with the
// same number, at their first words; all other words have -1.
func paragraphKeys(w words, numbers map[string]int) []int {
	keys := none(len(w.spans))
	begin := 0
	mark := func(end int) {
		if begin < end {
			text := w.text[w.start(begin):w.end(end)]
			if _, known := numbers[text]; !known {
				numbers[text] = len(numbers)
			}
			keys[begin] = numbers[text]
		}
		begin = end + 1
	}
	for i := range w.spans {
		if paragraphBreak(w.word(i)) {
			mark(i)
		}
	}
	mark(len(w.spans))
	return keys
}

func paragraphBreak(word string) bool { return strings.Contains(word, "\n") }
