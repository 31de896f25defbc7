package bolt

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/RoaringBitmap/roaring/v2"
	"golang.org/x/sync/errgroup"

	"onrecord/archive"
)

// checkTime is how long a transaction of checking lasts, about.
const checkTime = 20 * time.Millisecond

// checker checks the rows of a feed, up to the snapshot that was the newest
// when it began. Rows after it are only looked at one by one.
type checker struct {
	store  *Store
	report *Report
	feed   string
	head   headRecord
	memory *blockCache

	ids       []string // of the articles
	indexed   *rowSet  // rows by which something is found
	readings  *rowSet  // what the rows of digests should be, of the revisions
	captures  map[uint32]checkedCapture
	documents []storedDocument
	bases     map[location]archive.Digest // of objects that are told by a document
	written   int                         // the file's last transaction when the documents were located; 0: more than one
	wanted    map[archive.Digest][]use    // by each document that is stored, or asked for
	changed   map[int]*roaring.Bitmap     // articles with a change, by snapshot
	counts    map[int]archive.Counts
	first     map[int]int // how many articles a snapshot is the first to know
	uncounted bool        // changes cannot be counted, because some cannot be read
	known     int         // articles known to the snapshots checked so far
}

func newChecker(s *Store, r *Report, feed string) *checker {
	return &checker{
		store: s, report: r, feed: feed, memory: &blockCache{}, wanted: map[archive.Digest][]use{},
		indexed: newRowSet(), readings: newRowSet(), captures: map[uint32]checkedCapture{}, bases: map[location]archive.Digest{},
		changed: map[int]*roaring.Bitmap{}, counts: map[int]archive.Counts{}, first: map[int]int{},
	}
}

// run checks a feed.
func (c *checker) run(ctx context.Context) error {
	if err := c.checkHead(ctx); err != nil {
		return err
	}
	if err := c.allRows(ctx); err != nil {
		return err
	}
	if err := c.each(ctx, int(c.head.Articles), c.article); err != nil {
		return err
	}
	if err := c.each(ctx, c.head.Number, c.snapshot); err != nil {
		return err
	}
	return c.checkDocuments(ctx)
}

// allRows checks all rows by themselves: first those that name the articles,
// then, at the same time, those by which something is found, which are compared
// with the revisions, and all others. What each of the two notes is its own.
func (c *checker) allRows(ctx context.Context) error {
	naming := [][]byte{bucketSnapshots, bucketLooks, bucketChanged, bucketStates}
	finding := [][]byte{bucketIDs, bucketAddresses, bucketDates, bucketRevisions, bucketDigests}
	others := slices.DeleteFunc(feedBuckets(), func(name []byte) bool {
		return slices.ContainsFunc(slices.Concat(naming, finding), func(b []byte) bool { return bytes.Equal(b, name) })
	})
	if err := c.rowsIn(ctx, naming, c.report.add); err != nil {
		return err
	}
	var found []Damage
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return c.rowsIn(ctx, finding, func(d Damage) { found = append(found, d) }) })
	group.Go(func() error { return c.rowsIn(ctx, others, c.report.add) })
	err := group.Wait()
	for _, d := range found {
		c.report.add(d)
	}
	return err
}

// rowsIn checks the rows of some buckets by themselves.
func (c *checker) rowsIn(ctx context.Context, buckets [][]byte, tell func(Damage)) error {
	for _, bucket := range buckets {
		if err := c.rows(ctx, bucket, tell); err != nil {
			return err
		}
	}
	return nil
}

// read calls fn in a transaction.
func (c *checker) read(ctx context.Context, fn func(*feedTx) error) error {
	return c.store.file.read(ctx, func(tx *transaction) error {
		return guarded(func() error {
			f := c.store.feedIn(tx, c.feed, c.memory)
			if f == nil {
				return damaged("the feed is gone")
			}
			return fn(f)
		})
	})
}

