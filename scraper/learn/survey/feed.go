package survey

import (
	"bytes"
	"context"
	"errors"
	"html"
	"slices"

	"github.com/mmcdole/gofeed"

	"onrecord/scraper/page"
	"onrecord/scraper/syndication"
)

// maxSitemaps is how many sitemaps of an index are read in search of articles.
const maxSitemaps = 4

// feedItself takes the feed or the sitemap that a person gave for the listing,
// where no page of the site lists its articles. why is returned when the feed
// lists too few.
func (v *visitor) feedItself(ctx context.Context, d document, why error) (prospect, error) {
	p, err := page.Parse(page.Source{Body: titleOf(d), ContentType: "text/html; charset=utf-8", Address: d.url})
	if err != nil {
		return prospect{}, err
	}
	o := prospect{page: p, kind: d.list.Kind, list: d.list.Page}
	for _, s := range d.list.Sitemaps[:min(len(d.list.Sitemaps), maxSitemaps)] {
		v.say("reading %s", s.URL)
		_, err := v.get(ctx, s.URL)
		if ctx.Err() != nil {
			return prospect{}, ctx.Err()
		}
		if errors.Is(err, errFeed) {
			o.list.Entries = slices.Concat(o.list.Entries, v.feeds[len(v.feeds)-1].list.Entries)
		}
	}
	o.ownEntries()
	if len(o.list.Entries) < leastEntries {
		return prospect{}, why
	}
	v.say("no page lists the articles; taking the %s itself", o.kind)
	return o, nil
}

// titleOf returns a page that is called as the feed is.
func titleOf(d document) []byte {
	if d.list.Kind == syndication.URLSet || d.list.Kind == syndication.Index {
		return nil
	}
	feed, err := gofeed.NewParser().Parse(bytes.NewReader(d.body))
	if err != nil {
		return nil
	}
	return []byte("<title>" + html.EscapeString(feed.Title) + "</title>")
}
