package bolt_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"onrecord/archive"
	"onrecord/archive/bolt"
)

// use does with an archive what a program does, and returns the first error.
func use(ctx context.Context, s *bolt.Store) error {
	if _, err := s.Feeds(ctx); err != nil {
		return err
	}
	if err := s.View(ctx, victimFeed, readAll); err != nil {
		return err
	}
	w, err := s.Claim(ctx, victimFeed)
	if err != nil {
		return err
	}
	// What was read is believed, so that writing can fail in other ways.
	return errors.Join(write(ctx, s, w), w.Release())
}

// errWriting marks errors of the writing half of use.
var errWriting = errors.New("writing to a damaged archive")

func write(ctx context.Context, s *bolt.Store, w archive.Writer) error {
	err := w.Keep(ctx, victimPage(99, 1), victimPage(0, 1).Info().Raw)
	number := 0
	if err == nil {
		number, _, err = victimState(ctx, s)
	}
	if err == nil {
		err = w.Stage(ctx, []archive.Update{victimUpdate(1, 2)})
	}
	if err == nil {
		err = w.Commit(ctx, archive.Snapshot{Number: number + 1}, archive.NewLooks(), nil)
	}
	if err != nil {
		return errors.Join(errWriting, err)
	}
	return nil
}

// readAll reads all that a feed holds.
func readAll(v archive.View) error {
	latest, err := v.Latest()
	if err != nil {
		return err
	}
	if _, err := v.Snapshots(0, 0); err != nil {
		return err
	}
	if _, err := v.Changes(0, latest); err != nil {
		return err
	}
	articles, err := v.ByDate(latest, nil, true, 0)
	if err != nil {
		return err
	}
	for _, a := range articles {
		revisions, err := v.Revisions(a.Ref, latest)
		if err != nil {
			return err
		}
		for _, r := range revisions {
			if _, err := v.Raw(r.Capture.Raw); err != nil {
				return err
			}
			if _, err := v.Content(r.Reading().Content); err != nil {
				return err
			}
		}
	}
	return nil
}

// sound writes an archive and returns its bytes.
func sound(t testing.TB) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "archive.db")
	s := open(t, path)
	for range 3 {
		w, err := s.Claim(t.Context(), victimFeed)
		if err == nil {
			err = victimSnapshotQuietly(t.Context(), s, w)
		}
		if err = errors.Join(err, w.Release()); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// victimSnapshotQuietly takes a snapshot of enough articles for blocks.
func victimSnapshotQuietly(ctx context.Context, s *bolt.Store, w archive.Writer) error {
	number, revisions, err := victimState(ctx, s)
	if err != nil {
		return err
	}
	var updates []archive.Update
	for i := range 40 {
		ref := len(revisions) + i
		if err := w.Keep(ctx, victimPage(ref, 1), archive.Digest{}); err != nil {
			return err
		}
		updates = append(updates, victimUpdate(ref, 1))
	}
	if err := w.Stage(ctx, updates); err != nil {
		return err
	}
	return w.Commit(ctx, archive.Snapshot{Number: number + 1}, archive.NewLooks(), nil)
}

// place writes a file and returns its path.
func place(t testing.TB, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "archive.db")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// foreignBolt returns a file of bbolt that some other program wrote; without a
// stored list of free pages, bbolt would write one on opening.
func foreignBolt(t *testing.T) []byte {
	path := filepath.Join(t.TempDir(), "other.db")
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{NoFreelistSync: true})
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		_, err := tx.CreateBucket([]byte("meta"))
		return err
	})
	if err = errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestForeignFilesStayUntouched(t *testing.T) {
	for name, data := range map[string][]byte{
		"empty":         {},
		"short text":    []byte("notes"),
		"long text":     bytes.Repeat([]byte("my diary\n"), 5000),
		"other's bbolt": foreignBolt(t),
	} {
		t.Run(name, func(t *testing.T) {
			path := place(t, data)
			if _, err := bolt.Open(path, bolt.Options{}); !errors.Is(err, archive.ErrForeign) {
				t.Errorf("opening: got %v, want ErrForeign", err)
			}
			later := filepath.Join(t.TempDir(), "later.db")
			s := open(t, later)
			if err := os.Rename(path, later); err != nil {
				t.Fatal(err)
			}
			if err := use(t.Context(), s); !errors.Is(err, archive.ErrForeign) {
				t.Errorf("using: got %v, want ErrForeign", err)
			}
			if _, err := s.Claim(t.Context(), "x"); !errors.Is(err, archive.ErrForeign) {
				t.Errorf("claiming: got %v, want ErrForeign", err)
			}
			after, err := os.ReadFile(later)
			if err != nil || !bytes.Equal(data, after) {
				t.Errorf("the file was changed: %v", err)
			}
		})
	}
}

