package bolt

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"onrecord/archive"
)

// Migration says how an archive was brought to this program's format version.
type Migration struct {
	From, To int    // format versions
	Backup   string // the copy of the archive as it was
}

// steps bring an archive from one version to the next, the first one from
// version 1 to 2.
func steps() []func(*Store, *transaction) error {
	return []func(*Store, *transaction) error{(*Store).checksumMemos}
}

// migrate brings an archive of an older version to this program's, and tells
// what it did unless another process has done it meanwhile. why is the error
// that found the version.
func (s *Store) migrate(ctx context.Context, why error, tell func(Migration)) error {
	m, err := s.tryMigrate(ctx)
	if err != nil {
		if m.Backup != "" && errors.Is(s.file.check(ctx), archive.ErrOlderVersion) {
			err = errors.Join(err, remove(m.Backup)) // the archive is as it was
		}
		return fmt.Errorf("%w: %w", why, err)
	}
	if m.Backup != "" && tell != nil {
		tell(m)
	}
	return nil
}

// tryMigrate copies the archive and takes all steps in one transaction, so that
// whoever is killed leaves the old archive or the new one.
func (s *Store) tryMigrate(ctx context.Context) (m Migration, err error) {
	p, err := newPart(s.file.path)
	if err != nil {
		return m, fmt.Errorf("%w: %w", archive.ErrCannotWrite, err)
	}
	defer func() { err = errors.Join(err, p.discard()) }()
	c := newCopying(p.File)
	if err := c.first(ctx, s.file); err != nil {
		return m, err
	}
	h, err := s.file.open(ctx, false)
	if err != nil {
		return m, err
	}
	defer h.close()
	h.migrating = true
	err = h.update(func(tx *transaction) error {
		if m.From, err = versionOf(tx); err != nil || m.From == formatVersion {
			return err
		}
		m.To = formatVersion
		if err := errors.Join(c.last(ctx, h), finish(p, h.info.Mode().Perm())); err != nil {
			return err
		}
		if m.Backup, err = appearAsBackup(p.Name(), s.file.path, m.From); err != nil {
			return fmt.Errorf("%w: %w", archive.ErrCannotWrite, err)
		}
		for _, step := range steps()[m.From-1:] {
			if err := step(s, tx); err != nil {
				return err
			}
		}
		return putVersion(tx.Tx, m.To)
	})
	return m, err
}

// appearAsBackup gives a copy the first name that is free, and returns it.
func appearAsBackup(name, path string, version int) (string, error) {
	backup := fmt.Sprintf("%s.v%d.bak", path, version)
	for n := 2; ; n++ {
		err := appear(name, backup)
		if err == nil {
			return backup, nil
		}
		if !errors.Is(err, fs.ErrExist) {
			return "", err
		}
		backup = fmt.Sprintf("%s.v%d-%d.bak", path, version, n)
	}
}

// checksumMemos makes records of memos and anchors, which version 1 stored as
// they are, so that no damage to them goes unnoticed.
func (s *Store) checksumMemos(tx *transaction) error {
	feeds := tx.Bucket(bucketFeeds)
	for _, name := range keysWith(feeds, nil) {
		// A form that needs no sample, which might be damaged.
		f := &feedTx{zstd: s.zstd, bucket: feeds.Bucket(name), form: formZstd}
		if err := f.checksumMemos(); err != nil {
			return fmt.Errorf("feed %s: %w", name, err)
		}
	}
	return nil
}

func (f *feedTx) checksumMemos() error {
	for _, key := range keysWith(f.in(bucketMemos), nil) {
		memo := clone(f.in(bucketMemos).Get(key))
		if f.decode(key, memo, &noteRecord{}) == nil {
			return damaged("the format version is wrong: a memo is of version 2 already")
		}
		if err := f.putRecord(bucketMemos, key, noteRecord{memo}); err != nil {
			return err
		}
	}
	switch anchor := f.bucket.Get(keyAnchor); len(anchor) {
	case 0:
		return nil
	case len(archive.Digest{}):
		return f.putAnchor(archive.Digest(anchor))
	}
	return damaged("the anchor is no digest")
}
