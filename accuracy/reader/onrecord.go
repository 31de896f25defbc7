package reader

import (
	"time"

	"onrecord/accuracy/metric"
	"onrecord/scraper/article"
	"onrecord/scraper/listing"
	"onrecord/scraper/page"
)

// OnRecord is the name of onrecord among the readers.
const OnRecord = "onrecord"

// onrecord reads a page as "onrecord read --url ADDRESS --json FILE" does. Its
// running text is the summary, then the body.
func onrecord(body []byte, address string) (Reading, error) {
	p, err := page.Parse(page.Source{Body: body, Address: address, TrustUTF8: true})
	if err != nil {
		return Reading{}, err
	}
	read := article.Read(p, article.Options{Location: time.UTC, Now: time.Now()})
	c := read.Content.Normalised()
	return Reading{Title: c.Title, Date: string(c.Date), Body: c.Text(), Sources: read.Sources}, nil
}

// onrecordListing reads as "onrecord read --listing --url ADDRESS --json FILE".
func onrecordListing(body []byte, address string) ([]metric.Entry, error) {
	p, err := page.Parse(page.Source{Body: body, Address: address, TrustUTF8: true})
	if err != nil {
		return nil, err
	}
	found := listing.Read(p, listing.Options{Location: time.UTC, Now: time.Now()})
	entries := make([]metric.Entry, len(found.Entries))
	for i, e := range found.Entries {
		entries[i] = metric.Entry{URL: e.URL, Date: string(e.Date)}
	}
	return entries, nil
}
