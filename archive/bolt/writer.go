package bolt

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/RoaringBitmap/roaring/v2"

	"onrecord/archive"
)

// writer is the claim of one feed. All rows it writes before Commit belong to
// the snapshot after the head, which readers pass over.
type writer struct {
	store  *Store
	feed   string
	memory *blockCache
	born   atomic.Bool // the feed is in the file

	queueing sync.Mutex
	queue    []*keeping // captures whose Keep waits for a transaction

	writing sync.Mutex // held around a transaction and what belongs to it
	lock    *claimLock // nil: released
	head    headRecord
	next    uint32                  // articles known, staged ones included
	changed *roaring.Bitmap         // articles with a staged change
	pending map[archive.Mark]uint64 // the pending captures by address
	loose   map[place]looseDocuments
}

var _ archive.Writer = (*writer)(nil)

func newWriter(s *Store, feed string, lock *claimLock) *writer {
	return &writer{
		store: s, feed: feed, lock: lock, memory: &blockCache{}, changed: roaring.New(),
		pending: map[archive.Mark]uint64{}, loose: map[place]looseDocuments{},
	}
}

// errReleased is returned by a writer that was released.
var errReleased = errors.New("the claim was released")

// locked runs fn alone, unless the claim was released.
func (w *writer) locked(ctx context.Context, what string, fn func() error) error {
	w.writing.Lock()
	defer w.writing.Unlock()
	err := ctx.Err()
	if w.lock == nil {
		err = errReleased
	}
	if err == nil {
		err = fn()
	}
	if err != nil {
		return fmt.Errorf("%s of feed %s: %w", what, w.feed, err)
	}
	return nil
}

// read calls fn with the feed in a read transaction, but not while nothing
// was ever written of it: there is nothing to find.
func (w *writer) read(ctx context.Context, fn func(*feedTx) error) error {
	if !w.born.Load() {
		return nil
	}
	return w.store.file.read(ctx, func(tx *transaction) error {
		return guarded(func() error {
			f := w.store.feedIn(tx, w.feed, w.memory)
			if f == nil {
				return damaged("the feed %s is gone", w.feed)
			}
			return fn(f)
		})
	})
}

// make makes the feed, and the archive, if they are new.
func (w *writer) make(ctx context.Context) error {
	if w.born.Load() {
		return nil
	}
	return w.write(ctx, func(*feedTx) error { return nil })
}

// write calls fn with the feed in a write transaction. The first one makes the
// feed, and the archive, if they are new.
func (w *writer) write(ctx context.Context, fn func(*feedTx) error) error {
	if !w.born.Load() {
		if err := w.store.file.ensure(); err != nil {
			return err
		}
	}
	err := w.store.file.write(ctx, func(tx *transaction) error {
		f, err := w.store.makeFeed(tx, w.feed, w.memory)
		if err != nil {
			return err
		}
		return fn(f)
	})
	if err == nil {
		w.born.Store(true)
	}
	return err
}

// snapshot returns the number of the snapshot being written.
func (w *writer) snapshot() int { return w.head.Number + 1 }

// begin clears what a dead writer left: what it staged, and what its last
// commit had not yet tidied up.
func (w *writer) begin(ctx context.Context) error {
	err := w.store.file.read(ctx, func(tx *transaction) error {
		return guarded(func() error {
			w.born.Store(w.store.feedIn(tx, w.feed, nil) != nil)
			return nil
		})
	})
	if errors.Is(err, archive.ErrNoArchive) {
		return nil
	}
	if err != nil || !w.born.Load() {
		return err
	}
	err = w.read(ctx, func(f *feedTx) (err error) {
		w.head, err = f.head()
		return err
	})
	if err == nil {
		err = errors.Join(w.dropStaged(ctx), w.tidy(ctx))
	}
	if err != nil {
		return err
	}
	w.next = w.head.Articles
	return w.read(ctx, w.load)
}

// load reads what the writer remembers of the file.
func (w *writer) load(f *feedTx) error {
	err := f.eachPending(0, func(number uint64, r pendingRow) (bool, error) {
		c, err := f.capture(r.capture)
		w.pending[archive.MarkOf(c.URL)] = number
		return true, err
	})
	if err != nil {
		return err
	}
	w.loose, err = f.countLoose()
	return err
}

// Release implements archive.Writer. Releasing twice is no error.
func (w *writer) Release() error {
	w.writing.Lock()
	defer w.writing.Unlock()
	lock := w.lock
	w.lock = nil
	if lock == nil {
		return nil
	}
	w.store.claims.Add(-1)
	w.store.memory.Delete(w.feed)
	w.store.file.idle.released()
	return lock.release()
}
