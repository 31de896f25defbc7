package bolt

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"go.etcd.io/bbolt"

	"onrecord/archive"
)

// Options of a store. The zero value is good.
type Options struct {
	// Wait is how long a transaction waits for those of other processes; 0
	// means 10 seconds.
	Wait time.Duration
	// Migrated is called when Open has brought the archive to this program's
	// format version; nil: nobody is told.
	Migrated func(Migration)
	// Held is called after each transaction with how long it held the file, in
	// which others cannot write, or, if it wrote, neither read; nil: nobody is
	// told. It may be called by several goroutines.
	Held func(write bool, d time.Duration)
}

// Store keeps snapshots in one bbolt file. It holds neither the file nor its
// lock between transactions, so it needs no closing and can be used by many
// goroutines and processes at once.
type Store struct {
	file   *file
	zstd   *codec
	claims atomic.Int32 // writers that were not released
	memory sync.Map     // by feed: the *blockCache of its writer
}

var _ archive.Store = (*Store)(nil)

// Open returns the store in the file at path, which need not exist: reading a
// missing archive returns ErrNoArchive until someone claims a feed, and the
// first thing that is kept makes the file.
// A file that exists is checked, and changed only to bring it to this program's
// format version, after a copy was made beside it. archive.ErrForeign,
// ErrNewerVersion or ErrDamaged say why it cannot be used, ErrOlderVersion that
// it cannot be migrated.
func Open(path string, o Options) (*Store, error) {
	s := newStore(path, o)
	err := s.file.check(context.Background())
	if errors.Is(err, archive.ErrOlderVersion) {
		err = s.migrate(context.Background(), err, o.Migrated)
	}
	if err != nil && !errors.Is(err, archive.ErrNoArchive) {
		return nil, err
	}
	return s, nil
}

func newStore(path string, o Options) *Store {
	if o.Wait == 0 {
		o.Wait = 10 * time.Second
	}
	return &Store{file: &file{path: path, wait: o.Wait, held: o.Held, most: mostTouched}, zstd: newCodec()}
}

// Feeds implements archive.Store.
func (s *Store) Feeds(ctx context.Context) ([]string, error) {
	var names []string
	err := s.file.read(ctx, func(tx *transaction) error {
		return guarded(func() (err error) {
			names, err = s.feeds(tx)
			return err
		})
	})
	return names, s.orUnborn(err)
}

// orUnborn makes a missing archive an empty one while a feed is claimed.
func (s *Store) orUnborn(err error) error {
	if errors.Is(err, archive.ErrNoArchive) && s.claims.Load() > 0 {
		return nil
	}
	return err
}

// feeds returns the names of the feeds that have a snapshot.
func (s *Store) feeds(tx *transaction) ([]string, error) {
	var names []string
	feeds := tx.Bucket(bucketFeeds)
	err := from(feeds, nil, func(name, _ []byte) (bool, error) {
		h, err := s.readHead(feeds.Bucket(name))
		if err == nil && h.Number > 0 {
			names = append(names, string(name))
		}
		return true, err
	})
	return names, err
}

// View implements archive.Store.
func (s *Store) View(ctx context.Context, feed string, fn func(archive.View) error) error {
	there := false
	err := s.file.read(ctx, func(tx *transaction) error {
		there = true
		v, err := s.newView(ctx, tx, feed)
		if err != nil {
			return err
		}
		return fn(v)
	})
	if err != nil && !there && s.orUnborn(err) == nil {
		return fn(&view{ctx: ctx})
	}
	return err
}

// blocks returns the blocks that the feed's writer remembers, or, while it has
// none, no blocks yet.
func (s *Store) blocks(feed string) *blockCache {
	if c, ok := s.memory.Load(feed); ok {
		return c.(*blockCache)
	}
	return &blockCache{}
}

// Claim implements archive.Store. Where there is no archive it makes none yet:
// the first thing that is kept or committed does.
func (s *Store) Claim(ctx context.Context, feed string) (archive.Writer, error) {
	if feed == "" || len(feed) > bbolt.MaxKeySize {
		return nil, fmt.Errorf("claiming feed %q: a feed needs a name of at most %d bytes", feed, bbolt.MaxKeySize)
	}
	if err := s.file.writable(ctx); err != nil && !errors.Is(err, archive.ErrNoArchive) {
		return nil, err
	}
	lock, err := claim(s.file.path, feed)
	if err != nil {
		return nil, fmt.Errorf("claiming feed %q: %w", feed, err)
	}
	sweepParts(filepath.Dir(s.file.path)) // of a writer that died in Commit
	w := newWriter(s, feed, lock)
	if err := w.begin(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("claiming feed %q: %w", feed, err), lock.release())
	}
	s.claims.Add(1)
	s.file.idle.claimed()
	s.memory.Store(feed, w.memory)
	return w, nil
}
