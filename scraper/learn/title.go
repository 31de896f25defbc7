package learn

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/archive"
	"onrecord/scraper/page"
)

// What finding more than the field itself costs: texts of others are a risk on
// every page that lacks the field.
const (
	riskOther = 4.0
	riskTwice = 0.2
	wrong     = -1.5
)

// dearest is the most that the selector of a title or a date may cost: with a
// dearer one the field is better read without.
const dearest = 4.95

// never is the score of a selector that would take away what is text.
const never = 10 * wrong

// The selector of a title or a date finds few elements, and small ones.
const (
	mostNodes      = 40
	mostParagraphs = 4
)

// exactWeight is the weight of costs where a selector is right or wrong.
const exactWeight = 0.03

// learnTitle learns where the title stands.
func (l *learner) learnTitle() {
	g := goal{weight: exactWeight, limit: dearest, places: true}
	of := 0
	for _, sh := range l.sheets {
		nodes := l.titleNodes(sh, sh.label.title)
		g.targets = append(g.targets, nodes)
		if len(nodes) > 0 {
			of++
		}
	}
	g.targets = headingsFirst(g.targets)
	g.most = float64(of)
	g.judge = func(i int, nodes []*html.Node) mark {
		return l.judgeTitle(l.sheets[i], len(g.targets[i]) > 0, nodes)
	}
	f := l.search(g)
	l.chosen.Title = f.css
	for i, sh := range l.sheets {
		sh.title = l.firstTitle(sh, f.css, g.targets[i])
		if sp, ok := sh.spans[sh.title]; ok && sh.title != nil {
			for p := sp.first; p < max(sp.last, sp.first+1) && p < len(sh.paragraphs); p++ {
				sh.paragraphs[p].kind = unsure
			}
		}
	}
}

// titleNodes returns the elements that print title and nothing else, except in
// links to other pages.
func (l *learner) titleNodes(sh *sheet, title string) []*html.Node {
	want := fold(title)
	if want == "" {
		return nil
	}
	var nodes []*html.Node
	for _, n := range sh.elements {
		sp := sh.spans[n]
		if sp.last-sp.first > 1 || sp.first >= len(sh.paragraphs) || n.DataAtom == atom.A {
			continue
		}
		p := fold(sh.paragraphs[sp.first].Text)
		if len(p) < len(want)/2 || len(p) > 3*len(want)+200 || sh.linksAway(n) {
			continue
		}
		if l.sameTitle(page.Text(n), title) {
			nodes = append(nodes, n)
		}
	}
	return nodes
}

// sameTitle reports whether a printed text is the title wanted.
func (l *learner) sameTitle(printed, title string) bool {
	if l.exact {
		return archive.NormaliseLine(printed) == archive.NormaliseLine(title)
	}
	return fold(printed) == fold(title) || cutOff(title) && opens(title, printed)
}

// headingsFirst leaves only headings, where any sample has its title in one.
func headingsFirst(targets [][]*html.Node) [][]*html.Node {
	only := make([][]*html.Node, len(targets))
	any := false
	for i, nodes := range targets {
		for _, n := range nodes {
			if inHeading(n) {
				only[i] = append(only[i], n)
				any = true
			}
		}
	}
	if any {
		return only
	}
	return targets
}

func inHeading(n *html.Node) bool {
	for up := 0; n != nil && up < 3; n, up = n.Parent, up+1 {
		switch n.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			return true
		}
	}
	return false
}

func (l *learner) judgeTitle(sh *sheet, labelled bool, nodes []*html.Node) mark {
	var m mark
	decided := false
	if len(nodes) > mostNodes {
		return mark{score: never}
	}
	for _, n := range nodes {
		if sp := sh.spans[n]; sp.last-sp.first > mostParagraphs {
			return mark{score: never}
		}
		printed := archive.NormaliseLine(page.Text(n))
		if printed == "" {
			continue
		}
		right := l.sameTitle(printed, sh.label.title)
		switch {
		case !decided && right:
			m.score = 1
		case !decided && labelled:
			m.score = wrong
		case sh.holdsText(n):
			return mark{score: never}
		case right:
			m.extra += riskTwice
		default:
			m.extra = max(m.extra, riskOther)
		}
		decided = true
	}
	return m
}

// holdsText reports whether n stands around what is surely text: what a
// selector takes for another field is no part of the text.
func (sh *sheet) holdsText(n *html.Node) bool {
	sp := sh.spans[n]
	for i := sp.first; i < sp.last; i++ {
		if sh.paragraphs[i].kind == text && !sh.isTitle(i) {
			return true
		}
	}
	return false
}

// firstTitle returns the element that the selector takes for the title, or the
// first that prints it.
func (l *learner) firstTitle(sh *sheet, css string, targets []*html.Node) *html.Node {
	for _, n := range query(sh, css) {
		if page.Text(n) != "" {
			return n
		}
	}
	if len(targets) > 0 {
		return targets[0]
	}
	return nil
}
