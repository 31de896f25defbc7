package bolt

import (
	"context"

	"github.com/klauspost/compress/zstd"

	"onrecord/archive"
)

// Limits of a block: pages of one site share most of their bytes, so the more
// there are in a block the smaller they get; but a reader of one decompresses
// all.
const (
	blockDocuments = 32
	blockBytes     = 2 << 20
)

// looseDocuments counts the documents of a place that wait for being packed.
type looseDocuments struct {
	count, bytes int
}

// full reports whether they make a block.
func (l looseDocuments) full() bool {
	return l.count >= blockDocuments || l.bytes >= blockBytes
}

// countStored counts a document that was stored just now.
func (w *writer) countStored(p preparedBytes) {
	if p.stored && (p.place == inPages || p.place == inTexts) {
		l := w.loose[p.place]
		w.loose[p.place] = looseDocuments{l.count + 1, l.bytes + p.object.total()}
	}
}

// countLoose counts the documents that wait for being packed.
func (f *feedTx) countLoose() (map[place]looseDocuments, error) {
	counts := map[place]looseDocuments{}
	for _, p := range []place{inPages, inTexts} {
		err := f.eachLoose(p, func(_ uint32, o object) bool {
			l := counts[p]
			counts[p] = looseDocuments{l.count + 1, l.bytes + o.total()}
			return true
		})
		if err != nil {
			return nil, err
		}
	}
	return counts, nil
}

// eachLoose calls fn with the number and the head of each object of a place,
// until it returns false.
func (f *feedTx) eachLoose(p place, fn func(uint32, object) bool) error {
	return from(f.in(p.bucket()), nil, func(k, v []byte) (bool, error) {
		if len(k) != 8 || at32(k, 1) != 0 {
			return true, nil
		}
		o, err := parseObject(v)
		if err != nil {
			return false, err
		}
		return fn(at32(k, 0), o), nil
	})
}

// pack makes blocks of the documents that wait in a place, as long as there
// are enough.
func (w *writer) pack(ctx context.Context, p place) error {
	for w.loose[p].full() {
		var batch looseBatch
		var anchor *likeness
		err := w.read(ctx, func(f *feedTx) (err error) {
			if batch, err = f.looseBatch(p); err == nil && p == inPages {
				anchor, err = f.anchor()
			}
			return err
		})
		if err != nil {
			return err
		}
		o, err := packBlock(w.store.zstd, batch.documents, anchor)
		if err != nil {
			return err
		}
		if err := w.write(ctx, func(f *feedTx) error { return f.replaceLoose(p, batch, o) }); err != nil {
			return err
		}
		l := w.loose[p]
		w.loose[p] = looseDocuments{l.count - len(batch.numbers), l.bytes - o.total()}
	}
	return nil
}

// looseBatch is what goes into one block.
type looseBatch struct {
	numbers   []uint32 // of the loose objects
	documents [][]byte
}

// looseBatch returns the oldest documents that wait in a place, enough for a
// block.
func (f *feedTx) looseBatch(p place) (looseBatch, error) {
	var batch looseBatch
	size := 0
	err := f.eachLoose(p, func(number uint32, o object) bool {
		size += o.total()
		if len(batch.numbers) > 0 && (len(batch.numbers) == blockDocuments || size > blockBytes) {
			return false
		}
		batch.numbers = append(batch.numbers, number)
		return true
	})
	for _, number := range batch.numbers {
		if err != nil {
			break
		}
		var b *block
		if b, err = f.block(location{place: p, number: number}, 2*maxDepth); err == nil {
			batch.documents = append(batch.documents, b.documents...)
		}
	}
	return batch, err
}

// packBlock compresses documents together, and with an anchor, if any, unless
// that helps little: then the site has a new face, and the block's first page
// becomes the anchor of those after it.
func packBlock(c *codec, documents [][]byte, anchor *likeness) (object, error) {
	var o object
	var data []byte
	for _, d := range documents {
		o.sizes = append(o.sizes, uint64(len(d)))
		data = append(data, d...)
	}
	var err error
	if o.frame, err = c.compress(data); err != nil || anchor == nil {
		return o, err
	}
	frame, err := c.compressLike(anchor.data, data, zstd.SpeedBetterCompression)
	if len(frame) < len(o.frame)-len(o.frame)/8 {
		o.frame, o.base, o.depth = frame, anchor.digest, anchor.depth+1
	}
	return o, err
}

// replaceLoose stores a block in place of its documents' own objects.
func (f *feedTx) replaceLoose(p place, batch looseBatch, o object) error {
	if err := f.addBlock(o, batch.documents); err != nil {
		return err
	}
	if p == inPages && o.base.IsZero() {
		anchor := archive.DigestBytes(batch.documents[0])
		if err := f.bucket.Put(keyAnchor, anchor[:]); err != nil {
			return err
		}
	}
	for _, d := range batch.documents {
		digest := archive.DigestBytes(d)
		if err := f.in(bucketFresh).Delete(digest[:]); err != nil {
			return err
		}
	}
	for _, number := range batch.numbers {
		if err := f.removeObject(p, number); err != nil {
			return err
		}
	}
	return nil
}

// addBlock stores a block and says where its documents are.
func (f *feedTx) addBlock(o object, documents [][]byte) error {
	number, err := f.addObject(inObjects, o)
	if err != nil {
		return err
	}
	for i, d := range documents {
		l := location{place: inObjects, number: number, index: uint32(i)}
		if err := f.putLocation(archive.DigestBytes(d), l); err != nil {
			return err
		}
	}
	return nil
}
