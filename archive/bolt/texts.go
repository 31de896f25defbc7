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
	digests   []archive.Digest // of the documents
}

// prepareContents encodes contents, and compresses those not stored yet: like
// their base, or many together, or alone to be packed later.
func (w *writer) prepareContents(ctx context.Context, texts []text) (*preparedContents, error) {
	p := &preparedContents{}
	fresh, err := w.newContents(ctx, texts, p)
	if err != nil {
		return nil, err
	}
	var plain []preparedBytes
	for _, c := range fresh {
		if c.like == nil && len(c.data) <= aloneBytes {
			plain = append(plain, c.preparedBytes)
			continue
		}
		if err := c.compress(w.store.zstd, c.like); err != nil {
			return nil, err
		}
		p.alone = append(p.alone, c.preparedBytes)
	}
	return p, p.pack(w.store.zstd, plain)
}

// newContent is a content that is not stored yet, and what to compress it with.
type newContent struct {
	preparedBytes
	like *likeness
}

// newContents encodes contents and returns those that are not stored, each
// once. One transaction looks all of them up: opening the file for each costs
// more than reading it.
func (w *writer) newContents(ctx context.Context, texts []text, p *preparedContents) ([]newContent, error) {
	encoded := make([][]byte, len(texts))
	for i, t := range texts {
		var err error
		if encoded[i], err = encodeContent(t.content); err != nil {
			return nil, err
		}
		p.records = append(p.records, archive.DigestBytes(encoded[i]))
	}
	if len(texts) == 0 {
		return nil, nil
	}
	if err := w.make(ctx); err != nil {
		return nil, err
	}
	var fresh []newContent
	seen := map[archive.Digest]bool{}
	err := w.read(ctx, func(f *feedTx) error {
		for i, t := range texts {
			d := p.records[i]
			if seen[d] {
				continue
			}
			seen[d] = true
			like, known, err := f.contentBase(d, t)
			if err != nil {
				return err
			}
			if !known {
				fresh = append(fresh, newContent{preparedBytes{digest: d, data: encoded[i], loose: inTexts}, like})
			}
		}
		return nil
	})
	return fresh, err
}

// contentBase returns what to compress a content with, unless it is stored: a
// content that it resembles, or the page it was read of.
func (f *feedTx) contentBase(d archive.Digest, t text) (like *likeness, known bool, err error) {
	if _, known, err = f.locate(d); err != nil || known {
		return nil, known, err
	}
	if like, err = f.likeness(t.base); err != nil || like != nil {
		return like, false, err
	}
	like, err = f.likenessTo(t.page)
	if like != nil && like.depth >= maxDepth {
		like = nil
	}
	return like, false, err
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
			b.documents, b.digests = append(b.documents, d.data), append(b.digests, d.digest)
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
		if err := f.addBlock(b.object, b.digests); err != nil {
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
