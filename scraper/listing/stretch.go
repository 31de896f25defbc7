package listing

// maxStretch bounds how much text, in bytes, may belong to a row beyond its element.
const maxStretch = 1500

// stretch gives every row of a set the text around it that belongs to no other
// row: the paragraphs after a heading, the lines of a table after that of a
// link, what stands between a date and the link below it.
func (t *tree) stretch(s *set) {
	for i := range s.rows {
		r := &s.rows[i]
		r.top, r.end = r.from, max(r.to, t.endOf(s, i))
		if r.how == fromBefore && r.from-t.dates[r.date].from < maxStretch {
			r.top = t.dates[r.date].from
		}
	}
}

// endOf returns where the text of row i ends: at the next row or its date, a
// heading, or the end of the element around it.
func (t *tree) endOf(s *set, i int) int32 {
	e := t.elements[s.rows[i].element]
	if e.parent < 0 {
		return e.to
	}
	end := t.elements[e.parent].to
	if i+1 < len(s.rows) {
		next := &s.rows[i+1]
		end = min(end, next.from)
		if next.how == fromBefore {
			end = min(end, t.lines[t.lineOf(t.dates[next.date].from)])
		}
	}
	end = min(end, s.rows[i].to+maxStretch)
	for j := e.end; j < int32(len(t.elements)) && t.elements[j].from < end; j++ {
		if isHeading(t.elements[j].node) {
			return t.elements[j].from
		}
	}
	return end
}
