package listing

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/archive"
)

// piece is a part of a row's text; from == to for one that is not printed.
type piece struct {
	from, to int32
	text     string
}

// titleOf returns the title of a row's entry: its link's text, or the heading
// or text of the row where the link only says what to do.
func (t *tree) titleOf(r *row) piece {
	var best piece
	e := t.elements[r.element]
	for i := e.firstLink; i < min(e.lastLink, e.firstLink+maxRowLinks); i++ {
		if t.links[i].url != r.url || t.links[i].kind != labelTitle {
			continue
		}
		if title := t.titleIn(i); best.text == "" || wraps(best, title) || len(title.text) > len(best.text) && !wraps(title, best) {
			best = title
		}
	}
	if best.text != "" {
		return best
	}
	if h := t.headingIn(r.element); h >= 0 {
		if title := t.withoutDate(t.elements[h].from, t.elements[h].to); kindOfLabel(title.text) == labelTitle {
			return title
		}
	}
	if title := t.markedTitle(r.element); title.text != "" {
		return title
	}
	if title := t.titleFromText(r); title.text != "" {
		return title
	}
	return t.lastResort(r)
}

// wraps reports whether a link's text is that of another with words before it:
// "Read more: The ferry runs again".
func wraps(longer, title piece) bool {
	if len(longer.text) <= len(title.text) || textWidth(title.text) < 10 {
		return false
	}
	before, ok := strings.CutSuffix(fold(longer.text), fold(title.text))
	return ok && strings.HasSuffix(before, " ")
}

// titleIn returns the title a link prints: the heading or title in it when it
// covers a whole card, the longer title attribute when its text was cut off.
func (t *tree) titleIn(l int32) piece {
	link := t.links[l].element
	e := t.elements[link]
	if h := t.headingIn(link); h >= 0 {
		return t.withoutDate(t.elements[h].from, t.elements[h].to)
	}
	if strings.ContainsAny(strings.Trim(t.cut(e.from, e.to), "\n\t "), "\n") {
		if title := t.markedTitle(link); title.text != "" {
			return title
		}
		if title := t.firstLine(e.from, e.to); title.text != "" {
			return title
		}
	}
	title := t.withoutDate(t.spoken(link))
	full := archive.NormaliseLine(attr(e.node, "title"))
	if cut := strings.TrimRight(title.text, ".… "); len(cut) < len(title.text) && len(cut) > 10 && len(full) > len(title.text) && strings.HasPrefix(full, cut) {
		title.text = full
	}
	return title
}

// firstLine returns the first line between two places that reads like a title.
func (t *tree) firstLine(from, to int32) piece {
	for n := t.lineOf(from); n < len(t.lines) && t.lines[n] < to; n++ {
		a, b := max(from, t.lines[n]), min(to, t.lineEnd(n))
		if a >= b {
			continue
		}
		if title := t.withoutDate(a, b); kindOfLabel(title.text) == labelTitle && textWidth(title.text) >= 8 {
			return title
		}
	}
	return piece{}
}

// markedTitle returns the text of the first element inside whose class says
// that it is a title.
func (t *tree) markedTitle(e int32) piece {
	for i := e + 1; i < min(t.elements[e].end, e+80); i++ {
		class := attr(t.elements[i].node, "class")
		if class == "" || len(class) > 200 {
			continue
		}
		for w := range words(class) {
			if !titleClasses()[w] {
				continue
			}
			if title := t.withoutDate(t.elements[i].from, t.elements[i].to); kindOfLabel(title.text) == labelTitle && textWidth(title.text) >= 8 {
				return title
			}
		}
	}
	return piece{}
}

// withoutDate returns the text between two places without a date that merely
// stands at its beginning or is all of it.
func (t *tree) withoutDate(from, to int32) piece {
	for from < to && t.text[from] <= ' ' {
		from++
	}
	lo, hi := t.datesIn(from, to)
	if lo < hi && t.dates[lo].from == from {
		after := min(t.dates[lo].to, to)
		rest := strings.TrimLeftFunc(t.textOf(after, to), func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("«\"“„'(‘", r)
		})
		if textWidth(rest) >= 10 || rest == "" {
			return piece{after, to, rest}
		}
	}
	return piece{from, to, t.textOf(from, to)}
}

// titleFromText returns the line of a row that is most likely a title.
func (t *tree) titleFromText(r *row) piece {
	var best piece
	for _, p := range t.parts(r, piece{}) {
		if !p.linked && textWidth(best.text) < 20 && len(p.text) > len(best.text) {
			best = p.piece
		}
	}
	return best
}

// lastResort names an entry whose row prints no title: by its picture, its
// link's title, its link's label.
func (t *tree) lastResort(r *row) piece {
	e := t.elements[t.links[r.main].element]
	for _, s := range []string{attr(e.node, "title"), attr(e.node, "aria-label"), altIn(e.node)} {
		if s = archive.NormaliseLine(s); kindOfLabel(s) == labelTitle {
			return piece{text: s}
		}
	}
	return piece{e.from, e.to, t.labelOf(r.main)}
}

// altIn returns the text that stands for the first picture inside n.
func altIn(n *html.Node) string {
	seen := 0
	for d := range n.Descendants() {
		if d.DataAtom == atom.Img {
			return attr(d, "alt")
		}
		if seen++; seen > 20 {
			break
		}
	}
	return ""
}
