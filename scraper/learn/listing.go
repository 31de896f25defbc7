package learn

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/archive"
	"onrecord/scraper/listing"
	"onrecord/scraper/page"
)

// learnListing learns what one entry is, and which link leads to the next page.
// Both are only taken if every page then says exactly what it says without.
func (l *learner) learnListing(list ListingSample) {
	var read []listing.Page
	for _, p := range list.Pages {
		r := listing.Read(p, l.listingOptions())
		read = append(read, r)
		l.entries = append(l.entries, r.Entries...)
		if l.order == 0 {
			l.order = r.Order
		}
	}
	if len(read) == 0 || len(read[0].Entries) < 3 {
		return
	}
	l.learnEntry(list.Pages, read)
	l.learnNext(list.Pages, read)
}

func (l *learner) listingOptions() listing.Options {
	return listing.Options{Language: l.options.Language, Location: l.options.Location, Now: l.options.Now}
}

// learnEntry learns the selector of one entry: of the outermost elements, all of
// one level, that hold one entry each and are no group of entries.
func (l *learner) learnEntry(pages []*page.Page, read []listing.Page) {
	outer, links := rowsOf(pages[0], read[0].Entries)
	if len(links) < 3 {
		return
	}
	x := newIndex(pages[0].Doc.Nodes[0])
	tries := mostTries
	for _, rows := range levels(links, outer) {
		if !slices.ContainsFunc(rows, groupsEntries) && l.learnRows(x, rows, pages, read, &tries) {
			return
		}
	}
}

// levels returns the rows of each level between the links and the outermost
// elements that hold one entry only, the outermost first.
func levels(links, outer []*html.Node) [][]*html.Node {
	rows := slices.Clone(links)
	list := [][]*html.Node{links}
	for {
		for i, n := range rows {
			if n == outer[i] {
				slices.Reverse(list)
				return list
			}
			rows[i] = n.Parent
		}
		list = append(list, slices.Clone(rows))
	}
}

// groupsEntries reports whether an element is made to hold several entries: a
// list or a table, or a part with a heading that is not the entry's.
func groupsEntries(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Ul, atom.Ol, atom.Dl, atom.Table, atom.Tbody:
		return true
	}
	for d := range n.Descendants() {
		switch d.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			return !linksOrLinked(d)
		}
	}
	return false
}

// linksOrLinked reports whether an element holds a link or stands in one.
func linksOrLinked(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.DataAtom == atom.A {
			return true
		}
	}
	for ; n != nil; n = n.Parent {
		if n.DataAtom == atom.A {
			return true
		}
	}
	return false
}

// mostEntryCost bounds the selector of an entry: one that needs more says
// little. mostTries bounds how often the pages are read anew to try one.
const (
	mostEntryCost = 6
	mostTries     = 30
)

// learnRows learns a selector that finds these rows.
func (l *learner) learnRows(x *index, rows []*html.Node, pages []*page.Page, read []listing.Page, tries *int) bool {
	for _, c := range (goal{targets: [][]*html.Node{rows[:3]}}).candidates() {
		if c.cost > mostEntryCost || *tries == 0 {
			return false
		}
		if c.bare() || !matchesRows(x.find(c.steps), rows) {
			continue
		}
		*tries--
		o := l.listingOptions()
		o.Entry = c.css
		if l.readsSame(pages, read, o) {
			l.chosen.Entry = c.css
			n := len(read[0].Entries)
			l.note(Learned{Field: FieldEntry, Selector: c.css, Agree: n, Of: n})
			return true
		}
	}
	return false
}

// bare reports whether a selector is nothing but a common tag.
func (c candidate) bare() bool {
	return len(c.steps) == 1 && c.css == c.steps[0].tag && c.css != "article"
}

// matchesRows reports whether a selector finds all rows and hardly anything else.
func matchesRows(matches, rows []*html.Node) bool {
	if len(matches) > len(rows)+len(rows)/10 {
		return false
	}
	found := make(map[*html.Node]bool, len(matches))
	for _, m := range matches {
		found[m] = true
	}
	return !slices.ContainsFunc(rows, func(r *html.Node) bool { return !found[r] })
}

