package syndication

import (
	"errors"
	"fmt"
	"regexp"
	"time"

	"onrecord/scraper/listing"
	"onrecord/scraper/page"
)

// Returned (wrapped) by Read.
var (
	// ErrNone says that the bytes are none of the formats read here: an HTML
	// page perhaps.
	ErrNone = errors.New("neither a feed nor a sitemap")
	// ErrBroken says that the format is known and not one entry could be read.
	ErrBroken = errors.New("broken")
	// ErrTooLarge says that packed bytes unpack to more than MaxUnpacked.
	ErrTooLarge = errors.New("too large")
)

// Limits of one document.
const (
	MaxUnpacked   = 50 << 20 // bytes of an unpacked sitemap (sitemaps.org: 52,428,800)
	maxItems      = 100_000  // entries that are read (sitemaps.org allows 50,000)
	maxSitemaps   = 500      // sitemaps of an index that are read, the newest
	maxNesting    = 100      // elements within one another
	maxNamespaces = 100      // declarations that hold at once
)

// Kind is the format of a document, named for people; "" is an HTML page.
type Kind string

// The formats.
const (
	RSS      Kind = "RSS"
	Atom     Kind = "Atom"
	JSONFeed Kind = "JSON Feed"
	URLSet   Kind = "sitemap"
	Index    Kind = "sitemap index"
)

// Options say what is known of a document before it is read. The zero value
// reads any.
type Options struct {
	Language string         // BCP 47 tag of the feed, for dates in words
	Location *time.Location // zone of times printed without one; nil is UTC
	Now      time.Time      // when the document was captured: dates over a year later are not read
	// Include, if not empty, leaves only addresses whose path and query match one.
	Include []*regexp.Regexp
}

// Document is what a feed or a sitemap says.
type Document struct {
	Kind Kind
	// Page holds the entries in the order of the document, and the address of
	// the document that continues it (RFC 5005: rel=next, else
	// rel=prev-archive; next_url of a JSON Feed).
	listing.Page
	// Window says that only the newest part of what there is, is listed: an
	// entry that is missing has scrolled off, which is no sign of anything.
	// True of every feed that does not call itself complete (RFC 5005,
	// section 2), and of sitemaps for news.
	Window bool
	// Sitemaps are those that an index names, on its own host, newest first,
	// those without a time last.
	Sitemaps []Sitemap
	// Modified holds, by canonical address, until when the page may have been
	// changed last, as a sitemap's lastmod says: a hint, often wrong.
	Modified map[string]time.Time
	// Filtered counts the entries that Include left out.
	Filtered int
	// Cut says why not all was read: the document breaks off, or lists more
	// than anyone reads. "" means that all was.
	Cut string
}

// Sitemap is one sitemap of an index.
type Sitemap struct {
	URL      string
	Modified time.Time // zero: not said
}

// Empty reports whether a document lists nothing though there must be
// something. A sitemap for news names two days only, and may be empty; so may
// what Include leaves.
func (d Document) Empty() bool {
	news := d.Kind == URLSet && d.Window
	return len(d.Entries)+len(d.Sitemaps)+d.Filtered == 0 && !news
}

// Read reads a feed or a sitemap. It returns ErrNone for anything else,
// ErrBroken when nothing could be read, ErrTooLarge, and page.ErrAddress.
func Read(s page.Source, o Options) (Document, error) {
	d, err := read(s, o)
	if err != nil && !errors.Is(err, ErrNone) {
		name := s.Address
		if name == "" {
			name = "listing"
		}
		return Document{}, fmt.Errorf("read %s: %w", name, err)
	}
	return d, err
}

func read(s page.Source, o Options) (Document, error) {
	text, kind, err := open(s)
	if err != nil {
		return Document{}, err
	}
	r, err := newReader(s.Address, o)
	if err != nil {
		return Document{}, err
	}
	r.doc.Kind = kind
	switch kind {
	case RSS:
		err = r.readRSS(text)
	case Atom:
		err = r.readAtom(text)
	case JSONFeed:
		err = r.readJSON(text)
	case URLSet, Index:
		err = r.readSitemap(text)
	}
	if err != nil {
		return Document{}, fmt.Errorf("%s: %w", kind, err)
	}
	return r.doc, nil
}
