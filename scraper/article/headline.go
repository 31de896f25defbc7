package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/archive"
)

// fold returns the letters and digits of text in lower case, words separated
// by one space: what counts when two sources print the same.
func fold(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	space := false
	for _, r := range text {
		lower, counts := foldRune(r)
		switch {
		case counts:
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(lower)
		case r == '\'' || r == '’' || r == 'ʼ':
		default:
			space = true
		}
	}
	return b.String()
}

// foldRune returns r in lower case, and whether it is a letter, digit or mark.
func foldRune(r rune) (rune, bool) {
	if r < utf8.RuneSelf {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r, true
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A', true
		}
		return r, false
	}
	if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) {
		return unicode.ToLower(r), true
	}
	return r, false
}

// witness is what a source outside the page's text says the title is.
type witness struct {
	source string
	text   string
	folded string
	weight float64
}

// titleWitnesses returns what the listing and the metadata say the title is.
func (r *reader) titleWitnesses() []witness {
	var all []witness
	add := func(source, text string, weight float64) {
		if folded := fold(text); folded != "" {
			all = append(all, witness{source, text, folded, weight})
		}
	}
	add(SourceSelector, r.reading.Content.Title, 1.2)
	add(SourceListing, r.entryTitle(), 1)
	if i, ok := r.meta.structured.article(); ok {
		add(SourceJSONLD, i.headline, 1)
		add(SourceJSONLD, i.name, 0.9)
		add(SourceJSONLD, i.alternative, 0.8)
	}
	for _, t := range r.meta.titles {
		add(t.source, t.value, 0.9)
	}
	add(SourceTitleTag, r.meta.titleTag, 0.8)
	return all
}

// heading is a paragraph that may print the title.
type heading struct {
	index int // of the paragraph
	score float64
	text  string
}

// maxTitle is how many bytes a title may have.
const maxTitle = 600

// findHeadline finds the paragraph that prints the article's title.
func (r *reader) findHeadline() {
	o := r.outline()
	witnesses := r.titleWitnesses()
	best := heading{index: -1}
	total, above := 0, 0
	for i := range o.paragraphs {
		total += o.paragraphs[i].prose
	}
	for i := range o.paragraphs {
		p := &o.paragraphs[i]
		above += p.prose
		if len(p.Text) > maxTitle {
			continue
		}
		h := r.weighHeading(i, witnesses)
		if above*3 > total {
			h.score -= 2 * float64(above) / float64(total) // titles stand over texts
		}
		if h.score > best.score {
			best = h
		}
	}
	r.headline = best.index
}

// sectionWords is how many words the name of a section has at most, and
// titleWords how many a title has at least where it stands under such a name.
const (
	sectionWords = 2
	titleWords   = 4
)

// refineHeadline looks again where a word or two were taken for the title, as
// in "News": a longer heading over most of the text is the title then.
func (r *reader) refineHeadline() {
	o := r.outline()
	if r.headline < 0 || len(r.region.elements) == 0 || countWords(o.paragraphs[r.headline].Text) > sectionWords {
		return
	}
	folded := fold(o.paragraphs[r.headline].Text)
	for _, w := range r.titleWitnesses() {
		if w.folded == folded && w.source != SourceTitleTag {
			return
		}
	}
	if i := o.headingOver(max(r.headline+1, r.region.first-paragraphsBefore), r.region.last); i >= 0 {
		r.headline = i
		r.region = r.findRegion()
	}
}

// headingOver returns the first longer heading between paragraphs first and
// last that stands over most of the running text there, -1 when there is none.
func (o *outline) headingOver(first, last int) int {
	all := o.held[last].prose - o.held[first].prose
	for i := first; i < last && (o.held[i].prose-o.held[first].prose)*4 <= all; i++ {
		p := &o.paragraphs[i]
		if !p.drop && len(p.Text) <= maxTitle && headingRank(o, p) > 0 && countWords(p.Text) >= titleWords {
			return i
		}
	}
	return -1
}