// readsSame reports whether the pages list the same with the options o.
func (l *learner) readsSame(pages []*page.Page, read []listing.Page, o listing.Options) bool {
	for i, p := range pages {
		if got := listing.Read(p, o); !slices.Equal(got.Entries, read[i].Entries) || got.Next != read[i].Next {
			return false
		}
	}
	return true
}

// rowsOf returns, for each entry, the outermost element that holds links to no
// other entry, and the first link to it.
func rowsOf(p *page.Page, entries []archive.Entry) (rows, first []*html.Node) {
	number := map[string]int{}
	for i, e := range entries {
		if c := canonical(e.URL); c != "" {
			number[c] = i + 1
		}
	}
	root := p.Doc.Nodes[0]
	links := map[*html.Node]int{} // which entry an element links to, -1: several
	first = make([]*html.Node, len(entries))
	for n := range root.Descendants() {
		if n.DataAtom != atom.A {
			continue
		}
		i := number[entryOf(p, n)]
		if i == 0 {
			continue
		}
		if first[i-1] == nil {
			first[i-1] = n
		}
		for up := n; up != nil; up = up.Parent {
			if have, ok := links[up]; ok && have != i {
				links[up] = -1
			} else {
				links[up] = i
			}
		}
	}
	var found []*html.Node
	for i, n := range first {
		if n == nil {
			continue
		}
		found = append(found, n)
		for n.Parent != nil && links[n.Parent] == i+1 {
			n = n.Parent
		}
		rows = append(rows, n)
	}
	return rows, found
}

// entryOf returns the canonical address that a link leads to.
func entryOf(p *page.Page, n *html.Node) string {
	address, ok := p.Resolve(attribute(n, "href"))
	if !ok {
		return ""
	}
	return canonical(address)
}

// learnNext learns the link to the next page, where a name tells it from the
// other links of its kind.
func (l *learner) learnNext(pages []*page.Page, read []listing.Page) {
	if len(pages) < 2 || read[0].Next == "" {
		return // one page does not show what stays and what is a number
	}
	var targets []*html.Node
	for n := range pages[0].Doc.Nodes[0].Descendants() {
		if n.DataAtom != atom.A && n.DataAtom != atom.Button {
			continue
		}
		for _, a := range n.Attr {
			if a.Key != "href" && !strings.HasPrefix(a.Key, "data-") {
				continue
			}
			if address, ok := pages[0].Resolve(a.Val); ok && clean(address) == read[0].Next {
				targets = append(targets, n)
				break
			}
		}
	}
	candidates := (goal{targets: [][]*html.Node{targets}}).candidates()
	candidates = append(relParts(targets), candidates...)
	for _, c := range candidates {
		if c.cost > 4.5 {
			return
		}
		o := l.listingOptions()
		o.Entry, o.Next = l.chosen.Entry, c.css
		if onlyNext(pages, read, c.css) && l.readsSame(pages, read, o) {
			l.chosen.Next = c.css
			l.note(Learned{Field: FieldNext, Selector: c.css, Agree: len(pages), Of: len(pages)})
			return
		}
	}
}

// relParts names links by rel=next, which says it all.
func relParts(targets []*html.Node) []candidate {
	for _, n := range targets {
		if slices.Contains(strings.Fields(strings.ToLower(attribute(n, "rel"))), "next") {
			return []candidate{{css: `a[rel~="next"]`}}
		}
	}
	return nil
}

// onlyNext reports whether a selector finds nothing but links to the next page,
// and nothing where there is none.
func onlyNext(pages []*page.Page, read []listing.Page, css string) bool {
	for i, p := range pages {
		nodes := p.Doc.Find(css).Nodes
		if read[i].Next == "" && len(nodes) > 0 || read[i].Next != "" && len(nodes) != 1 {
			return false
		}
	}
	return true
}

func clean(address string) string {
	c, err := archive.CleanURL(address)
	if err != nil {
		return ""
	}
	return c
}
