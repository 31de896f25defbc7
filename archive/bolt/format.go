package bolt

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"onrecord/archive"
)

const (
	// pageSize is bbolt's page, whatever the machine's: chunks of objects are
	// made to fit.
	pageSize = 4096
	// formatMagic names the format, and formatVersion its version.
	formatMagic   = "onrecord archive"
	formatVersion = 2

	// bboltMagic stands in both meta pages of bbolt, after the page's header.
	bboltMagic      = 0xED0CDAED
	pageHeaderBytes = 16
)

var (
	bucketMeta  = []byte("meta")
	bucketFeeds = []byte("feeds")
	keyFormat   = []byte("format")
	keyVersion  = []byte("version")
)

// checkMagic reports a file that bbolt did not write. A file of which only
// one meta page is gone is one of bbolt's, which reads the other.
func checkMagic(r io.ReaderAt, info fs.FileInfo) error {
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%w: it is no regular file", archive.ErrForeign)
	}
	if info.Size() == 0 {
		return fmt.Errorf("%w: the file is empty", archive.ErrForeign)
	}
	var magic [4]byte
	for _, page := range []int64{0, pageSize} {
		if _, err := r.ReadAt(magic[:], page+pageHeaderBytes); err == nil && binary.NativeEndian.Uint32(magic[:]) == bboltMagic {
			if info.Size() < 4*pageSize {
				return damaged("the file is cut short")
			}
			return nil
		}
	}
	return archive.ErrForeign
}

// checkFormat reports a file of bbolt that is no archive of this version.
func checkFormat(tx *transaction) error {
	v, err := versionOf(tx)
	if err == nil && v < formatVersion {
		err = fmt.Errorf("%w: its format version is %d, and this program reads %d; the first command that may write it and its folder brings it to that, onrecord snapshots for one", archive.ErrOlderVersion, v, formatVersion)
	}
	return err
}

// versionOf returns an archive's format version, and reports a file of bbolt
// that is no archive, or a newer one.
func versionOf(tx *transaction) (int, error) {
	meta := tx.Bucket(bucketMeta)
	if meta == nil || string(meta.Get(keyFormat)) != formatMagic {
		return 0, archive.ErrForeign
	}
	version := meta.Get(keyVersion)
	if len(version) != 4 || binary.BigEndian.Uint32(version) == 0 {
		return 0, damaged("it has no format version")
	}
	v := int(binary.BigEndian.Uint32(version))
	if v > formatVersion {
		return 0, fmt.Errorf("%w: its format version is %d, and this program knows %d; install a newer onrecord", archive.ErrNewerVersion, v, formatVersion)
	}
	if tx.Bucket(bucketFeeds) == nil {
		return 0, damaged("it has no bucket of feeds")
	}
	return v, nil
}

func putVersion(tx *bbolt.Tx, version int) error {
	return tx.Bucket(bucketMeta).Put(keyVersion, key32(uint32(version)))
}

// writable reports an archive that cannot be written, or is none.
func (f *file) writable(ctx context.Context) error {
	if err := f.verify(ctx); err != nil {
		return err
	}
	if err := f.reading(ctx, (*handle).checkLoops); err != nil {
		return err
	}
	raw, err := os.OpenFile(f.path, os.O_RDWR, 0)
	if err != nil {
		return fmt.Errorf("writing the archive %s: %w: %w", f.path, archive.ErrCannotWrite, err)
	}
	return raw.Close()
}

// ensure makes the archive unless there is one.
func (f *file) ensure() error {
	_, err := os.Stat(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		err = f.create()
	}
	if err != nil {
		return fmt.Errorf("making the archive %s: %w: %w", f.path, archive.ErrCannotWrite, err)
	}
	return nil
}

// create makes an empty archive, which appears at once and whole. Of several
// processes that do so at once one wins and the others use its file.
func (f *file) create() error {
	sweepParts(filepath.Dir(f.path))
	err := f.tryCreate()
	for range 3 {
		if !errors.Is(err, berrors.ErrTimeout) && !errors.Is(err, fs.ErrNotExist) {
			break
		}
		err = f.tryCreate() // another process swept the file before it had its lock
	}
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}

// tryCreate makes the file under another name. bbolt's lock tells that its
// maker lives, until the file has its own.
func (f *file) tryCreate() error {
	name := partName(f.path)
	db, err := newEmpty(name)
	if err == nil {
		err = errors.Join(appear(name, f.path), db.Close())
	}
	return errors.Join(err, remove(name))
}

// newEmpty makes an archive without feeds in a file that is new or empty.
func newEmpty(path string) (*bbolt.DB, error) {
	db, err := bbolt.Open(path, 0o644, &bbolt.Options{
		PageSize: pageSize, FreelistType: bbolt.FreelistMapType,
		Timeout: 1, // shorter than bbolt's pause: it tries once
	})
	if err != nil {
		return nil, err
	}
	db.AllocSize = pageSize
	err = db.Update(func(tx *bbolt.Tx) error {
		meta, err := tx.CreateBucket(bucketMeta)
		if err != nil {
			return err
		}
		_, err = tx.CreateBucket(bucketFeeds)
		return errors.Join(err,
			meta.Put(keyFormat, []byte(formatMagic)),
			putVersion(tx, formatVersion))
	})
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}
