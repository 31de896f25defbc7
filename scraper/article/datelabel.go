package article

import (
	"strings"

	"golang.org/x/net/html/atom"

	"onrecord/scraper/page"
)

// A label that stands in an element of its own, before what it names.
const (
	longestLabel = 40 // bytes
	labelClimb   = 3  // elements that may be wrapped around either of the two
)

// labelOf returns what names paragraph i from an element before it, as dt does
// dd and th does td; "" when nothing does.
func (o *outline) labelOf(i int) string {
	if i == 0 {
		return ""
	}
	label, named := o.paragraphs[i-1].element, o.paragraphs[i].element
	if text := o.paragraphs[i-1].Text; len(text) > longestLabel || hasDigit(text) || !o.besideEachOther(label, named, i) {
		return ""
	}
	return o.paragraphs[i-1].Text
}

// besideEachOther reports whether the elements of paragraphs i-1 and i, or
// what is wrapped around nothing but these, follow each other.
func (o *outline) besideEachOther(label, named, i int) bool {
	for up := 0; up < labelClimb && label >= 0 && o.elements[label].first == i-1 && o.elements[label].last == i; up++ {
		if isHeading(o.elements[label].node) {
			return false // names what follows as a whole
		}
		for e, above := named, 0; above < labelClimb && e >= 0 && o.elements[e].first == i; e, above = o.elements[e].parent, above+1 {
			if o.elements[e].parent == o.elements[label].parent {
				return o.elements[e].last == i+1 || o.elements[e].node.DataAtom == atom.Dd
			}
		}
		label = o.elements[label].parent
	}
	return false
}

// before returns what paragraph i prints before the element e in it, from the
// last date on, and with it the label in an element before the paragraph.
func (o *outline) before(i, e int) string {
	text := o.paragraphs[i].Text
	at := strings.Index(text, page.Text(o.elements[e].node))
	if at < 0 {
		return ""
	}
	label := text[:at]
	if digit := strings.LastIndexAny(label, "0123456789"); digit >= 0 {
		return label[digit+1:]
	}
	return o.labelOf(i) + " " + label
}
