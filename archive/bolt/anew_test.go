package bolt

import (
	"context"
	"errors"
	"os"
	"testing"
)

// WriteAnew is writeAnew.
func WriteAnew(from, to string) error { return writeAnew(from, to) }

// Replace is replace of a store's file.
func Replace(ctx context.Context, s *Store, name string, seen int) error {
	return s.file.replace(ctx, name, seen)
}

// CopyAnew writes a store's file anew, whatever its size, and returns the number of its last transaction.
func CopyAnew(t testing.TB, s *Store, name string) int {
	t.Helper()
	copied, err := os.Create(name + ".copy")
	if err != nil {
		t.Fatal(err)
	}
	_, seen, err := s.file.copyTo(t.Context(), copied)
	_ = os.Remove(name)
	if err := errors.Join(err, copied.Close(), writeAnew(copied.Name(), name), os.Remove(copied.Name())); err != nil {
		t.Fatal(err)
	}
	return seen
}

// ReplaceSlowly replaces a store's file; meanwhile runs while it is locked.
func ReplaceSlowly(t testing.TB, s *Store, name string, seen int, meanwhile func()) {
	t.Helper()
	h, err := s.file.open(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	meanwhile()
	err = s.file.replaceWith(h, name, seen)
	h.close()
	if err != nil {
		t.Fatal(err)
	}
}
