package bolt

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"onrecord/archive"
)

// Backup copies the archive to a new file, which is whole and durable when it
// appears; fs.ErrExist when there is a file of that name already. Readers go
// on meanwhile. Writers wait only while the bytes are copied, which the system
// does by itself where it can; they are made durable afterwards.
func (s *Store) Backup(ctx context.Context, path string) error {
	if err := s.backup(ctx, path); err != nil {
		return fmt.Errorf("copying the archive %s to %s: %w", s.file.path, path, err)
	}
	return nil
}

func (s *Store) backup(ctx context.Context, path string) (err error) {
	if _, err := os.Lstat(path); err == nil {
		return fs.ErrExist
	}
	part, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.part")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, remove(part.Name())) }()
	err = s.file.copyTo(ctx, part)
	if err == nil {
		err = errors.Join(part.Chmod(0o644), part.Sync())
	}
	if err = errors.Join(err, part.Close()); err != nil {
		return err
	}
	if err := appear(part.Name(), path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// appear gives a file its name unless another has it.
func appear(part, path string) error {
	err := os.Link(part, path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	return os.Rename(part, path) // a file system without links
}

// copyTo copies the file while its lock keeps writers out.
func (f *file) copyTo(ctx context.Context, to *os.File) error {
	h, err := f.open(ctx, true)
	if err != nil {
		return err
	}
	defer h.close()
	if err := h.begin(false); err != nil {
		return err
	}
	size := h.tx.Size()
	if _, err := h.raw.Seek(0, io.SeekStart); err != nil {
		return err
	}
	n, err := io.Copy(to, &io.LimitedReader{R: h.raw, N: size})
	if err == nil && n < size {
		err = fmt.Errorf("%w: the file is cut short", archive.ErrDamaged)
	}
	return err
}
