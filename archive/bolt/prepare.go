package bolt

import (
	"errors"
	"fmt"

	"github.com/klauspost/compress/zstd"

	"onrecord/archive"
)

// preparedBytes is a document, compressed outside of a transaction so that
// none is long.
type preparedBytes struct {
	digest archive.Digest
	data   []byte
	loose  place   // where it waits for being packed if it does
	object *object // nil: stored already
	place  place
	stored bool   // storeBytes did store it
	number uint32 // of the object, then
}

// aloneBytes is the size from which a document is not packed with others.
const aloneBytes = blockBytes / 2

// pageLikeness is what a new page is compressed with.
type pageLikeness struct {
	known  bool      // it is stored already
	base   *likeness // the article's page before it; nil: none
	anchor *likeness // for a page without base
}

// pageLikeness looks up what a page is compressed with.
func (f *feedTx) pageLikeness(d, base archive.Digest) (l pageLikeness, err error) {
	if d.IsZero() {
		return l, nil
	}
	if _, l.known, err = f.locate(d); err != nil || l.known {
		return l, err
	}
	if l.base, err = f.likeness(base); err == nil && l.base == nil {
		l.anchor, err = f.anchor()
	}
	return l, err
}

// compressPage compresses a page unless it is stored already.
func (p *preparedBytes) compressPage(c *codec, l pageLikeness) error {
	switch {
	case p.digest.IsZero():
		return nil
	case len(p.data) > maxDocument:
		return fmt.Errorf("a document of %d bytes is bigger than the %d allowed", len(p.data), maxDocument)
	case l.known:
		return nil
	case l.base == nil && l.anchor != nil && len(p.data) <= aloneBytes:
		return p.compressWith(c, l.anchor, inPages)
	}
	return p.compress(c, l.base)
}

// anchor returns the page with which new pages are compressed, for what all
// pages of the site share; nil when no block is packed yet.
func (f *feedTx) anchor() (*likeness, error) {
	value := f.bucket.Get(keyAnchor)
	if value == nil {
		return nil, nil
	}
	var r anchorRecord
	if err := f.decode(keyAnchor, value, &r); err != nil {
		return nil, err
	}
	return f.likenessTo(r.Page)
}

func (f *feedTx) putAnchor(page archive.Digest) error {
	value, err := f.encode(keyAnchor, anchorRecord{page})
	if err != nil {
		return err
	}
	return f.bucket.Put(keyAnchor, value)
}

// compress makes the object of a document alone.
func (p *preparedBytes) compress(c *codec, like *likeness) (err error) {
	if like != nil {
		return p.compressWith(c, like, inDeltas)
	}
	o := object{sizes: []uint64{uint64(len(p.data))}}
	p.object = &o
	if len(p.data) > aloneBytes {
		p.place = inObjects
		o.frame, err = c.compress(p.data)
		return err
	}
	p.place = p.loose // until it is packed
	o.frame, err = c.compressFast(p.data)
	return err
}

// compressWith makes the object of a document that is told by another. Slower
// levels gain a few bytes of a hundred.
func (p *preparedBytes) compressWith(c *codec, like *likeness, at place) (err error) {
	p.place = at
	p.object = &object{base: like.digest, depth: like.depth + 1, sizes: []uint64{uint64(len(p.data))}}
	if at == inPages { // with the anchor
		p.object.frame, err = c.compressAnchored(like, p.data, zstd.SpeedFastest)
		return err
	}
	p.object.frame, err = c.compressLike(like.data, p.data)
	return err
}

// likeness is a stored document that another one resembles.
type likeness struct {
	digest archive.Digest
	data   []byte
	depth  uint64
}

// smallestBase is the size below which a document is no use as a base.
const smallestBase = 64

// likeness returns the document to compress with when a new one resembles
// base: base itself, or the root of its chain when that has grown long. Nil
// when there is none that is certain to stay.
func (f *feedTx) likeness(base archive.Digest) (*likeness, error) {
	for !base.IsZero() {
		_, fresh, err := f.fresh(base)
		if err != nil {
			return nil, err
		}
		l, known, err := f.locate(base)
		if err != nil || !known {
			return nil, err
		}
		b, err := f.block(l, 2*maxDepth)
		if err != nil {
			return nil, err
		}
		switch {
		case fresh: // may be dropped on Commit: take what it was told by itself
			base = b.base
		case b.depth >= maxDepth:
			base = b.root
		default:
			return f.likenessTo(base)
		}
	}
	return nil, nil
}

func (f *feedTx) likenessTo(base archive.Digest) (*likeness, error) {
	data, depth, err := f.document(base)
	if errors.Is(err, archive.ErrNotFound) || len(data) < smallestBase {
		return nil, nil
	}
	return &likeness{base, data, depth}, err
}

// storeBytes stores a prepared document unless it is there by now, or the
// answer had no bytes at all.
func (f *feedTx) storeBytes(p *preparedBytes) error {
	p.stored = false
	if p.digest.IsZero() {
		return nil
	}
	if _, known, err := f.locate(p.digest); err != nil || known {
		return err
	}
	if p.object == nil { // it was stored, and dropped since
		if err := p.compress(f.zstd, nil); err != nil {
			return err
		}
	}
	var err error
	if p.number, err = f.addObject(p.place, *p.object); err != nil {
		return err
	}
	p.stored = true
	return f.putLocation(p.digest, location{place: p.place, number: p.number})
}
