package learn

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// part is a simple selector with what it costs a reader to understand, and a
// site to break: the cheapest that works is the one a person would write.
type part struct {
	css  string
	cost float64

	tag        string // what an element must have; empty: anything
	classes    []string
	id         string
	key, value string // an attribute
	place      place
	after      string // a class of the element before
}

// place is where an element stands among those beside it.
type place uint8

const (
	anywhere place = iota
	firstChild
	lastChild
	firstOfType
)

// Costs of the ways to name an element.
const (
	costClass    = 1.0
	costID       = 1.1
	costItemprop = 1.5
	costBoth     = 1.7 // tag.class
	costTwo      = 2.2 // .class.class
	costLayout   = 2.8 // td[width="600"]
	costPlace    = 2.5 // on top of the tag's own
	costNested   = 0.9 // for standing in another element
	costChild    = 0.4 // for standing directly in it
	costBare     = 2.0 // for a common tag with nothing around it
	costGeneric  = 0.6 // for a class that says how, not what
	costLetter   = 0.003
)

// tagCosts say how much a tag tells by itself.
var tagCosts = map[atom.Atom]float64{
	atom.H1: 1.05, atom.Article: 1, atom.Main: 1.3, atom.Time: 1.6, atom.H2: 2, atom.H3: 2.2, atom.H4: 2.4, atom.Header: 1.6,
	atom.Figcaption: 1, atom.Figure: 1.2, atom.Blockquote: 1.6, atom.Section: 2, atom.Aside: 1.2, atom.Footer: 1.2, atom.Nav: 1.2,
	atom.Address: 1.6, atom.Dl: 2, atom.Ul: 2.2, atom.Ol: 2.2, atom.Li: 2.6, atom.Tr: 2.6, atom.P: 2.4, atom.Em: 2.4, atom.Strong: 2.4, atom.B: 2.4, atom.I: 2.4,
	atom.Small: 2, atom.Center: 2.4, atom.Form: 1.6, atom.Button: 1.4, atom.Hr: 2,
}

// plainTag is what any other tag costs.
const plainTag = 3.2

// parts returns the ways to name n by itself. places adds its place among its
// neighbours, which is the weakest.
func parts(n *html.Node, places bool) []part {
	tag := n.Data
	tagCost, known := tagCosts[n.DataAtom]
	if !known {
		tagCost = plainTag
	}
	var list []part
	classes := stableNames(attribute(n, "class"))
	for _, c := range classes {
		cost := 0.0
		if generic(c) {
			cost = costGeneric
		}
		list = append(list, part{css: "." + c, cost: costClass + cost, classes: []string{c}},
			part{css: tag + "." + c, cost: costBoth + cost, tag: tag, classes: []string{c}})
	}
	for i := 0; i < len(classes) && i < 4; i++ {
		for j := i + 1; j < len(classes) && j < 4; j++ {
			list = append(list, part{css: "." + classes[i] + "." + classes[j], cost: costTwo, classes: []string{classes[i], classes[j]}})
		}
	}
	if id := strings.TrimSpace(attribute(n, "id")); stable(id) && cssName(id) {
		list = append(list, part{css: "#" + id, cost: costID, id: id})
	}
	if prop := attribute(n, "itemprop"); cssName(prop) {
		list = append(list, part{css: `[itemprop="` + prop + `"]`, cost: costItemprop, key: "itemprop", value: prop})
	}
	if n.DataAtom == atom.A {
		list = append(list, hrefParts(n)...)
	}
	list = append(list, part{css: tag, cost: tagCost, tag: tag})
	list = append(list, layoutParts(n)...)
	if places {
		list = append(list, placeParts(n, tag, tagCost)...)
	}
	return list
}

// layoutAttributes set the looks of old pages, and so tell their parts apart.
var layoutAttributes = []string{"width", "bgcolor", "align", "valign", "face", "size", "color", "style", "dir", "role"}

// layoutParts names n by the attributes that old layouts are made of.
func layoutParts(n *html.Node) []part {
	var list []part
	for _, key := range layoutAttributes {
		value := attribute(n, key)
		if value == "" || len(value) > 24 || strings.ContainsAny(value, "\"\\\n") || key == "style" && len(value) > 20 {
			continue
		}
		list = append(list, part{css: n.Data + "[" + key + `="` + value + `"]`, cost: costLayout, tag: n.Data, key: key, value: value})
	}
	return list
}

// hrefParts names a link by where it leads, if that is a section of the site:
// links back to the list are the same on every page.
func hrefParts(n *html.Node) []part {
	href := attribute(n, "href")
	if href == "" || len(href) > 40 || strings.ContainsAny(href, "\"\\ \n?") || strings.IndexFunc(href, unicode.IsDigit) >= 0 {
		return nil
	}
	return []part{{css: `a[href="` + href + `"]`, cost: costLayout, tag: "a", key: "href", value: href}}
}

