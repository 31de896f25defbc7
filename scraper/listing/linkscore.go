package listing

import "strings"

// titleClasses and asideClasses are words of classes that say what a link in a
// row is: the entry's title, or its rubric, author, comments …
var (
	titleClasses = setOf("title", "headline", "heading", "name", "caption", "subject", "header", "permalink", "ttl")
	asideClasses = setOf("category", "categories", "cat", "cats", "tag", "tags", "author", "byline", "label", "rubric", "rubrics", "section", "topic", "topics",
		"comment", "comments", "share", "source", "edit", "print", "theme", "themes", "badge", "terms", "term", "taxonomy")
)

// linkScore says how much a link looks like the one to a row's entry.
func (t *tree) linkScore(i int32) float64 {
	l := &t.links[i]
	n := t.elements[l.element].node
	score := labelScore(*l)
	if t.elements[l.element].heading || t.headingIn(l.element) >= 0 {
		score += 0.4
	}
	title, aside := t.classHints(l.element)
	if title {
		score += 0.3
	}
	rel := strings.Fields(strings.ToLower(attr(n, "rel")))
	if aside || contains(rel, "tag", "author", "category") {
		score -= 0.6
	}
	if contains(rel, "bookmark") {
		score += 0.2
	}
	if n := t.places[l.url]; n >= 6 {
		score -= 0.6 // many rows have it
	}
	return score
}

func contains(list []string, any ...string) bool {
	for _, s := range list {
		for _, a := range any {
			if s == a {
				return true
			}
		}
	}
	return false
}

// labelScore judges a link by its text and, where that tells little, by
// whether it leads to a document.
func labelScore(l link) float64 {
	score := 0.0
	switch l.kind {
	case labelTitle:
		return 0.4 + 0.6*min(1, float64(textWidth(l.label))/80)
	case labelNumber:
		score = 0.25
	case labelNone:
		score = 0.1
	default:
		score = 0.15
	}
	if isDocument(l.url) {
		score += 0.12
		if strings.ToLower(extension(l.url)) != ".pdf" {
			score -= 0.03
		}
	}
	return score
}

// classHints looks for words in the classes of a link and of the two elements around it.
func (t *tree) classHints(e int32) (title, aside bool) {
	for up := 0; up < 3 && e >= 0; up++ {
		n := t.elements[e].node
		if up > 0 && t.elements[e].lastLink-t.elements[e].firstLink > 3 {
			break
		}
		class := attr(n, "class")
		if len(class) < 300 {
			for w := range words(class) {
				title = title || titleClasses()[w]
				aside = aside || asideClasses()[w]
			}
		}
		e = t.elements[e].parent
	}
	return title && !aside, aside && !title
}

// headingIn returns the first heading inside an element, or -1.
func (t *tree) headingIn(e int32) int32 {
	for i := e; i < min(t.elements[e].end, e+60); i++ {
		if isHeading(t.elements[i].node) && t.elements[i].to > t.elements[i].from {
			return i
		}
	}
	return -1
}

// countPlaces counts how often each address is linked.
func (t *tree) countPlaces() {
	t.places = make(map[string]int, len(t.links))
	for _, l := range t.links {
		t.places[l.url]++
	}
}
