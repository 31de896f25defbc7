package listing

import "sort"

// findLines notes where the lines and cells of the text begin.
func (t *tree) findLines() {
	t.lines = append(t.lines, 0)
	for i := range len(t.text) {
		if t.text[i] == '\n' || t.text[i] == '\t' {
			t.lines = append(t.lines, int32(i+1))
		}
	}
}

// lineOf returns the number of the line that holds an offset.
func (t *tree) lineOf(at int32) int {
	return sort.Search(len(t.lines), func(i int) bool { return t.lines[i] > at }) - 1
}

// lineEnd returns the offset at which line n ends, without its break.
func (t *tree) lineEnd(n int) int32 {
	if n+1 < len(t.lines) {
		return t.lines[n+1] - 1
	}
	return int32(len(t.text))
}

// elementAt returns the innermost element that holds an offset of the text.
func (t *tree) elementAt(at int32) int32 {
	i := int32(sort.Search(len(t.elements), func(i int) bool { return t.elements[i].from > at })) - 1
	for i > 0 && t.elements[i].to <= at {
		i = t.elements[i].parent
	}
	return max(i, 0)
}
