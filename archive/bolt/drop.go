package bolt

import (
	"context"
	"encoding/binary"
	"errors"

	"onrecord/archive"
)

// dropStaged takes back what a writer staged that never committed. Its
// contents stay: staged again, they are found.
func (w *writer) dropStaged(ctx context.Context) error {
	for {
		var idle bool
		err := w.read(ctx, func(f *feedTx) error {
			first, _ := f.in(bucketStaged).Cursor().First()
			idle = first == nil
			return nil
		})
		if err != nil || idle {
			return err
		}
		if err := w.write(ctx, func(f *feedTx) error { return dropChunk(f, w.head) }); err != nil {
			return err
		}
	}
}

// dropping takes back what was staged after a head.
type dropping struct {
	*feedTx
	head    headRecord
	pending map[uint32]bool // captures that stay though nothing refers to them
}

// dropChunk takes one row of the bucket of staged articles back.
func dropChunk(f *feedTx, head headRecord) error {
	if err := f.orphan(head.Number); err != nil {
		return err
	}
	pending, err := f.pendingCaptures()
	if err != nil {
		return err
	}
	d := dropping{f, head, pending}
	b := f.in(bucketStaged)
	key, value := b.Cursor().First()
	touched, err := bitmapOf(value)
	if err != nil {
		return err
	}
	for it := touched.Iterator(); it.HasNext(); {
		if err := d.article(archive.Ref(it.Next())); err != nil {
			return err
		}
	}
	return b.Delete(clone(key))
}

// article takes back what was staged of an article.
func (d dropping) article(ref archive.Ref) error {
	if uint32(ref) >= d.head.Articles {
		if err := d.finding(ref); err != nil {
			return err
		}
	}
	if err := d.revisions(ref); err != nil {
		return err
	}
	if err := d.kept(ref); err != nil {
		return err
	}
	for _, bucket := range [][]byte{bucketStates, bucketKept, bucketChanges, bucketNotes} {
		if err := removeKeys(d.in(bucket), d.staged(bucket, ref)); err != nil {
			return err
		}
	}
	return nil
}

// staged returns the keys of an article that belong to snapshots after the
// head.
func (d dropping) staged(bucket []byte, ref archive.Ref) [][]byte {
	var keys [][]byte
	for _, k := range keysWith(d.in(bucket), key32(uint32(ref))) {
		if len(k) >= 8 && int(at32(k, 1)) > d.head.Number {
			keys = append(keys, k)
		}
	}
	return keys
}

// finding deletes the rows that find an article that is taken back.
func (d dropping) finding(ref archive.Ref) error {
	value := key32(uint32(ref))
	for _, key := range keysWith(d.in(bucketStates), value) {
		var r articleRecord
		if _, err := d.getRecord(bucketStates, key, &r); err != nil {
			return err
		}
		a := r.article(ref)
		err := errors.Join(d.in(bucketIDs).Delete([]byte(a.ID)), d.in(bucketDates).Delete(dateKey(a)))
		for _, address := range append([]string{a.URL}, a.Aliases...) {
			err = errors.Join(err, d.in(bucketAddresses).Delete(append(addressKey(canonicalOf(address)), value...)))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// revisions deletes the revisions recorded after the head.
func (d dropping) revisions(ref archive.Ref) error {
	for _, key := range keysWith(d.in(bucketRevisions), key32(uint32(ref))) {
		var r revisionRecord
		if _, err := d.getRecord(bucketRevisions, key, &r); err != nil {
			return err
		}
		if r.Snapshot <= d.head.Number {
			continue
		}
		if err := d.revision(ref, r); err != nil {
			return err
		}
		if err := d.in(bucketRevisions).Delete(key); err != nil {
			return err
		}
	}
	return nil
}

// revision deletes what goes with a revision that is deleted.
func (d dropping) revision(ref archive.Ref, r revisionRecord) error {
	for _, reading := range r.Readings {
		key := append(reading.Digest[:], key32(uint32(ref))...)
		if value := d.in(bucketDigests).Get(key); value != nil && int(binary.BigEndian.Uint32(value)) > d.head.Number {
			if err := d.in(bucketDigests).Delete(key); err != nil {
				return err
			}
		}
	}
	return d.capture(r.Capture)
}

// capture gives a capture back that nothing refers to any more.
func (d dropping) capture(number uint32) error {
	var c captureRecord
	known, err := d.getRecord(bucketCaptures, key32(number), &c)
	if err != nil || !known { // given back already
		return err
	}
	if err := d.adopt(c.Raw, 0); err != nil || d.pending[number] {
		return err
	}
	return d.removeCapture(number)
}

// kept gives the captures back that were to be kept.
func (d dropping) kept(ref archive.Ref) error {
	for _, key := range d.staged(bucketKept, ref) {
		var r keptRecord
		if _, err := d.getRecord(bucketKept, key, &r); err != nil {
			return err
		}
		if err := d.capture(r.Capture); err != nil {
			return err
		}
	}
	return nil
}
