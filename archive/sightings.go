package archive

import (
	"context"
	"errors"
	"time"
)

// Sightings is what one crawl saw of a feed: facts without judgement. The pages
// it fetched are the writer's pending captures.
type Sightings struct {
	Feed       Feed
	Started    time.Time
	Entries    []Entry    // every entry seen on a listing
	Unmodified []Sighting // pages that answered 304
	Gone       []Sighting // pages that said twice that they are gone; Reason is one of the Reason constants
	Missed     []Sighting // pages asked for in vain
	Unlisted   []Sighting // pages that answer, though they are off their listings
	Failures   []Failure  // listings that could not be seen
	Warnings   []string
	Memos      map[string][]byte
}

// Sighting is one look at an address.
type Sighting struct {
	URL    string
	Time   time.Time
	Reason string
	Excuse bool // nobody's failure, as when robots.txt forbids the page: the snapshot stays complete
}

// Outcome is what an address answered when it was asked during recording.
type Outcome struct {
	Capture CaptureInfo // a pending capture, when the page answered
	Gone    string      // a Reason constant, when the page said that it is gone
	Missed  string      // why there was no answer
	Time    time.Time
}

// ErrGonePage is returned by a Reader for a page that is no article but the
// site's way of saying that there is none, whatever its status was.
var ErrGonePage = errors.New("the site's page for what does not exist")

// Reader makes readings of captures.
type Reader interface {
	// Stamp names the extractor and the selectors in use.
	Stamp() Stamp
	// Read returns what c says. An error means that nothing could be read;
	// ErrGonePage that the page says that there is nothing.
	Read(c Capture) (Reading, error)
	// Memo returns what the crawler wants to remember of a capture once it
	// is stored and read.
	Memo(c CaptureInfo) []byte
}

// Asker asks the page of a known article, politely, and keeps what it answers.
type Asker func(ctx context.Context, a Article) Outcome