// weighHeading says how likely paragraph i prints the title.
func (r *reader) weighHeading(i int, witnesses []witness) heading {
	o := r.outline()
	p := &o.paragraphs[i]
	rank := headingRank(o, p)
	folded := fold(p.Text)
	if folded == "" {
		return heading{index: -1}
	}
	match := 0.0
	for _, w := range witnesses {
		match = max(match, w.weight*likeness(folded, w.folded))
		if rank > 0 && match < 0.5 && len(folded) > 25 {
			match = max(match, w.weight*sharedWords(folded, w.folded))
		}
	}
	if rank == 0 && match < 0.5 {
		return heading{index: -1}
	}
	score := match*4 + rank
	if match < 1 && r.sites.are(p.Text) {
		score -= 3
	}
	switch {
	case p.Linked*2 <= p.Size:
	case r.linksHere(p.Block):
		score -= 0.3 // a blog's title, or this article among the latest
	default:
		score -= 2.5 // the site's name, or the title of another article
	}
	for e := p.element; e >= 0; e = o.elements[e].parent {
		if o.elements[e].kind.is(kindRelated | kindNav | kindAside | kindConsent | kindSignup | kindComments) {
			score -= 1
			break
		}
	}
	return heading{index: i, score: score, text: p.Text}
}

// headingRank says how far the markup of a paragraph makes it a title.
func headingRank(o *outline, p *paragraph) float64 {
	for e, up := p.element, 0; e >= 0 && up < 3; e, up = o.elements[e].parent, up+1 {
		switch o.elements[e].node.DataAtom {
		case atom.H1:
			return 2
		case atom.H2:
			return 0.8
		case atom.H3:
			return 0.4
		}
		if up == 0 && o.elements[e].kind.is(kindTitle) {
			return 0.6
		}
	}
	return 0
}

// likeness says how far two folded texts are the same: 1 equal; less when one
// is a part of the other, by how much of the longer it leaves out; 0 otherwise.
func likeness(a, b string) float64 {
	if a == b {
		return 1
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 8 || !containsWords(b, a) && (len(a) < 25 || !strings.Contains(b, a)) {
		return 0
	}
	return 0.4 + 0.55*float64(len(a))/float64(len(b))
}

// sharedWords is likeness for titles that differ in a word or two: up to 0.7.
func sharedWords(a, b string) float64 {
	words := make(map[string]bool)
	for w := range strings.FieldsSeq(b) {
		words[w] = true
	}
	shared, all := 0, 0
	for w := range strings.FieldsSeq(a) {
		all++
		if words[w] {
			shared++
		}
	}
	if shared < 4 || shared*4 < all*3 {
		return 0
	}
	return 0.7 * float64(shared) / float64(max(all, len(words)))
}

// containsWords reports whether text holds part, both folded, at the
// boundaries of words.
func containsWords(text, part string) bool {
	return strings.Contains(" "+text+" ", " "+part+" ")
}

// linksHere reports whether the first link in or around block leads to this
// very page, as titles of blogs do.
func (r *reader) linksHere(block *html.Node) bool {
	link := firstLink(block)
	if link == nil {
		return false
	}
	address, ok := r.page.Resolve(attribute(link, "href"))
	if !ok {
		return strings.HasPrefix(attribute(link, "href"), "#")
	}
	there, err := archive.Canonical(address)
	if err != nil {
		return false
	}
	here, err := archive.Canonical(r.page.URL.String())
	return err == nil && strings.TrimSuffix(here, "/") == strings.TrimSuffix(there, "/")
}

// firstLink returns the first link in block, among its first few nodes, or the
// one around it.
func firstLink(block *html.Node) *html.Node {
	for n, i := block, 0; n != nil && i < 30; n, i = following(n, block), i+1 {
		if n.DataAtom == atom.A {
			return n
		}
	}
	for n, up := block.Parent, 0; n != nil && up < 3; n, up = n.Parent, up+1 {
		if n.DataAtom == atom.A {
			return n
		}
	}
	return nil
}
