package bolt

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"onrecord/archive"
)

// Repair salvages what can be read of the archive at path into a new file,
// whole and durable when it appears, and makes its indexes anew. The damaged
// file stays as it is. Ids, and the numbers of snapshots and revisions, stay: in
// place of a text that is lost stands a sentence that says so, with the stamp
// [archive.Lost], which the next reading of its page replaces. It returns what
// Verify found, and what of it is lost; nothing is written when all is whole.
//
// fs.ErrExist when there is a file at to; other errors as of Verify, and
// archive.ErrDamaged when nothing can be salvaged.
func Repair(ctx context.Context, path, to string, o Options) (found, lost *Report, err error) {
	if _, err := os.Lstat(to); err == nil {
		return nil, nil, fmt.Errorf("repairing the archive %s into %s: %w", path, to, fs.ErrExist)
	}
	found, err = Verify(ctx, path, o)
	if err != nil || found.Whole() {
		return found, &Report{}, err
	}
	lost, err = repair(ctx, newStore(path, o), to)
	if err != nil {
		return found, nil, fmt.Errorf("repairing the archive %s into %s: %w", path, to, err)
	}
	return found, lost, nil
}

func repair(ctx context.Context, damagedStore *Store, to string) (lost *Report, err error) {
	p, err := newPart(to)
	if err != nil {
		return nil, err
	}
	name := p.Name() + besidePart // bbolt has to lock it
	defer func() { err = errors.Join(err, remove(name), p.discard()) }()
	unread, err := damagedStore.salvage(ctx, name)
	if err != nil {
		return nil, err
	}
	lost = &Report{}
	s := newStore(name, Options{})
	if err := s.repairFeeds(ctx, lost, unread); err != nil {
		return nil, err
	}
	left, err := Verify(ctx, name, Options{})
	switch {
	case err != nil:
		return nil, err
	case !left.Whole():
		return nil, damaged("it cannot be repaired: %s", left.Damage[0].What)
	case left.Checked.Snapshots == 0:
		return nil, damaged("no snapshot in it can be salvaged")
	case slices.ContainsFunc(unread, func(l lostPage) bool { return len(l.bucket) == 1 }):
		lost.add(Damage{Kind: DamagePage, What: "a page that lists the feeds was lost, and with it perhaps a feed"})
	}
	lost.Checked = left.Checked
	if err := appear(name, to); err != nil {
		return nil, err
	}
	return lost, nil
}

// repairFeeds makes the rows of a file, whose pages are whole, fit each other.
func (s *Store) repairFeeds(ctx context.Context, lost *Report, unread []lostPage) error {
	return s.file.write(ctx, func(tx *transaction) error {
		return tx.Bucket(bucketFeeds).ForEachBucket(func(name []byte) error {
			r := &repairer{feedTx: s.feedIn(tx, string(name), &blockCache{}), lost: newChecker(s, lost, nil, string(name))}
			r.leaderless = slices.ContainsFunc(unread, func(l lostPage) bool {
				return len(l.bucket) == 1 || len(l.bucket) == len(bucketPath{"feeds", "feed"}) && l.bucket[1] == string(name)
			})
			if err := r.run(); err != nil {
				return fmt.Errorf("feed %s: %w", name, err)
			}
			return ctx.Err()
		})
	})
}

// lostText is what a reading says that stands for a lost one.
const lostText = "[onrecord: this text was lost when the archive was damaged.]"

// repairer repairs a feed in a write transaction.
type repairer struct {
	*feedTx
	lost *checker // tells what is lost
	head headRecord
	// leaderless: pages are lost that lead to the feed's rows.
	leaderless bool
	taken      map[string]bool // ids
}

func (r *repairer) run() error {
	return firstError(r.raise, r.dropBad, r.checkDocuments, r.indexObjects, r.findHead, r.dropStaged, r.articles, r.snapshots)
}

