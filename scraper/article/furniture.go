package article

import (
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
	for i := 0; i < len(o.elements); {
		e := &o.elements[i]
		if !e.kind.is(furniture) || e.first <= headline && headline < e.last || !o.isFurniture(e, total) {
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

// isFurniture reports whether an element is what its names say. total is the
// running text of the page.
func (o *outline) isFurniture(e *element, total int) bool {
	k := e.kind
	share := 0.0
	if total > 0 {
		share = float64(e.prose) / float64(total)
	}
	if e.node.DataAtom == atom.Body || e.node.DataAtom == atom.Html || e.node.DataAtom == atom.Main {
		return false
	}
	switch {
	case k.is(kindUnseen):
		return share < 0.5
	case k.is(kindComments):
		return share < 0.8 && !(k.is(kindBody) && share > 0.3)
	case k.is(kindBody) && share > 0.2:
		return false
	case k.is(kindNav | kindConsent | kindEmbed | kindSignup | kindShare):
		return share < 0.4
	case k.is(kindRelated | kindAside | kindAd):
		return share < 0.35
	case k.is(kindCaption):
		return share < 0.3 && e.prose < 1500
	case k.is(kindByline):
		return share < 0.3 && e.size < 1500
	case k.is(kindDate | kindTags):
		return e.size < 300
	case k.is(kindMedia | kindMeta | kindControl):
		return share < 0.3
	}
	return false
}
