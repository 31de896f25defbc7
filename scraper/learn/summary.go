package learn

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/archive"
	"onrecord/scraper/page"
)

// learnSummary learns where the lead stands, if that can be said of it: a lead
// that is merely the first paragraph is found without help, by the listing's
// teaser.
func (l *learner) learnSummary() {
	g := goal{weight: exactWeight, scope: l.chosen.Body}
	for _, sh := range l.sheets {
		nodes := l.leadNodes(sh)
		g.targets = append(g.targets, nodes)
		if len(nodes) > 0 {
			g.most++
		}
	}
	if g.most < 2 {
		return
	}
	g.judge = func(i int, nodes []*html.Node) mark {
		return l.judgeLead(l.sheets[i], len(g.targets[i]) > 0, nodes)
	}
	if f := l.search(g); f.score >= 0.75*g.most {
		l.chosen.Summary = f.css
		return
	}
	if l.chosen.Body != "" && !l.holdsLeads() {
		l.widenBody()
	}
	if agree, of := l.agreement(archive.FieldSummary, l.chosen); agree == of {
		return
	}
	g.places = true // the last resort: the first paragraph, if it always is the lead
	if f := l.search(g); f.score == g.most && int(g.most) == len(l.sheets) {
		l.chosen.Summary = f.css
	}
}

// leadKeys returns the keys of the paragraphs that may be the lead.
func (l *learner) leadKeys(sh *sheet) map[string]bool {
	keys := keysOf(sh.label.summary)
	if !l.exact && sh.label.teaser != "" {
		for i := range sh.paragraphs {
			if p := &sh.paragraphs[i]; p.kind == text && opens(sh.label.teaser, p.Text) {
				keys[p.key] = true
			}
		}
	}
	return keys
}

// leadNodes returns the elements that print the lead and nothing else.
func (l *learner) leadNodes(sh *sheet) []*html.Node {
	var nodes []*html.Node
	for _, n := range sh.elements {
		sp := sh.spans[n]
		if sp.last == sp.first || sp.last-sp.first > 4 || sh.linksAway(n) || n.DataAtom == atom.Tr || n.DataAtom == atom.Tbody {
			continue
		}
		if sh.paragraphs[sp.first].kind == furniture || sh.isTitle(sp.first) {
			continue
		}
		if l.isLead(sh, page.Text(n)) {
			nodes = append(nodes, n)
		}
	}
	return nodes
}

// isLead reports whether a printed text is the lead.
func (l *learner) isLead(sh *sheet, printed string) bool {
	if l.exact {
		return sh.label.summary != "" && archive.Normalise(printed) == archive.Normalise(sh.label.summary)
	}
	if sh.label.summary != "" && keyOf(strings.ReplaceAll(printed, archive.ParagraphBreak, " ")) == keyOf(strings.ReplaceAll(sh.label.summary, archive.ParagraphBreak, " ")) {
		return true
	}
	return sh.label.teaser != "" && opens(sh.label.teaser, printed) && !opensSooner(sh.label.teaser, printed)
}

// opensSooner reports whether a teaser ends before the last paragraph of a
// printed text, which is the lead and more then: all of the article, perhaps.
func opensSooner(teaser, printed string) bool {
	last := strings.LastIndex(printed, archive.ParagraphBreak)
	return last >= 0 && opens(teaser, printed[:last])
}

func (l *learner) judgeLead(sh *sheet, labelled bool, nodes []*html.Node) mark {
	var texts []string
	if len(nodes) > mostNodes {
		return mark{score: never}
	}
	for _, n := range nodes {
		if sp := sh.spans[n]; sp.last-sp.first > mostParagraphs {
			return mark{score: never}
		}
		if printed := page.Text(n); printed != "" {
			texts = append(texts, printed)
		}
	}
	printed := strings.Join(texts, archive.ParagraphBreak)
	switch {
	case printed == "":
		return mark{}
	case l.isLead(sh, printed):
		return mark{score: 1, extra: riskTwice * float64(len(texts)-1)}
	case labelled, l.exact, !l.ownLead(sh, nodes):
		return mark{score: wrong}
	}
	return mark{extra: riskTwice}
}

// ownLead reports whether all nodes hold text that only this page prints, as
// the lead of an article does of which the listing prints no teaser.
func (l *learner) ownLead(sh *sheet, nodes []*html.Node) bool {
	for _, i := range sh.covered(nodes) {
		if p := &sh.paragraphs[i]; p.others > 0 || p.linked() {
			return false
		}
	}
	return len(nodes) == 1
}

// holdsLeads reports whether the learned text holds the leads.
func (l *learner) holdsLeads() bool {
	for _, sh := range l.sheets {
		lead := l.leadKeys(sh)
		in := map[string]bool{}
		for _, i := range sh.covered(query(sh, l.chosen.Body)) {
			in[sh.paragraphs[i].key] = true
		}
		for key := range lead {
			if !in[key] {
				return false
			}
		}
	}
	return true
}

// widenBody learns the text anew, the leads included.
func (l *learner) widenBody() {
	none := make([]map[string]bool, len(l.sheets))
	if f := l.searchBody(none, bodySearches[0]); f.css != "" {
		l.chosen.Body = f.css
	}
}

// selectedLead reports whether n is what the summary's selector finds.
func (l *learner) selectedLead(sh *sheet, n *html.Node) bool {
	for _, m := range query(sh, l.chosen.Summary) {
		if within(n, m) {
			return true
		}
	}
	return false
}
