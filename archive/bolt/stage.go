package bolt

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/RoaringBitmap/roaring/v2"

	"onrecord/archive"
)

// stageChunk is how many updates one transaction writes, so that readers
// never wait for long. The more there are, the more pages bbolt copies before
// it can use the old ones again, and the more the file grows for that.
const stageChunk = 32

// Stage implements archive.Writer. Contents are compressed before the
// transactions, which only write.
func (w *writer) Stage(ctx context.Context, updates []archive.Update) error {
	w.store.zstd.anchored.forget()
	return w.locked(ctx, "staging", func() error {
		for len(updates) > 0 {
			n := min(len(updates), stageChunk)
			if err := w.stage(ctx, updates[:n]); err != nil {
				return err
			}
			updates = updates[n:]
			if err := w.pack(ctx, inTexts); err != nil {
				return err
			}
		}
		return nil
	})
}

// stage writes updates in one transaction.
func (w *writer) stage(ctx context.Context, updates []archive.Update) error {
	var texts []text
	for _, u := range updates {
		if u.Revision != nil {
			texts = append(texts, text{u.Content, u.Base, u.Revision.Capture.Raw})
		}
	}
	contents, err := w.prepareContents(ctx, texts)
	if err != nil {
		return err
	}
	pages, err := w.preparePages(ctx, updates)
	if err != nil {
		return err
	}
	s := staging{snapshot: w.snapshot(), next: w.next, pending: w.pending, touched: roaring.New(), changed: roaring.New()}
	err = w.write(ctx, func(f *feedTx) error {
		if err := contents.store(f); err != nil {
			return err
		}
		if err := f.storePages(pages, w.snapshot()); err != nil {
			return err
		}
		s.feed, s.records = f, contents.records
		return s.apply(updates)
	})
	if err != nil {
		return err
	}
	w.next = s.next
	w.changed.Or(s.changed)
	contents.count(w)
	for _, p := range pages {
		w.countStored(*p)
	}
	return w.pack(ctx, inPages)
}

// preparePages compresses the pages that come with updates.
func (w *writer) preparePages(ctx context.Context, updates []archive.Update) ([]*preparedBytes, error) {
	var pages []*preparedBytes
	for _, u := range updates {
		if u.Page == nil {
			continue
		}
		p := &preparedBytes{digest: archive.DigestBytes(u.Page), data: u.Page, loose: inPages}
		var like pageLikeness
		err := w.read(ctx, func(f *feedTx) (err error) {
			like, err = f.pageLikeness(p.digest, archive.Digest{})
			return err
		})
		if err == nil {
			err = p.compressPage(w.store.zstd, like)
		}
		if err != nil {
			return nil, err
		}
		pages = append(pages, p)
	}
	return pages, nil
}

// storePages stores pages for a snapshot; what is staged adopts them.
func (f *feedTx) storePages(pages []*preparedBytes, snapshot int) error {
	for _, p := range pages {
		if err := f.storeBytes(p); err != nil {
			return err
		}
		if p.stored {
			if err := f.setFresh(p.digest, freshRow{keptFor: uint32(snapshot)}); err != nil {
				return err
			}
		}
	}
	return nil
}

// staging writes the rows of some updates.
type staging struct {
	feed     *feedTx
	snapshot int
	next     uint32                  // the number of the next new article
	pending  map[archive.Mark]uint64 // the pending captures by address
	records  []archive.Digest        // of the contents of the revisions, in order
	touched  *roaring.Bitmap
	changed  *roaring.Bitmap
}

// apply writes all updates, and what they touched so that a later writer can
// take them back.
func (s *staging) apply(updates []archive.Update) error {
	for _, u := range updates {
		if err := s.update(u); err != nil {
			return fmt.Errorf("article %d: %w", u.Ref, err)
		}
		s.touched.Add(uint32(u.Ref))
	}
	touched, err := bitmapBytes(s.touched)
	if err != nil {
		return err
	}
	b := s.feed.in(bucketStaged)
	seq, err := b.NextSequence()
	if err != nil {
		return err
	}
	return b.Put(key64(seq), touched)
}

// update writes one update.
func (s *staging) update(u archive.Update) error {
	before, err := s.feed.article(u.Ref, math.MaxUint32-1)
	if err != nil && !isNone(err) {
		return err
	}
	if err := s.check(u, before.ID); err != nil {
		return err
	}
	if u.Article != nil {
		before = *u.Article
		if err := s.putArticle(u.Ref, *u.Article); err != nil {
			return err
		}
	}
	if u.Revision != nil {
		if err := s.sample(before, u); err != nil {
			return err
		}
		if err := s.putRevision(u.Ref, *u.Revision); err != nil {
			return err
		}
	}
	if u.Kept != nil {
		if err := s.putKept(u.Ref, *u.Kept); err != nil {
			return err
		}
	}
	for _, c := range u.Changes {
		if err := s.putChange(u.Ref, before.ID, c); err != nil {
			return err
		}
	}
	if u.Memo != nil {
		return s.putNote(uint32(u.Ref), u.Memo)
	}
	return nil
}

// sample offers the records of an update as a sample for those that follow.
func (s *staging) sample(a archive.Article, u archive.Update) error {
	records := []any{toArticleRecord(a)}
	for _, c := range u.Changes {
		records = append(records, toChangeRecord(c, a.ID))
	}
	records = append(records, noteRecord{u.Memo}, s.revisionRecord(*u.Revision), toCaptureRecord(u.Revision.Capture))
	return s.feed.offerSample(s.snapshot, records...)
}

