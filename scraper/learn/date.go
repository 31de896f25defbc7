package learn

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"onrecord/archive"
	"onrecord/scraper/dates"
	"onrecord/scraper/page"
)

// longestDate is how many bytes an element that prints the date may print.
const longestDate = 160

// learnDate learns where the day of publication stands, and how it is printed.
func (l *learner) learnDate() {
	g := goal{weight: exactWeight, limit: dearest, places: true}
	for _, sh := range l.sheets {
		nodes := l.dateNodes(sh)
		g.targets = append(g.targets, nodes)
		if len(nodes) > 0 {
			g.most++
		}
	}
	if !g.any() {
		return
	}
	g.targets = machinesFirst(g.targets)
	g.judge = func(i int, nodes []*html.Node) mark { return l.judgeDate(l.sheets[i], nodes) }
	f := l.search(g)
	l.chosen.Date = f.css
	for _, sh := range l.sheets {
		for _, n := range query(sh, f.css) {
			l.neutral(sh, n)
		}
	}
	l.chosen.DateFormat = l.dateFormat()
}

// machinesFirst leaves only the elements that say the date for programs too,
// where every sample has one: it may have the time of day besides.
func machinesFirst(targets [][]*html.Node) [][]*html.Node {
	only := make([][]*html.Node, len(targets))
	for i, nodes := range targets {
		for _, n := range nodes {
			if attribute(n, "datetime") != "" {
				only[i] = append(only[i], n)
			}
		}
		if len(nodes) > 0 && len(only[i]) == 0 {
			return targets
		}
	}
	return only
}

// neutral makes the paragraphs of n, unless they hold much else, count neither
// as text nor as furniture.
func (l *learner) neutral(sh *sheet, n *html.Node) {
	sp, ok := sh.spans[n]
	if !ok {
		return
	}
	for p := sp.first; p < min(max(sp.last, sp.first+1), len(sh.paragraphs)); p++ {
		if size := sh.paragraphs[p].Size; size < longestDate && 2*len(textOf(n)) >= size {
			sh.paragraphs[p].kind = unsure
		}
	}
}

// dateNodes returns the elements that print the label's day and hardly more.
func (l *learner) dateNodes(sh *sheet) []*html.Node {
	if sh.label.date == "" {
		return nil
	}
	var nodes []*html.Node
	for _, n := range sh.elements {
		sp := sh.spans[n]
		if sp.last-sp.first > 1 || sp.first >= len(sh.paragraphs) || sh.linksAway(n) {
			continue
		}
		if d, _, ok := l.dateOf(sh, n); ok && d.Day() == sh.label.date.Day() {
			nodes = append(nodes, n)
		}
	}
	return nodes
}

// dateOf returns the date that an element gives, as it is read with a selector,
// and the text it prints.
func (l *learner) dateOf(sh *sheet, n *html.Node) (archive.Date, string, bool) {
	for _, key := range []string{"datetime", "content"} {
		if value := attribute(n, key); value != "" {
			if d, ok := dates.ParseMachine(value, l.options.Location); ok {
				return d, "", true
			}
		}
	}
	printed := page.Text(n)
	if printed == "" || len(printed) > longestDate {
		return "", printed, false
	}
	d, ok := dates.Parse(printed, l.dateOptions(sh))
	return d, printed, ok
}

func (l *learner) dateOptions(sh *sheet) dates.Options {
	language := sh.page.Language
	if language == "" {
		language = l.options.Language
	}
	return dates.Options{Language: language, Order: l.order, Location: l.options.Location, Now: l.options.Now}
}

// What stands beside the date costs: every letter, up to so many, and numbers,
// which could be taken for a date one day.
const (
	looseText   = 0.08
	mostLoose   = 40
	looseNumber = 2.0
)

// loose says what the characters of a text cost that are not the date.
func (l *learner) loose(sh *sheet, printed string) float64 {
	rest := printed
	if found := dates.Find(printed, l.dateOptions(sh)); len(found) > 0 {
		rest = printed[:found[0].Start] + printed[found[0].End:]
	}
	cost := looseText * float64(min(utf8.RuneCountInString(rest), mostLoose))
	if strings.IndexFunc(rest, unicode.IsDigit) >= 0 {
		cost += looseNumber
	}
	return cost
}

func (l *learner) judgeDate(sh *sheet, nodes []*html.Node) mark {
	var m mark
	decided := false
	if len(nodes) > mostNodes {
		return mark{score: never}
	}
	for _, n := range nodes {
		if sp := sh.spans[n]; sp.last-sp.first > mostParagraphs {
			return mark{score: never}
		}
		d, printed, ok := l.dateOf(sh, n)
		switch {
		case !ok && (len(printed) > longestDate || sh.holdsText(n)):
			return mark{score: never}
		case !ok:
			m.extra = max(m.extra, riskOther/2)
			continue
		case decided && d.Day() != sh.label.date.Day():
			m.extra = max(m.extra, riskOther)
		case decided:
			m.extra += riskTwice
		case sh.label.date == "":
			m.score = wrong
		case d.Day() != sh.label.date.Day():
			m.score = wrong
		default:
			m.score = 1
			m.extra += l.loose(sh, printed)
			if printed != "" && holdsMachine(n) {
				m.extra += riskOther
			}
		}
		decided = true
	}
	return m
}

// holdsMachine reports whether an element within n says a date for programs.
func holdsMachine(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && attribute(d, "datetime") != "" {
			return true
		}
	}
	return false
}

// query returns what a selector finds on a sample; each is asked once.
func query(sh *sheet, css string) []*html.Node {
	if css == "" {
		return nil
	}
	if nodes, ok := sh.found[css]; ok {
		return nodes
	}
	var nodes []*html.Node
	if group, err := cascadia.ParseGroup(css); err == nil {
		nodes = cascadia.QueryAll(sh.root, group)
	}
	sh.found[css] = nodes
	return nodes
}
