package article

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// markFurniture marks the paragraphs that stand in elements whose names say
// that they are no part of the text. Names alone decide nothing: an element
// that holds the headline or much of the page's running text is kept, whatever
// it is called.
func (o *outline) markFurniture(headline int) {
	o.measure()
	if len(o.elements) == 0 {
		return
	}
	total := o.elements[0].prose
	groups := o.groupProse()
	for i := 0; i < len(o.elements); {
		e := &o.elements[i]
		if !e.kind.is(furniture) || e.first <= headline && headline < e.last || !isFurniture(e, max(e.prose, groups[groupOf(e)]), total) {
			i++
			continue
		}
		for p := e.first; p < e.last; p++ {
			o.paragraphs[p].drop = true
		}
		e.dropped = true
		i = e.end
	}
	o.measure()
}

// groupOf returns what elements of one design share: the class, else the tag.
func groupOf(e *element) string {
	if class := attribute(e.node, "class"); class != "" {
		return class
	}
	return e.node.Data
}

// groupProse returns how much running text the elements of each group hold
// together: a name that every paragraph of a text bears says nothing of them.
func (o *outline) groupProse() map[string]int {
	groups := make(map[string]int)
	ends := make(map[string]int)
	for i := range o.elements {
		e := &o.elements[i]
		if !e.kind.is(furniture) || e.prose == 0 {
			continue
		}
		group := groupOf(e)
		if i < ends[group] {
			continue // inside another of the group
		}
		ends[group] = e.end
		groups[group] += e.prose
	}
	return groups
}

// isFurniture reports whether an element is what its names say. prose is the
// running text of its group, total that of the page.
func isFurniture(e *element, prose, total int) bool {
	k := e.kind
	share := 0.0
	if total > 0 {
		share = float64(prose) / float64(total)
	}
	if e.node.DataAtom == atom.Body || e.node.DataAtom == atom.Html || e.node.DataAtom == atom.Main {
		return false
	}
	switch {
	case k.is(kindUnseen):
		return share < 0.5
	case k.is(kindComments):
		return share < 0.8 && !(k.is(kindBody) && share > 0.3)
	case k.is(kindBody) && (share > 0.2 || e.prose > 600):
		return false
	case e.node.DataAtom == atom.P && e.prose > 100 && !k.is(kindCaption|kindByline):
		return false
	case k.is(kindConsent) && e.prose < 800:
		return share < 0.7
	case k.is(kindNav | kindConsent | kindEmbed | kindSignup | kindShare):
		return share < 0.4
	case k.is(kindRelated | kindAside | kindAd):
		return share < 0.35
	case k.is(kindCaption):
		return share < 0.3 && e.prose < 1500
	case k.is(kindByline):
		return share < 0.3 && e.size < 1500
	case k.is(kindDate | kindTags):
		return e.size < 300 && standsApart(e.node)
	case k.is(kindFiles):
		return e.linked*2 > e.size && share < 0.2
	case k.is(kindTeaser):
		return share < 0.3 && e.linked > 0
	case k.is(kindMedia | kindMeta | kindControl):
		return share < 0.3
	}
	return false
}

// standsApart reports whether no text of a sentence touches n: a day that is
// marked up within a sentence is a part of it.
func standsApart(n *html.Node) bool {
	return !sentenceText(n.PrevSibling) && !sentenceText(n.NextSibling)
}

// sentenceText reports whether n is text with two words or more.
func sentenceText(n *html.Node) bool {
	return n != nil && n.Type == html.TextNode && countWords(clip(n.Data, 200)) >= 2
}
