// Package reader holds what is measured: onrecord's readers, the libraries they
// are measured beside, and simple ways that any reader should beat.
package reader

import (
	"bytes"
	"net/url"

	"golang.org/x/net/html"

	"onrecord/accuracy/metric"
)

// Reading is what a reader makes of an article page; what it did not find is
// empty.
type Reading struct {
	Title   string
	Date    string // YYYY-MM-DD or RFC 3339
	Body    string // paragraphs separated by an empty line
	Sources map[string]string
}

// Article reads article pages.
type Article struct {
	Name               string
	Body, Title, Dates bool // what it is asked for
	Floor              bool // it reads nothing: its time is shown beside that of the others
	Read               func(body []byte, address string) (Reading, error)
}

// Listing reads listing pages.
type Listing struct {
	Name string
	Read func(body []byte, address string) ([]metric.Entry, error)
}

// Articles returns the readers of article pages, onrecord first.
func Articles() []Article {
	return []Article{
		{Name: OnRecord, Body: true, Title: true, Dates: true, Read: onrecord},
		{Name: "go-trafilatura", Body: true, Title: true, Dates: true, Read: goTrafilatura},
		{Name: "go-readability", Body: true, Title: true, Dates: true, Read: goReadability},
		{Name: "go-domdistiller", Body: true, Title: true, Read: goDistiller},
		{Name: "go-htmldate", Dates: true, Read: goHTMLDate},
		{Name: "metadata only", Title: true, Dates: true, Read: metadata},
		{Name: "html.Parse alone", Floor: true, Read: parseOnly},
	}
}

// Listings returns the readers of listing pages, onrecord first.
func Listings() []Listing {
	return []Listing{
		{Name: OnRecord, Read: onrecordListing},
		{Name: "every link", Read: everyLink},
	}
}

// parseOnly reads nothing: it shows what of a reader's time is the parser's.
func parseOnly(body []byte, _ string) (Reading, error) {
	_, err := parse(body)
	return Reading{}, err
}

// parse parses a page for the libraries, as UTF-8 whatever the page says.
func parse(body []byte) (*html.Node, error) {
	return html.Parse(bytes.NewReader(body))
}

// pageURL is the address as the libraries take it; nil where it is none.
func pageURL(address string) *url.URL {
	u, err := url.Parse(address)
	if err != nil {
		return nil
	}
	return u
}
