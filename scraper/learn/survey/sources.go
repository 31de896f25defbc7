package survey

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"

	"onrecord/archive"
	"onrecord/scraper/page"
	"onrecord/scraper/syndication"
)

// maxSources is how many other sources are fetched to be compared.
const maxSources = 2

// compareSources finds the feeds and sitemaps that the listing's page names,
// and says how each compares with the listing.
func (v *visitor) compareSources(ctx context.Context, best prospect) []Source {
	var sources []Source
	fetched := 0
	for _, s := range sourcesOf(best.page) {
		if s.Kind == "sitemap" || fetched == maxSources {
			s.Verdict = "not compared; a listing says titles and dates besides"
			sources = append(sources, s)
			continue
		}
		fetched++
		v.say("comparing with %s", s.URL)
		if _, err := v.get(ctx, s.URL); !errors.Is(err, errFeed) {
			s.Verdict = "does not answer with a feed"
		} else {
			s.Verdict = best.against(v.feeds[len(v.feeds)-1])
		}
		sources = append(sources, s)
	}
	return sources
}

// sourcesOf returns the feeds and sitemaps of the same host that a page links.
func sourcesOf(p *page.Page) []Source {
	var sources []Source
	seen := map[string]bool{}
	for _, n := range p.Doc.Find(`link[rel~="alternate" i][type][href], link[rel~="sitemap" i][href]`).Nodes {
		kind := sourceKind(attribute(n, "type"), attribute(n, "rel"))
		address, ok := p.Resolve(attribute(n, "href"))
		if kind == "" || !ok || !sameSite(address, p.URL) || seen[address] || strings.Contains(address, "comment") {
			continue
		}
		seen[address] = true
		sources = append(sources, Source{Kind: kind, URL: address})
	}
	return sources
}

func sourceKind(mediaType, rel string) string {
	switch mediaType = strings.ToLower(mediaType); {
	case strings.Contains(strings.ToLower(rel), "sitemap"):
		return "sitemap"
	case strings.HasPrefix(mediaType, "application/rss+xml"), strings.HasPrefix(mediaType, "application/rdf+xml"):
		return "RSS"
	case strings.HasPrefix(mediaType, "application/atom+xml"):
		return "Atom"
	case strings.HasPrefix(mediaType, "application/feed+json"):
		return "JSON Feed"
	}
	return ""
}

// against says how a feed compares with the listing.
func (o prospect) against(d document) string {
	feed, err := gofeed.NewParser().Parse(bytes.NewReader(d.body))
	if err != nil {
		return "cannot be read"
	}
	oldest := ""
	for _, item := range feed.Items {
		if t := item.PublishedParsed; t != nil {
			if day := t.Format(archive.DayLayout); oldest == "" || day < oldest {
				oldest = day
			}
		}
	}
	holds := fmt.Sprintf("holds the newest %d", len(feed.Items))
	if oldest != "" {
		holds += ", back to " + oldest
	}
	switch {
	case o.list.Next != "":
		return holds + " only; the listing goes on to older ones, so it is better"
	case len(feed.Items) > len(o.list.Entries):
		return holds + fmt.Sprintf("; the listing prints %d, and what a reader of the site sees", len(o.list.Entries))
	}
	return holds + "; the listing has as many, and what a reader of the site sees"
}

// homeOf returns the address of the page that a feed belongs to, of a sitemap
// that of the site.
func homeOf(d document) (string, bool) {
	if d.list.Kind == syndication.URLSet || d.list.Kind == syndication.Index {
		u, err := url.Parse(d.url)
		if err != nil {
			return "", false
		}
		return u.ResolveReference(&url.URL{Path: "/"}).String(), true
	}
	feed, err := gofeed.NewParser().Parse(bytes.NewReader(d.body))
	if err != nil || feed.Link == "" {
		return "", false
	}
	base, err := archive.CleanURL(d.url)
	if err != nil {
		return "", false
	}
	p, err := page.Parse(page.Source{Address: base})
	if err != nil {
		return "", false
	}
	return p.Resolve(feed.Link)
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// zoneOffsets returns the offset of a zone in seconds at a time.
func offsetOf(zone string, t time.Time) (int, bool) {
	location, err := time.LoadLocation(zone)
	if err != nil {
		return 0, false
	}
	_, offset := t.In(location).Zone()
	return offset, true
}
