package bolt

import (
	"slices"

	"go.etcd.io/bbolt"
)

// copyingBytes is how much one transaction of copying writes, for memory's sake.
const copyingBytes = 1 << 20

// fillAnew is how full the pages are written of buckets whose later keys come
// between others. Full ones would all be split in two halves by the next
// snapshots, after which the file has more gaps than it had before.
const fillAnew = 0.85

// copyRows copies all rows that a transaction sees to an empty file, in order.
func copyRows(to *bbolt.DB, from *transaction) error {
	c := rowCopying{to: to}
	if err := c.begin(); err != nil {
		return err
	}
	defer func() { _ = c.tx.Rollback() }() // of what was not committed: closing the file would wait for it
	if err := c.rows(nil, from.all()); err != nil {
		return err
	}
	return c.tx.Commit()
}

// rowCopying writes rows, some in each transaction.
type rowCopying struct {
	to      *bbolt.DB
	tx      *bbolt.Tx
	written int
}

func (c *rowCopying) begin() error {
	tx, err := c.to.Begin(true)
	if err == nil {
		c.tx, c.written = tx, 0
	}
	return err
}

// rows copies what lies in the buckets of a path.
func (c *rowCopying) rows(path [][]byte, of *bucket) error {
	return from(of, nil, func(k, v []byte) (bool, error) {
		if v == nil {
			return true, c.bucket(path, k, of.Bucket(k))
		}
		return true, c.put(path, k, v)
	})
}

// bucket copies a bucket that lies in those of a path.
func (c *rowCopying) bucket(path [][]byte, name []byte, of *bucket) error {
	to, err := c.create(path, name)
	if err != nil {
		return err
	}
	if err := to.SetSequence(of.Sequence()); err != nil {
		return err
	}
	return c.rows(append(slices.Clip(path), name), of)
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
		forgetMapped(c.to, c.tx.Size())
	}
	b := c.at(path)
	b.FillPercent = fillAnew
	if isAppended(path[len(path)-1]) {
		b.FillPercent = fillAppended
	}
	return b.Put(k, v)
}
