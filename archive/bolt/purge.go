package bolt

import (
	"bytes"
	"context"

	"onrecord/archive"
)

// purge removes documents for good, but for those that something refers to:
// what lies in an object with one of them, or was compressed with it, is stored
// anew first. It can be killed at any time and called again.
func (w *writer) purge(ctx context.Context, digests []archive.Digest) error {
	p := purging{writer: w, gone: map[archive.Digest]bool{}, objects: map[location][]archive.Digest{}}
	for _, d := range digests {
		p.gone[d] = true
	}
	if err := w.read(ctx, p.survey); err != nil || len(p.gone) == 0 {
		return err
	}
	for _, at := range p.told { // told by one that goes
		if err := p.each(ctx, at, len(p.holding[at]) == 0); err != nil {
			return err
		}
	}
	for at := range p.holding {
		if err := p.each(ctx, at, true); err != nil {
			return err
		}
	}
	return nil
}

// purging is what is known of the objects that a purge touches.
type purging struct {
	*writer
	gone    map[archive.Digest]bool
	objects map[location][]archive.Digest // the documents of all objects
	told    []location                    // objects compressed with a document that goes
	holding map[location][]archive.Digest // objects that hold documents that go, and these
}

// survey finds what is needed still, and the objects that have to be touched.
func (p *purging) survey(f *feedTx) error {
	if err := p.spare(f); err != nil {
		return err
	}
	p.holding = map[location][]archive.Digest{}
	err := from(f.in(bucketBlobs), nil, func(k, _ []byte) (bool, error) {
		if len(k) != len(archive.Digest{}) {
			return false, damaged("a row of blobs")
		}
		d := archive.Digest(k)
		l, _, err := f.locate(d)
		l.index = 0
		p.objects[l] = append(p.objects[l], d)
		if p.gone[d] {
			p.holding[l] = append(p.holding[l], d)
		}
		return true, err
	})
	for _, at := range []place{inObjects, inDeltas, inPages, inTexts} {
		if err == nil {
			err = f.eachLoose(at, func(number uint32, o object) bool {
				if l := (location{place: at, number: number}); !o.base.IsZero() && p.gone[o.base] && len(p.holding[l]) < len(p.objects[l]) {
					p.told = append(p.told, l)
				}
				return true
			})
		}
	}
	return err
}

// spare keeps what a capture or a reading refers to.
func (p *purging) spare(f *feedTx) error {
	err := from(f.in(bucketCaptures), nil, func(k, v []byte) (bool, error) {
		var r captureRecord
		err := f.decode(k, v, &r)
		if !r.info().Absent() {
			delete(p.gone, r.Raw)
		}
		return true, err
	})
	if err != nil {
		return err
	}
	return from(f.in(bucketRevisions), nil, func(k, v []byte) (bool, error) {
		var r revisionRecord
		err := f.decode(k, v, &r)
		for _, reading := range r.Readings {
			delete(p.gone, reading.Content)
		}
		return true, err
	})
}

// each stores the documents of an object that stay in another one, without any
// base, and removes the object unless it is needed to read others.
func (p *purging) each(ctx context.Context, at location, remove bool) error {
	return p.write(ctx, func(f *feedTx) error {
		var stay []archive.Digest
		for _, d := range p.objects[at] {
			l, known, err := f.locate(d)
			if err != nil {
				return err
			}
			if known && !p.gone[d] && l.place == at.place && l.number == at.number {
				stay = append(stay, d)
			}
		}
		if err := f.moveDocuments(stay); err != nil || !remove {
			return err
		}
		for _, d := range p.holding[at] {
			if err := f.dropDocument(d); err != nil {
				return err
			}
		}
		return f.removeObject(at.place, at.number)
	})
}

// moveDocuments stores documents that are stored already in a block of their own.
func (f *feedTx) moveDocuments(digests []archive.Digest) error {
	if len(digests) == 0 {
		return nil
	}
	var documents [][]byte
	for _, d := range digests {
		data, _, err := f.document(d)
		if err != nil {
			return err
		}
		documents = append(documents, data)
		if err := f.in(bucketFresh).Delete(d[:]); err != nil { // it shares its object now
			return err
		}
	}
	o, err := packBlock(f.zstd, documents, nil)
	if err != nil {
		return err
	}
	return f.addBlock(o, digests)
}

// dropDocument removes what finds a document.
func (f *feedTx) dropDocument(d archive.Digest) error {
	if value := f.bucket.Get(keyAnchor); value != nil {
		var r anchorRecord
		if err := f.decode(keyAnchor, value, &r); err != nil {
			return err
		}
		if r.Page == d {
			if err := f.bucket.Delete(keyAnchor); err != nil {
				return err
			}
		}
	}
	if err := f.in(bucketFresh).Delete(d[:]); err != nil {
		return err
	}
	return f.in(bucketBlobs).Delete(d[:])
}

// scrub overwrites the pages of the file that are in no use, in which what was
// removed still lies.
func (s *Store) scrub(ctx context.Context) error {
	for range 2 { // so that both of the file's heads know the same pages
		if err := s.file.write(ctx, func(*transaction) error { return nil }); err != nil {
			return err
		}
	}
	h, err := s.file.open(ctx, false)
	if err != nil {
		return err
	}
	defer h.close()
	if err := h.begin(true); err != nil {
		return err
	}
	return guarded(func() error { return h.scrub(ctx) })
}

func (h *handle) scrub(ctx context.Context) error {
	zeros := make([]byte, pageSize)
	last := h.tx.Size() / pageSize
	for id := int64(2); id < last; id++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		info, err := h.tx.Page(int(id))
		if err != nil {
			return err
		}
		if info == nil || info.Type != "free" {
			if info != nil {
				id += int64(info.OverflowCount)
			}
			continue
		}
		if err := h.wipe(zeros, id*pageSize); err != nil {
			return err
		}
	}
	stat, err := h.raw.Stat()
	if err != nil {
		return err
	}
	for at := last * pageSize; at < stat.Size(); at += pageSize {
		if err := h.wipe(zeros[:min(pageSize, stat.Size()-at)], at); err != nil {
			return err
		}
	}
	return h.raw.Sync()
}

// wipe overwrites a page unless it is empty.
func (h *handle) wipe(zeros []byte, at int64) error {
	page := make([]byte, len(zeros))
	if _, err := h.raw.ReadAt(page, at); err != nil || bytes.Equal(page, zeros) {
		return err
	}
	_, err := h.raw.WriteAt(zeros, at)
	return err
}
