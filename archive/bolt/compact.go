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

// A file of such a size is written anew after a first snapshot, and when gaps
// have come in between since: they are nothing to a tiny file, and to write a
// large one takes long.
const (
	compactFrom = 256 << 10
	compactUpTo = 64 << 20
)

// Gaps are looked for after each compactEvery snapshots, since that reads the
// head of every page. They are too large from a quarter of what the pages hold,
// but a file grows in steps, and so has always some.
const (
	compactEvery = 8
	leastGaps    = 256 << 10
)

// compactAfter writes the file anew after a snapshot when that is worth it.
func (f *file) compactAfter(ctx context.Context, snapshot int) error {
	if snapshot%compactEvery != 1 {
		return nil
	}
	info, err := os.Lstat(f.path)
	if err != nil || !info.Mode().IsRegular() || info.Size() < compactFrom || info.Size() > compactUpTo {
		return err
	}
	if snapshot > 1 {
		if gaps, err := f.hasGaps(ctx); err != nil || !gaps {
			return err
		}
	}
	return f.compact(ctx)
}

// hasGaps reports whether much of the file is free pages and room in others. It
// reads each bucket in a transaction of its own, so that writers can go on.
func (f *file) hasGaps(ctx context.Context) (bool, error) {
	var feeds [][]byte
	err := f.read(ctx, func(tx *transaction) error {
		return guarded(func() error {
			return tx.Bucket(bucketFeeds).ForEachBucket(func(name []byte) error {
				feeds = append(feeds, clone(name))
				return nil
			})
		})
	})
	var size, used int64
	for _, feed := range feeds {
		for _, name := range feedBuckets() {
			if err != nil {
				return false, err
			}
			err = f.read(ctx, func(tx *transaction) error {
				size = tx.Size()
				return guarded(func() error {
					used += tx.Bucket(bucketFeeds).Bucket(feed).Bucket(name).tree.used()
					return nil
				})
			})
		}
	}
	return size-used > max(used/4, leastGaps), err
}

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
	of, err := f.copyBeside(ctx, from.Name()+besidePart)
	if err != nil {
		return err
	}
	if err := writeAnew(ctx, from.Name()+besidePart, to.Name()+besidePart); err != nil {
		return err
	}
	return f.replace(ctx, to.Name()+besidePart, of)
}

// copyBeside copies the file to a new one and returns what it has copied.
func (f *file) copyBeside(ctx context.Context, name string) (of copied, err error) {
	to, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return of, err
	}
	c := newCopying(to)
	c.rows = true
	of, err = f.copyWith(ctx, c)
	return of, errors.Join(err, to.Close())
}

// writeAnew writes the rows of an archive to a new file, in order.
func writeAnew(ctx context.Context, from, to string) error {
	target, err := bbolt.Open(to, 0o600, &bbolt.Options{
		PageSize: pageSize, FreelistType: bbolt.FreelistMapType, Timeout: 1, NoSync: true, NoGrowSync: true,
	})
	if err != nil {
		return err
	}
	target.AllocSize = pageSize
	source := &file{path: from}
	err = source.read(ctx, func(tx *transaction) error {
		return guarded(func() error { return copyRows(target, tx) })
	})
	return errors.Join(err, target.Sync(), target.Close())
}

// replace puts another file in the place of this one, if nobody has written to
// it since it was copied.
func (f *file) replace(ctx context.Context, name string, of copied) error {
	h, err := f.open(ctx, false)
	if err != nil {
		return err
	}
	defer f.holding(h)()
	defer h.close()
	return f.replaceWith(h, name, of)
}

// replaceWith is replace with the file open and locked. One that has replaced
// the file that was copied may have come to the same number of transactions.
func (f *file) replaceWith(h *handle, name string, of copied) error {
	if err := h.begin(false); err != nil || !os.SameFile(h.info, of.info) || h.tx.ID() != of.seen {
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
