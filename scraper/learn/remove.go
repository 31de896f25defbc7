package learn

import (
	"slices"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/archive"
	"onrecord/scraper/rules"
)

// maxRemoved is how many selectors of furniture are learned at most.
const maxRemoved = 8

// longestLabel is how long furniture may be, in bytes, of which nothing is
// known but that the page's reading without help leaves it out.
const longestLabel = 300

// learnRemove learns what stands among the text and is none of it.
func (l *learner) learnRemove() {
	if l.chosen.Body == "" {
		return
	}
	for range maxRemoved {
		f, ok := l.searchFurniture()
		if !ok {
			return
		}
		before := l.chosen
		l.chosen.Remove = append(slices.Clone(l.chosen.Remove), f.css)
		if l.worse(before) {
			l.chosen = before
			return
		}
	}
}

// worse reports whether title or date read worse than with the selectors before.
func (l *learner) worse(before rules.Select) bool {
	for _, field := range []string{archive.FieldTitle, archive.FieldDate} {
		now, _ := l.agreement(field, l.chosen)
		then, _ := l.agreement(field, before)
		if now < then {
			return true
		}
	}
	return false
}

// searchFurniture searches for the selector that removes most of what is left.
func (l *learner) searchFurniture() (found, bool) {
	g := goal{weight: bodyWeight, named: true, scope: l.chosen.Body}
	left := make([]map[int]bool, len(l.sheets))
	totals := make([]int, len(l.sheets))
	for i, sh := range l.sheets {
		left[i] = l.leftovers(sh)
		for p := range left[i] {
			totals[i] += sh.paragraphs[p].Size
		}
		g.targets = append(g.targets, l.furnitureNodes(sh, left[i]))
		if totals[i] > 0 {
			g.most++
		}
	}
	if !g.any() {
		return found{}, false
	}
	pages := map[string]int{}
	g.judge = func(i int, nodes []*html.Node) mark {
		return l.judgeFurniture(l.sheets[i], nodes, left[i], totals[i])
	}
	f := l.search(g)
	for i, sh := range l.sheets {
		if len(query(sh, f.css)) > 0 && totals[i] > 0 {
			pages[f.css]++
		}
	}
	return f, f.css != "" && pages[f.css] >= 2
}

// leftovers returns the paragraphs of furniture that a reading with what was
// learned so far takes for text.
func (l *learner) leftovers(sh *sheet) map[int]bool {
	read := keysOf(l.read(sh, l.chosen).Content.Text())
	left := map[int]bool{}
	for _, i := range sh.covered(query(sh, l.chosen.Body)) {
		p := &sh.paragraphs[i]
		if read[p.key] && !sh.isTitle(i) && l.isFurniture(sh, p) {
			left[i] = true
		}
	}
	return left
}

// isFurniture reports whether a paragraph within the text is none of it.
func (l *learner) isFurniture(sh *sheet, p *paragraph) bool {
	if l.exact || p.kind != unsure {
		return p.kind == furniture
	}
	return l.trusted(sh) && p.Size <= longestLabel
}

// trusted reports whether a page's reading without help found about the text
// that the selectors find, so that it may be asked what is none.
func (l *learner) trusted(sh *sheet) bool {
	with, without := l.read(sh, l.chosen).Content.Text(), sh.general.Content.Text()
	return len(without)*10 >= len(with)*7
}

// furnitureNodes returns the elements that hold leftovers and no text.
func (l *learner) furnitureNodes(sh *sheet, left map[int]bool) []*html.Node {
	var nodes []*html.Node
	for _, n := range sh.elements {
		sp := sh.spans[n]
		if n.DataAtom == atom.Body || n.DataAtom == atom.Html || n.DataAtom == atom.Br {
			continue
		}
		holds, texts := 0, 0
		for i := sp.first; i < sp.last; i++ {
			if left[i] {
				holds++
			}
			if sh.paragraphs[i].kind == text {
				texts++
			}
		}
		if holds > 0 && texts == 0 {
			nodes = append(nodes, n)
		}
		if holds == 0 && sp.first == sp.last && left[sp.first] && l.isWhole(sh, n, sp.first) {
			nodes = append(nodes, n) // a link that is all of its paragraph
		}
	}
	return nodes
}

// isWhole reports whether an inline element prints all of a paragraph.
func (l *learner) isWhole(sh *sheet, n *html.Node, i int) bool {
	return i < len(sh.paragraphs) && keyOf(textOf(n)) == sh.paragraphs[i].key
}

// judgeFurniture judges what a selector would remove.
func (l *learner) judgeFurniture(sh *sheet, nodes []*html.Node, left map[int]bool, total int) mark {
	removed := 0
	seen := map[int]bool{}
	for _, n := range nodes {
		sp, ok := sh.spans[n]
		if !ok {
			continue
		}
		if sh.title != nil && within(sh.title, n) || l.selectedLead(sh, n) || l.holdsDate(sh, n) {
			return mark{score: never}
		}
		last := sp.last
		if sp.first == sp.last { // an inline element
			if !left[sp.first] || !l.isWhole(sh, n, sp.first) {
				if sp.first < len(sh.paragraphs) && sh.paragraphs[sp.first].kind == text && textOf(n) != "" {
					return mark{score: never}
				}
				continue
			}
			last++
		}
		for i := sp.first; i < last; i++ {
			p := &sh.paragraphs[i]
			if p.kind == text {
				return mark{score: never}
			}
			if left[i] && !seen[i] {
				seen[i] = true
				removed += p.Size
			}
		}
	}
	if total == 0 {
		return mark{}
	}
	return mark{score: float64(removed) / float64(total), extra: 1 / float64(1+len(sh.covered(nodes)))} // a whole block rather than its parts
}

// holdsDate reports whether n holds what the date's selector finds.
func (l *learner) holdsDate(sh *sheet, n *html.Node) bool {
	for _, d := range query(sh, l.chosen.Date) {
		if within(d, n) {
			return true
		}
	}
	return false
}

// textOf returns the text of n as one line.
func textOf(n *html.Node) string {
	var b []byte
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b = append(b, d.Data...)
			b = append(b, ' ')
		}
	}
	return archive.NormaliseLine(string(b))
}
