package bolt

import (
	"errors"
	"os"
	"sync"

	berrors "go.etcd.io/bbolt/errors"

	"onrecord/archive"
)

// Opening the file costs more than most of what a crawl or a server does with
// it. While a feed is claimed or [Store.StayOpen] says so, the handles of
// transactions that have ended stay open for the next ones, without the file's
// lock: who locks the file next finds nobody in the way.
const (
	idleReaders = 5 // kept at a time, besides one that writes

	// The mapping of a handle that writes holds on to all that it has touched of the
	// file. It lets go of more than that, or, where nobody knows how much it is,
	// is closed after so many uses.
	mostTouched = 12 << 20
	idleUses    = 100
)

// idleHandles are the handles that no transaction uses.
type idleHandles struct {
	mu      sync.Mutex
	claims  int // handles are kept while there are any claims, or wishes to stay open
	readers []*handle
	writers []*handle // at most one
}

// of returns the handles that read, or those that write.
func (i *idleHandles) of(readOnly bool) *[]*handle {
	if readOnly {
		return &i.readers
	}
	return &i.writers
}

// take returns a handle that is kept, nil when there is none.
func (i *idleHandles) take(readOnly bool) *handle {
	i.mu.Lock()
	defer i.mu.Unlock()
	kept := i.of(readOnly)
	n := len(*kept)
	if n == 0 {
		return nil
	}
	h := (*kept)[n-1]
	*kept = (*kept)[:n-1]
	return h
}

// keep keeps a handle; false when it is to be closed.
func (i *idleHandles) keep(h *handle) bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	kept, most := i.of(h.readOnly), 1
	if h.readOnly {
		most = idleReaders
	}
	if i.claims == 0 || len(*kept) == most {
		return false
	}
	*kept = append(*kept, h)
	return true
}

// StayOpen keeps the file open, though not locked, between transactions until
// release is called. It is for a process that answers many questions, such as a
// server: opening the file takes longer than most answers.
func (s *Store) StayOpen() (release func()) {
	s.file.idle.claimed()
	return s.file.idle.released
}

// claimed lets handles be kept until as many calls of released.
func (i *idleHandles) claimed() {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.claims++
}

func (i *idleHandles) released() {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.claims--; i.claims > 0 {
		return
	}
	for _, h := range append(i.readers, i.writers...) {
		h.close()
	}
	i.readers, i.writers = nil, nil
}

// leave ends a handle's transaction and keeps it, or closes it: after an error
// it may not be what it was.
func (f *file) leave(h *handle, err error) {
	h.uses++
	if !canUnlock || errors.Is(err, archive.ErrDamaged) || !h.rest() || h.heavy() && !h.forget() || !f.idle.keep(h) {
		h.close()
	}
}

// heavy reports whether the handle has touched so much of the file that it
// should let go of it.
func (h *handle) heavy() bool {
	if h.readOnly {
		return false
	}
	now, ok := residentFiles()
	if !ok {
		return h.uses >= idleUses
	}
	return now-h.resident > h.owner.most
}

// forget lets go of what the handle has touched.
func (h *handle) forget() bool {
	h.uses = 0
	ok := forgetMapped(h.db, h.size)
	h.resident, _ = residentFiles()
	return ok
}

// rest ends the transaction and gives the lock back.
func (h *handle) rest() bool {
	if h.tx == nil {
		return false
	}
	err := guarded(h.tx.Rollback)
	h.tx = nil
	return (err == nil || errors.Is(err, berrors.ErrTxClosed)) && unlock(h.raw) == nil // closed: it was committed
}

// errStale says that a handle that was kept is of no use any more.
var errStale = errors.New("the file has changed")

// resume takes the lock again; berrors.ErrTimeout says that it is taken.
func (h *handle) resume() error {
	if err := tryLock(h.raw, !h.readOnly); err != nil {
		return err
	}
	info, err := os.Stat(h.owner.path)
	if err != nil {
		return err
	}
	if !os.SameFile(info, h.info) || !h.current() {
		return errStale
	}
	return nil
}

// current reports whether the handle knows what bbolt remembers of the file
// besides its pages: how much of it is mapped, and for one that writes which
// pages are free.
func (h *handle) current() bool {
	current := false
	err := guarded(func() error {
		tx, err := h.db.Begin(false)
		if err != nil {
			return err
		}
		if h.readOnly {
			current = tx.Size() <= h.info.Size()
		} else {
			current = tx.ID() == h.seen
		}
		return tx.Rollback()
	})
	return err == nil && current
}
