package diff

// Excerpts returns those paragraphs of a hunk that hold a change, as
// operations. Of unchanged running text no more than context columns are kept on
// either side of a change, "…" standing for the rest; 0 keeps all. The texts are
// safe to print as part of one line.
func Excerpts(h Hunk, context int) [][]Op {
	var list [][]Op
	for _, l := range changedLines(h.Ops, contextOf(h.Field, Options{Context: context})) {
		ops := make([]Op, 0, len(l))
		for _, s := range l {
			ops = append(ops, Op{Op: s.kind, Text: s.text})
		}
		list = append(list, ops)
	}
	return list
}
