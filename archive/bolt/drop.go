package bolt

import (
	"context"
	"encoding/binary"

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
		if err := w.write(ctx, func(f *feedTx) error { return f.dropChunk(w.head) }); err != nil {
			return err
		}
	}
}

// dropChunk takes one row of the bucket of staged articles back.
func (f *feedTx) dropChunk(head headRecord) error {
	b := f.in(bucketStaged)
	key, value := b.Cursor().First()
	touched, err := bitmapOf(value)
	if err != nil {
		return err
	}
	for it := touched.Iterator(); it.HasNext(); {
		if err := f.dropArticle(archive.Ref(it.Next()), head); err != nil {
			return err
		}
	}
	return b.Delete(clone(key))
}

// dropArticle takes back what was staged of an article.
func (f *feedTx) dropArticle(ref archive.Ref, head headRecord) error {
	if uint32(ref) >= head.Articles {
		if err := f.dropFinding(ref); err != nil {
			return err
		}
	}
	if err := f.dropRevisions(ref, head.Number); err != nil {
		return err
	}
	if err := f.dropKept(ref, head.Number); err != nil {
		return err
	}
	for _, bucket := range [][]byte{bucketStates, bucketKept, bucketChanges, bucketNotes} {
		if err := f.dropAfter(bucket, ref, head.Number); err != nil {
			return err
		}
	}
	return nil
}

// dropAfter deletes the rows of an article that belong to snapshots after at.
func (f *feedTx) dropAfter(bucket []byte, ref archive.Ref, at int) error {
	b := f.in(bucket)
	var keys [][]byte
	for _, k := range keysWith(b, key32(uint32(ref))) {
		if len(k) >= 8 && int(at32(k, 1)) > at {
			keys = append(keys, k)
		}
	}
	return removeKeys(b, keys)
}

// dropFinding deletes the rows that find an article that is taken back.
func (f *feedTx) dropFinding(ref archive.Ref) error {
	value := key32(uint32(ref))
	for _, key := range keysWith(f.in(bucketStates), value) {
		var r articleRecord
		if _, err := f.getRecord(bucketStates, key, &r); err != nil {
			return err
		}
		a := r.article(ref)
		err := removeKeys(f.in(bucketIDs), [][]byte{[]byte(a.ID)})
		if err == nil {
			err = removeKeys(f.in(bucketDates), [][]byte{dateKey(a)})
		}
		for _, address := range append([]string{a.URL}, a.Aliases...) {
			if err == nil {
				err = f.in(bucketAddresses).Delete(append(addressKey(canonicalOf(address)), value...))
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// dropRevisions deletes the revisions recorded after snapshot at.
func (f *feedTx) dropRevisions(ref archive.Ref, at int) error {
	var staged []archive.Revision
	err := f.revisions(ref, func(r archive.Revision) bool {
		if r.Snapshot > at {
			staged = append(staged, r)
		}
		return true
	})
	for _, r := range staged {
		if err == nil {
			err = f.dropRevision(ref, r, at)
		}
	}
	return err
}

func (f *feedTx) dropRevision(ref archive.Ref, r archive.Revision, at int) error {
	if err := f.adopt(r.Capture.Raw, 0); err != nil {
		return err
	}
	for _, reading := range r.Readings {
		key := append(reading.Digest[:], key32(uint32(ref))...)
		if value := f.in(bucketDigests).Get(key); value != nil && int(binary.BigEndian.Uint32(value)) > at {
			if err := f.in(bucketDigests).Delete(key); err != nil {
				return err
			}
		}
	}
	return f.in(bucketRevisions).Delete(key32(uint32(ref), uint32(r.Number)))
}

// dropKept takes the adoption of captures back that were to be kept.
func (f *feedTx) dropKept(ref archive.Ref, at int) error {
	for _, key := range keysWith(f.in(bucketKept), key32(uint32(ref))) {
		if len(key) != 12 || int(at32(key, 1)) <= at {
			continue
		}
		var r captureRecord
		if _, err := f.getRecord(bucketKept, key, &r); err != nil {
			return err
		}
		if err := f.adopt(r.Raw, 0); err != nil {
			return err
		}
	}
	return nil
}
