package article

import (
	"strings"

	"golang.org/x/net/html/atom"

	"onrecord/archive"
	"onrecord/scraper/dates"
)

// datesForPrograms returns the date that an element of paragraph i carries for
// programs, and before it those said to be of updates.
func (r *reader) datesForPrograms(i int, weight float64) []dated {
	o := r.outline()
	var all []dated
	for _, c := range o.machineDates(i) {
		d, ok := r.machineDate(c.text)
		if !ok {
			continue
		}
		if !isUpdate(c.label) {
			return append(all, dated{SourceTime, c.text, d, weight, ""})
		}
		all = append(all, dated{SourceTime, c.text, d, onlyUpdate, "an update"})
	}
	return all
}

// machineDate reads a date written for programs; those that are not in the
// order of ISO 8601 are read as the page's language has it.
func (r *reader) machineDate(text string) (archive.Date, bool) {
	var d archive.Date
	ok := false
	if text = strings.TrimSpace(text); len(text) >= 6 && text[2] != '.' && text[2] != '/' && text[2] != '-' && text[1] != '.' && text[1] != '/' {
		d, ok = dates.ParseMachine(text, r.options.Location)
	} else {
		d, ok = dates.Parse(text, r.dateOptions())
	}
	return d, ok && r.possible(d)
}

// carried is a date for programs, and the words that people read before it.
type carried struct{ text, label string }

// machineDates returns the dates for programs that elements of paragraph i carry.
func (o *outline) machineDates(i int) []carried {
	block := o.paragraphs[i].element
	whole := o.labelOf(i) + " " + o.paragraphs[i].Text
	if v := o.elements[block].machineDate(); v != "" {
		return []carried{{v, whole}}
	}
	var all []carried
	from, to := o.marksOf(i)
	for e := from; e < to && len(all) < 3; e++ {
		if v := o.elements[e].machineDate(); v != "" {
			all = append(all, carried{v, o.before(i, e)})
		}
	}
	if up := o.elements[block].parent; len(all) == 0 && up >= 0 && o.elements[up].node.DataAtom == atom.Time {
		if v := o.elements[up].machineDate(); v != "" {
			all = append(all, carried{v, whole})
		}
	}
	return all
}

// machineDate returns the date for programs that the element itself carries.
func (e *element) machineDate() string {
	if e.node.DataAtom == atom.Time {
		if v := attribute(e.node, "datetime"); v != "" {
			return v
		}
	}
	if e.kind.is(kindDate) {
		return attribute(e.node, "content")
	}
	return ""
}
