package syndication

import (
	"fmt"
	"strings"

	"github.com/mmcdole/gofeed/atom"
	ext "github.com/mmcdole/gofeed/extensions"
)

// readAtom reads Atom 0.3 and 1.0.
func (r *reader) readAtom(text string) error {
	text, cut, err := sound(text)
	if err != nil {
		return err
	}
	r.doc.Cut = cut
	feed, err := (&atom.Parser{}).Parse(strings.NewReader(text))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrBroken, err)
	}
	r.doc.Window = !complete(feed.Extensions)
	r.doc.Next = r.next(feed.Links)
	for _, e := range feed.Entries {
		r.add(atomItem(e))
	}
	return nil
}

// atomItem takes the day of publication; that of the last update only where
// there is no other. An id is a name, even where it looks like an address
// (RFC 4287, section 4.2.6).
func atomItem(e *atom.Entry) item {
	it := item{title: e.Title, teaser: e.Summary, links: alternates(e.Links)}
	if e.Content != nil && e.Content.Src != "" { // the text is elsewhere (RFC 4287, section 4.1.3.2)
		it.links = append(it.links, e.Content.Src)
	}
	for _, l := range e.Links {
		if relation(l) == "enclosure" && isDocument(l.Type, l.Href) {
			it.links = append(it.links, l.Href)
		}
	}
	it.date = first([]string{e.Published}, values(e.Extensions, "dc", "date"), values(e.Extensions, "dcterms", "issued"),
		values(e.Extensions, "dcterms", "created"), []string{e.Updated})
	return it
}

// relation returns what a link leads to: rel without the registry's address
// (RFC 4287, section 4.2.7.2).
func relation(l *atom.Link) string {
	rel := strings.ToLower(strings.TrimSpace(l.Rel))
	if rel == "" {
		return "alternate"
	}
	return rel[strings.LastIndexByte(rel, '/')+1:]
}

// alternates returns the addresses of the page that an entry announces, HTML
// pages first.
func alternates(links []*atom.Link) []string {
	var pages, others []string
	for _, l := range links {
		kind := strings.ToLower(l.Type)
		switch {
		case relation(l) != "alternate":
		case kind == "" || strings.Contains(kind, "html"):
			pages = append(pages, l.Href)
		default:
			others = append(others, l.Href)
		}
	}
	return append(pages, others...)
}

// next returns the address of the document with older entries (RFC 5005): the
// next page of a paged feed, else the archive before.
func (r *reader) next(links []*atom.Link) string {
	for _, rel := range []string{"next", "prev-archive"} {
		for _, l := range links {
			if relation(l) == rel && l.Href != "" {
				return r.follow(l.Href)
			}
		}
	}
	return ""
}

// atomLinks returns the links of Atom in a feed of another format.
func atomLinks(all ext.Extensions) []*atom.Link {
	var links []*atom.Link
	for _, e := range all[atomPrefix]["link"] {
		links = append(links, &atom.Link{Href: e.Attrs["href"], Rel: e.Attrs["rel"], Type: e.Attrs["type"]})
	}
	return links
}
