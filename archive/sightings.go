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
	Entries    Entries    // every entry seen on a listing
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
	Date   Date // of what is unlisted: the one that told where it should stand; "": none did
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

// ErrNoText is returned by a Reader for a page in which no article could be read.
var ErrNoText = errors.New("no text could be read")

// Reader makes readings of captures.
type Reader interface {
	// Stamp names the extractor and the selectors in use.
	Stamp() Stamp
	// Read returns what c says. An error means that nothing could be read:
	// ErrNoText that no article was found, ErrGonePage that the page says that
	// there is none.
	Read(c Capture) (Reading, error)
	// SameTemplate reports whether two pages of one article are set in the same
	// template, whatever they say.
	SameTemplate(a, b Capture) bool
	// Printed returns what each of some pages prints, whatever it is part of; nothing
	// of what is no page. Each is likely to have much of the one before it.
	Printed(pages ...Capture) []Print
	// Memo returns what the crawler wants to remember of a capture once it
	// is stored and read.
	Memo(c CaptureInfo) []byte
}

// Print is what a page prints.
type Print struct {
	Pieces []string        // its text, as its tags part it
	Links  func() []string // whole addresses; nil: none
}

// Sample is an article as it is known, with its page as it is now.
type Sample struct {
	Content Content
	Page    Capture
}

// Relearned is a new way of reading, for pages of the old and the new template.
type Relearned struct {
	Reader Reader
	Note   string            // a sentence for people
	Memos  map[string][]byte // what later crawls need to read in the same way
}

// Relearner learns a new template from articles already known; nil when it
// could learn nothing.
type Relearner func(known []Sample) *Relearned

// Asker asks the page of a known article, politely, and keeps what it answers.
type Asker func(ctx context.Context, a Article) Outcome
