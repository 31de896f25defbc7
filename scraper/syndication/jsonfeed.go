package syndication

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	jsonfeed "github.com/mmcdole/gofeed/json"
)

// readJSON reads JSON Feed 1 and 1.1. A value of a wrong type is left out; it
// does not make the rest unreadable.
func (r *reader) readJSON(text string) error {
	var feed jsonfeed.Feed
	var wrongType *json.UnmarshalTypeError
	if err := json.Unmarshal([]byte(text), &feed); err != nil && !errors.As(err, &wrongType) {
		return fmt.Errorf("%w: %w", ErrBroken, err)
	}
	if feed.Items == nil && !strings.Contains(feed.Version, "jsonfeed") {
		return fmt.Errorf("%w: it is JSON, but no JSON Feed: it has no items", ErrBroken)
	}
	if len(feed.Items) > maxItems {
		r.doc.Cut = fmt.Sprintf("only the first %d of %d entries were read", maxItems, len(feed.Items))
		feed.Items = feed.Items[:maxItems]
	}
	r.doc.Window = true
	r.doc.Next = r.follow(feed.NextURL)
	for _, i := range feed.Items {
		if i != nil {
			r.add(jsonItem(i))
		}
	}
	return nil
}

func jsonItem(i *jsonfeed.Item) item {
	it := item{title: i.Title, teaser: i.Summary, links: []string{i.URL, i.ExternalURL}}
	if isWeb(i.ID) { // "ideally, the id is the full URL of the resource"
		it.links = append(it.links, i.ID)
	}
	if i.Attachments != nil {
		for _, a := range *i.Attachments {
			if isDocument(a.MimeType, a.URL) {
				it.links = append(it.links, a.URL)
			}
		}
	}
	it.date = first([]string{i.DatePublished, i.DateModified})
	return it
}
