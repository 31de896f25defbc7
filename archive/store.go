package archive

import (
	"context"
	"errors"
)

// Errors returned by every store, wrapped with what was being done.
var (
	// ErrNotFound is returned when a feed, snapshot, article, revision or
	// stored bytes do not exist.
	ErrNotFound = errors.New("not found")
	// ErrBusy is returned by Claim while another crawl of the feed runs.
	ErrBusy = errors.New("another crawl of this feed is running")
)

// Errors returned when an archive cannot be opened.
var (
	ErrNoArchive     = errors.New("there is no archive")
	ErrForeign       = errors.New("not an archive of onrecord")
	ErrNewerVersion  = errors.New("written by a newer version of onrecord")
	ErrOlderVersion  = errors.New("written by an older version of onrecord")
	ErrDamaged       = errors.New("the archive is damaged")
	ErrCannotWrite   = errors.New("the archive cannot be written")
	ErrAmbiguous     = errors.New("more than one article begins with this id")
	ErrSnapshotOrder = errors.New("the first snapshot is later than the second")
)

// MemoReadings is the key of the memo in which a store counts how often
// committed revisions were read anew: it is another one after each Reread.
// What is derived from readings, as an index for searching, can tell by it.
const MemoReadings = "readings"

// Store keeps the snapshots of any number of feeds. It holds its lock for no
// longer than a transaction: a crawl of an hour, a browser and an export work
// side by side. Every store passes the suite in archive/storetest.
type Store interface {
	// Feeds returns the names of the feeds that have a snapshot, sorted.
	Feeds(ctx context.Context) ([]string, error)
	// View calls fn with a consistent view of one feed. It should be short: a
	// long reader takes chunks of an immutable snapshot, one View each. A feed
	// without snapshots is an empty view, not an error.
	View(ctx context.Context, feed string, fn func(View) error) error
	// Claim makes the caller the feed's only writer until Release. It returns
	// ErrBusy at once when there is another. The lock of a dead process is
	// no obstacle. Where there is no archive, the first thing that is kept or
	// committed makes it; until Release the feed can be viewed all the same.
	Claim(ctx context.Context, feed string) (Writer, error)
}

// View is what one short transaction sees of a feed: only what was committed.
// Its results stay valid after the transaction.
type View interface {
	// Snapshots returns the snapshots numbered from to to, both included,
	// ascending; to 0 means up to the newest.
	Snapshots(from, to int) ([]Snapshot, error)
	// Latest returns the number of the newest snapshot, 0 when there is none.
	Latest() (int, error)
	// Looks returns how the looks of a snapshot ended.
	Looks(snapshot int) (Looks, error)

	// Article returns an article as snapshot at holds it. ErrNotFound when
	// at does not know it.
	Article(ref Ref, at int) (Article, error)
	// Lookup returns the article that has the canonical address in snapshot at,
	// as its own or else as an alias; at 0 means the newest. ErrNotFound when none has.
	Lookup(canonical string, at int) (Ref, error)
	// Match returns up to limit articles whose id begins with prefix.
	Match(prefix string, limit int) ([]Ref, error)
	// Same returns the articles of which some revision has the content digest.
	Same(content Digest) ([]Ref, error)
	// ByDate returns up to limit articles known to snapshot at, by date, then
	// id, undated last: those after the given one, nil for the beginning;
	// newest first when descending (undated last all the same).
	ByDate(at int, after *Article, descending bool, limit int) ([]Article, error)

	// Revisions returns an article's revisions that snapshot at knows, ascending.
	Revisions(ref Ref, at int) ([]Revision, error)
	// Revision returns one revision.
	Revision(ref Ref, number int) (Revision, error)
	// Kept returns the pages captured of an article that snapshot at knows and
	// no revision holds, ascending by time.
	Kept(ref Ref, at int) ([]CaptureInfo, error)
	// Attached is Kept for the article's attachments.
	Attached(ref Ref, at int) ([]CaptureInfo, error)
	// Changes returns the changes of the snapshots after from up to to, by
	// snapshot, then article. It reads only these.
	Changes(from, to int) ([]Change, error)
	// ChangesOf is Changes for one article.
	ChangesOf(ref Ref, from, to int) ([]Change, error)

	// Content returns the content that a reading points to.
	Content(record Digest) (Content, error)
	// Raw returns the bytes of a capture.
	Raw(raw Digest) ([]byte, error)

	// Memo returns what the crawler noted under key, nil when nothing.
	Memo(key string) ([]byte, error)
	// ArticleMemo returns what the crawler noted of an article, nil when nothing.
	ArticleMemo(ref Ref) ([]byte, error)
}

// Writer is the one writer of a feed. What it stages stays invisible until
// Commit, and is dropped by the next Claim when there was no Commit.
type Writer interface {
	// Keep makes a capture durable before it returns, so that a crawl that is
	// killed goes on where it stopped. base, unless zero, is the digest of
	// raw bytes that the capture resembles. A later capture of the same
	// address takes the place of an earlier one. c.Body must not change from
	// then on.
	Keep(ctx context.Context, c Capture, base Digest) error
	// Pending calls fn with each capture kept since the last Commit, in the
	// order kept.
	Pending(ctx context.Context, fn func(CaptureInfo) error) error
	// PendingAt returns the pending captures of some addresses, in their order.
	// ErrNotFound when there is none of one of them.
	PendingAt(ctx context.Context, addresses []string) ([]CaptureInfo, error)
	// PendingRaw returns the bytes of a pending capture.
	PendingRaw(ctx context.Context, raw Digest) ([]byte, error)
	// Stage writes what the snapshot after the newest will say.
	Stage(ctx context.Context, updates []Update) error
	// Commit makes the snapshot, its looks and everything staged visible in
	// one transaction, and sets memos. Its Number must be the newest plus one.
	Commit(ctx context.Context, s Snapshot, l Looks, memos map[string][]byte) error
	// Reread adds readings to revisions that are already visible, after an
	// extractor or a selector changed. Nothing that was held is replaced, but
	// lists of every snapshot are ordered by the dates read now. It raises the
	// memo MemoReadings.
	Reread(ctx context.Context, readings []Rereading) error
	// Release gives the claim up.
	Release() error
}

// Update is what the next snapshot says of one article.
type Update struct {
	Ref      Ref          // a new article takes the number of articles known so far
	Article  *Article     // its state from this snapshot on; nil: as before
	Revision *Revision    // a new revision; its Readings hold one reading, of Content
	Content  Content      // what Revision's reading points to
	Base     Digest       // content record that Content resembles; zero when none
	Kept     *CaptureInfo // a capture to keep as evidence though no revision holds it, or of an attachment
	Page     []byte       // bytes of the capture of Revision or Kept, when it is no pending one
	Changes  []Change
	Memo     []byte // replaces the article's memo unless nil
}

// Rereading is a new reading of a revision that is already stored.
type Rereading struct {
	Ref      Ref
	Number   int
	Reading  StampedReading // its Content is set by the store
	Content  Content
	Resemble Digest // content record that Content resembles
}
