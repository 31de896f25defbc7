package bolt

import (
	"context"
	"errors"
	"os"
	"testing"

	"go.etcd.io/bbolt"
)

// WriteAnew is writeAnew.
func WriteAnew(ctx context.Context, from, to string) error { return writeAnew(ctx, from, to) }

// Pack copies the rows of a file to a new one with pages as full as can be.
func Pack(from, to string) error {
	source, err := bbolt.Open(from, 0, &bbolt.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	target, err := bbolt.Open(to, 0o600, &bbolt.Options{PageSize: pageSize, NoSync: true})
	if err != nil {
		return errors.Join(err, source.Close())
	}
	target.AllocSize = pageSize
	return errors.Join(bbolt.Compact(target, source, 1<<20), target.Close(), source.Close())
}

// Copied is copied.
type Copied = copied

// Replace is replace of a store's file.
func Replace(ctx context.Context, s *Store, name string, of Copied) error {
	return s.file.replace(ctx, name, of)
}

// CopyAnew writes a store's file anew, whatever its size, and returns what it has copied.
func CopyAnew(t testing.TB, s *Store, name string) Copied {
	t.Helper()
	beside := name + ".copy"
	of, err := s.file.copyBeside(t.Context(), beside)
	_ = os.Remove(name)
	if err := errors.Join(err, writeAnew(t.Context(), beside, name), os.Remove(beside)); err != nil {
		t.Fatal(err)
	}
	return of
}

// CopySlowly copies the rows of a store's file; meanwhile runs before it is locked.
func CopySlowly(t testing.TB, s *Store, name string, meanwhile func()) {
	t.Helper()
	to, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	c := newCopying(to)
	c.rows = true
	if err := c.first(t.Context(), s.file); err != nil {
		t.Fatal(err)
	}
	meanwhile()
	h, err := s.file.open(t.Context(), true)
	if err == nil {
		err = errors.Join(h.begin(false), c.last(t.Context(), h), to.Close())
		h.close()
	}
	if err != nil {
		t.Fatal(err)
	}
}

// ReplaceSlowly replaces a store's file; meanwhile runs while it is locked.
func ReplaceSlowly(t testing.TB, s *Store, name string, of Copied, meanwhile func()) {
	t.Helper()
	h, err := s.file.open(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	meanwhile()
	err = s.file.replaceWith(h, name, of)
	h.close()
	if err != nil {
		t.Fatal(err)
	}
}

// ResidentFiles is residentFiles.
func ResidentFiles() (int64, bool) { return residentFiles() }

// LetGoAfter makes a store's writers let go of the file when they have touched so many bytes of it.
func LetGoAfter(s *Store, bytes int64) { s.file.most = bytes }
