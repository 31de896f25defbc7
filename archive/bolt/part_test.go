package bolt

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"onrecord/archive"
)

// What dead processes were making is cleared away, what living ones make and
// other programs' files are not.
func TestSweepParts(t *testing.T) {
	dir := t.TempDir()
	living, err := newPart(filepath.Join(dir, "living"))
	if err != nil {
		t.Fatal(err)
	}
	dead := partName(filepath.Join(dir, "dead"))
	foreign := filepath.Join(dir, ".foreign.part")
	for _, name := range []string{dead, dead + besidePart, foreign, living.Name() + besidePart} {
		if err := os.WriteFile(name, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	next, err := newPart(filepath.Join(dir, "next"))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{
		dead: false, dead + besidePart: false, foreign: true, living.Name(): true, living.Name() + besidePart: true,
		next.Name(): true} {
		if _, err := os.Stat(name); (err == nil) != want {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := errors.Join(living.discard(), next.discard()); err != nil {
		t.Error(err)
	}
}

// Many who make files beside each other do not sweep each other's away.
func TestPartsAreNotSweptAlive(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			for n := range 50 {
				p, err := newPart(path)
				if err != nil {
					t.Error(err)
					return
				}
				if err := errors.Join(appear(p.Name(), fmt.Sprintf("%s.%d.%d", path, i, n)), p.discard()); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
}

// A finished file never takes another's name, with links and without.
func TestAppear(t *testing.T) {
	for name, appear := range map[string]func(string, string) error{"linked": appear, "unlinked": appearUnlinked} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			from, to := filepath.Join(dir, "from"), filepath.Join(dir, "to")
			for i, want := range []error{nil, fs.ErrExist} {
				if err := remove(from); err != nil { // it may be the other by another name
					t.Fatal(err)
				}
				if err := os.WriteFile(from, fmt.Append(nil, i), 0o600); err != nil {
					t.Fatal(err)
				}
				if err := appear(from, to); !errors.Is(err, want) {
					t.Errorf("got %v, want %v", err, want)
				}
				if data, err := os.ReadFile(to); err != nil || string(data) != "0" {
					t.Errorf("the file holds %q, %v", data, err)
				}
			}
			if err := appear(filepath.Join(dir, "none"), filepath.Join(dir, "other")); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("of no file: %v", err)
			}
			if _, err := os.Stat(filepath.Join(dir, "other")); err == nil {
				t.Error("no file became one")
			}
		})
	}
}

// A claim makes no file before something is kept, and while it is held the
// feed can be viewed all the same.
func TestNothingKeptMakesNoFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db")
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	w, err := s.Claim(t.Context(), "works")
	if err != nil {
		t.Fatal(err)
	}
	err = errors.Join(
		w.Pending(t.Context(), func(archive.CaptureInfo) error { return errors.New("nothing is pending") }),
		s.View(t.Context(), "works", func(v archive.View) error {
			if n, err := v.Latest(); n != 0 || err != nil {
				t.Errorf("the newest snapshot is %d, %v", n, err)
			}
			return nil
		}))
	if names, errFeeds := s.Feeds(t.Context()); err != nil || errFeeds != nil || len(names) != 0 {
		t.Errorf("got %v, feeds %v, %v", err, names, errFeeds)
	}
	if _, err := w.PendingRaw(t.Context(), archive.DigestBytes(nil)); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("pending bytes: %v", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("there is a file: %v", err)
	}
	if err := w.Release(); err != nil {
		t.Fatal(err)
	}
	if err := s.View(t.Context(), "works", func(archive.View) error { return nil }); !errors.Is(err, archive.ErrNoArchive) {
		t.Errorf("afterwards: got %v, want ErrNoArchive", err)
	}
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*")); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// Of many who make the archive at once one does, and all write to it.
func TestManyMakeTheArchive(t *testing.T) {
	for range 10 {
		path := filepath.Join(t.TempDir(), "archive.db")
		var all sync.WaitGroup
		for i := range 4 {
			all.Go(func() {
				s, err := Open(path, Options{})
				if err != nil {
					t.Error(err)
					return
				}
				if err := commitEmpty(t.Context(), s, fmt.Sprint("feed", i)); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		s, err := Open(path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if names, err := s.Feeds(t.Context()); err != nil || len(names) != 4 {
			t.Errorf("feeds %v, %v", names, err)
		}
		left, err := os.ReadDir(filepath.Dir(path))
		if err != nil || len(left) != 1 {
			t.Errorf("left behind: %v, %v", left, err)
		}
	}
}

func commitEmpty(ctx context.Context, s *Store, feed string) error {
	w, err := s.Claim(ctx, feed)
	if err != nil {
		return err
	}
	snapshot := archive.Snapshot{Number: 1, Taken: time.Unix(1, 0), Feed: archive.Feed{Name: feed}}
	return errors.Join(w.Commit(ctx, snapshot, archive.NewLooks(), nil), w.Release())
}
