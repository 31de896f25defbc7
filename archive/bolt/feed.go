package bolt

import (
	"bytes"
)

// Buckets of a feed; the package documentation says what they hold.
var (
	bucketSnapshots = []byte("snapshots")
	bucketLooks     = []byte("looks")
	bucketChanged   = []byte("changed")
	bucketStates    = []byte("states")
	bucketIDs       = []byte("ids")
	bucketAddresses = []byte("addresses")
	bucketDates     = []byte("dates")
	bucketDigests   = []byte("digests")
	bucketRevisions = []byte("revisions")
	bucketKept      = []byte("kept")
	bucketChanges   = []byte("changes")
	bucketMemos     = []byte("memos")
	bucketNotes     = []byte("notes")
	bucketPending   = []byte("pending")
	bucketFresh     = []byte("fresh")
	bucketStaged    = []byte("staged")
	bucketBlobs     = []byte("blobs")
	bucketObjects   = []byte("objects")
	bucketDeltas    = []byte("deltas")
	bucketPages     = []byte("pages")
	bucketTexts     = []byte("texts")
	bucketSamples   = []byte("samples")
	bucketCaptures  = []byte("captures")

	keyHead   = []byte("head")
	keyAnchor = []byte("anchor")
)

// feedBuckets lists the buckets of a feed.
func feedBuckets() [][]byte {
	return [][]byte{
		bucketSnapshots, bucketLooks, bucketChanged, bucketStates, bucketIDs, bucketAddresses, bucketDates,
		bucketDigests, bucketRevisions, bucketKept, bucketChanges, bucketMemos, bucketNotes, bucketPending,
		bucketFresh, bucketStaged, bucketBlobs, bucketObjects, bucketDeltas, bucketPages, bucketTexts,
		bucketSamples, bucketCaptures,
	}
}

// isAppended reports whether rows of a bucket get numbers as they come, so that
// a new one is the last.
func isAppended(name []byte) bool {
	switch string(name) {
	case string(bucketSnapshots), string(bucketLooks), string(bucketChanged), string(bucketCaptures), string(bucketPending),
		string(bucketStaged), string(bucketObjects), string(bucketDeltas), string(bucketPages), string(bucketTexts):
		return true
	}
	return false
}

// How full bbolt leaves the first of the two pages that it makes of a full one:
// all of it where keys are only ever appended, most of it where later snapshots
// insert between, little of it where keys come backwards, as dates do that are
// read newest first, and half of it where they come in no order.
const (
	fillAppended  = 1.0
	fillInserted  = 0.8
	fillPrepended = 0.2
	fillRandom    = 0.5
)

// feedTx is a feed in a transaction.
type feedTx struct {
	zstd   *codec
	tx     *transaction
	bucket *bucket
	opened map[string]*bucket // those of its buckets that were asked for
	memory *blockCache
	form   byte                  // that records are written in; 0: not known yet
	coders map[byte]*recordCoder // by form, those used so far
	room   recordRoom            // used for each record that is decoded
	mixed  map[string]bool       // buckets in which keys were put between others
}

// feedIn returns the feed in a transaction, nil when it has no bucket.
func (s *Store) feedIn(tx *transaction, name string, memory *blockCache) *feedTx {
	b := tx.Bucket(bucketFeeds).Bucket([]byte(name))
	if b == nil {
		return nil
	}
	return &feedTx{zstd: s.zstd, tx: tx, bucket: b, memory: memory}
}

// makeFeed returns the feed in a write transaction, made when it is new.
func (s *Store) makeFeed(tx *transaction, name string, memory *blockCache) (*feedTx, error) {
	if f := s.feedIn(tx, name, memory); f != nil {
		return f, nil
	}
	b, err := tx.Bucket(bucketFeeds).CreateBucket([]byte(name))
	if err != nil {
		return nil, err
	}
	for _, sub := range feedBuckets() {
		if _, err := b.CreateBucket(sub); err != nil {
			return nil, err
		}
	}
	return &feedTx{zstd: s.zstd, tx: tx, bucket: mappedBucket(b), memory: memory}, nil
}

