package listing

import (
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/html"

	"onrecord/scraper/rules"
)

// addLink notes the link of element i, if it leads anywhere.
func (t *tree) addLink(i int32, n *html.Node) {
	if len(t.links) >= maxLinks {
		return
	}
	if to := t.target(attr(n, "href")); to.url != "" {
		t.links = append(t.links, link{element: i, target: to})
	}
}

// finishLinks reads the labels of the links once the text is known.
func (t *tree) finishLinks() {
	t.linkedSum = make([]int, len(t.links)+1)
	for i := range t.links {
		l := &t.links[i]
		e := t.elements[l.element]
		t.linkedSum[i+1] = t.linkedSum[i] + int(e.to-e.from)
		from, to := t.spoken(l.element)
		l.label = strings.TrimSpace(t.cut(from, min(to, from+maxKept)))
		if l.kind = kindOfLabel(l.label); l.kind == labelNone {
			l.label = "" // punctuation or nothing
		}
	}
}

// spoken returns the text of element e without what only screen readers say at
// its ends, such as "(opens in a new window)".
func (t *tree) spoken(e int32) (from, to int32) {
	from, to = t.elements[e].from, t.elements[e].to
	for i := e + 1; i < min(t.elements[e].end, e+12); i++ {
		inner := t.elements[i]
		if !forScreenReaders(attr(inner.node, "class")) || strings.TrimSpace(t.cut(inner.from, inner.to)) == "" {
			continue
		}
		before, after := strings.TrimSpace(t.cut(from, max(from, inner.from))), strings.TrimSpace(t.cut(min(inner.to, to), to))
		switch {
		case after == "" && before != "":
			to = inner.from
		case before == "" && after != "":
			from = inner.to
		}
	}
	return from, to
}

func forScreenReaders(class string) bool {
	if len(class) > 300 {
		return false
	}
	for c := range strings.FieldsSeq(class) {
		switch c {
		case "visually-hidden", "sr-only", "screen-reader-text", "visuallyhidden", "element-invisible", "u-hidden-visually", "show-for-sr", "usa-sr-only":
			return true
		}
	}
	return false
}

// cut returns the page's text between two places.
func (t *tree) cut(from, to int32) string { return strings.ToValidUTF8(t.text[from:to], "") }

// markUsable tells which links may lead to an entry, and which labels are
// repeated so often that they name no entry.
func (t *tree) markUsable(o Options) {
	copies := map[string]map[string]bool{}
	usable := 0
	for i := range t.links {
		l := &t.links[i]
		l.usable = !t.elements[l.element].chrome && t.mayBeEntry(l.target, o)
		if !l.usable {
			continue
		}
		usable++
		key := foldDigits(l.label)
		if copies[key] == nil {
			copies[key] = map[string]bool{}
		}
		copies[key][l.url] = true
	}
	for i := range t.links {
		l := &t.links[i]
		l.copies = len(copies[foldDigits(l.label)])
		if l.kind == labelTitle && l.copies >= 3 && l.copies*12 >= usable && len(l.label) < 40 {
			l.kind = labelAction
		}
	}
}

// mayBeEntry reports whether a link can lead to an article.
func (t *tree) mayBeEntry(to *target, o Options) bool {
	u := to.parsed
	if u == nil || isRoot(u) || isAsset(u) || isShare(u) {
		return false
	}
	if to.canonical == "" || to.canonical == t.self || t.reordersPage(u) {
		return false
	}
	return rules.Included(u, o.Include)
}

func isRoot(u *url.URL) bool {
	return strings.Trim(u.Path, "/") == "" && u.RawQuery == ""
}

// isAsset reports whether an address is a picture, a style, a calendar file or a feed.
func isAsset(u *url.URL) bool {
	switch strings.ToLower(path.Ext(u.Path)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".ico", ".bmp", ".avif", ".css", ".js", ".ics", ".vcf", ".rss", ".atom":
		return true
	}
	return false
}

// isShare reports whether an address hands the page on to another site.
func isShare(u *url.URL) bool {
	host := strings.TrimPrefix(u.Hostname(), "www.")
	switch host {
	case "facebook.com", "twitter.com", "x.com", "t.me", "telegram.me", "vk.com", "ok.ru", "connect.ok.ru", "wa.me", "api.whatsapp.com", "linkedin.com",
		"pinterest.com", "reddit.com", "connect.mail.ru", "instagram.com", "addtoany.com", "bsky.app", "threads.net", "play.google.com", "apps.apple.com":
		return true
	}
	return false
}

// reordersPage reports whether an address is the page itself, sorted, filtered
// or continued.
func (t *tree) reordersPage(u *url.URL) bool {
	if u.RawQuery == "" || !strings.EqualFold(u.Hostname(), t.page.URL.Hostname()) || u.Path != t.page.URL.Path {
		return false
	}
	own := t.page.URL.Query()
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return false
	}
	for name, values := range query {
		if len(values) > 0 && own.Get(name) == values[0] {
			continue
		}
		if !sortParameters()[strings.ToLower(name)] && !isPageParameter(name) {
			return false
		}
	}
	return true
}

// sortParameters order or shape a listing.
var sortParameters = setOf("sort", "sortby", "sort_by", "order", "orderby", "order_by", "sortorder", "sort_order", "dir", "direction", "view", "display", "print",
	"limit", "perpage", "per_page", "pagesize", "page_size", "items_per_page", "size", "show", "lang", "language", "locale", "asc", "desc", "filter")

// isDocument reports whether an address ends like a document's.
func isDocument(address string) bool {
	switch strings.ToLower(extension(address)) {
	case ".pdf", ".doc", ".docx", ".rtf", ".odt", ".xls", ".xlsx", ".ppt", ".pptx", ".txt", ".wpd", ".zip":
		return true
	}
	return false
}

// extension returns the ending of an address's path, with its dot.
func extension(address string) string {
	address, _, _ = strings.Cut(address, "?")
	return path.Ext(address)
}

// stem returns an address without the ending of its path: a document offered
// in several formats has one.
func stem(address string) string { return strings.TrimSuffix(address, extension(address)) }
