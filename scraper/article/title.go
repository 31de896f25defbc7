package article

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"onrecord/archive"
	"onrecord/scraper/page"
)

// quoted returns s in quotes, for messages.
func quoted(s string) string { return strconv.Quote(s) }

// readTitle reads the title: the selected one, else what structured data say
// if the page prints something like it, else what the page prints, else what
// the listing or the title tag says.
func (r *reader) readTitle() {
	witnesses := r.titleWitnesses()
	for _, w := range witnesses {
		r.claim(archive.FieldTitle, w.source, w.text, "")
	}
	if r.selectedTitle() {
		return
	}
	r.analyse()
	printed := r.printedTitle()
	r.claim(archive.FieldTitle, SourceHeading, printed, "")
	for _, choose := range [...]func(string, []witness) (string, string){
		r.structuredTitle, r.headingTitle, r.listedTitle, r.taggedTitle,
	} {
		if title, source := choose(printed, witnesses); title != "" {
			r.reading.Content.Title = title
			r.take(archive.FieldTitle, source)
			return
		}
	}
}

// selectedTitle takes the title that the feed's selector finds.
func (r *reader) selectedTitle() bool {
	for _, n := range r.picked.title {
		text := textWithout(r.picked.removed, n)
		if text == "" {
			text = attribute(n, "content")
		}
		if text = archive.NormaliseLine(text); text != "" {
			r.reading.Content.Title = text
			r.take(archive.FieldTitle, SourceSelector)
			r.claim(archive.FieldTitle, SourceSelector, text, "")
			return true
		}
	}
	return false
}

// structuredTitle returns the title of Open Graph or JSON-LD, without the
// site's name, if it is about what the page prints and is not cut short. The
// headline of JSON-LD comes first where the page prints exactly that: titles of
// Open Graph are sometimes written for other places.
func (r *reader) structuredTitle(printed string, witnesses []witness) (string, string) {
	headline := firstOf(witnesses, SourceJSONLD)
	if headline != "" && fold(headline) == fold(printed) && r.outvoted(printed, witnesses) {
		return printed, SourceJSONLD
	}
	if r.standsAlone(headline, printed, witnesses) && r.credible(headline, printed, witnesses) {
		return headline, SourceJSONLD
	}
	for _, source := range [...]string{SourceOpenGraph, SourceJSONLD} {
		said := firstOf(witnesses, source)
		if said == "" {
			continue
		}
		heading := printed
		if headline != "" && fold(said) == fold(headline) {
			heading = "" // what both say is the title, whatever the page sets apart from it
		}
		if title := r.sites.cut(said, heading); r.credible(title, printed, witnesses) {
			return title, source
		}
	}
	return "", ""
}

// outvoted reports whether all sources but Open Graph say what the page
// prints, and Open Graph says something else, not just less of it.
func (r *reader) outvoted(printed string, witnesses []witness) bool {
	folded := fold(printed)
	agree := 0
	for _, w := range witnesses {
		same := fold(r.sites.cut(w.text, printed)) == folded
		switch w.source {
		case SourceOpenGraph:
			if strings.Contains(folded, fold(r.sites.cut(w.text, ""))) {
				return false
			}
		case SourceMeta, SourceTitleTag:
			if !same {
				return false
			}
			agree++
		}
	}
	return agree > 0
}

// standsAlone reports whether JSON-LD and the title tag agree on a headline
// that neither the page nor Open Graph prints a part of.
func (r *reader) standsAlone(headline, printed string, witnesses []witness) bool {
	h := fold(headline)
	if h == "" || fold(r.sites.cut(firstOf(witnesses, SourceTitleTag), headline)) != h {
		return false
	}
	og := r.sites.cut(firstOf(witnesses, SourceOpenGraph), "")
	for _, other := range [...]string{fold(printed), fold(og)} {
		if other == "" || strings.Contains(h, other) || strings.Contains(other, h) {
			return false
		}
	}
	return true
}

// firstOf returns what the first witness of a source says.
func firstOf(witnesses []witness, source string) string {
	for _, w := range witnesses {
		if w.source == source {
			return w.text
		}
	}
	return ""
}

// credible reports whether a title from metadata is this article's and whole.
func (r *reader) credible(title, printed string, witnesses []witness) bool {
	if r.sites.are(title) || strings.HasSuffix(title, "…") || strings.HasSuffix(title, "...") {
		return fold(title) == fold(printed) && printed != "" && !strings.HasSuffix(title, "...")
	}
	if printed == "" {
		return true
	}
	if related(title, printed) {
		return true
	}
	for _, w := range witnesses {
		if w.source == SourceListing && related(title, w.text) {
			return true
		}
	}
	return false
}

// related reports whether two titles share so many words that they are of one text.
func related(a, b string) bool {
	fa, fb := fold(a), fold(b)
	if fa == "" || fb == "" {
		return false
	}
	if strings.Contains(fa, fb) || strings.Contains(fb, fa) {
		return true
	}
	words := make(map[string]bool)
	for w := range strings.FieldsSeq(fa) {
		words[w] = true
	}
	shared, all := 0, 0
	for w := range strings.FieldsSeq(fb) {
		all++
		if words[w] {
			shared++
		}
	}
	return shared*4 >= min(all, len(words)) && shared >= 2
}

// headingTitle returns what the page prints.
func (r *reader) headingTitle(printed string, _ []witness) (string, string) {
	if r.sites.are(printed) {
		return "", ""
	}
	return printed, SourceHeading
}

// listedTitle returns what the listing prints.
func (r *reader) listedTitle(string, []witness) (string, string) {
	return r.entryTitle(), SourceListing
}

// taggedTitle returns the first of the other metadata and the title tag.
func (r *reader) taggedTitle(_ string, witnesses []witness) (string, string) {
	for _, w := range witnesses {
		if title := r.sites.cut(w.text, ""); !r.sites.are(title) {
			return title, w.source
		}
	}
	return "", ""
}

// printedTitle returns the headline as the page prints it, without days, tags
// and the like that stand in it.
func (r *reader) printedTitle() string {
	if r.headline < 0 {
		return ""
	}
	p := &r.outline().paragraphs[r.headline]
	if !isHeading(p.Block) {
		return r.withoutDay(p.Text)
	}
	names := newNaming()
	kept := page.Paragraphs(func(n *html.Node) bool {
		return n != p.Block && names.of(n).is(kindDate|kindTags|kindUnseen|kindShare|kindComments|kindMeta|kindControl|kindKicker)
	}, p.Block)
	for _, k := range kept {
		if fold(k.Text) == fold(p.Text) {
			return p.Text
		}
	}
	if len(kept) > 0 {
		return kept[len(kept)-1].Text
	}
	return p.Text
}

// withoutDay returns what a witness says is the title where a line that is no
// heading prints it with a day before or behind it, and nothing else.
func (r *reader) withoutDay(text string) string {
	for _, w := range r.titleWitnesses() {
		before, after, found := strings.Cut(text, w.text)
		rest := strings.TrimSpace(before + " " + after)
		if found && rest != "" && r.isDayOnly(&line{Paragraph: page.Paragraph{Text: rest}, words: countWords(rest)}) {
			return w.text
		}
	}
	return text
}
