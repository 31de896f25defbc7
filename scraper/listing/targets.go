package listing

import (
	"net/url"
	"strings"

	"onrecord/archive"
	"onrecord/scraper/page"
)

// target is where a link leads.
type target struct {
	url       string   // as archive.CleanURL gives it; "" if it leads nowhere
	canonical string   // as archive.Canonical gives it; "" if it is no identity
	parsed    *url.URL // url
	place     place    // where in a listing url stands
}

// Links say where the links of a page lead. The next page of a listing has most of
// them too, those of its menus above all, and need not resolve them again.
type Links struct {
	root string // of addresses that the links were resolved against, and how
	of   map[string]*target
}

// newLinks knows where those links lead that the page before has, if any.
func newLinks(p *page.Page, before *Links) (links, known *Links) {
	links = &Links{root: p.Base.Scheme + "://" + p.Base.Host + " " + p.Charset, of: map[string]*target{}}
	if before == nil || before.root != links.root {
		return links, &Links{}
	}
	return links, before
}

// target resolves a link. It remembers what it found: entries and the next page
// are looked for among the same links.
func (t *tree) target(href string) *target {
	to := t.targets.of[href]
	if to == nil && strings.HasPrefix(href, "/") { // others depend on more of the page's address than its root
		to = t.before.of[href]
	}
	if to == nil {
		to = t.resolve(href)
	}
	t.targets.of[href] = to
	return to
}

func (t *tree) resolve(href string) *target {
	to := &target{}
	if address, ok := t.page.Resolve(href); ok {
		to.url, _ = archive.CleanURL(address) // "" with an error
	}
	if to.url == "" {
		return to
	}
	to.canonical, _ = archive.Canonical(to.url)
	to.parsed, _ = url.Parse(to.url)
	to.place = placeOf(to.url)
	return to
}