func (s *staging) revisionRecord(r archive.Revision) revisionRecord {
	record := revisionRecord{Snapshot: s.snapshot}
	for _, reading := range r.Readings {
		record.Readings = append(record.Readings, toReadingRecord(reading))
	}
	return record
}

// check reports an update that does not follow from what is known; id is the
// article's, empty for a new one.
func (s *staging) check(u archive.Update, id string) error {
	ref := uint32(u.Ref)
	switch {
	case ref > s.next:
		return fmt.Errorf("the next new article is %d", s.next)
	case ref == s.next && u.Article == nil:
		return errors.New("a new article needs a state")
	case ref == s.next:
		s.next++
	case id == "":
		return damaged("the article has no state")
	}
	if u.Article == nil {
		return nil
	}
	owner := s.feed.in(bucketIDs).Get([]byte(u.Article.ID))
	switch {
	case u.Article.ID == "":
		return errors.New("an article needs an id")
	case id != "" && id != u.Article.ID:
		return fmt.Errorf("its id is %s for ever, not %s", id, u.Article.ID)
	case owner != nil && binary.BigEndian.Uint32(owner) != ref:
		return fmt.Errorf("the id %s is that of article %d", u.Article.ID, binary.BigEndian.Uint32(owner))
	}
	return nil
}

// putArticle writes an article's state and the rows that find it.
func (s *staging) putArticle(ref archive.Ref, a archive.Article) error {
	value := key32(uint32(ref))
	if err := s.putNew(bucketIDs, []byte(a.ID), value); err != nil {
		return err
	}
	if err := s.putNew(bucketDates, dateKey(a), value); err != nil {
		return err
	}
	for _, address := range append([]string{a.URL}, a.Aliases...) {
		if err := s.putNew(bucketAddresses, append(addressKey(canonicalOf(address)), value...), nil); err != nil {
			return err
		}
	}
	return s.feed.putRecord(bucketStates, key32(uint32(ref), uint32(s.snapshot)), toArticleRecord(a))
}

// putNew stores a row unless it is there, because a row that is written again
// makes bbolt write its page again.
func (s *staging) putNew(bucket, key, value []byte) error {
	if s.feed.in(bucket).Get(key) != nil {
		return nil
	}
	return s.feed.put(bucket, key, value)
}

// putRevision writes a revision, which must be the article's next.
func (s *staging) putRevision(ref archive.Ref, r archive.Revision) error {
	last := 0
	if key, _ := lastUpTo(s.feed.in(bucketRevisions), uint32(ref), math.MaxUint32-1); key != nil {
		last = int(at32(key, 1))
	}
	if r.Number != last+1 || len(r.Readings) != 1 {
		return fmt.Errorf("its next revision is %d, with one reading", last+1)
	}
	record := s.revisionRecord(r)
	record.Readings[0].Content, s.records = s.records[0], s.records[1:]
	if err := s.feed.putDigest(r.Readings[0].Digest, ref, s.snapshot); err != nil {
		return err
	}
	if err := s.feed.adopt(r.Capture.Raw, s.snapshot); err != nil {
		return err
	}
	var err error
	if record.Capture, err = s.feed.refer(r.Capture, s.pending[archive.MarkOf(r.Capture.URL)], s.snapshot); err != nil {
		return err
	}
	return s.feed.putRecord(bucketRevisions, key32(uint32(ref), uint32(r.Number)), record)
}

// putDigest notes that an article has a content from a snapshot on.
func (f *feedTx) putDigest(content archive.Digest, ref archive.Ref, snapshot int) error {
	key := append(content[:], key32(uint32(ref))...)
	if value := f.in(bucketDigests).Get(key); value != nil && int(binary.BigEndian.Uint32(value)) <= snapshot {
		return nil
	}
	return f.put(bucketDigests, key, key32(uint32(snapshot)))
}

// putKept writes a capture that no revision holds.
func (s *staging) putKept(ref archive.Ref, i archive.CaptureInfo) error {
	prefix := key32(uint32(ref), uint32(s.snapshot))
	n := len(keysWith(s.feed.in(bucketKept), prefix))
	if err := s.feed.adopt(i.Raw, s.snapshot); err != nil {
		return err
	}
	number, err := s.feed.refer(i, s.pending[archive.MarkOf(i.URL)], s.snapshot)
	if err != nil {
		return err
	}
	return s.feed.putRecord(bucketKept, append(prefix, key32(uint32(n))...), keptRecord{number})
}

// putChange writes a change, in place of one of the same kind.
func (s *staging) putChange(ref archive.Ref, id string, c archive.Change) error {
	kind := kindNumber(c.Kind)
	if kind == 0 {
		return fmt.Errorf("there is no kind of change %q", c.Kind)
	}
	s.changed.Add(uint32(ref))
	key := append(key32(uint32(ref), uint32(s.snapshot)), kind)
	return s.feed.putRecord(bucketChanges, key, toChangeRecord(c, id))
}

// putNote writes an article's memo. The visible one stays until the commit,
// those before it go.
func (s *staging) putNote(ref uint32, memo []byte) error {
	b := s.feed.in(bucketNotes)
	visible, _ := lastUpTo(b, ref, s.snapshot-1)
	visible = clone(visible)
	for _, key := range keysWith(b, key32(ref)) {
		if visible != nil && string(key) < string(visible) {
			if err := b.Delete(key); err != nil {
				return err
			}
		}
	}
	return s.feed.putRecord(bucketNotes, key32(ref, uint32(s.snapshot)), noteRecord{memo})
}
