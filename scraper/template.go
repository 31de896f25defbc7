package scraper

import (
	"bytes"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"onrecord/archive"
)

// sameTemplateShare is how alike the marks of two pages of one template are at
// least: the share of the names of either that the other has too.
const sameTemplateShare = 0.5

// SameTemplate reports whether two pages are set in the same template: whether
// most names of their classes and ids are the same, or, on pages without any, most
// pairs of an element and the one it stands in.
func (r *Reader) SameTemplate(a, b archive.Capture) bool {
	namesA, pairsA := marks(a.Body)
	namesB, pairsB := marks(b.Body)
	if len(namesA) == 0 && len(namesB) == 0 {
		return containment(pairsA, pairsB) >= sameTemplateShare
	}
	return containment(namesA, namesB) >= sameTemplateShare
}

// containment is the share of the smaller set that the other one has too:
// what is added to a page does not make it another.
func containment(a, b map[string]bool) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 {
		return float64(1 - min(len(b), 1))
	}
	both := 0
	for name := range a {
		if b[name] {
			both++
		}
	}
	return float64(both) / float64(len(a))
}

// marks returns the names of a page's classes and ids, without those that hold
// digits and so may name the article, and the pairs of neighbouring start tags.
func marks(body []byte) (names, pairs map[string]bool) {
	names, pairs = map[string]bool{}, map[string]bool{}
	last := ""
	z := html.NewTokenizer(bytes.NewReader(body))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return names, pairs
		case html.StartTagToken, html.SelfClosingTagToken:
			tag, more := z.TagName()
			pairs[last+" "+string(tag)] = true
			last = string(tag)
			for more {
				var key, value []byte
				if key, value, more = z.TagAttr(); string(key) == "class" || string(key) == "id" {
					addNames(names, string(value))
				}
			}
		}
	}
}

func addNames(names map[string]bool, value string) {
	for _, name := range strings.Fields(value) {
		if !strings.ContainsFunc(name, unicode.IsDigit) {
			names[name] = true
		}
	}
}
