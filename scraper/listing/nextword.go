package listing

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// byWord follows a link that says "next", "older", "load more" in words, by an
// arrow, or in its class.
func (pg *pager) byWord() string {
	best, address := 0, ""
	for _, tr := range pg.turns {
		if score := pg.nextness(tr); score > best {
			best, address = score, tr.url
		}
	}
	return address
}

// nextness says how surely a link leads to the next page; 0: it does not.
func (pg *pager) nextness(tr turn) int {
	if !pg.older(tr.place) || pg.leadsToArticle(tr.node) || inCalendar(tr.node) {
		return 0
	}
	paging := tr.place.known && tr.place.like(pg.own)
	sign := nextSign(tr)
	switch {
	case sign == explicitSign && (paging || pg.related(tr) || inPager(tr.node)):
		return 5
	case sign == plainSign && paging:
		return 4
	case sign == plainSign && inPager(tr.node):
		return 3
	case sign == plainSign && pg.samePath(tr.url):
		return 2
	case sign == backSign && paging:
		return 1 // "previous" that leads to a higher number
	}
	return 0
}

// related reports whether an address looks like another page of this listing:
// it differs from the page's own by a page number, by parameters, by digits, or
// continues its path. "More news" and rel=next lead elsewhere, too.
func (pg *pager) related(tr turn) bool {
	if tr.place.known && tr.place.like(pg.own) {
		return true
	}
	u, err := url.Parse(tr.url)
	if err != nil {
		return false
	}
	own := tidyPath(pg.tree.page.URL.EscapedPath())
	rest, ok := strings.CutPrefix(u.EscapedPath(), own)
	return ok && (rest == "" || strings.IndexByte("/-_.", rest[0]) >= 0) ||
		countsOn(pg.tree.page.URL.EscapedPath(), u.EscapedPath())
}

// samePath reports whether an address differs from the page's own by its
// parameters only.
func (pg *pager) samePath(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Path == pg.tree.page.URL.Path
}

// sign says what the words and arrows of a link mean.
type sign uint8

const (
	noSign       sign = iota
	plainSign         // "next", "»", "more": the next page if this is a pager
	explicitSign      // "next page", "older posts": says so
	backSign          // "previous", "«"
)

// nextSign reads a link's text, titles and classes.
func nextSign(tr turn) sign {
	texts := []string{tr.label, attr(tr.node, "aria-label"), attr(tr.node, "title"), altIn(tr.node)}
	result := noSign
	for _, s := range texts {
		switch signOf(s) {
		case explicitSign:
			return explicitSign
		case backSign:
			return backSign
		case plainSign:
			result = plainSign
		}
	}
	if result == noSign && len(tr.label) < 40 && (classSays(tr.node) || tr.node.Parent != nil && classSays(tr.node.Parent)) {
		return plainSign
	}
	return result
}

func signOf(s string) sign {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 80 {
		return noSign
	}
	words := fold(s)
	switch {
	case words == "" && nextArrows()[strings.ReplaceAll(s, " ", "")]:
		return plainSign
	case words == "" && backArrows()[strings.ReplaceAll(s, " ", "")], backWords()[words]:
		return backSign
	case explicitNext()[words]:
		return explicitSign
	case nextWords()[words]:
		return plainSign
	}
	return noSign
}

// classSays reports whether a class of n says "next" or "load more".
func classSays(n *html.Node) bool {
	class := attr(n, "class")
	if len(class) > 200 {
		return false
	}
	for c := range strings.FieldsSeq(class) {
		more := false
		for w := range words(c) {
			if w == "next" || w == "older" || more && w == "more" || w == "loadmore" || w == "showmore" {
				return true
			}
			more = w == "load" || w == "show"
		}
	}
	return false
}

// inPager reports whether n lies in what its class or role calls a pager.
func inPager(n *html.Node) bool {
	for up, p := 0, n; p != nil && up < 6; up, p = up+1, p.Parent {
		for _, s := range []string{attr(p, "class"), attr(p, "id"), attr(p, "aria-label")} {
			if len(s) > 300 {
				continue
			}
			for w := range words(s) {
				if pagerClasses()[w] {
					return true
				}
			}
		}
	}
	return false
}

// inCalendar reports whether n lies in a calendar.
func inCalendar(n *html.Node) bool {
	for up, p := 0, n; p != nil && up < 8; up, p = up+1, p.Parent {
		for _, s := range []string{attr(p, "class"), attr(p, "id")} {
			if len(s) < 300 && strings.Contains(strings.ToLower(s), "calendar") {
				return true
			}
		}
	}
	return false
}
