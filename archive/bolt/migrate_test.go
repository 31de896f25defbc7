package bolt

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"go.etcd.io/bbolt"

	"onrecord/archive"
)

// Version1 returns an archive of a feed "mlo" that a program of format version
// 1 wrote: 62 articles, one of them edited.
func Version1() ([]byte, error) {
	packed, err := os.ReadFile("testdata/v1.db.gz")
	if err != nil {
		return nil, err
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// Rows returns all rows of the feed of Version1.
func Rows(t *testing.T, path string) []string { return rows(t, path, "mlo") }

// placeVersion1 writes an archive of version 1 and returns its path and bytes.
func placeVersion1(t *testing.T) (string, []byte) {
	t.Helper()
	data, err := Version1()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "archive.db")
	if err := os.WriteFile(path, data, 0o640); err != nil {
		t.Fatal(err)
	}
	return path, data
}

// migrated opens an archive that has to be migrated.
func migrated(t *testing.T, path string) (*Store, Migration) {
	t.Helper()
	var told []Migration
	s, err := Open(path, Options{Migrated: func(m Migration) { told = append(told, m) }})
	if err != nil {
		t.Fatal(err)
	}
	if len(told) != 1 {
		t.Fatalf("told of %v, want one migration", told)
	}
	return s, told[0]
}

// A migration changes memos and anchor, and leaves all else as it was; the copy
// is the archive of before, to the byte.
func TestMigrate(t *testing.T) {
	path, data := placeVersion1(t)
	before := rows(t, path, "mlo")
	s, m := migrated(t, path)
	if want := (Migration{1, formatVersion, path + ".v1.bak"}); m != want {
		t.Errorf("told %+v, want %+v", m, want)
	}
	kept, err := os.ReadFile(m.Backup)
	if err != nil || !bytes.HasPrefix(data, kept) || !slices.Equal(rows(t, m.Backup, "mlo"), before) {
		t.Errorf("the copy differs from what was there: %v", err)
	}
	if info, err := os.Stat(m.Backup); err != nil || info.Mode() != 0o640 {
		t.Errorf("the copy has %v, %v", info.Mode(), err)
	}
	after := rows(t, path, "mlo")
	if len(after) != len(before) {
		t.Fatalf("%d rows became %d", len(before), len(after))
	}
	memos, anchors := 0, 0
	for i, old := range before {
		words, now := strings.Fields(old), strings.Fields(after[i])
		if !slices.Equal(words[:2], now[:2]) {
			t.Fatalf("row %q became %q", words[:2], now[:2])
		}
		switch {
		case words[0] == "memos":
			memos++
			checkMemo(t, s, words[1], words[2])
		case words[1] == "anchor":
			anchors++
			checkAnchor(t, s, words[2])
		case old != after[i]:
			t.Errorf("%s became %s", old, after[i])
		}
	}
	if memos == 0 || anchors != 1 {
		t.Errorf("%d memos and %d anchors were there: the archive is no test", memos, anchors)
	}
	if _, err := Open(path, Options{Migrated: func(m Migration) { t.Errorf("opened again: %+v", m) }}); err != nil {
		t.Error(err)
	}
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".*")); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// checkMemo checks that a memo reads as it was, key and value in hex.
func checkMemo(t *testing.T, s *Store, key, value string) {
	t.Helper()
	err := s.View(t.Context(), "mlo", func(v archive.View) error {
		var name string
		if _, err := fmt.Sscanf(key, "%x", &name); err != nil {
			return err
		}
		memo, err := v.Memo(name)
		if got := fmt.Sprintf("%x", memo); err == nil && got != value {
			t.Errorf("memo %s is %s, was %s", name, got, value)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func checkAnchor(t *testing.T, s *Store, value string) {
	t.Helper()
	err := s.file.read(t.Context(), func(tx *transaction) error {
		like, err := s.feedIn(tx, "mlo", nil).anchor()
		if err == nil && fmt.Sprintf("%x", like.digest[:]) != value {
			t.Errorf("the anchor is %s, was %s", like.digest, value)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// A copy of an earlier time is not overwritten.
func TestMigrateKeepsOlderCopies(t *testing.T) {
	path, _ := placeVersion1(t)
	if err := os.WriteFile(path+".v1.bak", []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, m := migrated(t, path); m.Backup != path+".v1-2.bak" {
		t.Errorf("the copy is %s", m.Backup)
	}
	if mine, err := os.ReadFile(path + ".v1.bak"); err != nil || string(mine) != "mine" {
		t.Errorf("the file of before holds %q, %v", mine, err)
	}
}

// Of many who open it at once one migrates it, and all go on.
func TestMigrateAtOnce(t *testing.T) {
	path, _ := placeVersion1(t)
	var told atomic.Int32
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			s, err := Open(path, Options{Migrated: func(Migration) { told.Add(1) }})
			if err != nil {
				t.Error(err)
				return
			}
			if names, err := s.Feeds(t.Context()); err != nil || len(names) != 1 {
				t.Errorf("feeds %v, %v", names, err)
			}
		})
	}
	all.Wait()
	entries, err := os.ReadDir(filepath.Dir(path))
	if told.Load() != 1 || err != nil || len(entries) != 2 {
		t.Errorf("%d told, files %v, %v", told.Load(), entries, err)
	}
}

// A step that fails leaves the archive as it was, and no copy.
func TestMigrateFails(t *testing.T) {
	path, _ := placeVersion1(t)
	db, err := bbolt.Open(path, 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketFeeds).Bucket([]byte("mlo")).Put(keyAnchor, []byte("no digest"))
	})
	if err = errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	before := rows(t, path, "mlo")
	if _, err := Open(path, Options{}); !errors.Is(err, archive.ErrOlderVersion) || !errors.Is(err, archive.ErrDamaged) {
		t.Errorf("got %v, want ErrOlderVersion and its cause", err)
	}
	if !slices.Equal(rows(t, path, "mlo"), before) {
		t.Error("the archive was changed")
	}
	if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}

// A store that is open while an older archive takes its place says so.
func TestOlderArchiveTakesThePlace(t *testing.T) {
	path, data := placeVersion1(t)
	s, _ := migrated(t, path)
	if err := errors.Join(os.Remove(path), os.WriteFile(path, data, 0o600)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Feeds(t.Context()); !errors.Is(err, archive.ErrOlderVersion) {
		t.Errorf("reading: got %v", err)
	}
	if _, err := s.Claim(t.Context(), "mlo"); !errors.Is(err, archive.ErrOlderVersion) {
		t.Errorf("claiming: got %v", err)
	}
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, data) {
		t.Errorf("it was changed: %v", err)
	}
}

// Not one flipped bit of a memo or the anchor goes unnoticed.
func TestDamagedMemo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db")
	if err := writeExample(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	err = s.file.write(t.Context(), func(tx *transaction) error {
		f := s.feedIn(tx, "works", nil)
		if err := f.putAnchor(archive.DigestBytes(exampleCapture().Body)); err != nil {
			return err
		}
		for _, row := range []struct {
			bucket *bucket
			key    []byte
			read   func() error
		}{
			{f.in(bucketMemos), []byte("k"), func() error { return f.decode([]byte("k"), f.in(bucketMemos).Get([]byte("k")), &noteRecord{}) }},
			{f.bucket, keyAnchor, func() error { _, err := f.anchor(); return err }},
		} {
			whole := clone(row.bucket.Get(row.key))
			for i := range 8 * len(whole) {
				value := clone(whole)
				value[i/8] ^= 1 << (i % 8)
				if err := row.bucket.Put(row.key, value); err != nil {
					return err
				}
				if err := row.read(); !errors.Is(err, archive.ErrDamaged) {
					t.Errorf("bit %d of %s: got %v", i, row.key, err)
				}
			}
			if err := errors.Join(row.bucket.Put(row.key, whole), row.read()); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
