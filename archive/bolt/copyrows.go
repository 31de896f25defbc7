package bolt

import (
	"errors"
	"slices"

	"go.etcd.io/bbolt"
)

// copyingBytes is how much one transaction of copying writes, for memory's sake.
const copyingBytes = 1 << 20

// fillAnew is how full the pages are written of buckets whose later keys come
// between others. Full ones would all be split in two halves by the next
// snapshots, after which the file has more gaps than it had before.
const fillAnew = 0.85

// copyRows copies all rows of a file of bbolt to an empty one, in order.
func copyRows(to, from *bbolt.DB) (err error) {
	source, err := from.Begin(false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, source.Rollback()) }()
	c := rowCopying{to: to, from: source}
	if err := c.begin(); err != nil {
		return err
	}
	err = source.ForEach(func(name []byte, b *bbolt.Bucket) error { return c.bucket(nil, name, b) })
	if err != nil {
		return errors.Join(err, c.tx.Rollback())
	}
	return c.tx.Commit()
}

// rowCopying writes rows, some in each transaction.
type rowCopying struct {
	to      *bbolt.DB
	from    *bbolt.Tx
	tx      *bbolt.Tx
	written int
}

func (c *rowCopying) begin() (err error) {
	c.written = 0
	c.tx, err = c.to.Begin(true)
	return err
}

// bucket copies a bucket that lies in those of a path.
func (c *rowCopying) bucket(path [][]byte, name []byte, from *bbolt.Bucket) error {
	to, err := c.create(path, name)
	if err != nil {
		return err
	}
	if err := to.SetSequence(from.Sequence()); err != nil {
		return err
	}
	path = append(slices.Clip(path), name)
	return from.ForEach(func(k, v []byte) error {
		if v == nil {
			return c.bucket(path, k, from.Bucket(k))
		}
		return c.put(path, k, v)
	})
}

func (c *rowCopying) create(path [][]byte, name []byte) (*bbolt.Bucket, error) {
	if len(path) == 0 {
		return c.tx.CreateBucket(name)
	}
	return c.at(path).CreateBucket(name)
}

// at returns the bucket at a path, in the transaction of now.
func (c *rowCopying) at(path [][]byte) *bbolt.Bucket {
	b := c.tx.Bucket(path[0])
	for _, name := range path[1:] {
		b = b.Bucket(name)
	}
	return b
}

func (c *rowCopying) put(path [][]byte, k, v []byte) error {
	if c.written += len(k) + len(v); c.written > copyingBytes {
		if err := c.tx.Commit(); err != nil {
			return err
		}
		if err := c.begin(); err != nil {
			return err
		}
		forgetMapped(c.from.DB(), c.from.Size())
		forgetMapped(c.to, c.tx.Size())
	}
	b := c.at(path)
	b.FillPercent = fillAnew
	if isAppended(path[len(path)-1]) {
		b.FillPercent = fillAppended
	}
	return b.Put(k, v)
}