// placeParts names n by its place: the first or last in its parent, the first of its kind.
func placeParts(n *html.Node, tag string, tagCost float64) []part {
	var list []part
	cost := tagCost + costPlace
	for _, p := range []part{
		{css: tag + ":first-child", cost: cost, tag: tag, place: firstChild},
		{css: tag + ":last-child", cost: cost, tag: tag, place: lastChild},
		{css: tag + ":first-of-type", cost: cost + 0.2, tag: tag, place: firstOfType},
	} {
		if p.matches(n) {
			list = append(list, p)
		}
	}
	if p := sibling(n, false); p != nil {
		if names := stableNames(attribute(p, "class")); len(names) > 0 {
			list = append(list, part{css: "." + names[0] + " + " + tag, cost: cost - 0.4, tag: tag, after: names[0]})
		}
	}
	return list
}

// sibling returns the next or previous element beside n.
func sibling(n *html.Node, after bool) *html.Node {
	for {
		if after {
			n = n.NextSibling
		} else {
			n = n.PrevSibling
		}
		if n == nil || n.Type == html.ElementNode {
			return n
		}
	}
}

// stableNames returns the classes that a person chose, at most six.
func stableNames(value string) []string {
	var list []string
	for name := range strings.FieldsSeq(value) {
		if stable(name) && cssName(name) && len(list) < 6 {
			list = append(list, name)
		}
	}
	return list
}

// cssName reports whether a name can stand in a selector as it is (CSS Syntax
// Level 3, section 4.3.11).
func cssName(name string) bool {
	if name == "" || len(name) > 60 {
		return false
	}
	for i, r := range name {
		letter := unicode.IsLetter(r) && r < 0x250 || r == '_'
		if !letter && r != '-' && (r < '0' || r > '9') || i == 0 && !letter {
			return false
		}
	}
	return true
}

// stable reports whether a class or id is a name somebody chose, not a number
// of a record or the print of a build.
func stable(name string) bool {
	digits, changes := 0, 0
	var last rune
	for i, r := range name {
		if unicode.IsDigit(r) {
			digits++
		}
		if i > 0 && unicode.IsDigit(r) != unicode.IsDigit(last) {
			changes++
		}
		last = r
	}
	if name == "" || digits >= 4 || changes >= 4 {
		return false
	}
	switch strings.ToLower(name) {
	case "active", "current", "open", "opened", "show", "visible", "first", "last", "odd", "even", "clearfix", "wow", "hover", "js", "no-js", "in", "lazy", "loaded":
		return false
	}
	return !hashed(name)
}

// generic reports whether a class says how an element is set, or to which
// group it belongs today, rather than what it is.
func generic(name string) bool {
	for _, sign := range []string{"--type-", "--label-", "-reset", "text-formatted", "published", "align", "clear", "wide", "full", "bold", "color", "col-", "row", "mb-", "mt-", "p-"} {
		if strings.Contains(name, sign) {
			return true
		}
	}
	for _, start := range []string{"type-", "status-", "category-", "tag-", "has-", "is-", "format-", "node--"} {
		if strings.HasPrefix(name, start) {
			return true
		}
	}
	return false
}

// hashed reports whether a name ends in what a build tool made of a file:
// letters and digits mixed, or both cases without a word, behind a mark.
func hashed(name string) bool {
	if begins, end, ok := strings.Cut(name, "-"); ok && buildTools[begins] && len(end) >= 5 {
		return true
	}
	i := strings.LastIndexAny(name, "-_")
	tail := name[i+1:]
	if strings.HasPrefix(name, "_") && i > 1 && strings.IndexFunc(tail, notDigit) < 0 {
		return true // _body_1ozqz_12, as Vite writes them: the place in the file comes last
	}
	if len(tail) < 5 {
		return false
	}
	digits, upper, lower := 0, 0, 0
	for _, r := range tail {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsUpper(r):
			upper++
		default:
			lower++
		}
	}
	module := len(tail) == 5 && i > 0 && name[i] == '_'
	switch {
	case digits >= 2 && upper+lower > 0, module && strings.HasSuffix(name[:i+1], "__") && upper > 0:
		return true
	case module && (strings.IndexFunc(tail[1:], unicode.IsUpper) >= 0 || digits > 0 && !unicode.IsDigit(rune(tail[4]))):
		return true
	case i < 0:
		return len(tail) <= 8 && lower > 0 && 3*upper >= len(tail)
	}
	return digits > 0 && upper > 0 && lower > 0
}

func notDigit(r rune) bool { return !unicode.IsDigit(r) }

// buildTools begin the names that Emotion, styled-components, styled-jsx,
// Svelte and Astro make.
var buildTools = map[string]bool{"css": true, "emotion": true, "sc": true, "jsx": true, "svelte": true, "astro": true}
