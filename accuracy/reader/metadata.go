package reader

import (
	"encoding/json"
	"html"
	"net/url"
	"regexp"
	"strings"
	"unicode"

	"github.com/PuerkitoBio/goquery"
)

// metadata reads title and date from what a page says of itself for programs,
// and nothing else: what any reader should at least do.
//
// The title is that of JSON-LD, else og:title, else the first h1, without the
// site's name. The date is that of JSON-LD, else article:published_time, else
// of the first time element.
func metadata(body []byte, address string) (Reading, error) {
	root, err := parse(body)
	if err != nil {
		return Reading{}, err
	}
	doc := goquery.NewDocumentFromNode(root)
	ld := jsonLD(doc)
	title := first(ld["headline"], property(doc, "og:title"), doc.Find("h1").First().Text())
	date := first(ld["datePublished"], property(doc, "article:published_time"),
		doc.Find("time[datetime]").First().AttrOr("datetime", ""))
	return Reading{
		Title: cutSite(title, siteNames(property(doc, "og:site_name"), address)),
		Date:  machineDate(date),
	}, nil
}

func first(texts ...string) string {
	for _, t := range texts {
		if t = strings.Join(strings.Fields(t), " "); t != "" {
			return t
		}
	}
	return ""
}

func property(doc *goquery.Document, name string) string {
	return doc.Find(`meta[property="`+name+`"], meta[name="`+name+`"]`).First().AttrOr("content", "")
}

// jsonLD returns the texts of the first JSON-LD object that has a headline,
// or else of the first with a date.
func jsonLD(doc *goquery.Document) map[string]string {
	var found []map[string]string
	doc.Find(`script[type="application/ld+json"]`).Each(func(_ int, s *goquery.Selection) {
		var data any
		if json.Unmarshal([]byte(s.Text()), &data) == nil {
			found = collect(data, found)
		}
	})
	for _, key := range []string{"headline", "datePublished"} {
		for _, object := range found {
			if object[key] != "" {
				return object
			}
		}
	}
	return nil
}

// collect appends the texts of every object in a JSON value.
func collect(value any, found []map[string]string) []map[string]string {
	switch v := value.(type) {
	case []any:
		for _, element := range v {
			found = collect(element, found)
		}
	case map[string]any:
		texts := map[string]string{}
		for _, key := range []string{"headline", "datePublished"} {
			text, _ := v[key].(string)
			texts[key] = html.UnescapeString(text) // many sites escape it twice
		}
		found = collect(v["@graph"], append(found, texts))
	}
	return found
}

// siteNames returns what a site may call itself, letters and digits only.
func siteNames(declared, address string) []string {
	names := []string{folded(declared)}
	if u, err := url.Parse(address); err == nil {
		labels := strings.Split(strings.TrimPrefix(u.Hostname(), "www."), ".")
		names = append(names, folded(strings.Join(labels, "")))
		for _, label := range labels[:max(0, len(labels)-1)] {
			names = append(names, folded(label))
		}
	}
	return names
}

var titleSeparator = regexp.MustCompile(`\s+[|–—·•»:-]+\s+|\s*\|\s*`)

// cutSite drops the last part of a title, or the first, if it is a site's name.
func cutSite(title string, names []string) string {
	cuts := titleSeparator.FindAllStringIndex(title, -1)
	if len(cuts) == 0 {
		return title
	}
	if last := cuts[len(cuts)-1]; isSite(title[last[1]:], names) {
		return title[:last[0]]
	}
	if isSite(title[:cuts[0][0]], names) {
		return title[cuts[0][1]:]
	}
	return title
}

func isSite(part string, names []string) bool {
	part = folded(part)
	for _, name := range names {
		if part != "" && part == name {
			return true
		}
	}
	return false
}

func folded(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

var isoDay = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}`)

// machineDate returns a date that begins as ISO 8601 does, else "".
func machineDate(s string) string {
	if isoDay.MatchString(s) {
		return s
	}
	return ""
}