// in returns one of the feed's buckets. A bucket that is missing makes its use
// panic, which is reported as damage. bbolt looks a bucket up anew each time
// that a transaction which reads asks for it.
func (f *feedTx) in(name []byte) *bucket {
	b := f.opened[string(name)]
	if b == nil {
		b = f.bucket.Bucket(name)
		if f.opened == nil {
			f.opened = map[string]*bucket{}
		}
		f.opened[string(name)] = b
	}
	return b
}

// put stores a value in one of the feed's buckets.
func (f *feedTx) put(bucket, key, value []byte) error {
	b := f.in(bucket)
	b.FillPercent = f.fill(b, bucket, key)
	return b.Put(key, value)
}

// fill returns how full pages are left when a key is put into a bucket. bbolt
// splits pages on commit, so one key between others decides for all.
func (f *feedTx) fill(b *bucket, bucket, key []byte) float64 {
	if f.mixed[string(bucket)] {
		return fillRandom
	}
	if highest := lastKey(b); highest == nil || bytes.Compare(key, highest) >= 0 {
		return fillInserted
	}
	if first, _ := b.Cursor().First(); bytes.Compare(key, first) < 0 {
		return fillPrepended
	}
	if f.mixed == nil {
		f.mixed = map[string]bool{}
	}
	f.mixed[string(bucket)] = true
	return fillRandom
}

// lastKey returns the last key of a bucket, nil when it is empty.
func lastKey(b *bucket) []byte {
	key, _ := last(b.Cursor())
	return key
}

// last goes to the last row. bbolt's own Last never ends on a bucket of several
// pages whose rows were all deleted by the same transaction, because it goes
// back until a page has rows.
func last(c cursor) (key, value []byte) {
	if first, _ := c.First(); first == nil {
		return nil, nil
	}
	return c.Last()
}

// putRecord stores a record.
func (f *feedTx) putRecord(bucket, key []byte, record any) error {
	value, err := f.encode(key, record)
	if err != nil {
		return err
	}
	return f.put(bucket, key, value)
}

// getRecord reads a record; false when there is none.
func (f *feedTx) getRecord(bucket, key []byte, record any) (bool, error) {
	value := f.in(bucket).Get(key)
	if value == nil {
		return false, nil
	}
	return true, f.decode(key, value, record)
}

// head returns what is visible of the feed.
func (f *feedTx) head() (headRecord, error) {
	var h headRecord
	value := f.bucket.Get(keyHead)
	if value == nil {
		return h, nil
	}
	return h, f.decode(keyHead, value, &h)
}

func (f *feedTx) putHead(h headRecord) error {
	value, err := f.encode(keyHead, h)
	if err != nil {
		return err
	}
	return f.bucket.Put(keyHead, value)
}

// readHead returns what is visible of the feed in a bucket.
func (s *Store) readHead(b *bucket) (headRecord, error) {
	return (&feedTx{zstd: s.zstd, bucket: b}).head()
}

// from calls fn with the rows from a key on, in order, until it returns false
// or an error.
func from(b *bucket, key []byte, fn func(k, v []byte) (bool, error)) error {
	return rowsFrom(b.Cursor(), key, fn)
}

// rowsFrom is from with a cursor.
func rowsFrom(c cursor, key []byte, fn func(k, v []byte) (bool, error)) error {
	var last []byte
	for k, v := c.Seek(key); k != nil; k, v = c.Next() {
		if err := follows(last, k); err != nil {
			return err
		}
		last = append(last[:0], k...)
		if more, err := fn(k, v); err != nil || !more {
			return err
		}
	}
	return nil
}

// follows reports a key that does not come after the one before it: in a
// damaged file, pages can point back to each other for ever.
func follows(last, key []byte) error {
	if last != nil && bytes.Compare(last, key) >= 0 {
		return damaged("rows are out of order")
	}
	return nil
}
