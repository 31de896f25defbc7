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
		blocks, err := packBatch(w.store.zstd, p, batch.documents, anchor)
		if err != nil {
			return err
		}
		if err := w.write(ctx, func(f *feedTx) error { return f.replaceLoose(p, batch, blocks) }); err != nil {
			return err
		}
		l := w.loose[p]
		for _, b := range blocks {
			l = looseDocuments{l.count - len(b.documents), l.bytes - b.object.total()}
		}
		w.loose[p] = l
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

// packBatch makes a block of documents. Pages that the anchor does not help
// with show a site's new face: the first of them is stored alone, and is the
// anchor from then on.
func packBatch(c *codec, p place, documents [][]byte, anchor *likeness) ([]preparedBlock, error) {
	o, err := packBlock(c, documents, anchor)
	if err != nil || p != inPages || !o.base.IsZero() || len(documents) == 1 {
		return []preparedBlock{{o, documents}}, err
	}
	first, err := packBlock(c, documents[:1], nil)
	if err != nil {
		return nil, err
	}
	anchor = &likeness{digest: archive.DigestBytes(documents[0]), data: documents[0]}
	rest, err := packBlock(c, documents[1:], anchor)
	return []preparedBlock{{first, documents[:1]}, {rest, documents[1:]}}, err
}

// packBlock compresses documents together, and with an anchor, if any, when it
// helps with the first of them.
func packBlock(c *codec, documents [][]byte, anchor *likeness) (o object, err error) {
	var data []byte
	for _, d := range documents {
		o.sizes = append(o.sizes, uint64(len(d)))
		data = append(data, d...)
	}
	helps := false
	if anchor != nil {
		if helps, err = anchorHelps(c, anchor, documents[0]); err != nil {
			return o, err
		}
	}
	if !helps {
		o.frame, err = c.compress(data)
		return o, err
	}
	o.base, o.depth = anchor.digest, anchor.depth+1
	o.frame, err = c.compressAnchored(anchor, data, zstd.SpeedBetterCompression)
	return o, err
}

// anchorHelps reports whether a document gets smaller with an anchor. It tells
// so of a whole block, whose documents are alike, for the price of one.
func anchorHelps(c *codec, anchor *likeness, document []byte) (bool, error) {
	alone, err := c.compressFast(document)
	if err != nil {
		return false, err
	}
	with, err := c.compressAnchored(anchor, document, zstd.SpeedFastest)
	return len(with) < len(alone)-len(alone)/8, err
}

// replaceLoose stores blocks in place of their documents' own objects.
func (f *feedTx) replaceLoose(p place, batch looseBatch, blocks []preparedBlock) error {
	for _, b := range blocks {
		if err := f.addBlock(b.object, b.documents); err != nil {
			return err
		}
	}
	if len(blocks) > 1 {
		if err := f.putAnchor(archive.DigestBytes(batch.documents[0])); err != nil {
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
