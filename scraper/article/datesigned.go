package article

import (
	"strings"

	"golang.org/x/net/html"
)

// Where a text ends with the place and the day, as letters do.
const (
	linesSigned  = 4 // at most, with the names of those who sign
	longestPlace = 5 // words beside the day
)

// datesSigned returns the day with which a text ends, set to the right with its
// place: "Yavoriv, 5 March 2024".
func (r *reader) datesSigned() []dated {
	o := r.outline()
	last := min(len(o.paragraphs), r.region.last+linesSigned/2)
	for i := last - 1; i >= max(r.region.first, last-linesSigned); i-- {
		p := &o.paragraphs[i]
		if len(p.Text) > longestDateLine || !hasDigit(p.Text) || !setRight(p.Block) {
			continue
		}
		if all := r.datesIn("", p.Text, inText, false); len(all) == 1 && countWords(p.Text)-countWords(all[0].text) <= longestPlace {
			return all
		}
	}
	return nil
}

// setRight reports whether a block, or the one around it, is set to the right.
func setRight(n *html.Node) bool {
	for up := 0; n != nil && up < 2; n, up = n.Parent, up+1 {
		style := strings.ReplaceAll(strings.ToLower(attribute(n, "style")), " ", "")
		if strings.EqualFold(attribute(n, "align"), "right") || strings.Contains(style, "text-align:right") || strings.Contains(style, "text-align:end") {
			return true
		}
		for _, word := range splitName(nil, attribute(n, "class")) {
			if word == "right" {
				return true
			}
		}
	}
	return false
}