// rows checks all rows of a bucket by themselves, in short transactions, and
// tells what is damaged.
func (c *checker) rows(ctx context.Context, bucket []byte, tell func(Damage)) error {
	var next []byte
	for more := true; more; {
		err := c.read(ctx, func(f *feedTx) error {
			start, n := time.Now(), 0
			more = false
			return from(f.in(bucket), next, func(k, v []byte) (bool, error) {
				if more = n > 0 && time.Since(start) > checkTime; more {
					next = clone(k)
					return false, nil
				}
				n++
				err := guarded(func() error { return c.row(f, bucket, k, v) })
				if err != nil {
					tell(c.rowDamage(bucket, k, err))
				}
				if err != nil && bytes.Equal(bucket, bucketChanges) {
					c.uncounted = true
				}
				return true, ctx.Err()
			})
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// each calls fn with the numbers up to n, from 0, in short transactions.
func (c *checker) each(ctx context.Context, n int, fn func(f *feedTx, i int) error) error {
	for i := 0; i < n; {
		err := c.read(ctx, func(f *feedTx) error {
			for start := time.Now(); i < n && time.Since(start) < checkTime; i++ {
				if err := fn(f, i); err != nil {
					return err
				}
			}
			return ctx.Err()
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// damage reports damage of the feed.
func (c *checker) damage(kind string, ref, snapshot int, format string, args ...any) {
	d := Damage{Feed: c.feed, Kind: kind, Snapshot: snapshot, What: fmt.Sprintf(format, args...)}
	if ref >= 0 {
		d.Article = c.id(ref)
		d.What = c.name(ref) + ": " + d.What
	}
	c.report.add(d)
}

// noArticle stands for no article where one can be named.
const noArticle = -1

func (c *checker) id(ref int) string {
	if ref < len(c.ids) {
		return c.ids[ref]
	}
	return ""
}

// name names an article as people do, or by its number when its id is lost.
func (c *checker) name(ref int) string {
	if id := c.id(ref); id != "" {
		return id
	}
	return fmt.Sprintf("the article with number %d", ref)
}

// learn notes the id of an article.
func (c *checker) learn(ref uint32, id string) {
	if ref >= c.head.Articles {
		return
	}
	if n := int(ref) + 1 - len(c.ids); n > 0 {
		c.ids = append(c.ids, make([]string, n)...)
	}
	if c.ids[ref] == "" {
		c.ids[ref] = id
	}
}

// reason returns an error without what every error of damage begins with.
func reason(err error) string {
	return strings.ReplaceAll(err.Error(), archive.ErrDamaged.Error()+": ", "")
}

// checkHead reads what is visible of the feed, and what else lies in its
// bucket itself.
func (c *checker) checkHead(ctx context.Context) error {
	return c.read(ctx, func(f *feedTx) error {
		head, err := f.head()
		last := lastKey(f.in(bucketSnapshots))
		switch {
		case err != nil:
			c.damage(DamageFeed, noArticle, 0, "which snapshot is the newest cannot be read: %s; no command can read the feed before it is repaired", reason(err))
		case len(last) == 4 && int(at32(last, 0)) != head.Number, last == nil && head.Number > 0:
			c.damage(DamageFeed, noArticle, 0, "the newest snapshot should be %d, and the last one there is %x", head.Number, last)
		}
		c.head = head
		if c.head.Articles > maxArticles || c.head.Number > maxArticles {
			c.head = headRecord{}
		}
		return c.checkAnchor(f)
	})
}

// maxArticles bounds what a head is believed.
const maxArticles = 1 << 30

// checkAnchor checks the page that new pages are compressed with.
func (c *checker) checkAnchor(f *feedTx) error {
	value := f.bucket.Get(keyAnchor)
	if value == nil {
		return nil
	}
	var r anchorRecord
	known := false
	if f.decode(keyAnchor, value, &r) == nil {
		_, known, _ = f.locate(r.Page) // an unreadable row is reported with its bucket
	}
	if !known {
		c.damage(DamageFeed, noArticle, 0, "the page that new pages are compressed with is not there; all others can be read")
	}
	return nil
}

// snapshot checks the snapshot after number i with what was counted before.
func (c *checker) snapshot(f *feedTx, i int) error {
	number := i + 1
	key := key32(uint32(number))
	c.report.Checked.Snapshots++
	c.known += c.first[number]
	for _, bucket := range [][]byte{bucketSnapshots, bucketLooks} {
		if f.in(bucket).Get(key) == nil {
			c.damage(DamageSnapshot, noArticle, number, "snapshot %d: its row of %s is missing; what it says of articles can be read", number, bucket)
		}
	}
	changed, err := bitmapOf(f.in(bucketChanged).Get(key))
	counted := c.changed[number]
	if counted == nil {
		counted = roaring.New()
	}
	if err == nil && !c.uncounted && !changed.Equals(counted) {
		c.damage(DamageIndex, noArticle, number, "snapshot %d: the list of articles with a change names %d, and there are changes of %d; log and diff leave some out", number, changed.GetCardinality(), counted.GetCardinality())
	}
	var r snapshotRecord
	if ok, err := f.getRecord(bucketSnapshots, key, &r); err != nil || !ok {
		return nil //nolint:nilerr // it is among the damage already
	}
	if r.Feed.Name != "" && r.Feed.Name != c.feed {
		c.damage(DamageFeed, noArticle, number, "snapshot %d was taken of the feed %q", number, r.Feed.Name)
	}
	if r.Articles > 0 && r.Articles != c.known {
		c.damage(DamageSnapshot, noArticle, number, "snapshot %d: it knows %d articles, and says %d", number, c.known, r.Articles)
	}
	for kind, n := range r.Changes {
		if got := c.counts[number][archive.Kind(kind)]; got != n && !c.uncounted {
			c.damage(DamageChange, noArticle, number, "snapshot %d: it has %d changes of the kind %s, and says %d", number, got, kind, n)
		}
	}
	return nil
}

// rowsOf calls fn with the rows of an article that can be read.
func rowsOf[R any](f *feedTx, bucket []byte, ref uint32, fn func(key []byte, r R)) error {
	prefix := key32(ref)
	return from(f.in(bucket), prefix, func(k, v []byte) (bool, error) {
		var r R
		if !bytes.HasPrefix(k, prefix) {
			return false, nil
		}
		if len(k) >= 8 && f.decode(k, v, &r) == nil {
			fn(k, r)
		}
		return true, nil
	})
}

// storedDocument is a row of blobs.
type storedDocument struct {
	digest archive.Digest
	at     location
}

// use says what refers to a document.
type use struct {
	ref      int // noArticle: a pending capture
	revision int // 0: a kept capture
	snapshot int
	text     bool
	digest   archive.Digest // text: of the normalised content
}

// checkedCapture is what the check of articles asks of a capture.
type checkedCapture struct {
	raw    archive.Digest
	absent bool
}

// want notes that there is a document, and what refers to it.
func (c *checker) want(d archive.Digest, by ...use) {
	uses := c.wanted[d]
	for _, u := range by {
		if !slices.Contains(uses, u) {
			uses = append(uses, u)
		}
	}
	c.wanted[d] = uses
}

// lose reports what cannot be shown without a document.
func (c *checker) lose(u use, err error) {
	switch {
	case u.ref == noArticle:
		c.damage(DamageCapture, noArticle, 0, "a page kept for the next snapshot cannot be read: %s; a crawl asks for it again once the archive is repaired", reason(err))
	case u.text:
		c.damage(DamageRevision, u.ref, u.snapshot, "revision %d: its text cannot be read: %s; its page and the changes can, unless named here", u.revision, reason(err))
	case u.revision > 0:
		c.damage(DamageRevision, u.ref, u.snapshot, "revision %d: its page cannot be read: %s; its text and the changes can, unless named here", u.revision, reason(err))
	default:
		c.damage(DamageCapture, u.ref, u.snapshot, "a page kept beside the revisions cannot be read: %s", reason(err))
	}
}

var errMissingBytes = errors.New("it is missing")
