package listing

import (
	"onrecord/archive"
)

// entriesOf returns what a row lists: one entry, or several where its links
// are of one kind and none is the row's title.
func (t *tree) entriesOf(r *row) []archive.Entry {
	e := archive.Entry{URL: r.url, Date: r.day}
	if r.date >= 0 {
		e.Date = t.dates[r.date].match.Date
	}
	title := t.titleOf(r)
	e.Title = title.text
	e.Teaser = t.teaserOf(r, title)
	entries := []archive.Entry{e}
	if r.selected {
		return entries
	}
	if r.document >= 0 {
		entries = append(entries, archive.Entry{URL: t.links[r.document].url, Date: e.Date, Title: e.Title})
	}
	for _, l := range t.equals(r) {
		other := archive.Entry{URL: t.links[l].url, Date: e.Date, Title: e.Title}
		if t.links[l].kind == labelTitle {
			other.Title = t.labelOf(l)
		}
		entries = append(entries, other)
	}
	return entries
}

// equals returns the links of a row that are entries of their own beside its
// main link: of the same kind, to something else.
func (t *tree) equals(r *row) []int32 {
	main := t.links[r.main]
	e := t.elements[r.element]
	var same []int32
	seen := map[string]bool{stem(main.url): true}
	for i := e.firstLink; i < min(e.lastLink, e.firstLink+maxRowLinks); i++ {
		l := t.links[i]
		if !l.usable || seen[stem(l.url)] || l.kind != main.kind || t.shapeAt(i) != t.shapeAt(r.main) || t.cellOf(l.element) != t.cellOf(main.element) {
			continue
		}
		switch main.kind {
		case labelTitle:
			if len(l.label) < 12 || 5*textWidth(l.label) < 3*min(textWidth(main.label), 50) {
				continue
			}
		case labelNumber:
		default:
			continue
		}
		seen[stem(l.url)] = true
		same = append(same, i)
	}
	return same
}

func (t *tree) shapeAt(l int32) uint64 { return t.elements[t.links[l].element].shape }

// labelOf returns the whole text of a link.
func (t *tree) labelOf(l int32) string {
	e := t.elements[t.links[l].element]
	return t.textOf(e.from, e.to)
}

// maxField bounds titles and teasers, in bytes of the page.
const maxField = 4000

// textOf returns the text between two places as one line.
func (t *tree) textOf(from, to int32) string {
	return archive.NormaliseLine(t.cut(from, min(to, from+maxField)))
}
