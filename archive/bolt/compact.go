package bolt

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"

	"onrecord/archive"
)

// A file of such a size is written anew after a first snapshot: what a first
// crawl leaves free is nothing to a tiny file, much of a small one and little of
// a large one.
const (
	compactFrom = 256 << 10
	compactUpTo = 64 << 20
)

// compact writes the file anew, without the gaps that making it has left, and
// puts that in its place, unless someone has written to it meanwhile. It holds
// the file no longer than a copy does; whoever is killed leaves the old file or
// the new one.
func (f *file) compact(ctx context.Context) (err error) {
	from, err := newPart(f.path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, remove(from.Name()+besidePart), from.discard()) }()
	to, err := newPart(f.path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, remove(to.Name()+besidePart), to.discard()) }()
	seen, err := f.copyBeside(ctx, from.Name()+besidePart)
	if err != nil || seen == 0 {
		return err
	}
	if err := writeAnew(from.Name()+besidePart, to.Name()+besidePart); err != nil {
		return err
	}
	return f.replace(ctx, to.Name()+besidePart, seen)
}

// copyBeside copies the file and returns the number of its last transaction, 0
// when it is not to be compacted.
func (f *file) copyBeside(ctx context.Context, name string) (seen int, err error) {
	info, err := os.Lstat(f.path)
	if err != nil || !info.Mode().IsRegular() || info.Size() < compactFrom || info.Size() > compactUpTo {
		return 0, err
	}
	to, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return 0, err
	}
	_, seen, err = f.copyTo(ctx, to)
	return seen, errors.Join(err, to.Close())
}

// writeAnew writes the rows of a file of bbolt to a new one, in order.
func writeAnew(from, to string) error {
	source, err := bbolt.Open(from, 0, &bbolt.Options{ReadOnly: true, Timeout: 1})
	if err != nil {
		return err
	}
	defer source.Close()
	target, err := bbolt.Open(to, 0o600, &bbolt.Options{
		PageSize: pageSize, FreelistType: bbolt.FreelistMapType, Timeout: 1, NoSync: true, NoGrowSync: true,
	})
	if err != nil {
		return err
	}
	target.AllocSize = pageSize
	err = guarded(func() error { return bbolt.Compact(target, source, 1<<20) })
	return errors.Join(err, target.Sync(), target.Close())
}

// replace puts another file in the place of this one, if nobody has written to
// it since a transaction.
func (f *file) replace(ctx context.Context, name string, seen int) error {
	h, err := f.open(ctx, false)
	if err != nil {
		return err
	}
	defer h.close()
	return f.replaceWith(h, name, seen)
}

// replaceWith is replace with the file open and locked.
func (f *file) replaceWith(h *handle, name string, seen int) error {
	if err := h.begin(false); err != nil || h.tx.ID() != seen {
		return err
	}
	anew, err := os.Stat(name)
	if err != nil || !sameOwner(anew, h.info) {
		return err
	}
	if err := os.Chmod(name, h.info.Mode().Perm()); err != nil {
		return err
	}
	if err := os.Rename(name, f.path); err != nil {
		return fmt.Errorf("%w: %w", archive.ErrCannotWrite, err)
	}
	return syncDir(filepath.Dir(f.path))
}
