package bolt

import (
	"bytes"
	"encoding/binary"
	"sort"

	"go.etcd.io/bbolt"
)

// transaction is one of bbolt's. One that writes nothing finds rows by reading
// pages of the file, without bbolt.
type transaction struct {
	*bbolt.Tx
	pages *pages // nil: it may write
}

// Bucket returns a bucket of the file itself, nil when there is none.
func (t *transaction) Bucket(name []byte) *bucket {
	if t.pages == nil {
		return mappedBucket(t.Tx.Bucket(name))
	}
	return t.all().tree.bucket(name)
}

// all returns the bucket that holds those of the file, in a transaction that
// writes nothing.
func (t *transaction) all() *bucket {
	return &bucket{tree: &tree{pages: t.pages, root: uint64(t.Cursor().Bucket().Root())}}
}

// mapped is a bucket of bbolt.
type mapped = bbolt.Bucket

// bucket is a bucket in a transaction.
type bucket struct {
	*mapped       // of a transaction that may write
	tree    *tree // of one that does not
}

func mappedBucket(b *bbolt.Bucket) *bucket {
	if b == nil {
		return nil
	}
	return &bucket{mapped: b}
}

// Bucket returns a bucket in this one, nil when there is none.
func (b *bucket) Bucket(name []byte) *bucket {
	if b.tree == nil {
		return mappedBucket(b.mapped.Bucket(name))
	}
	return b.tree.bucket(name)
}

// Get returns the value of a key, nil when there is none. Keys and values are
// valid until the transaction ends.
func (b *bucket) Get(key []byte) []byte {
	if b.tree == nil {
		return b.mapped.Get(key)
	}
	e, _ := b.tree.find(key)
	return e.value
}

// Sequence returns the number that was given to a row last.
func (b *bucket) Sequence() uint64 {
	if b.tree == nil {
		return b.mapped.Sequence()
	}
	return b.tree.sequence
}

// ForEachBucket calls fn with the names of the buckets in this one.
func (b *bucket) ForEachBucket(fn func(name []byte) error) error {
	if b.tree == nil {
		return b.mapped.ForEachBucket(fn)
	}
	return from(b, nil, func(name, _ []byte) (bool, error) {
		if b.Bucket(name) == nil {
			return true, nil
		}
		return true, fn(name)
	})
}

// cursor goes through the rows of a bucket: see [bbolt.Cursor].
type cursor interface {
	First() (key, value []byte)
	Last() (key, value []byte)
	Next() (key, value []byte)
	Prev() (key, value []byte)
	Seek(key []byte) (found, value []byte)
}

// Cursor returns a cursor of the bucket.
func (b *bucket) Cursor() cursor {
	if b.tree == nil {
		return b.mapped.Cursor()
	}
	return &treeCursor{tree: b.tree}
}

// passing returns a cursor that reads leaves into room: a leaf, with the rows
// in it, is valid until the cursor has moved on to another.
func (b *bucket) passing(room *leafRoom) cursor {
	if b.tree == nil {
		return b.mapped.Cursor()
	}
	return &treeCursor{tree: b.tree, room: room}
}

// tree is a bucket whose pages are read one by one.
type tree struct {
	pages    *pages
	root     uint64   // 0: all rows are in within
	within   *rawPage // the page in the row of a small bucket
	sequence uint64
}

func (t *tree) top() *rawPage {
	if t.within != nil {
		return t.within
	}
	return t.pages.page(t.root)
}

// bucket returns a bucket in this one, nil when there is none.
func (t *tree) bucket(name []byte) *bucket {
	e, ok := t.find(name)
	if !ok || !e.bucket {
		return nil
	}
	if len(e.value) < bucketHeaderBytes {
		panic(damaged("it is no bucket"))
	}
	b := &tree{pages: t.pages, root: binary.NativeEndian.Uint64(e.value), sequence: binary.NativeEndian.Uint64(e.value[8:])}
	if b.root == 0 {
		page := parsePage(e.value[bucketHeaderBytes:])
		if page.flags != pageLeaf {
			panic(damaged("the page in the row of a bucket is no leaf"))
		}
		b.within = &page
	}
	return &bucket{tree: b}
}

// find returns the row with a key.
func (t *tree) find(key []byte) (element, bool) {
	page := t.top()
	for depth := 0; page.flags == pageBranch; depth++ {
		page = t.under(page, page.branchOf(key), depth)
	}
	i := page.search(key)
	if i == int(page.count) {
		return element{}, false
	}
	e := page.row(i)
	if !bytes.Equal(e.key, key) {
		return element{}, false
	}
	return e, true
}

