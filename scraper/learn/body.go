package learn

import (
	"slices"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// How the paragraphs in a selected text count, in shares of the whole text.
const (
	furnitureLoss = 0.5  // furniture can be removed by a further selector
	unsureLoss    = 0.02 // what nothing tells: rather without
	bodyWeight    = 0.003
)

// learnBody learns what holds the text: the elements with most of what only
// this page prints, and least of what the others print too.
func (l *learner) learnBody() {
	leads := make([]map[string]bool, len(l.sheets))
	for i, sh := range l.sheets {
		leads[i] = l.leadKeys(sh)
	}
	f := l.searchBody(leads)
	if f.css == "" || f.score < 0.5*float64(l.withText()) {
		return
	}
	l.chosen.Body = f.css
}

// searchBody searches for the text. Paragraphs that may be the lead count
// neither way: they may stand before the text.
func (l *learner) searchBody(leads []map[string]bool) found {
	g := goal{weight: bodyWeight, most: float64(l.withText())}
	totals := make([]float64, len(l.sheets))
	for i, sh := range l.sheets {
		for j := range sh.paragraphs {
			if p := &sh.paragraphs[j]; p.kind == text && !leads[i][p.key] {
				totals[i] += float64(p.Size)
			}
		}
		g.targets = append(g.targets, l.holders(sh))
	}
	g.judge = func(i int, nodes []*html.Node) mark {
		return l.judgeBody(l.sheets[i], nodes, totals[i], leads[i])
	}
	return l.search(g)
}

// withText counts the samples that have text.
func (l *learner) withText() int {
	n := 0
	for _, sh := range l.sheets {
		if slices.ContainsFunc(sh.paragraphs, func(p paragraph) bool { return p.kind == text }) {
			n++
		}
	}
	return n
}

// holders returns the elements around the text, those that hold most of it first.
func (l *learner) holders(sh *sheet) []*html.Node {
	held := map[*html.Node]int{}
	for i := range sh.paragraphs {
		p := &sh.paragraphs[i]
		if p.kind != text {
			continue
		}
		for n := p.Block; n != nil && n.DataAtom != atom.Html; n = n.Parent {
			if n.Type == html.ElementNode {
				held[n] += p.Size
			}
		}
	}
	nodes := make([]*html.Node, 0, len(held))
	for _, n := range sh.elements { // in the order of the page, outermost first
		if held[n] > 0 {
			nodes = append(nodes, n)
		}
	}
	slices.SortStableFunc(nodes, func(a, b *html.Node) int { return held[b] - held[a] })
	slices.SortStableFunc(nodes, func(a, b *html.Node) int {
		if held[a] == held[b] && a != b && within(a, b) {
			return -1 // of equals the inner one first
		}
		if held[a] == held[b] && a != b && within(b, a) {
			return 1
		}
		return 0
	})
	return nodes
}

func (l *learner) judgeBody(sh *sheet, nodes []*html.Node, total float64, lead map[string]bool) mark {
	if total == 0 || len(nodes) == 0 {
		return mark{}
	}
	var m mark
	for _, i := range sh.covered(nodes) {
		p := &sh.paragraphs[i]
		size := float64(p.Size)
		switch {
		case sh.isTitle(i), lead[p.key]:
		case p.kind == text:
			m.score += size
		case p.kind == furniture:
			m.score -= furnitureLoss * size
		default:
			m.score -= unsureLoss * size
		}
	}
	m.score /= total
	return m
}

// covered returns the paragraphs that stand in the nodes, each once, in order.
func (sh *sheet) covered(nodes []*html.Node) []int {
	in := make([]bool, len(sh.paragraphs))
	for _, n := range nodes {
		sp, ok := sh.spans[n]
		if !ok {
			continue
		}
		for i := sp.first; i < sp.last; i++ {
			in[i] = true
		}
	}
	var list []int
	for i, is := range in {
		if is {
			list = append(list, i)
		}
	}
	return list
}

// isTitle reports whether paragraph i is where the title was found.
func (sh *sheet) isTitle(i int) bool {
	sp, ok := sh.spans[sh.title]
	return sh.title != nil && ok && i >= sp.first && i < max(sp.last, sp.first+1)
}
