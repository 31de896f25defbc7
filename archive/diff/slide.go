package diff

import (
	"strings"
	"unicode/utf8"
)

// slide moves words that were only deleted, or only inserted, to where a
// person would mark them. In "A b. C d. E f." the second sentence may be new,
// or ". C d" before the second full stop: the same number of words either way.
func (m *matching) slide(old, new words) {
	regroup(m.a, m.to, m.from, old)
	regroup(m.b, m.from, m.to, new)
	slideSide(m.a, m.to, m.from, old)
	slideSide(m.b, m.from, m.to, new)
}

// regroup ends a replacement with its sentence. In "host." that became "hosts.
// They agreed." the old full stop equals both new ones; matched with the last,
// the new sentence would be torn in two, so it is matched with the first.
func regroup(list, link, back []int, w words) {
	begin := 0 // of the unmatched words before i
	for i := range list {
		if link[i] < 0 {
			continue
		}
		if sentenceEnd(w.word(i)) && edge(w, i+1) >= 2 {
			for p := begin; p < i; p++ {
				if list[p] == list[i] {
					link[p], back[link[i]], link[i] = link[i], p, -1
					break
				}
			}
		}
		if begin = i + 1; link[i] < 0 {
			begin = i
		}
	}
}

// slideSide does so for the words of one side that have no match. link leads
// to the other side's words, back from there.
func slideSide(list, link, back []int, w words) {
	for i := 0; i < len(list); {
		if link[i] >= 0 {
			i++
			continue
		}
		j := i
		for j < len(list) && link[j] < 0 {
			j++
		}
		i = slideRun(list, link, back, w, i, j)
	}
}

// slideRun moves the words i to j to their best place and returns where they end.
func slideRun(list, link, back []int, w words, i, j int) int {
	if !alone(link, back, i, j) {
		return j
	}
	shift := func(from, to int) { // the match of one word goes to another
		link[to], back[link[from]] = link[from], to
		link[from] = -1
	}
	for i > 0 && link[i-1] >= 0 && list[i-1] == list[j-1] {
		i, j = i-1, j-1
		shift(i, j)
	}
	best, offset, at := edge(w, i)+edge(w, j), 0, 0
	for j < len(list) && link[j] >= 0 && list[i] == list[j] {
		shift(j, i)
		i, j, at = i+1, j+1, at+1
		if e := edge(w, i) + edge(w, j); e >= best {
			best, offset = e, at
		}
	}
	for ; at > offset; at-- {
		i, j = i-1, j-1
		shift(i, j)
	}
	return j
}

// alone reports whether the other side has nothing unmatched where the words i
// to j stand.
func alone(link, back []int, i, j int) bool {
	prev, next := -1, len(back)
	if i > 0 {
		prev = link[i-1]
	}
	if j < len(link) {
		next = link[j]
	}
	return next == prev+1
}

// edge says how well a change can begin or end before word i: best between
// paragraphs, then sentences, then words.
func edge(w words, i int) int {
	switch {
	case i == 0 || i == len(w.spans) || paragraphBreak(w.word(i-1)):
		return 3
	case paragraphBreak(w.word(i)) || sentenceEnd(w.word(i-1)):
		return 2
	case w.gap(i) != "":
		return 1
	}
	return 0
}

// sentenceEnd reports whether a word is a mark that ends sentences.
func sentenceEnd(word string) bool {
	r, size := utf8.DecodeRuneInString(word)
	return size == len(word) && strings.ContainsRune(".!?…。！？।؟։", r)
}
