package roster

import (
	"slices"

	"onrecord/archive"
)

// forget returns the picture without the articles that were forgotten since it was
// made. To forget one counts as reading revisions anew; where nothing else was, the
// picture is that of the head's readings.
func (r *Roster) forget(h head) *Roster {
	if len(h.forgotten) <= r.forgotten {
		return r
	}
	gone := map[archive.Ref]bool{}
	less := &Roster{Outline: r.Outline, Rows: make([]Row, 0, len(r.Rows)), Steps: make([]Step, 0, len(r.Steps))}
	for i := range r.Rows {
		if slices.Contains(h.forgotten[r.forgotten:], r.Rows[i].ID) {
			gone[r.Rows[i].Ref] = true
		} else {
			less.Rows = append(less.Rows, r.Rows[i])
		}
	}
	for _, s := range r.Steps {
		if !gone[s.Ref] {
			less.Steps = append(less.Steps, s)
		}
	}
	if h.readings-r.readings == len(h.forgotten)-r.forgotten {
		less.readings = h.readings
	}
	less.forgotten = len(h.forgotten)
	less.index()
	return less
}
