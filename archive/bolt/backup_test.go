package bolt_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"onrecord/archive"
	"onrecord/archive/bolt"
)

// A copy made beside a busy writer is the archive as it was at some moment: it
// opens, all that its newest snapshot leads to is there, and a writer can go on
// with it.
func TestBackupBesideAWriter(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "archive.db")
	s := open(t, path)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	writing := make(chan error, 1)
	begun := make(chan struct{})
	go func() { writing <- writeUntil(ctx, s, begun) }()
	<-begun
	last := 0
	for i := range 12 {
		copied := filepath.Join(dir, fmt.Sprintf("copy%d.db", i))
		if err := s.Backup(t.Context(), copied); err != nil {
			t.Fatal(err)
		}
		last = checkCopy(t, copied, last)
	}
	stop()
	if err := <-writing; !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	t.Logf("the last copy had %d snapshots", last)
	if last < 2 {
		t.Error("the writer did nothing meanwhile")
	}
}

// writeUntil takes snapshots until ctx ends; begun is closed after the first.
func writeUntil(ctx context.Context, s *bolt.Store, begun chan<- struct{}) error {
	for first := true; ; first = false {
		w, err := s.Claim(ctx, victimFeed)
		if err != nil {
			return err
		}
		if err = errors.Join(victimSnapshot(ctx, s, w), w.Release()); err != nil {
			return err
		}
		if first {
			close(begun)
		}
	}
}

// checkCopy checks a copy whose newest snapshot is not before last, and returns
// that.
func checkCopy(t *testing.T, path string, last int) int {
	t.Helper()
	s := open(t, path)
	number, revisions, err := victimState(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	if number < last {
		t.Errorf("snapshot %d in a copy after one with %d", number, last)
	}
	err = s.View(t.Context(), victimFeed, func(v archive.View) error { return checkWhole(v, number, revisions) })
	if err != nil {
		t.Fatal(err)
	}
	w, err := s.Claim(t.Context(), victimFeed)
	if err != nil {
		t.Fatal(err)
	}
	if err = errors.Join(victimSnapshot(t.Context(), s, w), w.Release()); err != nil {
		t.Fatal(err)
	}
	return number
}

func TestBackupIsTheArchive(t *testing.T) {
	whole := sound(t)
	path := place(t, whole)
	s := open(t, path)
	copied := path + ".copy"
	for _, mode := range []fs.FileMode{0o600, 0o640} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		if err := s.Backup(t.Context(), copied); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(copied)
		if err != nil || !bytes.HasPrefix(whole, data) { // bbolt keeps room at the end
			t.Errorf("%d bytes of %d were copied, or others: %v", len(data), len(whole), err)
		}
		if info, err := os.Stat(copied); err != nil || info.Mode() != mode {
			t.Errorf("the copy of a file with %v has %v, %v", mode, info.Mode(), err)
		}
		var out bytes.Buffer
		if err := s.WriteTo(t.Context(), &out); err != nil || !bytes.Equal(out.Bytes(), data) {
			t.Errorf("%d bytes were written, want %d: %v", out.Len(), len(data), err)
		}
		if err := os.Remove(copied); err != nil {
			t.Fatal(err)
		}
	}
	wantAlone(t, path)
}

// wantAlone checks that nothing lies beside an archive.
func wantAlone(t *testing.T, path string, others ...string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if want := append([]string{filepath.Base(path)}, others...); strings.Join(names, " ") != strings.Join(want, " ") {
		t.Errorf("there are %q, want %q", names, want)
	}
}

// endingWriter ends a context with the first bytes it gets.
type endingWriter struct{ end func() }

func (w endingWriter) Write(b []byte) (int, error) {
	w.end()
	return len(b), nil
}

func TestBackupThatIsGivenUp(t *testing.T) {
	path := place(t, sound(t))
	s := open(t, path)
	ctx, end := context.WithCancel(t.Context())
	if err := s.WriteTo(ctx, endingWriter{end}); !errors.Is(err, context.Canceled) {
		t.Errorf("given up while writing: got %v", err)
	}
	if err := s.Backup(ctx, path+".copy"); !errors.Is(err, context.Canceled) {
		t.Errorf("given up: got %v", err)
	}
	if err := s.Backup(t.Context(), path); !errors.Is(err, fs.ErrExist) {
		t.Errorf("onto the archive itself: got %v", err)
	}
	wantAlone(t, path)
}

// A copy of a damaged file is refused, and none is left.
func TestBackupOfAFileCutShort(t *testing.T) {
	whole := sound(t)
	path := place(t, whole)
	s := open(t, path)
	if err := os.Truncate(path, int64(len(whole)/2)); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(t.Context(), path+".copy"); !errors.Is(err, archive.ErrDamaged) {
		t.Errorf("got %v, want ErrDamaged", err)
	}
	wantAlone(t, path)
}