func TestDirectoryIsForeign(t *testing.T) {
	if _, err := bolt.Open(t.TempDir(), bolt.Options{}); !errors.Is(err, archive.ErrForeign) {
		t.Errorf("got %v, want ErrForeign", err)
	}
}

// A file that takes the archive's place between two transactions is not
// written to either.
func TestReplacedByForeignFile(t *testing.T) {
	path := place(t, sound(t))
	s := open(t, path)
	w, err := s.Claim(t.Context(), victimFeed)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := w.Release(); err != nil {
			t.Error(err)
		}
	}()
	foreign := foreignBolt(t)
	if err := os.Rename(place(t, foreign), path); err != nil {
		t.Fatal(err)
	}
	if err := w.Keep(t.Context(), victimPage(0, 1), archive.Digest{}); !errors.Is(err, archive.ErrForeign) {
		t.Errorf("got %v, want ErrForeign", err)
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(foreign, after) {
		t.Errorf("the file was changed: %v", err)
	}
}

func TestNewerVersion(t *testing.T) {
	path := place(t, sound(t))
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte("meta")).Put([]byte("version"), binary.BigEndian.AppendUint32(nil, 99))
	})
	if err = errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := bolt.Open(path, bolt.Options{}); !errors.Is(err, archive.ErrNewerVersion) {
		t.Errorf("got %v, want ErrNewerVersion", err)
	}
}

func TestNoArchive(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db")
	s := open(t, path)
	if _, err := s.Feeds(t.Context()); !errors.Is(err, archive.ErrNoArchive) {
		t.Errorf("feeds: got %v, want ErrNoArchive", err)
	}
	if err := s.View(t.Context(), "x", readAll); !errors.Is(err, archive.ErrNoArchive) {
		t.Errorf("view: got %v, want ErrNoArchive", err)
	}
	if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) != 0 {
		t.Errorf("reading left %v, %v", entries, err)
	}
	w, err := s.Claim(t.Context(), "x")
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Release(); err != nil {
		t.Fatal(err)
	}
	if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) != 0 {
		t.Errorf("claiming left %v, %v", entries, err)
	}
}

func TestCutShort(t *testing.T) {
	whole := sound(t)
	for _, size := range []int{100, 4095, 4096, 8192, 16384, len(whole) / 2, len(whole) * 3 / 4} {
		s, err := bolt.Open(place(t, whole[:size]), bolt.Options{})
		if err == nil {
			err = use(t.Context(), s)
		}
		if !errors.Is(err, archive.ErrDamaged) {
			t.Errorf("cut to %d of %d bytes: got %v, want ErrDamaged", size, len(whole), err)
		}
	}
}

// Damage anywhere is an error, if it is noticed, and never a crash.
func TestDamage(t *testing.T) {
	whole := sound(t)
	random := rand.New(rand.NewPCG(3, 4))
	rounds, noticed := 300, 0
	if testing.Short() {
		rounds = 50
	}
	for range rounds {
		data := bytes.Clone(whole)
		for range 1 + random.IntN(3) {
			at := random.IntN(len(data))
			length := min(len(data)-at, 1<<random.IntN(13))
			fill := byte(random.IntN(256))
			for i := range length {
				if random.IntN(2) == 0 {
					fill = byte(random.IntN(256))
				}
				data[at+i] = fill
			}
		}
		if err := useQuickly(t, place(t, data)); err != nil {
			noticed++
			if !errors.Is(err, errWriting) && !errors.Is(err, archive.ErrDamaged) && !errors.Is(err, archive.ErrForeign) && !errors.Is(err, archive.ErrNewerVersion) && !errors.Is(err, archive.ErrNotFound) {
				t.Errorf("unexpected error %v", err)
			}
		}
	}
	t.Logf("%d of %d damages noticed", noticed, rounds)
	if noticed < rounds/3 {
		t.Error("so few should not go unnoticed: much of the file is free pages, but not that much")
	}
}

// useQuickly uses an archive, which must not take for ever.
func useQuickly(t *testing.T, path string) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	done := make(chan error, 1)
	go func() {
		s, err := bolt.Open(path, bolt.Options{Wait: 5 * time.Second})
		if err == nil {
			err = use(ctx, s)
		}
		done <- err
	}()
	select {
	case err := <-done:
		return err
	case <-time.After(30 * time.Second):
		t.Fatalf("a damaged archive kept the store busy")
		return nil
	}
}
