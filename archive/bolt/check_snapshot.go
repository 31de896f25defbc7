package bolt

import (
	"context"

	"github.com/RoaringBitmap/roaring/v2"

	"onrecord/archive"
)

// checkSnapshots checks all snapshots, one after the other.
func (c *checker) checkSnapshots(ctx context.Context) error {
	return c.each(ctx, 1, c.head.Number+1, 1, nil, func(f *feedTx, number, _ int) error { return c.snapshot(f, number) })
}

// snapshot checks a snapshot with what was counted before.
func (c *checker) snapshot(f *feedTx, number int) error {
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
