package listing

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// chromeRoles are ARIA landmarks and widgets that hold no entries.
var chromeRoles = setOf("navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "dialog", "alertdialog", "toolbar", "tablist")

// chromeWords are words in classes and ids of what surrounds a listing.
var chromeWords = setOf("nav", "navbar", "navigation", "subnav", "topnav", "sidenav", "mainnav", "menu", "submenu", "topmenu", "mainmenu", "leftmenu", "rightmenu",
	"dropdown", "megamenu", "breadcrumb", "breadcrumbs", "crumbs", "footer", "sidebar", "pager", "pagination", "paginator", "paging", "pagenav", "pagenavi",
	"langswitch", "socials", "sharing", "sharethis", "addthis", "tagcloud", "tagscloud", "cookie", "cookies",
	"mostread", "skiplink", "skiplinks", "sitemap", "topbar", "filters", "facets", "facet")

// topicWords are chrome by themselves or before one of widgetWords; before
// others they may be a rubric's name: "social-policy", "language-teaching".
var topicWords = setOf("lang", "langs", "language", "languages", "social", "share", "related", "popular", "trending", "login", "skip")

var widgetWords = setOf("links", "link", "icons", "icon", "buttons", "button", "btn", "media", "bar", "block", "box", "list", "nav", "menu", "networks", "switch", "switcher", "selector", "select", "choice",
	"posts", "news", "items", "articles", "content", "wrap", "wrapper", "widget", "container", "section", "to")

// wrapperWords before a word of chromeWords say that an element merely stands
// beside it: "with-sidebar", "no-menu".
var wrapperWords = setOf("no", "has", "with", "without", "is", "not", "one", "two", "hide", "show", "content")

// looksLikeChrome reports whether an element, by its name, role, class or id,
// is a menu, a footer and the like. sure: by its name or role.
func looksLikeChrome(n *html.Node) (chrome, sure bool) {
	switch n.DataAtom {
	case atom.Nav:
		return true, true
	case atom.Aside, atom.Dialog:
		return true, false
	case atom.Html, atom.Body, atom.Main, atom.Article, atom.A:
		return false, false
	case atom.Header, atom.Footer:
		return !inside(n, atom.Article, atom.Main, atom.Li, atom.Section), false
	}
	if dialog, shown := isDialog(n); dialog {
		return !shown, false
	}
	if chromeRoles()[strings.ToLower(attr(n, "role"))] {
		return true, attr(n, "role") == "navigation"
	}
	return namesChrome(attr(n, "class")) || namesChrome(attr(n, "id")), false
}

// isDialog reports whether n is a dialog, and whether it is open: then it is
// what the page shows.
func isDialog(n *html.Node) (dialog, shown bool) {
	classes := strings.Fields(attr(n, "class"))
	return contains(classes, "modal"), contains(classes, "show", "in")
}

func inside(n *html.Node, names ...atom.Atom) bool {
	depth := 0
	for p := n.Parent; p != nil && depth < 60; p, depth = p.Parent, depth+1 {
		for _, name := range names {
			if p.DataAtom == name {
				return true
			}
		}
	}
	return false
}

// namesChrome reports whether a class or id attribute names chrome.
func namesChrome(s string) bool {
	if len(s) > 300 {
		s = s[:300]
	}
	for class := range strings.FieldsSeq(s) {
		previous := ""
		for word := range words(class) {
			if topicWords()[previous] && widgetWords()[word] || chromeWords()[word] && !wrapperWords()[previous] {
				return true
			}
			previous = word
		}
		if topicWords()[previous] && !strings.ContainsAny(class, "-_") {
			return true
		}
	}
	return false
}

// words yields the words of a class such as "main-menu", "mainMenu" or
// "main_menu", in lower case.
func words(class string) func(func(string) bool) {
	return func(yield func(string) bool) {
		start := 0
		for i := 0; i <= len(class); i++ {
			end := i == len(class) || !isWordByte(class[i])
			hump := !end && i > start && class[i] >= 'A' && class[i] <= 'Z' && class[i-1] >= 'a' && class[i-1] <= 'z'
			if !end && !hump {
				continue
			}
			if i > start && !yield(strings.ToLower(class[start:i])) {
				return
			}
			if start = i; end {
				start = i + 1
			}
		}
	}
}

func isWordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80 || unicode.IsDigit(rune(c))
}

// finishChrome marks what surrounds the listing. A class or id is believed
// unless it covers what must be the page's content.
func (t *tree) finishChrome() {
	for i := range t.elements {
		e := &t.elements[i]
		if e.parent >= 0 && t.elements[e.parent].chrome {
			e.chrome = true
			continue
		}
		chrome, sure := looksLikeChrome(e.node)
		e.chrome = chrome && (sure || !t.holdsContent(int32(i)))
	}
}

// minContent is how many bytes of text a part must print to be the content
// although its class says otherwise.
const minContent = 500

// holdsContent reports whether an element holds the page's main heading, its
// main part, or, where no main part stands elsewhere, much of its text that is
// no link.
func (t *tree) holdsContent(i int32) bool {
	e := t.elements[i]
	first, _ := slices.BinarySearch(t.mains, i)
	if first < len(t.mains) && t.mains[first] < e.end && e.node.DataAtom != atom.Header {
		return true
	}
	plain := len(t.text) - t.linkedSum[len(t.links)]
	own := int(e.to-e.from) - t.linkedText(i)
	return own >= minContent && 5*own > 2*plain && !t.mainBeside(i)
}

// mainBeside reports whether the page has a main element that element i does not lie in.
func (t *tree) mainBeside(i int32) bool {
	for _, m := range t.mains {
		if e := t.elements[m]; e.node.DataAtom == atom.Main && (i < m || i >= e.end) {
			return true
		}
	}
	return false
}

// linkedText returns the bytes of an element's text that are links.
func (t *tree) linkedText(i int32) int {
	e := t.elements[i]
	return t.linkedSum[e.lastLink] - t.linkedSum[e.firstLink]
}
