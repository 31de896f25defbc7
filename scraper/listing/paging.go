package listing

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/archive"
)

// turn is a link or a button that may lead to another page of the listing.
type turn struct {
	url   string
	node  *html.Node
	label string
	place place
}

// next returns the address of the next, older page. The surest sign wins: the
// configured selector, rel=next, the number after the current one, a word or
// arrow for "next", an address that counts on from this page's, the call of the
// script that writes the pager, and last a link to the month or year before.
func (pg *pager) next(entries []archive.Entry, o Options) string {
	if address := pg.bySelector(o.Next); address != "" {
		return address
	}
	if len(entries) == 0 && len(o.Include) == 0 {
		return "" // past the end: some sites offer a next page for ever
	}
	for _, find := range []func() string{pg.byRel, pg.byNumber, pg.byWord, pg.byPlace, pg.byScript} {
		if address := find(); address != "" {
			return address
		}
	}
	return pg.byPeriod(entries, o)
}

// pager holds what the ways to find the next page share.
type pager struct {
	tree    *tree
	turns   []turn
	own     place
	entries map[string]bool // canonical addresses of the entries
}

func (t *tree) newPager(entries []archive.Entry) *pager {
	pg := &pager{tree: t, entries: make(map[string]bool, len(entries)), own: placeOf(t.page.URL.String())}
	for _, e := range entries {
		if c, err := archive.Canonical(e.URL); err == nil {
			pg.entries[c] = true
		}
	}
	for i := range t.elements {
		n := t.elements[i].node
		if n.DataAtom != atom.A && n.DataAtom != atom.Button && !hasTarget(n) {
			continue
		}
		if len(pg.turns) >= maxLinks {
			break
		}
		if tr, ok := pg.turnOf(int32(i)); ok {
			pg.turns = append(pg.turns, tr)
		}
	}
	return pg
}

// targetAttributes hold the address of a button that loads more.
var targetAttributes = []string{"href", "data-url", "data-href", "data-next-url", "data-next-page-url", "data-next", "data-load-url", "data-ajax-url", "data-link", "data-src-next"}

func hasTarget(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "data-url" || a.Key == "data-href" || strings.HasPrefix(a.Key, "data-next") {
			return true
		}
	}
	return false
}

// turnOf returns where element i leads, if to another page of the same host.
func (pg *pager) turnOf(i int32) (turn, bool) {
	e := pg.tree.elements[i]
	for _, key := range targetAttributes {
		value := attr(e.node, key)
		if value == "" || key != "href" && !strings.ContainsAny(value, "/?=") {
			continue
		}
		to, ok := pg.other(value)
		if !ok {
			continue
		}
		label := strings.TrimSpace(pg.tree.cut(e.from, min(e.to, e.from+maxKept)))
		return turn{url: to.url, node: e.node, label: label, place: to.place}, true
	}
	return turn{}, false
}

// other resolves a link and accepts it if it may be another page of this
// listing: on the same host, neither this page nor one of its entries.
func (pg *pager) other(href string) (*target, bool) {
	to := pg.tree.target(href)
	no := to.canonical == "" || to.canonical == pg.tree.self || pg.entries[to.canonical] || !sameHost(to.parsed, pg.tree.page.URL) || isDocument(to.url)
	return to, !no
}

func sameHost(u, own *url.URL) bool {
	return u != nil && strings.EqualFold(strings.TrimPrefix(u.Host, "www."), strings.TrimPrefix(strings.ToLower(own.Host), "www."))
}

// older reports whether a place can be a later page than this one.
func (pg *pager) older(p place) bool {
	if !p.known || !p.like(pg.own) {
		return true // nothing to compare
	}
	if !pg.own.known {
		return p.number > 0
	}
	return p.number > pg.own.number
}

// bySelector follows the configured selector.
func (pg *pager) bySelector(selector string) string {
	if selector == "" {
		return ""
	}
	for _, n := range pg.tree.page.Doc.Find(selector).Nodes {
		for _, at := range []*html.Node{n, firstLinkIn(n)} {
			if at == nil {
				continue
			}
			for _, key := range targetAttributes {
				if to, ok := pg.other(attr(at, key)); ok && pg.older(to.place) {
					return to.url
				}
			}
		}
	}
	return ""
}

func firstLinkIn(n *html.Node) *html.Node {
	for d := range n.Descendants() {
		if d.DataAtom == atom.A && attr(d, "href") != "" {
			return d
		}
	}
	return nil
}

// byRel follows link[rel=next] and a[rel=next] (HTML standard, section 4.6.6.12).
func (pg *pager) byRel() string {
	for _, n := range pg.tree.page.Doc.Find(`link[rel~="next" i][href], a[rel~="next" i][href]`).Nodes {
		to, ok := pg.other(attr(n, "href"))
		tr := turn{url: to.url, node: n, label: printed(n), place: to.place}
		if ok && pg.older(tr.place) && !pg.leadsToArticle(n) && (pg.related(tr) || inPager(n)) {
			return to.url
		}
	}
	return ""
}

// leadsToArticle reports whether a link says that it leads to the next article
// or the next month rather than the next page.
func (pg *pager) leadsToArticle(n *html.Node) bool {
	return hasWord(fold(printed(n)), notPageWords()) || hasWord(fold(attr(n, "title")), notPageWords()) || hasWord(fold(attr(n, "aria-label")), notPageWords())
}

// printed returns the first words inside an element.
func printed(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
			b.WriteByte(' ')
		}
		if b.Len() > maxKept {
			break
		}
	}
	return b.String()
}

func hasWord(text string, list map[string]bool) bool {
	for w := range strings.FieldsSeq(text) {
		if list[w] {
			return true
		}
	}
	return false
}
