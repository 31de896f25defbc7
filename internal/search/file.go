package search

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Suffix is what the name of the index adds to that of the archive.
const Suffix = ".search"

// Index finds articles. It is safe for concurrent use.
type Index struct {
	path      string // of the file in use
	temporary error  // why it is not kept; nil when it is
	ranks     int    // how many revisions are ranked at most
	folder    string // of a temporary index

	updating sync.Mutex   // one Update at a time; guards feeds
	feeds    []string     // that were to be brought up to date so far
	swap     sync.RWMutex // guards what follows against being remade
	db       *sql.DB
	info     fs.FileInfo // of the file that was opened
	opened   int         // how often one was
	kept     keptRoll
	whole    atomic.Pointer[string] // the identity of the tables that caught up last
}

// Open opens the index of the archive at path, and makes one where there is
// none, or one that cannot be used. It knows nothing until [Index.Update].
func Open(ctx context.Context, path string) (*Index, error) {
	x := &Index{path: path + Suffix, ranks: rankMost}
	err := x.open(ctx)
	if unwritable(err) {
		err = x.openTemporary(ctx, err)
	}
	if err != nil {
		return nil, fmt.Errorf("open the search index %s: %w", x.path, err)
	}
	return x, nil
}

// Temporary says why the index is made for the moment only, nil when it is kept.
func (x *Index) Temporary() error { return x.temporary }

// Close closes the index, and removes a temporary one.
func (x *Index) Close() error {
	x.swap.Lock()
	defer x.swap.Unlock()
	err := x.db.Close()
	if x.folder != "" {
		err = errors.Join(err, os.RemoveAll(x.folder))
	}
	return err
}

// removeFiles removes a database, its log and its shared memory.
func removeFiles(path string) error {
	for _, name := range []string{path, path + "-wal", path + "-shm"} {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// open opens the file; one that is damaged or of another version is made anew.
func (x *Index) open(ctx context.Context) error {
	err := x.openFile(ctx)
	if damaged(err) {
		if err = removeFiles(x.path); err == nil {
			err = x.openFile(ctx)
		}
	}
	return err
}

// openTemporary makes an index in the folder of temporary files.
func (x *Index) openTemporary(ctx context.Context, why error) (err error) {
	if x.folder, err = os.MkdirTemp("", "onrecord-search-"); err != nil {
		return errors.Join(why, err)
	}
	x.temporary = why
	x.path = filepath.Join(x.folder, "index")
	if err = x.open(ctx); err != nil {
		return errors.Join(err, os.RemoveAll(x.folder))
	}
	return nil
}

func (x *Index) openFile(ctx context.Context) error {
	db, err := openTables(ctx, x.path)
	if err != nil {
		return err
	}
	info, err := os.Stat(x.path)
	if err != nil {
		return errors.Join(err, db.Close())
	}
	x.db, x.info = db, info
	x.opened++
	return nil
}

// openTables opens the file at path, and makes the tables where there are none.
func openTables(ctx context.Context, path string) (*sql.DB, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%w: %s is no file", fs.ErrPermission, path)
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	connector, err := sqlite.NewConnector("file:" + (&url.URL{Path: path}).EscapedPath() +
		"?_pragma=busy_timeout(10000)&_pragma=journal_mode(wal)&_pragma=synchronous(normal)&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(connector)
	db.SetMaxOpenConns(4)
	if err := prepare(ctx, db); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// unwritable reports whether an error says that no file can be kept there.
func unwritable(err error) bool {
	var e *sqlite.Error
	if errors.Is(err, fs.ErrPermission) {
		return true
	}
	if !errors.As(err, &e) {
		return false
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_IOERR:
		return true
	}
	return false
}
