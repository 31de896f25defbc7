package bolt

import (
	"context"
	"errors"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// salvageRows and salvageBytes are how much one transaction of salvaging writes.
const (
	salvageRows  = 20_000
	salvageBytes = 16 << 20
)

// salvage copies all rows that can be read to a new file, in which every feed
// has all its buckets. It returns what cannot be read.
func (s *Store) salvage(ctx context.Context, path string) (lost []lostPage, err error) {
	db, err := newEmpty(path)
	if err != nil {
		return nil, err
	}
	db.NoSync = true
	c := &salvager{ctx: ctx, db: db}
	w := &walk{onBucket: c.bucket, onRow: c.row}
	err = s.file.walk(ctx, w)
	for _, feed := range w.feeds() {
		for _, name := range feedBuckets() {
			if err == nil {
				err = c.bucket(bucketPath{string(bucketFeeds), feed}.in(name), 0)
			}
		}
	}
	return w.lost, errors.Join(err, c.flush(), db.Sync(), db.Close())
}

// salvager writes rows to a new file.
type salvager struct {
	ctx         context.Context
	db          *bbolt.DB
	tx          *bbolt.Tx
	rows, bytes int
	path        string
	open        *bbolt.Bucket // the bucket of path
}

// bucket makes a bucket.
func (c *salvager) bucket(p bucketPath, sequence uint64) error {
	b, err := c.at(p)
	if err != nil || b == nil || sequence <= b.Sequence() {
		return err
	}
	return b.SetSequence(sequence)
}

// row writes a row, unless damage made it one that cannot be.
func (c *salvager) row(p bucketPath, key, value []byte) error {
	if len(p) == 0 {
		return nil // no archive has such
	}
	b, err := c.at(p)
	if err != nil || b == nil {
		return err
	}
	b.FillPercent = fillAppended
	if err := unlessOdd(b.Put(clone(key), append([]byte{}, value...))); err != nil {
		return err
	}
	c.rows, c.bytes = c.rows+1, c.bytes+len(key)+len(value)
	if c.rows < salvageRows && c.bytes < salvageBytes {
		return nil
	}
	return errors.Join(c.flush(), c.ctx.Err())
}

// unlessOdd leaves out errors of rows that no archive has.
func unlessOdd(err error) error {
	if errors.Is(err, berrors.ErrIncompatibleValue) || errors.Is(err, berrors.ErrKeyTooLarge) {
		return nil
	}
	return err
}

// at returns a bucket, nil when it cannot be.
func (c *salvager) at(p bucketPath) (b *bbolt.Bucket, err error) {
	if c.tx == nil {
		if c.tx, err = c.db.Begin(true); err != nil {
			return nil, err
		}
	}
	if c.open != nil && c.path == p.String() {
		return c.open, nil
	}
	for i, name := range p {
		if i == 0 {
			b, err = c.tx.CreateBucketIfNotExists([]byte(name))
		} else {
			b, err = b.CreateBucketIfNotExists([]byte(name))
		}
		if err != nil {
			return nil, unlessOdd(err)
		}
	}
	c.open, c.path = b, p.String()
	return b, nil
}

// flush ends the transaction.
func (c *salvager) flush() error {
	if c.tx == nil {
		return nil
	}
	tx := c.tx
	c.tx, c.open, c.path, c.rows, c.bytes = nil, nil, "", 0, 0
	return tx.Commit()
}
