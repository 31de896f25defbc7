package syndication

import (
	"fmt"
	"net/url"
	"strings"

	ext "github.com/mmcdole/gofeed/extensions"
	"github.com/mmcdole/gofeed/rss"
)

// readRSS reads RSS of any version, RDF included.
func (r *reader) readRSS(text string) error {
	text, cut, err := sound(text)
	if err != nil {
		return err
	}
	r.doc.Cut = cut
	feed, err := (&rss.Parser{}).Parse(strings.NewReader(text))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrBroken, err)
	}
	r.doc.Window = !complete(feed.Extensions)
	r.doc.Next = r.next(atomLinks(feed.Extensions))
	r.resolveAgainst(r.site(feed))
	for _, i := range feed.Items {
		r.add(rssItem(i))
	}
	return nil
}

// site returns what relative links of an RSS feed are relative to: its
// channel's link, which is the site, if the feed itself is there, else the feed.
func (r *reader) site(feed *rss.Feed) *url.URL {
	if address, ok := r.resolve(feed.Link); ok && r.ownHost(address) {
		if u, err := url.Parse(address); err == nil {
			return u
		}
	}
	return r.address
}

// rssItem takes what RSS prints, else Dublin Core, else Atom within RSS. The
// link of an item is its address; a redirecting service's stays what it is,
// unless the service says beside it which address it hides.
func rssItem(i *rss.Item) item {
	it := item{title: i.Title, teaser: i.Description, date: i.PubDate}
	if origin := first(values(i.Extensions, "feedburner", "origLink")); origin != "" {
		it.links = append(it.links, origin)
	}
	it.links = append(it.links, i.Link)
	if g := i.GUID; g != nil && !strings.EqualFold(strings.TrimSpace(g.IsPermalink), "false") && isWeb(g.Value) {
		it.links = append(it.links, g.Value)
	}
	it.links = append(it.links, alternates(atomLinks(i.Extensions))...)
	for _, e := range i.Enclosures {
		if isDocument(e.Type, e.URL) {
			it.links = append(it.links, e.URL)
		}
	}
	if dc := i.DublinCoreExt; dc != nil {
		it.title = first([]string{it.title}, dc.Title)
		it.teaser = first([]string{it.teaser}, dc.Description)
		it.date = first([]string{it.date}, dc.Date)
	}
	it.teaser = first([]string{it.teaser}, values(i.Extensions, atomPrefix, "summary"))
	it.date = first([]string{it.date, i.Custom["date"]},
		values(i.Extensions, "dcterms", "issued"), values(i.Extensions, "dcterms", "created"),
		values(i.Extensions, atomPrefix, "published"), values(i.Extensions, atomPrefix, "updated"),
		values(i.Extensions, "dcterms", "modified"))
	return it
}

// atomPrefix is gofeed's name for the namespace of Atom 1.0.
const atomPrefix = "atom"

// values returns what elements of an extension hold.
func values(all ext.Extensions, prefix, name string) []string {
	var found []string
	for _, e := range all[prefix][name] {
		found = append(found, e.Value)
	}
	return found
}

// complete reports whether a feed says that it lists all there is (RFC 5005,
// section 2).
func complete(all ext.Extensions) bool {
	return len(all["fh"]["complete"]) > 0 || len(all["history"]["complete"]) > 0
}

// first returns the first text that is not empty.
func first(lists ...[]string) string {
	for _, list := range lists {
		for _, s := range list {
			if strings.TrimSpace(s) != "" {
				return s
			}
		}
	}
	return ""
}
