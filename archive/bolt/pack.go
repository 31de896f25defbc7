package bolt

import (
	"context"
	"maps"
	"slices"

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
	held         map[uint32]heldDocument // by number, those that this writer stored itself
}

// heldDocument is a document that need not be read before it is packed.
type heldDocument struct {
	data   []byte
	digest archive.Digest
}

// full reports whether they make a block.
func (l looseDocuments) full() bool {
	return l.count >= blockDocuments || l.bytes >= blockBytes
}

// countStored counts a document that was stored just now.
func (w *writer) countStored(p preparedBytes) {
	if p.stored && (p.place == inPages || p.place == inTexts) {
		w.loose[p.place] = w.loose[p.place].plus(p.object.total())
		w.loose[p.place].held[p.number] = heldDocument{p.data, p.digest}
	}
}

func (l looseDocuments) plus(size int) looseDocuments {
	if l.held == nil {
		l.held = map[uint32]heldDocument{}
	}
	l.count++
	l.bytes += size
	return l
}

// minus takes the documents away that were packed, which are the oldest.
func (l looseDocuments) minus(packed looseBatch) looseDocuments {
	l.count -= len(packed.documents)
	for _, d := range packed.documents {
		l.bytes -= len(d)
	}
	newest := slices.Max(packed.numbers)
	maps.DeleteFunc(l.held, func(number uint32, _ heldDocument) bool { return number <= newest })
	return l
}

// countLoose counts the documents that wait for being packed.
func (f *feedTx) countLoose() (map[place]looseDocuments, error) {
	counts := map[place]looseDocuments{}
	for _, p := range []place{inPages, inTexts} {
		err := f.eachLoose(p, func(_ uint32, o object) bool {
			counts[p] = counts[p].plus(o.total())
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
			if batch, err = f.looseBatch(p, w.loose[p].held); err == nil && p == inPages {
				anchor, err = f.anchor()
			}
			return err
		})
		if err != nil {
			return err
		}
		blocks, err := packBatch(w.store.zstd, p, batch, anchor)
		if err != nil {
			return err
		}
		if err := w.write(ctx, func(f *feedTx) error { return f.replaceLoose(p, batch, blocks) }); err != nil {
			return err
		}
		w.loose[p] = w.loose[p].minus(batch)
	}
	return nil
}

// looseBatch is what goes into one block.
type looseBatch struct {
	numbers   []uint32 // of the loose objects
	documents [][]byte
	digests   []archive.Digest // of the documents
}

// looseBatch returns the oldest documents that wait in a place, enough for a
// block; of those that are held it reads no more than the numbers.
func (f *feedTx) looseBatch(p place, held map[uint32]heldDocument) (looseBatch, error) {
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
		if d, known := held[number]; known {
			batch.add(d)
			continue
		}
		var b *block
		if b, err = f.block(location{place: p, number: number}, 2*maxDepth); err != nil {
			break
		}
		for _, data := range b.documents {
			batch.add(heldDocument{data, archive.DigestBytes(data)})
		}
	}
	return batch, err
}

func (b *looseBatch) add(d heldDocument) {
	b.documents, b.digests = append(b.documents, d.data), append(b.digests, d.digest)
}

// packBatch makes a block of documents. Pages that the anchor does not help
// with show a site's new face: the first of them is stored alone, and is the
// anchor from then on.
func packBatch(c *codec, p place, batch looseBatch, anchor *likeness) ([]preparedBlock, error) {
	documents, digests := batch.documents, batch.digests
	o, err := packBlock(c, documents, anchor)
	if err != nil || p != inPages || !o.base.IsZero() || len(documents) == 1 {
		return []preparedBlock{{o, documents, digests}}, err
	}
	first, err := packBlock(c, documents[:1], nil)
	if err != nil {
		return nil, err
	}
	anchor = &likeness{digest: digests[0], data: documents[0]}
	rest, err := packBlock(c, documents[1:], anchor)
	return []preparedBlock{{first, documents[:1], digests[:1]}, {rest, documents[1:], digests[1:]}}, err
}

// packBlock compresses documents together, and with an anchor, if any, when it
// helps with the first of them.
func packBlock(c *codec, documents [][]byte, anchor *likeness) (o object, err error) {
	data, done := c.joined(documents)
	defer done()
	for _, d := range documents {
		o.sizes = append(o.sizes, uint64(len(d)))
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
		if err := f.addBlock(b.object, b.digests); err != nil {
			return err
		}
	}
	if len(blocks) > 1 {
		if err := f.putAnchor(batch.digests[0]); err != nil {
			return err
		}
	}
	for _, d := range batch.digests {
		if err := f.in(bucketFresh).Delete(d[:]); err != nil {
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
func (f *feedTx) addBlock(o object, digests []archive.Digest) error {
	number, err := f.addObject(inObjects, o)
	if err != nil {
		return err
	}
	for i, d := range digests {
		l := location{place: inObjects, number: number, index: uint32(i)}
		if err := f.putLocation(d, l); err != nil {
			return err
		}
	}
	return nil
}
