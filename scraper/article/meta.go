package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/archive"
)

// said is one value that a source gives for a field.
type said struct {
	source string
	name   string // the property's name, in lower case
	value  string
}

// metadata is what the head of a page and its scripts say of the article.
type metadata struct {
	titles       []said // the most trustworthy first
	dates        []said
	descriptions []said
	sites        []string // names of the publisher
	titleTag     string
	structured   structured // JSON-LD
	collection   bool       // the page says that it is no article
}

// titleNames, dateNames, descriptionNames and siteNames are the properties
// that meta elements use (ogp.me, Dublin Core, schema.org and older habits),
// with the source they count as.
var (
	titleNames = map[string]string{
		"og:title": SourceOpenGraph, "twitter:title": SourceMeta, "twitter:text:title": SourceMeta, "dc.title": SourceMeta, "dcterms.title": SourceMeta,
		"title": SourceMeta, "sailthru.title": SourceMeta, "parsely-title": SourceMeta, "headline": SourceMeta,
		"article:title": SourceMeta, "mrc__share_title": SourceMeta, "cxenseparse:title": SourceMeta, "citation_title": SourceMeta,
	}
	dateNames = map[string]string{
		"article:published_time": SourceOpenGraph, "article:published": SourceOpenGraph, "og:published_time": SourceOpenGraph,
		"og:article:published_time": SourceOpenGraph, "og:pubdate": SourceOpenGraph,
		"datepublished": SourceMeta, "date": SourceMeta, "dc.date": SourceMeta, "dc.date.issued": SourceMeta,
		"dc.date.created": SourceMeta, "dcterms.date": SourceMeta, "dcterms.issued": SourceMeta, "dcterms.created": SourceMeta,
		"dcterms.available": SourceMeta, "dc.issued": SourceMeta, "dc.created": SourceMeta,
		"pubdate": SourceMeta, "publishdate": SourceMeta, "publish-date": SourceMeta, "publish_date": SourceMeta,
		"pub_date": SourceMeta, "article.published": SourceMeta, "published-date": SourceMeta, "publication_date": SourceMeta, "publicationdate": SourceMeta,
		"sailthru.date": SourceMeta, "parsely-pub-date": SourceMeta, "cxenseparse:recs:publishtime": SourceMeta, "article_date_original": SourceMeta,
		"last-modified-date": "", "rnews:datepublished": SourceMeta, "timestamp": SourceMeta, "published_time": SourceMeta, "published_at": SourceMeta,
		"article:publicationdate": SourceMeta, "article-publication-date": SourceMeta, "creationdatetime": SourceMeta, "datecreated": SourceMeta, "release_date": SourceMeta, "citation_publication_date": SourceMeta, "citation_date": SourceMeta,
	}
	descriptionNames = map[string]string{
		"og:description": SourceOpenGraph, "description": SourceMeta, "twitter:description": SourceMeta,
		"dc.description": SourceMeta, "dcterms.description": SourceMeta,
	}
	siteNames = map[string]bool{
		"og:site_name": true, "application-name": true, "apple-mobile-web-app-title": true, "publisher": true,
		"dc.publisher": true, "copyright": true, "al:ios:app_name": true, "al:android:app_name": true, "twitter:site": true, "author": true,
	}
)

// How much of the metadata of a page is looked at.
const (
	metaValues  = 12   // of one kind
	metaBytes   = 2000 // of one value
	metaScripts = 40
)

// readMetadata reads the metadata of a document.
func readMetadata(root *html.Node) metadata {
	var m metadata
	var scripts []string
	forEachElement(root, func(n *html.Node) {
		switch n.DataAtom {
		case atom.Meta:
			m.addMeta(n)
		case atom.Title:
			if m.titleTag == "" && !insideSVG(n) {
				m.titleTag = archive.NormaliseLine(clip(textOf(n), metaBytes))
			}
		case atom.Script:
			if strings.Contains(strings.ToLower(attribute(n, "type")), "ld+json") && len(scripts) < metaScripts {
				scripts = append(scripts, textOf(n))
			}
		}
	})
	m.structured = readStructured(scripts)
	return m
}

// addMeta notes what one meta element says.
func (m *metadata) addMeta(n *html.Node) {
	value := archive.NormaliseLine(attribute(n, "content"))
	if value == "" {
		return
	}
	for _, key := range [...]string{"property", "name", "itemprop", "http-equiv"} {
		name := strings.ToLower(strings.TrimSpace(attribute(n, key)))
		if name == "" {
			continue
		}
		value = clip(value, metaBytes)
		if source := titleNames[name]; source != "" && len(m.titles) < metaValues {
			m.titles = append(m.titles, said{source, name, value})
		}
		if source := dateNames[name]; source != "" && len(m.dates) < metaValues {
			m.dates = append(m.dates, said{source, name, value})
		}
		if source := descriptionNames[name]; source != "" && len(m.descriptions) < metaValues {
			m.descriptions = append(m.descriptions, said{source, name, value})
		}
		if siteNames[name] && len(m.sites) < metaValues {
			m.sites = append(m.sites, strings.TrimPrefix(value, "@"))
		}
		if name == "og:type" {
			m.collection = value == "website"
		}
		return
	}
}

// forEachElement calls fn for every element of a document, in its order.
func forEachElement(root *html.Node, fn func(*html.Node)) {
	for n := root; n != nil; {
		if n.Type == html.ElementNode {
			fn(n)
		}
		n = following(n, root)
	}
}

// following returns the node after n in the order of the document, within root.
func following(n, root *html.Node) *html.Node {
	if n.FirstChild != nil {
		return n.FirstChild
	}
	for n != root && n.NextSibling == nil {
		n = n.Parent
	}
	if n == root {
		return nil
	}
	return n.NextSibling
}

// attribute returns an attribute's value, or "".
func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// textOf returns the text directly inside an element that holds only text.
func textOf(n *html.Node) string {
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

func insideSVG(n *html.Node) bool { return n.Namespace != "" }
