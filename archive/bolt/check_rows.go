package bolt

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"slices"
	"time"

	"onrecord/archive"
)

// storedDocument is a row of blobs.
type storedDocument struct {
	digest archive.Digest
	at     location
}

// checkedCapture is what the check of articles asks of a capture.
type checkedCapture struct {
	number uint32
	absent bool
	raw    archive.Digest
}

// bucketRows are what is found in the rows of a bucket, each checked by itself.
type bucketRows struct {
	findings
	noted noted
	leaf  leafRoom // rows are needed until the next one
}

// noted is what the other checks ask of the rows of a bucket.
type noted struct {
	indexed   *rowSet
	captures  []checkedCapture
	documents []storedDocument
	written   int // see [checker]
	bases     map[location]archive.Digest
	pending   []archive.Digest // pages that wait for the next snapshot
}

func (c *checker) newRows() *bucketRows {
	return &bucketRows{findings: findings{checker: c}, noted: noted{indexed: newRowSet(), bases: map[location]archive.Digest{}}}
}

// checkRows checks all rows by themselves but those of articles and of objects,
// some buckets at a time.
func (c *checker) checkRows(ctx context.Context) error {
	elsewhere := append(articleBuckets(), bucketObjects, bucketDeltas, bucketPages, bucketTexts)
	buckets := slices.DeleteFunc(feedBuckets(), func(name []byte) bool {
		return slices.ContainsFunc(elsewhere, func(b []byte) bool { return bytes.Equal(b, name) })
	})
	slices.Reverse(buckets) // the largest ones come last
	parts := make([]*bucketRows, len(buckets))
	err := parallel(ctx, len(buckets), func(ctx context.Context, i int) error {
		parts[i] = c.newRows()
		return parts[i].run(ctx, buckets[i], nil, parts[i].row)
	})
	if err != nil {
		return err
	}
	for i, part := range slices.Backward(parts) {
		c.joinRows(buckets[i], part)
	}
	for _, part := range parts { // now that the documents are known
		for _, d := range part.noted.pending {
			if i, known := c.document(d); known {
				c.wanted = append(c.wanted, want{int32(i), use{ref: noArticle}})
			}
		}
	}
	return nil
}

// joinRows adds what was found in a bucket.
func (c *checker) joinRows(bucket []byte, r *bucketRows) {
	c.join(&r.findings)
	switch string(bucket) {
	case string(bucketIDs), string(bucketAddresses), string(bucketDates), string(bucketDigests):
		c.indexed[string(bucket)] = r.noted.indexed
	case string(bucketCaptures):
		c.captures = r.noted.captures
	case string(bucketBlobs):
		c.documents, c.written = r.noted.documents, r.noted.written
	}
}

// document returns which of the documents has a digest.
func (c *checker) document(d archive.Digest) (int, bool) {
	return slices.BinarySearchFunc(c.documents, d, func(s storedDocument, d archive.Digest) int { return bytes.Compare(s.digest[:], d[:]) })
}

