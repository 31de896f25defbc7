package archive

import "time"

// Ref numbers an article within its feed, densely from 0 in the order of their
// first capture. It is the store's own handle; users see ids.
type Ref uint32

// State says where an article stands.
type State string

// States of an article.
const (
	Listed   State = "listed"
	Unlisted State = "unlisted" // off its listings, though its page answers
	Removed  State = "removed"  // its own address says that it is gone
)

// Article is one published item as a snapshot holds it. Its text is that of
// its newest revision.
type Article struct {
	Ref       Ref
	ID        string
	URL       string   // the whole address that holds now
	Aliases   []string // whole addresses that held before, or hold as well; sorted
	Listings  []string // the feed's listings that showed it; sorted
	State     State
	Since     int       // the snapshot that first found it in State
	StateTime time.Time // when State was first found
	Revision  int       // number of its newest revision
	FirstSeen time.Time // its first capture
	Changed   time.Time // when its newest revision was captured
	Date      Date      // of its revision, as read today; orders lists
}

// Revision is one state of an article's content.
type Revision struct {
	Number   int // from 1
	Snapshot int // the snapshot that recorded it
	Capture  CaptureInfo
	Readings []StampedReading // oldest first; the last one is today's, compared and shown
}

// Reading returns today's reading of the revision.
func (r Revision) Reading() StampedReading {
	if len(r.Readings) == 0 {
		return StampedReading{}
	}
	return r.Readings[len(r.Readings)-1]
}

// Lost is the stamp of a reading that stands for one that was lost when the
// archive was damaged. Nothing is ever compared with it.
const Lost Stamp = "lost"

// ImportedText is the stamp of a reading that came with an import of texts
// without their pages. Nothing is ever compared with it but for being the same.
const ImportedText Stamp = "imported"

// StampedReading points to a reading of a revision's capture.
type StampedReading struct {
	Stamp    Stamp
	Digest   Digest // of the content, as specified in the package documentation
	Content  Digest // of the stored content record
	Language string
}

// CaptureInfo is a capture without its bytes, which are stored by digest.
type CaptureInfo struct {
	URL       string
	Final     string
	Redirects []string
	Status    int
	Header    []Field
	Raw       Digest // of the bytes; zero when the answer had none, as to a HEAD request
	Size      int    // number of the bytes
	Time      time.Time
	Entry     Entry
	Of        string // of an attachment: the address of the page that links to it; empty: it is a page
}

// Absent reports whether the bytes are known by their digest alone, as those
// of an import of texts are, or of pages that were pruned.
func (i CaptureInfo) Absent() bool { return !i.Raw.IsZero() && i.Size == 0 }

// Held reports whether there are bytes and they are kept.
func (i CaptureInfo) Held() bool { return !i.Raw.IsZero() && !i.Absent() }

// Info returns c without its bytes.
func (c Capture) Info() CaptureInfo {
	info := CaptureInfo{
		URL: c.URL, Final: c.Final, Redirects: c.Redirects, Status: c.Status, Header: c.Header,
		Size: len(c.Body), Time: c.Time, Entry: c.Entry, Of: c.Of,
	}
	if len(c.Body) > 0 {
		info.Raw = DigestBytes(c.Body)
	}
	return info
}

// With returns the capture of which i is the description and body the bytes.
func (i CaptureInfo) With(body []byte) Capture {
	return Capture{
		URL: i.URL, Final: i.Final, Redirects: i.Redirects, Status: i.Status, Header: i.Header,
		Body: body, Time: i.Time, Entry: i.Entry, Of: i.Of,
	}
}
