package bolt_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"onrecord/archive"
	"onrecord/archive/bolt"
)

func TestCannotWrite(t *testing.T) {
	if _, err := open(t, filepath.Join(t.TempDir(), "no", "such", "archive.db")).Claim(t.Context(), "x"); !errors.Is(err, archive.ErrCannotWrite) || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no directory: got %v, want ErrCannotWrite and its cause", err)
	}
	if os.Getuid() == 0 {
		t.Skip("permissions do not bind the superuser")
	}
	path := place(t, sound(t))
	dir := filepath.Dir(path)
	for name, mode := range map[string]func() error{
		"file":      func() error { return os.Chmod(path, 0o400) },
		"directory": func() error { return errors.Join(os.Chmod(path, 0o600), os.Chmod(dir, 0o500)) },
	} {
		if err := mode(); err != nil {
			t.Fatal(err)
		}
		s := open(t, path)
		if err := s.View(t.Context(), victimFeed, readAll); err != nil {
			t.Errorf("%s: reading: %v", name, err)
		}
		if _, err := s.Claim(t.Context(), victimFeed); !errors.Is(err, archive.ErrCannotWrite) || !errors.Is(err, os.ErrPermission) {
			t.Errorf("%s: got %v, want ErrCannotWrite and its cause", name, err)
		}
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		t.Fatal(err)
	}
}

// Readers who come and go do not keep a writer out, nor busy writers a reader,
// and no one sees anything half done.
func TestSideBySide(t *testing.T) {
	defer goleak.VerifyNone(t)
	path := filepath.Join(t.TempDir(), "archive.db")
	s := open(t, path)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	w, err := s.Claim(ctx, victimFeed)
	if err != nil {
		t.Fatal(err)
	}
	if err := victimSnapshotQuietly(ctx, s, w); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	var longest [3]time.Duration
	for i := range longest {
		all.Go(func() {
			reader := open(t, path)
			for ctx.Err() == nil {
				time.Sleep(time.Millisecond)
				start := time.Now()
				err := reader.View(ctx, victimFeed, func(v archive.View) error {
					longest[i] = max(longest[i], time.Since(start))
					return readAll(v)
				})
				if err != nil && ctx.Err() == nil {
					t.Error(err)
				}
			}
		})
	}
	start := time.Now()
	for range 2 {
		if err := victimSnapshotQuietly(ctx, s, w); err != nil {
			t.Error(err)
		}
	}
	took := time.Since(start)
	stop()
	all.Wait()
	t.Logf("2 snapshots of 40 pages beside 3 readers: %v; longest waits of readers %v", took, longest)
	if err := w.Release(); err != nil {
		t.Fatal(err)
	}
	if left, err := filepath.Glob(path + ".*"); err != nil || len(left) != 0 {
		t.Errorf("files were left: %v, %v", left, err)
	}
}

// A lock that is not given back in time is an error that says so.
func TestLockedForLong(t *testing.T) {
	path := place(t, sound(t))
	s, err := bolt.Open(path, bolt.Options{Wait: 50 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	w, err := s.Claim(t.Context(), victimFeed)
	if err != nil {
		t.Fatal(err)
	}
	err = s.View(t.Context(), victimFeed, func(archive.View) error {
		return w.Keep(t.Context(), victimPage(0, 1), archive.Digest{})
	})
	if err == nil || !strings.Contains(err.Error(), "locked for 50ms") {
		t.Errorf("got %v, want an error about the lock", err)
	}
	if err := w.Keep(t.Context(), victimPage(0, 1), archive.Digest{}); err != nil {
		t.Errorf("afterwards: %v", err)
	}
	if err := w.Release(); err != nil {
		t.Fatal(err)
	}
}

// The lock file of a dead process is no obstacle.
func TestStaleLockFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db")
	stale := path + "." + victimFeed + ".lock"
	if err := os.WriteFile(stale, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	w, err := open(t, path).Claim(t.Context(), victimFeed)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Release(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(stale); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the lock file is still there: %v", err)
	}
}

// Of many who claim at the same time, one at a time has the feed.
func TestClaimIsExclusive(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db")
	var all sync.WaitGroup
	var holders, most, claims int
	var mu sync.Mutex
	count := func(n int) {
		mu.Lock()
		defer mu.Unlock()
		holders += n
		most = max(most, holders)
		claims += max(n, 0)
	}
	for range 8 {
		all.Go(func() {
			s := open(t, path)
			for range 20 {
				w, err := s.Claim(t.Context(), victimFeed)
				if errors.Is(err, archive.ErrBusy) {
					continue
				}
				if err != nil {
					t.Error(err)
					return
				}
				count(1)
				count(-1)
				if err := w.Release(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if most != 1 || claims < 8 {
		t.Errorf("%d held the feed at once, in %d claims", most, claims)
	}
}

// A crawl that looked at 100,000 articles and found nothing costs little.
func TestManyLooks(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db")
	s := open(t, path)
	w, err := s.Claim(t.Context(), victimFeed)
	if err != nil {
		t.Fatal(err)
	}
	size := func() int64 {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	commit := func(n int) {
		looks := archive.NewLooks()
		looks.Listed.AddRange(0, 100000)
		looks.NotModified.AddRange(0, 100000)
		if err := w.Commit(t.Context(), archive.Snapshot{Number: n}, looks, nil); err != nil {
			t.Fatal(err)
		}
	}
	const snapshots = 1000
	commit(1)
	before := size()
	for n := range snapshots {
		commit(n + 2)
	}
	each := (size() - before) / snapshots
	t.Logf("%d bytes a snapshot", each)
	if each > 400 {
		t.Errorf("a snapshot without changes takes %d bytes, want at most 400", each)
	}
	if err := w.Release(); err != nil {
		t.Fatal(err)
	}
}

// TestLongStage measures how long a transaction of a first crawl keeps the
// file, with many articles known.
func TestLongStage(t *testing.T) {
	articles := 3000
	if os.Getenv("ONRECORD_ARTICLES") != "" {
		if _, err := fmt.Sscan(os.Getenv("ONRECORD_ARTICLES"), &articles); err != nil {
			t.Fatal(err)
		}
	}
	s := open(t, filepath.Join(t.TempDir(), "archive.db"))
	w, err := s.Claim(t.Context(), victimFeed)
	if err != nil {
		t.Fatal(err)
	}
	var longest time.Duration
	start := time.Now()
	for ref := 0; ref < articles; {
		var updates []archive.Update
		for range 128 {
			updates = append(updates, victimUpdate(ref, 1))
			ref++
		}
		chunk := time.Now()
		if err := w.Stage(t.Context(), updates); err != nil {
			t.Fatal(err)
		}
		longest = max(longest, time.Since(chunk))
	}
	staged := time.Since(start)
	start = time.Now()
	if err := w.Commit(t.Context(), archive.Snapshot{Number: 1}, archive.NewLooks(), nil); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d articles staged in %v, 128 of them in %v at most; committed in %v", articles, staged, longest, time.Since(start))
	if err := w.Release(); err != nil {
		t.Fatal(err)
	}
}
