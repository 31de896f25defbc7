package learn

import (
	"slices"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/archive"
)

// How the paragraphs in a selected text count, in shares of the whole text.
const (
	removable  = 0.1  // furniture, if further selectors can remove it
	lasting    = 0.6  // furniture, if not
	unsureLoss = 0.02 // what nothing tells: rather without
	bodyWeight = 0.003
)

// bodySearch is one way to look for the text.
type bodySearch struct {
	loss   float64
	leaves bool // paragraphs may be selected one by one
}

// bodySearches are tried in this order. Paragraphs selected one by one would
// miss lists, tables and headings, and take in whatever paragraph the site comes
// to print beside the text: they are the last resort.
var bodySearches = [...]bodySearch{{removable, false}, {lasting, false}, {lasting, true}}

// learnText learns where text and lead stand, and what is no part of them. It
// tries first whether furniture in the text can be removed, then whether there
// is a text with less of it, and takes what agrees with more samples.
func (l *learner) learnText() {
	before := l.chosen
	best, most := before, -1
	for _, how := range bodySearches {
		l.chosen = before
		l.learnBody(how)
		l.learnSummary()
		l.learnRemove()
		if l.chosen.Body == "" {
			continue
		}
		agree, of := l.agreement(archive.FieldBody, l.chosen)
		if agree > most {
			best, most = l.chosen, agree
		}
		if agree == of {
			break
		}
	}
	l.chosen = best
	if most < 0 {
		l.learnSummary()
	}
}

// learnBody learns what holds the text: the elements with most of what only
// this page prints, and least of what the others print too.
func (l *learner) learnBody(how bodySearch) {
	leads := make([]map[string]bool, len(l.sheets))
	for i, sh := range l.sheets {
		leads[i] = l.leadKeys(sh)
	}
	f := l.searchBody(leads, how)
	if f.css == "" || f.score < 0.5*float64(l.withText()) {
		return
	}
	l.chosen.Body = f.css
}

// searchBody searches for the text. Paragraphs that may be the lead count
// neither way: they may stand before the text.
func (l *learner) searchBody(leads []map[string]bool, how bodySearch) found {
	g := goal{weight: bodyWeight, most: float64(l.withText()), narrow: true}
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
		if !how.leaves && slices.ContainsFunc(nodes, isLeaf) {
			return mark{}
		}
		return l.judgeBody(l.sheets[i], nodes, totals[i], leads[i], how.loss)
	}
	return l.search(g)
}

// isLeaf reports whether an element is a paragraph rather than what holds them.
func isLeaf(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Li, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Blockquote, atom.B, atom.Strong, atom.Em, atom.I:
		return true
	}
	return false
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
		for n := sh.holder(i); n != nil && n.DataAtom != atom.Html; n = n.Parent {
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

func (l *learner) judgeBody(sh *sheet, nodes []*html.Node, total float64, lead map[string]bool, loss float64) mark {
	if total == 0 || len(nodes) == 0 {
		return mark{}
	}
	m := mark{extra: riskTwice * float64(min(len(nodes)-1, 3))}
	for _, i := range sh.covered(nodes) {
		p := &sh.paragraphs[i]
		size := float64(p.Size)
		switch {
		case sh.isTitle(i):
			m.extra += riskTwice // rather what holds the text alone
		case lead[p.key]:
		case p.kind == text:
			m.score += size
		case p.kind == common: // neither way
		case p.kind == furniture:
			m.score -= loss * size
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