// under returns the page that the row i of a branch leads to.
func (t *tree) under(branch *rawPage, i, depth int) *rawPage {
	return t.pages.page(below(branch, i, depth))
}

// below returns the number of the page that the row i of a branch leads to.
func below(branch *rawPage, i, depth int) uint64 {
	if depth > deepest {
		panic(damaged("a page lies too deep"))
	}
	return branch.row(i).child
}

// search returns the number of the first row whose key is not before key.
func (p *rawPage) search(key []byte) int {
	return sort.Search(int(p.count), func(i int) bool { return bytes.Compare(p.row(i).key, key) >= 0 })
}

// branchOf returns the row of a branch under which a key belongs.
func (p *rawPage) branchOf(key []byte) int {
	i := p.search(key)
	if i == int(p.count) || i > 0 && !bytes.Equal(p.row(i).key, key) {
		i--
	}
	return max(i, 0)
}

// used returns how many bytes of the tree's pages are not free.
func (t *tree) used() int64 {
	if t.within != nil {
		return 0 // they are in another tree's
	}
	return t.usedUnder(t.top(), 0)
}

func (t *tree) usedUnder(page *rawPage, depth int) int64 {
	if page.count == 0 {
		return pageHeaderBytes
	}
	_, at, key, value := page.element(pageHeaderBytes + elementBytes*(int(page.count)-1))
	used := int64(at + key + value) // rows lie one after the other
	for i := 0; page.flags == pageBranch && i < int(page.count); i++ {
		used += t.usedUnder(t.under(page, i, depth), depth+1)
	}
	return used
}

// treeCursor goes through the rows of a tree.
type treeCursor struct {
	tree *tree
	room *leafRoom // nil: leaves are remembered
	path []step    // from the top to a leaf; none: it stands nowhere
}

// step is a page and the row of it that is gone through.
type step struct {
	page *rawPage
	at   int
}

// under returns the page that the row i of a branch leads to.
func (c *treeCursor) under(branch *rawPage, i int) *rawPage {
	id := below(branch, i, len(c.path))
	if c.room == nil {
		return c.tree.pages.page(id)
	}
	return c.tree.pages.passing(id, c.room)
}

// First implements cursor.
func (c *treeCursor) First() (key, value []byte) {
	c.path = append(c.path[:0], step{c.tree.top(), 0})
	return c.end(1)
}

// Last implements cursor.
func (c *treeCursor) Last() (key, value []byte) {
	top := c.tree.top()
	c.path = append(c.path[:0], step{top, int(top.count) - 1})
	return c.end(-1)
}

// end goes down from the top, to the first row for 1, or the last for -1.
func (c *treeCursor) end(by int) (key, value []byte) {
	if c.down(by); c.path[len(c.path)-1].page.count == 0 {
		return c.move(by)
	}
	return c.here()
}

// Seek implements cursor.
func (c *treeCursor) Seek(key []byte) (found, value []byte) {
	page := c.tree.top()
	c.path = c.path[:0]
	for page.flags == pageBranch {
		i := page.branchOf(key)
		c.path = append(c.path, step{page, i})
		page = c.under(page, i)
	}
	i := page.search(key)
	c.path = append(c.path, step{page, i})
	if i == int(page.count) {
		return c.Next()
	}
	return c.here()
}

// Next implements cursor.
func (c *treeCursor) Next() (key, value []byte) { return c.move(1) }

// Prev implements cursor.
func (c *treeCursor) Prev() (key, value []byte) { return c.move(-1) }

// move goes to the next row, for 1, or the one before, for -1. Where there is
// none it stays.
func (c *treeCursor) move(by int) (key, value []byte) {
	for depth := len(c.path) - 1; depth >= 0; {
		s := &c.path[depth]
		at := s.at + by
		if at < 0 || at >= int(s.page.count) {
			depth--
			continue
		}
		s.at = at
		c.path = c.path[:depth+1]
		c.down(by)
		if depth = len(c.path) - 1; c.path[depth].page.count > 0 {
			return c.here()
		}
	}
	return nil, nil
}

// down goes from a branch to the first leaf under its row, for 1, or the last,
// for -1.
func (c *treeCursor) down(by int) {
	for s := c.path[len(c.path)-1]; s.page.flags == pageBranch; s = c.path[len(c.path)-1] {
		next := step{page: c.under(s.page, s.at)}
		if by < 0 {
			next.at = int(next.page.count) - 1
		}
		c.path = append(c.path, next)
	}
}

// here returns the row it stands at.
func (c *treeCursor) here() (key, value []byte) {
	s := c.path[len(c.path)-1]
	e := s.page.row(s.at)
	if e.bucket {
		return e.key, nil
	}
	return e.key, e.value
}
