package bolt

import (
	"context"
	"errors"
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"

	"onrecord/archive"
)

// Commit implements archive.Writer. A memo that is nil is deleted.
func (w *writer) Commit(ctx context.Context, s archive.Snapshot, l archive.Looks, memos map[string][]byte) error {
	return w.locked(ctx, fmt.Sprintf("committing snapshot %d", s.Number), func() error {
		if s.Number != w.snapshot() {
			return fmt.Errorf("the next snapshot is %d", w.snapshot())
		}
		head := headRecord{Number: s.Number, Articles: w.next}
		if err := w.write(ctx, func(f *feedTx) error { return f.commit(head, s, l, memos, w.changed) }); err != nil {
			return err
		}
		w.head, w.changed = head, roaring.New()
		// The snapshot is taken: tidying up that fails now is done by the next
		// claim, and no failure of the commit.
		if w.tidy(context.WithoutCancel(ctx)) == nil {
			clear(w.pending)
		}
		_ = w.store.file.compactAfter(ctx, s.Number) // the archive is whole without it
		return nil
	})
}

// commit makes all that was staged visible.
func (f *feedTx) commit(head headRecord, s archive.Snapshot, l archive.Looks, memos map[string][]byte, changed *roaring.Bitmap) error {
	key := key32(uint32(s.Number))
	looks, err := toLooksRecord(l)
	if err != nil {
		return err
	}
	refs, err := bitmapBytes(changed)
	if err != nil {
		return err
	}
	if err := f.putMemos(memos); err != nil {
		return err
	}
	return errors.Join(
		f.putRecord(bucketSnapshots, key, toSnapshotRecord(s)),
		f.putRecord(bucketLooks, key, looks),
		f.put(bucketChanged, key, refs),
		f.clear(bucketStaged),
		f.putHead(head),
	)
}

func (f *feedTx) putMemos(memos map[string][]byte) error {
	for key, memo := range memos {
		var err error
		switch {
		case key == "":
			err = errors.New("a memo needs a key")
		case memo == nil:
			err = f.in(bucketMemos).Delete([]byte(key))
		default:
			err = f.putRecord(bucketMemos, []byte(key), noteRecord{memo})
		}
		if err != nil {
			return fmt.Errorf("memo %q: %w", key, err)
		}
	}
	return nil
}

// clear empties a bucket.
func (f *feedTx) clear(name []byte) error {
	delete(f.opened, string(name))
	if err := f.bucket.DeleteBucket(name); err != nil {
		return err
	}
	_, err := f.bucket.CreateBucket(name)
	return err
}

// tidyChunk is how many rows one transaction of tidying up deletes.
const tidyChunk = 500

// tidy deletes the pending captures of snapshots that are taken, and the pages
// kept for them that they do not refer to.
func (w *writer) tidy(ctx context.Context) error {
	for done := false; !done; {
		var idle bool
		err := w.read(ctx, func(f *feedTx) error {
			pending, _ := f.in(bucketPending).Cursor().First()
			fresh, _ := f.in(bucketFresh).Cursor().First()
			idle = pending == nil && fresh == nil
			return nil
		})
		if err != nil || idle {
			return err
		}
		err = w.write(ctx, func(f *feedTx) error {
			fresh, err := f.tidyFresh(w.head.Number, tidyChunk)
			if err != nil {
				return err
			}
			pending, err := f.tidyPending(w.head.Number, tidyChunk)
			done = fresh && pending
			return err
		})
		if err != nil {
			return err
		}
	}
	return w.read(ctx, func(f *feedTx) (err error) {
		w.loose, err = f.countLoose()
		return err
	})
}
