package learn

import (
	"cmp"
	"slices"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// candidate is a selector with what it costs.
type candidate struct {
	css   string
	cost  float64
	steps []step
}

// mark is how a selector did on one sample.
type mark struct {
	score float64 // 1: exactly right; below 0: wrong
	extra float64 // what it found beside that, as a cost: a risk on other pages
}

// goal says what is searched for.
type goal struct {
	targets [][]*html.Node // elements of each sample that would be right
	judge   func(i int, nodes []*html.Node) mark
	most    float64 // the best total score there can be
	weight  float64 // of costs against scores
	limit   float64 // the most that a selector may cost; 0: no limit
	scope   string  // a selector that others are best nested in
	places  bool    // elements may be named by their place
	named   bool    // elements must be named by more than a common tag
	narrow  bool    // a common tag alone will not do: it names what else the page may come to print
}

// found is the best selector of a search.
type found struct {
	css   string
	score float64
}

// Bounds of a search: it ends on any page in about a second.
const (
	maxCandidates = 900
	maxTargets    = 8  // of one sample
	maxAround     = 12 // elements around a target
)

// search returns the selector with the best score and the least cost. It stops
// where no dearer one can be better.
func (l *learner) search(g goal) found {
	best, value := found{}, 0.0
	for i, c := range g.candidates() {
		if i == maxCandidates || best.css != "" && g.most-g.weight*c.cost <= value {
			break
		}
		score, extra := 0.0, 0.0
		for i, sh := range l.sheets {
			m := g.judge(i, sh.index.find(c.steps))
			score += m.score
			extra = max(extra, m.extra)
		}
		if score <= 0 || g.limit > 0 && c.cost+extra > g.limit {
			continue
		}
		if v := score - g.weight*(c.cost+extra); best.css == "" || v > value {
			best, value = found{c.css, score}, v
		}
	}
	return best
}

// candidates returns selectors for the targets, the cheapest first.
func (g goal) candidates() []candidate {
	found := map[string]candidate{}
	add := func(cost float64, steps ...step) {
		c := candidate{css: css(steps), steps: steps}
		c.cost = cost + costLetter*float64(len(c.css))
		if old, ok := found[c.css]; !ok || c.cost < old.cost {
			found[c.css] = c
		}
	}
	for _, nodes := range g.targets {
		for _, n := range nodes[:min(len(nodes), maxTargets)] {
			g.addFor(n, add)
		}
	}
	list := make([]candidate, 0, len(found))
	for _, c := range found {
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b candidate) int {
		if c := cmp.Compare(a.cost, b.cost); c != 0 {
			return c
		}
		return cmp.Compare(a.css, b.css)
	})
	return list
}

// addFor adds the selectors of one element: by itself, within one of the
// elements around it, and within two of them.
func (g goal) addFor(n *html.Node, add func(cost float64, steps ...step)) {
	self := parts(n, g.places)
	if g.named {
		self = slices.DeleteFunc(self, func(p part) bool { return p.css == n.Data && (!telling[n.DataAtom] || p.css == "article") })
	}
	around := scopes(n)
	for _, s := range self {
		cost := s.cost
		if s.css == n.Data && n.DataAtom != atom.H1 && !telling[n.DataAtom] {
			cost += costBare
		}
		if !g.narrow || s.css != n.Data || n.DataAtom == atom.Article || n.DataAtom == atom.Main {
			add(cost, step{part: s})
		}
		for i, outer := range around {
			for _, a := range outer {
				nested := a.cost + s.cost + costNested
				if a.css == g.scope {
					nested -= costChild
				}
				add(nested, step{part: a}, step{part: s})
				if i == 0 {
					add(nested+costChild, step{part: a}, step{part: s, child: true})
				}
			}
		}
		if len(around) > 1 {
			g.addDeep(s, around, add)
		}
	}
}

// addDeep adds the selectors that name the parent and one element further out.
func (g goal) addDeep(s part, around [][]part, add func(cost float64, steps ...step)) {
	for _, inner := range around[0] {
		for _, outer := range around[1:] {
			for _, a := range outer {
				add(a.cost+inner.cost+s.cost+2*costNested+costChild, step{part: a}, step{part: inner}, step{part: s, child: true})
			}
		}
	}
}

// telling are the tags that say by themselves that something is no text.
var telling = map[atom.Atom]bool{
	atom.Article: true, atom.Figcaption: true, atom.Figure: true, atom.Aside: true, atom.Footer: true, atom.Nav: true, atom.Form: true, atom.Button: true,
}

// scopes returns how the elements around n may be named, from the parent outwards.
func scopes(n *html.Node) [][]part {
	var list [][]part
	for up := n.Parent; up != nil && len(list) < maxAround; up = up.Parent {
		if up.Type != html.ElementNode || up.DataAtom == atom.Body || up.DataAtom == atom.Html {
			break
		}
		list = append(list, parts(up, false))
	}
	return list
}

// any reports whether there is a target at all.
func (g goal) any() bool {
	return slices.ContainsFunc(g.targets, func(nodes []*html.Node) bool { return len(nodes) > 0 })
}
