package bolt

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"

	"onrecord/archive"
)

const (
	// pageSize is bbolt's page, whatever the machine's: chunks of objects are
	// made to fit.
	pageSize = 4096
	// formatMagic names the format, and formatVersion its version.
	formatMagic   = "onrecord archive"
	formatVersion = 1

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

// checkFormat reports a file of bbolt that is no archive, or a newer one.
func checkFormat(tx *bbolt.Tx) error {
	meta := tx.Bucket(bucketMeta)
	if meta == nil || string(meta.Get(keyFormat)) != formatMagic {
		return archive.ErrForeign
	}
	version := meta.Get(keyVersion)
	if len(version) != 4 {
		return damaged("it has no format version")
	}
	if v := binary.BigEndian.Uint32(version); v > formatVersion {
		return fmt.Errorf("%w: its format version is %d, and this program knows %d; install a newer onrecord", archive.ErrNewerVersion, v, formatVersion)
	}
	if tx.Bucket(bucketFeeds) == nil {
		return damaged("it has no bucket of feeds")
	}
	return nil
}

// ensure makes the archive unless there is one, and reports one that cannot
// be written. The file appears at once and whole: it is made under another
// name first.
func (f *file) ensure(ctx context.Context) error {
	_, err := os.Stat(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		if err := f.create(); err != nil {
			return fmt.Errorf("making the archive %s: %w: %w", f.path, archive.ErrCannotWrite, err)
		}
	}
	if err := f.verify(ctx); err != nil {
		return err
	}
	raw, err := os.OpenFile(f.path, os.O_RDWR, 0)
	if err != nil {
		return fmt.Errorf("writing the archive %s: %w: %w", f.path, archive.ErrCannotWrite, err)
	}
	return raw.Close()
}

// create makes an empty archive. Of several processes that do so at once one
// wins and the others use its file.
func (f *file) create() error {
	temporary := fmt.Sprintf("%s.%s.new", f.path, rand.Text()[:8])
	if err := writeEmpty(temporary); err != nil {
		return errors.Join(err, remove(temporary))
	}
	err := os.Link(temporary, f.path)
	switch {
	case err == nil || errors.Is(err, fs.ErrExist):
		err = remove(temporary)
	default: // a file system without links
		err = os.Rename(temporary, f.path)
	}
	return errors.Join(err, syncDir(filepath.Dir(f.path)))
}

// remove removes a file, which need not exist.
func remove(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// writeEmpty writes an archive without feeds.
func writeEmpty(path string) error {
	db, err := bbolt.Open(path, 0o644, &bbolt.Options{PageSize: pageSize, FreelistType: bbolt.FreelistMapType})
	if err != nil {
		return err
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
			meta.Put(keyVersion, binary.BigEndian.AppendUint32(nil, formatVersion)))
	})
	return errors.Join(err, db.Close())
}

// syncDir makes a new name in a directory durable, where the system can.
func syncDir(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	if err := dir.Sync(); err != nil && !errors.Is(err, fs.ErrInvalid) && !errors.Is(err, errors.ErrUnsupported) {
		return errors.Join(err, dir.Close())
	}
	return dir.Close()
}
