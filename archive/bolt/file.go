package bolt

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"onrecord/archive"
)

// file opens the archive for one transaction at a time.
type file struct {
	path string
	wait time.Duration
	held func(write bool, d time.Duration)
	most int64 // bytes that a handle that writes may have touched
	idle idleHandles

	verified remembered // the file that was found to be an archive
	loopless remembered // the file that bbolt can follow to its end
}

// remembered is a file that something was found out of.
type remembered struct {
	mu   sync.Mutex
	info fs.FileInfo
}

func (r *remembered) is(info fs.FileInfo) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.info != nil && os.SameFile(r.info, info)
}

func (r *remembered) set(info fs.FileInfo) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.info = info
}

// read calls fn with a read transaction. The file is open, and its lock
// shared, only until fn returns.
func (f *file) read(ctx context.Context, fn func(*transaction) error) error {
	return f.reading(ctx, func(h *handle) error { return fn(h.tx) })
}

// reading is read for who needs the file itself.
func (f *file) reading(ctx context.Context, fn func(*handle) error) (err error) {
	h, err := f.open(ctx, true)
	if err != nil {
		return fmt.Errorf("reading the archive %s: %w", f.path, err)
	}
	defer f.holding(h)()
	defer func() { f.leave(h, err) }()
	if err := h.begin(false); err != nil {
		return fmt.Errorf("reading the archive %s: %w", f.path, err)
	}
	return fn(h)
}

// write calls fn with a write transaction and makes what it did durable. It
// must not be called while the caller reads.
func (f *file) write(ctx context.Context, fn func(*transaction) error) error {
	if err := f.verify(ctx); err != nil {
		return err
	}
	h, err := f.open(ctx, false)
	if errors.Is(err, errUnverified) { // another took its place while this one waited for the lock
		if err := f.verify(ctx); err != nil {
			return err
		}
		h, err = f.open(ctx, false)
	}
	if err != nil {
		return fmt.Errorf("writing the archive %s: %w", f.path, err)
	}
	defer f.holding(h)()
	if err := h.update(fn); err != nil {
		h.close()
		return fmt.Errorf("writing the archive %s: %w", f.path, err)
	}
	f.leave(h, nil)
	return nil
}

// holding tells whoever wants to know how long the file is held, from now until
// what it returns is called.
func (f *file) holding(h *handle) (done func()) {
	if f.held == nil {
		return func() {}
	}
	start, write := time.Now(), !h.readOnly
	return func() { f.held(write, time.Since(start)) }
}

// open opens the file and takes its lock, shared or alone.
func (f *file) open(ctx context.Context, readOnly bool) (*handle, error) {
	var h *handle
	err := f.enter(ctx, func() (locked bool, err error) {
		h, err = f.try(readOnly)
		if errors.Is(err, berrors.ErrTimeout) {
			return false, nil
		}
		return err == nil, err
	})
	if err != nil {
		return nil, openError(err, readOnly)
	}
	return h, nil
}

// try tries once to take the lock, with a handle that was kept or a new one;
// berrors.ErrTimeout says that it is taken.
func (f *file) try(readOnly bool) (*handle, error) {
	for h := f.idle.take(readOnly); h != nil; h = f.idle.take(readOnly) {
		err := h.resume()
		if err == nil {
			return h, nil
		}
		if !errors.Is(err, berrors.ErrTimeout) || !f.idle.keep(h) {
			h.close()
		}
		if errors.Is(err, berrors.ErrTimeout) {
			return nil, err
		}
	}
	h := &handle{readOnly: readOnly}
	return h, h.open(f)
}

// openError says what a failure to open means for the caller.
func openError(err error, readOnly bool) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%w: %w", archive.ErrNoArchive, err)
	case errors.Is(err, archive.ErrForeign), errors.Is(err, archive.ErrDamaged), isContext(err):
		return err
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrChecksum), errors.Is(err, berrors.ErrVersionMismatch):
		return fmt.Errorf("%w: %w", archive.ErrDamaged, err)
	case readOnly:
		return err
	}
	return fmt.Errorf("%w: %w", archive.ErrCannotWrite, err)
}

