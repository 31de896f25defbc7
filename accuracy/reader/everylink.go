package reader

import (
	"net/url"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/accuracy/metric"
	"onrecord/scraper/dates"
)

// everyLink gives every link of a page, with the last date printed before it:
// what a listing reader should at least beat.
func everyLink(body []byte, address string) ([]metric.Entry, error) {
	root, err := parse(body)
	if err != nil {
		return nil, err
	}
	base, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	var texts []string
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			texts = append(texts, n.Data)
		}
	}
	var entries []metric.Entry
	date, options := "", dates.Options{Now: time.Now(), Order: dates.OrderOf(texts)}
	for n := range root.Descendants() {
		switch {
		case n.Type == html.TextNode:
			if found := dates.Find(n.Data, options); len(found) > 0 {
				date = string(found[len(found)-1].Date)
			}
		case n.DataAtom == atom.A:
			if target, err := base.Parse(attribute(n, "href")); err == nil && target.String() != base.String() {
				entries = append(entries, metric.Entry{URL: target.String(), Date: date})
			}
		}
	}
	return entries, nil
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
