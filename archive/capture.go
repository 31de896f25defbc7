package archive

import "time"

// Entry is one item on a listing: a link, and what is printed beside it. A
// field the listing does not print is empty.
type Entry struct {
	URL     string // whole address of the article
	Listing string // the configured listing it was found on
	Date    Date
	Title   string
	Teaser  string
	// Order says how the numeric dates of the feed's listings are to be read, as
	// far as they tell all together: DayFirst, MonthFirst, "" when they do not.
	Order string
}

// Orders of day and month in numeric dates, as an Entry names them.
const (
	DayFirst   = "day"
	MonthFirst = "month"
)

// Field is one header line of an answer, in the order received.
type Field struct {
	Name  string
	Value string
}

// Capture is one fetched page: status, headers, redirects, raw bytes and time.
// It is the evidence and never changes.
type Capture struct {
	URL       string    // the address asked
	Final     string    // the address that answered; URL when nothing redirected
	Redirects []string  // the addresses between URL and Final, in order
	Status    int       // status of the last answer
	Header    []Field   // headers of the last answer
	Body      []byte    // bytes of the last answer, content encodings undone
	Time      time.Time // when the last answer was complete, UTC
	Entry     Entry     // what the listing printed of it when it was fetched
	Of        string    // of an attachment: the address of the page that links to it; empty: it is a page
}

// Answered returns the address that answered.
func (c Capture) Answered() string {
	if c.Final != "" {
		return c.Final
	}
	return c.URL
}

// HeaderValue returns the first value of the header named name in its
// canonical form ("Content-Type"), or "".
func (c Capture) HeaderValue(name string) string {
	for _, f := range c.Header {
		if f.Name == name {
			return f.Value
		}
	}
	return ""
}

// Stamp names the extractor and the selectors that made a reading. Readings
// with different stamps are never compared with each other.
type Stamp string

// Reading is what one extractor with one set of selectors makes of a capture.
type Reading struct {
	Stamp    Stamp
	Content  Content
	Language string // BCP 47: the page's, else the feed's, else detected
}