func isContext(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// verify makes sure that the file is an archive before it is opened for
// writing, which might change a file of some other program.
func (f *file) verify(ctx context.Context) error {
	info, err := os.Stat(f.path)
	if err == nil && f.verified.is(info) {
		return nil
	}
	return f.check(ctx)
}

// check reports a file that is no archive of this version.
func (f *file) check(ctx context.Context) error {
	return f.read(ctx, func(*transaction) error { return nil })
}

// handle is the file, open for one transaction at a time.
type handle struct {
	owner    *file
	readOnly bool
	info     fs.FileInfo // when it was opened
	raw      *os.File    // what db works on
	db       *bbolt.DB
	tx       *transaction
	pages    pages // for transactions that write nothing
	uses     int   // transactions that have ended since it was opened or has forgotten the file's pages
	seen     int   // number of the last one
	size     int64 // what it saw of the file when it began
	resident int64 // what this process had of files in memory before the handle touched its own

	migrating bool // an older version will do
}

// open opens the file and tries once to take its lock; berrors.ErrTimeout
// says that it is taken.
func (h *handle) open(f *file) error {
	h.owner = f
	if !h.readOnly {
		h.resident, _ = residentFiles()
	}
	options := &bbolt.Options{
		ReadOnly:     h.readOnly,
		Timeout:      1, // shorter than bbolt's pause: it tries once
		FreelistType: bbolt.FreelistMapType,
		PageSize:     pageSize,
		NoStatistics: true,
		OpenFile:     func(path string, flag int, _ fs.FileMode) (*os.File, error) { return h.openRaw(path, flag) },
	}
	err := guarded(func() (err error) {
		h.db, err = bbolt.Open(f.path, 0, options)
		return err
	})
	if err != nil && h.raw != nil {
		_ = h.raw.Close() // closed by bbolt already unless it panicked
	}
	if err != nil {
		return err
	}
	return h.stillThere()
}

// stillThere closes a file that another has replaced before its lock was taken:
// what is written to it would be lost. berrors.ErrTimeout asks for another try.
func (h *handle) stillThere() error {
	info, err := os.Stat(h.owner.path)
	if err == nil && !os.SameFile(info, h.info) {
		err = berrors.ErrTimeout
	}
	if err != nil {
		h.close()
	}
	return err
}

// openRaw opens an existing file that begins like one of bbolt's.
func (h *handle) openRaw(path string, flag int) (*os.File, error) {
	raw, err := os.OpenFile(path, flag&^os.O_CREATE, 0)
	if err != nil {
		return nil, err
	}
	if err := h.checkRaw(raw, flag&os.O_RDWR != 0); err != nil {
		return nil, errors.Join(err, raw.Close())
	}
	h.raw = raw
	return raw, nil
}

// errUnverified says of a file that it was not looked at yet.
var errUnverified = errors.New("the file was replaced just now; try again")

// checkRaw looks at a file before bbolt does.
func (h *handle) checkRaw(raw *os.File, write bool) (err error) {
	if h.info, err = raw.Stat(); err != nil {
		return err
	}
	if write && !h.owner.verified.is(h.info) {
		return fmt.Errorf("%w: %w", archive.ErrForeign, errUnverified)
	}
	return checkMagic(raw, h.info)
}

// begin begins a transaction and checks that the file is an archive of a known
// version.
func (h *handle) begin(write bool) error {
	return guarded(func() (err error) {
		tx, err := h.db.Begin(write)
		if err != nil {
			return err
		}
		h.tx, h.seen, h.size = &transaction{Tx: tx}, tx.ID(), tx.Size()
		info, err := h.raw.Stat()
		if err != nil || info.Size() < tx.Size() {
			return errors.Join(err, damaged("the file is cut short: it should have %d bytes", tx.Size()))
		}
		if !write {
			h.tx.pages = &h.pages
			h.pages.begin(h.raw, written{tx.ID(), info.Size(), info.ModTime().UnixNano()}, uint64(tx.Size()/pageSize))
		}
		if write {
			if err := h.checkLoops(); err != nil {
				return err
			}
		}
		err = checkFormat(h.tx)
		if older := errors.Is(err, archive.ErrOlderVersion); err != nil && !older {
			return err
		} else if older && h.migrating {
			err = nil
		}
		h.owner.verified.set(h.info)
		return err
	})
}

// checkLoops makes sure that bbolt comes to an end when it follows the file.
func (h *handle) checkLoops() error {
	if h.owner.loopless.is(h.info) {
		return nil
	}
	err := checkLoops(h.raw, h.tx.Size())
	if err == nil {
		h.owner.loopless.set(h.info)
	}
	return err
}

// update runs fn in a write transaction and commits it.
func (h *handle) update(fn func(*transaction) error) error {
	if err := h.begin(true); err != nil {
		return writeError(err)
	}
	h.db.AllocSize = growBy(h.tx.Size())
	if err := guarded(func() error { return fn(h.tx) }); err != nil {
		return err
	}
	return writeError(guarded(h.tx.Commit))
}

// writeError says that a transaction could not be written.
func writeError(err error) error {
	for _, told := range []error{archive.ErrDamaged, archive.ErrForeign, archive.ErrNewerVersion, archive.ErrOlderVersion} {
		if errors.Is(err, told) {
			return err
		}
	}
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w: %w", archive.ErrCannotWrite, withCause(err))
}

// growBy returns by how much a file grows at a time: each growth costs a sync,
// and what is left over is waste.
func growBy(size int64) int { return int(min(max(size/128, 64<<10), 1<<20)) }

// close gives file and lock back. A transaction that was not committed is
// rolled back. After a panic bbolt may be unable to close: then the file is
// closed under it, which gives the lock back.
func (h *handle) close() {
	err := guarded(func() error {
		if h.tx != nil {
			if err := h.tx.Rollback(); err != nil && !errors.Is(err, berrors.ErrTxClosed) {
				return err
			}
		}
		return h.db.Close()
	})
	if err != nil {
		_ = h.raw.Close()
	}
}