func firstError(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// raise sets the sequences that number objects and captures, after the last.
func (r *repairer) raise() error {
	for _, name := range [][]byte{bucketCaptures, bucketObjects, bucketDeltas, bucketPages, bucketTexts} {
		b := r.in(name)
		if k := lastKey(b); len(k) >= 4 && b.Sequence() < uint64(at32(k, 0)) {
			if err := b.SetSequence(uint64(at32(k, 0))); err != nil {
				return err
			}
		}
	}
	return nil
}

// dropBad deletes rows that cannot be read, until all others can: a record may
// need another. What only finds rows is made anew, and pending captures are
// asked for again.
func (r *repairer) dropBad() error {
	for _, name := range [][]byte{bucketIDs, bucketAddresses, bucketDates, bucketDigests, bucketChanged, bucketPending, bucketFresh, bucketStaged} {
		if err := r.clear(name); err != nil {
			return err
		}
	}
	scratch := newChecker(r.lost.store, &Report{}, nil, r.lost.feed).newRows()
	scratch.f = r.feedTx
	for removed := -1; removed != 0; {
		removed = 0
		for _, name := range feedBuckets() {
			bad, err := r.bad(scratch, name)
			if err == nil {
				err = removeKeys(r.in(name), bad)
			}
			if err != nil {
				return err
			}
			removed += len(bad)
		}
	}
	return nil
}

// bad returns the keys of the rows that cannot be read.
func (r *repairer) bad(scratch *bucketRows, bucket []byte) (keys [][]byte, err error) {
	err = from(r.in(bucket), nil, func(k, v []byte) (bool, error) {
		if guarded(func() error { return scratch.row(bucket, k, v) }) != nil {
			keys = append(keys, clone(k))
		}
		return true, nil
	})
	return keys, err
}

// checkDocuments deletes what leads to documents that cannot be read.
func (r *repairer) checkDocuments() error {
	var bad [][]byte
	err := from(r.in(bucketBlobs), nil, func(k, _ []byte) (bool, error) {
		if guarded(func() error { _, _, err := r.document(archive.Digest(k)); return err }) != nil {
			bad = append(bad, clone(k))
		}
		return true, nil
	})
	if err != nil {
		return err
	}
	return removeKeys(r.in(bucketBlobs), bad)
}

// indexObjects finds documents that nothing leads to any more, and drops loose
// objects that cannot be read, until nothing is left to find.
func (r *repairer) indexObjects() error {
	for added := -1; added != 0; {
		added = 0
		for p := inObjects; p <= inTexts; p++ {
			n, err := r.indexPlace(p)
			if err != nil {
				return err
			}
			added += n
		}
	}
	for _, p := range []place{inPages, inTexts} {
		for _, number := range r.numbers(p) {
			if _, err := r.objectBlock(p, number); err != nil {
				if err := r.removeObject(p, number); err != nil {
					return err
				}
			}
		}
	}
	if value := r.bucket.Get(keyAnchor); value != nil {
		var a anchorRecord
		if r.decode(keyAnchor, value, &a) == nil && r.stored(a.Page) {
			return nil
		}
		return r.bucket.Delete(keyAnchor)
	}
	return nil
}

func (r *repairer) objectBlock(p place, number uint32) (b *block, err error) {
	err = guarded(func() error {
		b, err = r.block(location{place: p, number: number}, 2*maxDepth)
		return err
	})
	return b, err
}

// numbers returns the numbers of the objects of a place.
func (r *repairer) numbers(p place) (numbers []uint32) {
	c := r.in(p.bucket()).Cursor()
	for k, _ := c.First(); k != nil; k, _ = c.Next() {
		if n := len(numbers); n == 0 || numbers[n-1] != at32(k, 0) {
			numbers = append(numbers, at32(k, 0))
		}
	}
	return numbers
}

// indexPlace adds the rows of blobs that lack for the objects of a place.
func (r *repairer) indexPlace(p place) (added int, err error) {
	for _, number := range r.numbers(p) {
		b, err := r.objectBlock(p, number)
		if err != nil {
			continue // what it held is told of as lost
		}
		for i, data := range b.documents {
			digest := archive.DigestBytes(data)
			if r.stored(digest) {
				continue
			}
			if err := r.putLocation(digest, location{p, number, uint32(i)}); err != nil {
				return added, err
			}
			added++
		}
	}
	return added, nil
}

func (r *repairer) stored(d archive.Digest) bool {
	_, ok, err := r.locate(d)
	return ok && err == nil
}

// findHead finds out what is visible of the feed when that itself is lost.
func (r *repairer) findHead() (err error) {
	if r.head, err = r.feedTx.head(); err != nil || r.head.Number == 0 || r.head.Number > maxArticles || r.head.Articles > maxArticles {
		r.head = headRecord{}
		for _, name := range [][]byte{bucketSnapshots, bucketLooks} {
			if k := lastKey(r.in(name)); len(k) == 4 {
				r.head.Number = max(r.head.Number, int(at32(k, 0)))
			}
		}
		err := from(r.in(bucketStates), nil, func(k, _ []byte) (bool, error) {
			if int(at32(k, 1)) <= r.head.Number {
				r.head.Articles = max(r.head.Articles, at32(k, 0)+1)
			}
			return true, nil
		})
		if err != nil {
			return err
		}
		switch {
		case r.head.Number == 0 && r.leaderless:
			r.lost.damage(DamageFeed, noArticle, 0, "nothing that leads to its snapshots can be read, so none of them is left")
		case r.head.Number > 0:
			r.lost.damage(DamageFeed, noArticle, 0, "which snapshot is the newest was lost; taken is %d, the last there is", r.head.Number)
		}
	}
	r.lost.head = r.head
	if r.head.Number == 0 {
		return r.bucket.Delete(keyHead)
	}
	return r.putHead(r.head)
}

// dropStaged takes back what no snapshot holds.
func (r *repairer) dropStaged() error {
	for _, name := range [][]byte{bucketStates, bucketRevisions, bucketKept, bucketChanges, bucketNotes, bucketSnapshots, bucketLooks} {
		var staged [][]byte
		err := from(r.in(name), nil, func(k, v []byte) (bool, error) {
			snapshot := int(at32(k, len(k)/4-1))
			switch string(name) {
			case string(bucketRevisions):
				var record revisionRecord
				if err := r.decode(k, v, &record); err != nil {
					return false, err
				}
				snapshot = record.Snapshot
			case string(bucketKept), string(bucketChanges):
				snapshot = int(at32(k, 1))
			}
			if snapshot > r.head.Number || len(k) > 4 && at32(k, 0) >= r.head.Articles {
				staged = append(staged, clone(k))
			}
			return true, nil
		})
		if err == nil {
			err = removeKeys(r.in(name), staged)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
