package bolt

import (
	"context"
	"errors"
	"fmt"
	"runtime"
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
	store   *Store
	report  *Report
	objects *objectRows
	feed    string
	head    headRecord

	ids       []string           // of the articles
	indexed   map[string]*rowSet // by bucket: rows by which something is found
	captures  []checkedCapture   // in the order of their numbers
	documents []storedDocument   // in the order of their digests
	written   int                // the file's last transaction when the documents were located; 0: more than one
	wanted    []want
	changed   map[int]*roaring.Bitmap // articles with a change, by snapshot
	counts    map[int]archive.Counts
	first     map[int]int // how many articles a snapshot is the first to know
	uncounted bool        // changes cannot be counted, because some cannot be read
	known     int         // articles known to the snapshots checked so far
}

func newChecker(s *Store, r *Report, o *objectRows, feed string) *checker {
	return &checker{
		store: s, report: r, objects: o, feed: feed, indexed: map[string]*rowSet{},
		changed: map[int]*roaring.Bitmap{}, counts: map[int]archive.Counts{}, first: map[int]int{},
	}
}

// run checks a feed.
func (c *checker) run(ctx context.Context) error {
	for _, step := range []func(context.Context) error{c.checkHead, c.checkRows, c.checkArticles, c.checkSnapshots, c.checkDocuments} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// parallel calls do with the numbers below n, some at a time.
func parallel(ctx context.Context, n int, do func(ctx context.Context, i int) error) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range n {
		group.Go(func() error { return do(ctx, i) })
	}
	return group.Wait()
}

// read calls fn in a transaction; memory is for who reads documents.
func (c *checker) read(ctx context.Context, memory *blockCache, fn func(*feedTx) error) error {
	return c.store.file.read(ctx, func(tx *transaction) error {
		return guarded(func() error {
			f := c.store.feedIn(tx, c.feed, memory)
			if f == nil {
				return damaged("the feed is gone")
			}
			return fn(f)
		})
	})
}

// each calls fn with the numbers from low to high, in short transactions: with
// up to most at a time, the first and the one after the last, as long as they do
// not take long.
func (c *checker) each(ctx context.Context, low, high, most int, memory *blockCache, fn func(f *feedTx, low, high int) error) error {
	n := 1
	for low < high {
		err := c.read(ctx, memory, func(f *feedTx) error {
			begun := time.Now()
			for start := begun; low < high && start.Sub(begun) < checkTime; {
				end := min(low+n, high)
				if err := fn(f, low, end); err != nil {
					return err
				}
				low = end
				took := time.Since(start)
				start = start.Add(took)
				if took < checkTime/8 {
					n = min(2*n, most)
				} else {
					n = max(n/2, 1)
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
	c.report.add(damageOf(c.feed, kind, c.id(ref), ref, snapshot, fmt.Sprintf(format, args...)))
}

// damageOf returns damage, of an article when ref is that of one.
func damageOf(feed, kind, id string, ref, snapshot int, what string) Damage {
	d := Damage{Feed: feed, Kind: kind, Snapshot: snapshot, What: what}
	if ref >= 0 {
		d.Article = id
		d.What = articleName(id, ref) + ": " + d.What
	}
	return d
}

// noArticle stands for no article where one can be named.
const noArticle = -1

func (c *checker) id(ref int) string {
	if ref >= 0 && ref < len(c.ids) {
		return c.ids[ref]
	}
	return ""
}

// articleName names an article as people do, or by its number when its id is lost.
func articleName(id string, ref int) string {
	if id != "" {
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
	return c.read(ctx, nil, func(f *feedTx) error {
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

var errMissingBytes = errors.New("it is missing")
