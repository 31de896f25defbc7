package search

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// ErrRemade is returned where the index turned out to be damaged or taken away,
// and was made anew: it knows nothing until the next [Index.Update].
var ErrRemade = errors.New("the search index was made anew; bring it up to date and ask again")

// errReplaced says that the file that was opened is at its path no longer.
var errReplaced = errors.New("another file is in its place")

// errEmptied says that the tables are others than those that an update began with.
var errEmptied = errors.New("the search index was emptied meanwhile")

// asking asks the index. When it cannot be used, it is made anew.
func (x *Index) asking(ctx context.Context, ask func() error) error {
	opened, err := x.inPlace()
	if err == nil {
		err = ask()
	}
	if !unusable(err) {
		return err
	}
	if err := x.remake(ctx, opened, err); err != nil {
		return err
	}
	return ErrRemade
}

// inPlace returns how often a file was opened so far, and errReplaced when the
// last one was taken away since.
func (x *Index) inPlace() (opened int, err error) {
	x.swap.RLock()
	defer x.swap.RUnlock()
	if info, err := os.Stat(x.path); err != nil || !os.SameFile(info, x.info) {
		return x.opened, errReplaced
	}
	return x.opened, nil
}

// remake opens what is in the place of a file that was taken away, and throws a
// damaged one away; opened says which one, as another request may have done it.
func (x *Index) remake(ctx context.Context, opened int, why error) error {
	x.swap.Lock()
	defer x.swap.Unlock()
	if x.opened != opened {
		return nil
	}
	err := x.db.Close()
	if err == nil && damaged(why) {
		err = removeFiles(x.path)
	}
	if err != nil {
		return err
	}
	return x.open(ctx)
}

// Behind reports whether the index may not know all yet: it did not catch up
// since it was opened, made anew or emptied.
func (x *Index) Behind(ctx context.Context) bool {
	if _, err := x.inPlace(); err != nil {
		return true
	}
	id, err := x.identity(ctx)
	whole := x.whole.Load()
	return err != nil || whole == nil || *whole != id
}

// identity returns what tells the tables from others.
func (x *Index) identity(ctx context.Context) (id string, err error) {
	x.swap.RLock()
	defer x.swap.RUnlock()
	err = x.db.QueryRowContext(ctx, "SELECT id FROM identity").Scan(&id)
	return id, err
}

// write changes the tables called id in one transaction; errEmptied when they
// are others by now.
func (x *Index) write(ctx context.Context, id string, change func(*sql.Tx) error) error {
	x.swap.RLock()
	defer x.swap.RUnlock()
	tx, err := x.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // after a commit it does nothing
	result, err := tx.ExecContext(ctx, "UPDATE identity SET writes = writes + 1 WHERE id = ?", id)
	if err != nil {
		return err
	}
	switch n, err := result.RowsAffected(); {
	case err != nil:
		return err
	case n == 0:
		return errEmptied
	}
	if err := change(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// Clear empties the index of the archive at path: what was taken out of the
// archive for good must not be left in it. Who uses it goes on with it, and what
// an update had read before is not written into it. One that cannot be emptied
// is deleted.
func Clear(ctx context.Context, path string) error {
	path += Suffix
	if _, err := os.Stat(path); err == nil && empty(ctx, path) == nil {
		return nil
	}
	if err := removeFiles(path); err != nil {
		return fmt.Errorf("remove the search index: %w", err)
	}
	return nil
}

// empty makes the tables anew, and leaves no byte of the old ones in the file.
func empty(ctx context.Context, path string) (err error) {
	db, err := openTables(ctx, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // after a commit it does nothing
	if _, err := tx.ExecContext(ctx, dropped+tables); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, "VACUUM"); err != nil {
		return err
	}
	var busy, written, of int
	err = db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &written, &of)
	if err == nil && busy != 0 {
		err = errors.New("somebody reads it")
	}
	return err
}

// unusable reports whether an error says that the index has to be made anew.
func unusable(err error) bool { return errors.Is(err, errReplaced) || damaged(err) }

// damaged reports whether an error says that the file is no index of ours, or
// no longer a whole one.
func damaged(err error) bool {
	var e *sqlite.Error
	switch {
	case errors.Is(err, errVersion):
		return true
	case !errors.As(err, &e):
		return false
	}
	code := e.Code() & 0xff
	return code == sqlite3.SQLITE_CORRUPT || code == sqlite3.SQLITE_NOTADB
}