// run calls row with the rows of a bucket from a key on, in short transactions;
// its errors are damage.
func (r *bucketRows) run(ctx context.Context, bucket, next []byte, row func(bucket, k, v []byte) error) error {
	for more := true; more; {
		err := r.read(ctx, nil, func(f *feedTx) error {
			r.f, more = f, false
			start, n := time.Now(), 0
			return rowsFrom(f.in(bucket).passing(&r.leaf), next, func(k, v []byte) (bool, error) {
				if n++; n%64 == 0 { // asking for the time takes as long as checking a row
					if more = time.Since(start) > checkTime; more {
						next = clone(k)
						return false, ctx.Err()
					}
				}
				if err := guarded(func() error { return row(bucket, k, v) }); err != nil {
					r.told = append(r.told, r.rowDamage(bucket, k, err))
				}
				return true, nil
			})
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// row checks a row by itself, and that what it refers to is there.
func (r *bucketRows) row(bucket, k, v []byte) error {
	switch name := string(bucket); name {
	case string(bucketIDs), string(bucketAddresses), string(bucketDates), string(bucketDigests):
		return r.indexRow(name, k, v)
	case string(bucketMemos):
		return r.f.decode(k, v, &noteRecord{})
	case string(bucketChanged), string(bucketStaged):
		_, err := bitmapOf(v)
		return err
	case string(bucketPending):
		return r.pendingRow(k, v)
	case string(bucketFresh):
		_, err := parseFresh(v)
		return sized(err, k, len(archive.Digest{}))
	case string(bucketBlobs):
		return r.blobRow(k, v)
	case string(bucketObjects), string(bucketDeltas), string(bucketPages), string(bucketTexts):
		return r.objectRow(placeOf(name), k, v, r.f.in(bucket).Sequence())
	case string(bucketCaptures):
		return r.captureRow(k, v)
	}
	return recordRow(r.f, bucket, k, v)
}

// sized reports a key that has not size bytes.
func sized(err error, key []byte, size int) error {
	if err == nil && len(key) != size {
		err = damaged("its key %x has %d bytes instead of %d", key, len(key), size)
	}
	return err
}

// recordRow checks a row that holds a record.
func recordRow(f *feedTx, bucket, k, v []byte) (err error) {
	switch string(bucket) {
	case string(bucketSnapshots):
		return sized(f.decode(k, v, &snapshotRecord{}), k, 4)
	case string(bucketLooks):
		var r looksRecord
		err := f.decode(k, v, &r)
		if err == nil {
			_, err = r.looks()
		}
		return sized(err, k, 4)
	case string(bucketStates):
		return articleRow(f, k, v, 8, &articleRecord{})
	case string(bucketRevisions):
		return articleRow(f, k, v, 8, &revisionRecord{})
	case string(bucketKept):
		return articleRow(f, k, v, 12, &keptRecord{})
	case string(bucketChanges):
		err = articleRow(f, k, v, 9, &changeRecord{})
		if err == nil {
			_, err = kindOf(k[8])
		}
		return err
	case string(bucketNotes):
		return articleRow(f, k, v, 8, &noteRecord{})
	case string(bucketSamples):
		return sized(f.decode(k, v, &sampleRecord{}), k, 1)
	}
	return fmt.Errorf("there is no check of %s", bucket)
}

// articleRow reads a row of an article, whose key has size bytes.
func articleRow(f *feedTx, k, v []byte, size int, record any) error {
	return sized(f.decode(k, v, record), k, size)
}

// captureRow notes what the check of articles asks of a capture.
func (r *bucketRows) captureRow(k, v []byte) error {
	r.counted.Captures++
	var c captureRecord
	if err := sized(r.f.decode(k, v, &c), k, 4); err != nil {
		return err
	}
	number := at32(k, 0)
	r.noted.captures = append(doubled(r.noted.captures), checkedCapture{number, c.info().Absent(), c.Raw})
	if uint64(number) > r.f.in(bucketCaptures).Sequence() {
		return damaged("capture %d is numbered too high", number)
	}
	return nil
}

// pendingRow checks that a pending capture is there.
func (r *bucketRows) pendingRow(k, v []byte) error {
	if len(k) != 8 || len(v) != 12 || binary.BigEndian.Uint64(k) > r.f.in(bucketPending).Sequence() {
		return damaged("a row %x of the pending captures", k)
	}
	c, err := r.f.capture(at32(v, 2))
	if err == nil && !c.Raw.IsZero() {
		r.noted.pending = append(r.noted.pending, c.Raw)
		r.wantStored(c.Raw, use{ref: noArticle})
	}
	return err
}

// blobRow notes a stored document for being read later.
func (r *bucketRows) blobRow(k, v []byte) error {
	if len(k) != len(archive.Digest{}) {
		return sized(nil, k, len(archive.Digest{}))
	}
	l, ok := parseLocation(v)
	if !ok || !bytes.Equal(l.bytes(), v) {
		return damaged("the location of %x cannot be read", k)
	}
	r.noted.documents = append(doubled(r.noted.documents), storedDocument{archive.Digest(k), l})
	if id := r.f.tx.ID(); len(r.noted.documents) == 1 {
		r.noted.written = id
	} else if r.noted.written != id {
		r.noted.written = 0
	}
	return nil
}

// indexRow checks a row by which articles are found. Rows of addresses and
// dates may tell of states that were taken back; readers pass over them.
func (r *bucketRows) indexRow(bucket string, k, v []byte) error {
	r.noted.indexed.add(k, v)
	bad := false
	switch bucket {
	case string(bucketAddresses):
		bad = len(k) != 20 || len(v) != 0
	case string(bucketDates):
		bad = len(v) != 4 || len(k) < 2 || k[0] != leadDated && k[0] != leadUndated
	case string(bucketIDs):
		if bad = len(v) != 4; !bad && at32(v, 0) < r.head.Articles {
			r.noted.indexed.visible++
		}
	case string(bucketDigests):
		if bad = len(k) != 36 || len(v) != 4; !bad && int(at32(v, 0)) <= r.head.Number {
			r.noted.indexed.visible++
		}
	}
	if bad {
		return damaged("a row of %s", bucket)
	}
	return nil
}

// doubled returns a long list with room for one more. append alone makes room for
// a quarter more each time.
func doubled[T any](list []T) []T {
	if len(list) == cap(list) {
		list = slices.Grow(list, max(len(list), 1))
	}
	return list
}
