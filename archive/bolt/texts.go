package bolt

import (
	"context"

	"onrecord/archive"
)

// text is a content to store, the record of one that it resembles, and the
// page it was read of, which holds nearly all of it.
type text struct {
	content archive.Content
	base    archive.Digest
	page    archive.Digest
}

// preparedContents are contents, encoded and compressed outside of a
// transaction.
type preparedContents struct {
	records []archive.Digest // of all contents, in their order
	alone   []preparedBytes
	blocks  []preparedBlock
}

// preparedBlock is a block and the documents in it.
type preparedBlock struct {
	object    object
	documents [][]byte
}

// prepareContents encodes contents, and compresses those not stored yet: like
// their base, or many together, or alone to be packed later.
func (w *writer) prepareContents(ctx context.Context, texts []text) (*preparedContents, error) {
	p := &preparedContents{}
	var plain []preparedBytes
	seen := map[archive.Digest]bool{}
	for _, t := range texts {
		data, err := encodeContent(t.content)
		if err != nil {
			return nil, err
		}
		d := preparedBytes{digest: archive.DigestBytes(data), data: data, loose: inTexts}
		p.records = append(p.records, d.digest)
		if seen[d.digest] {
			continue
		}
		seen[d.digest] = true
		like, known, err := w.contentBase(ctx, d.digest, t)
		switch {
		case err != nil:
			return nil, err
		case known:
		case like != nil || len(data) > aloneBytes:
			if err := d.compress(w.store.zstd, like); err != nil {
				return nil, err
			}
			p.alone = append(p.alone, d)
		default:
			plain = append(plain, d)
		}
	}
	return p, p.pack(w.store.zstd, plain)
}

// contentBase returns what to compress a content with, unless it is stored: a
// content that it resembles, or the page it was read of.
func (w *writer) contentBase(ctx context.Context, d archive.Digest, t text) (like *likeness, known bool, err error) {
	err = w.read(ctx, func(f *feedTx) (err error) {
		if _, known, err = f.locate(d); err != nil || known {
			return err
		}
		if like, err = f.likeness(t.base); err != nil || like != nil {
			return err
		}
		like, err = f.likenessTo(t.page)
		if like != nil && like.depth >= maxDepth {
			like = nil
		}
		return err
	})
	return like, known, err
}

// pack makes as many whole blocks as there are documents for; the others wait.
func (p *preparedContents) pack(c *codec, documents []preparedBytes) error {
	for len(documents) > 0 {
		n, size := 0, 0
		for n < len(documents) && n < blockDocuments && size < blockBytes {
			size += len(documents[n].data)
			n++
		}
		if n < blockDocuments && size < blockBytes {
			return p.wait(c, documents)
		}
		var b preparedBlock
		for _, d := range documents[:n] {
			b.documents = append(b.documents, d.data)
		}
		var err error
		if b.object, err = packBlock(c, b.documents, nil); err != nil {
			return err
		}
		p.blocks = append(p.blocks, b)
		documents = documents[n:]
	}
	return nil
}

// wait compresses documents alone until there are more.
func (p *preparedContents) wait(c *codec, documents []preparedBytes) error {
	for _, d := range documents {
		if err := d.compress(c, nil); err != nil {
			return err
		}
		p.alone = append(p.alone, d)
	}
	return nil
}

// store writes the contents.
func (p *preparedContents) store(f *feedTx) error {
	for i := range p.alone {
		if err := f.storeBytes(&p.alone[i]); err != nil {
			return err
		}
		// A page with which a content is compressed is no longer dropped.
		if o := p.alone[i].object; o != nil && !o.base.IsZero() {
			if err := f.in(bucketFresh).Delete(o.base[:]); err != nil {
				return err
			}
		}
	}
	for _, b := range p.blocks {
		if err := f.addBlock(b.object, b.documents); err != nil {
			return err
		}
	}
	return nil
}

// count counts the contents that wait for being packed.
func (p *preparedContents) count(w *writer) {
	for _, d := range p.alone {
		w.countStored(d)
	}
}
