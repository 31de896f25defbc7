package search

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"onrecord/archive"
)

// version of the tables, and of how words are cut and stemmed.
const version = 2

// applicationID marks the file as an index of onrecord ("onrs").
const applicationID = 0x6f6e7273

var errVersion = errors.New("an index of another version")

// dropped takes the tables out again.
const dropped = `
DROP TABLE words; DROP TABLE language; DROP TABLE revision; DROP TABLE feed; DROP TABLE identity;
`

const tables = `
CREATE TABLE identity (id TEXT NOT NULL, writes INTEGER NOT NULL);
INSERT INTO identity VALUES (hex(randomblob(16)), 0);
CREATE TABLE feed (
	id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
	snapshot INTEGER NOT NULL, readings TEXT NOT NULL, mark BLOB NOT NULL);
CREATE TABLE revision (
	id INTEGER PRIMARY KEY, feed INTEGER NOT NULL, ref INTEGER NOT NULL, number INTEGER NOT NULL,
	newest INTEGER NOT NULL, content BLOB NOT NULL, date TEXT NOT NULL, UNIQUE (feed, ref, number));
CREATE TABLE language (code TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(title, body, content='', contentless_delete=1, tokenize='ascii');
INSERT INTO words(words, rank) VALUES ('rank', 'bm25(4.0, 1.0)');
`

// byDate lets searches go through what articles hold now, newest first, until
// they have enough. Indexes that were made before it get it when they are opened.
const byDate = `
CREATE INDEX revision_by_date ON revision (date DESC, feed, ref, number) WHERE newest;
`

// prepare makes the tables in an empty file.
func prepare(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // after a commit it does nothing
	var id, is int
	if err := tx.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); err != nil {
		return err
	}
	if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&is); err != nil {
		return err
	}
	switch {
	case id == applicationID && is == version:
		return complete(ctx, tx)
	case id != 0 || is != 0:
		return errVersion
	}
	if _, err := tx.ExecContext(ctx, tables+byDate+fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, version)); err != nil {
		return err
	}
	return tx.Commit()
}

// complete returns errVersion where a table is missing, and adds byDate where
// that is.
func complete(ctx context.Context, tx *sql.Tx) error {
	var n, indexes int
	err := tx.QueryRowContext(ctx, `SELECT count(*) FILTER (WHERE name IN ('identity', 'feed', 'revision', 'language', 'words')),
		count(*) FILTER (WHERE name = 'revision_by_date') FROM sqlite_master`).Scan(&n, &indexes)
	switch {
	case err != nil:
		return err
	case n < 5:
		return errVersion
	case indexes > 0:
		return nil
	}
	if _, err := tx.ExecContext(ctx, byDate); err != nil {
		return err
	}
	return tx.Commit()
}

// state is what the index knows of a feed.
type state struct {
	id       int64
	snapshot int    // up to which it knows it; negative: some of it only, an update was broken off
	readings string // the memo archive.MemoReadings then
	mark     string // of the archive
}

// state returns what is known of a feed, which has a row from then on.
func (u *update) state(ctx context.Context) (s state, err error) {
	read := func() error {
		u.swap.RLock()
		defer u.swap.RUnlock()
		return u.db.QueryRowContext(ctx, "SELECT id, snapshot, readings, mark FROM feed WHERE name = ?", u.feed).
			Scan(&s.id, &s.snapshot, &s.readings, &s.mark)
	}
	if err = read(); !errors.Is(err, sql.ErrNoRows) {
		return s, err
	}
	err = u.write(ctx, u.id, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT OR IGNORE INTO feed (name, snapshot, readings, mark) VALUES (?, 0, '', '')", u.feed)
		return err
	})
	if err != nil {
		return s, err
	}
	return s, read()
}

// held is a revision that the index knows.
type held struct {
	id      int64
	newest  bool
	content archive.Digest
}

// held returns the revisions known of the articles from first up to end.
func (x *Index) held(ctx context.Context, feed int64, first, end int) (map[archive.Ref]map[int]held, error) {
	x.swap.RLock()
	defer x.swap.RUnlock()
	rows, err := x.db.QueryContext(ctx,
		"SELECT id, ref, number, newest, content FROM revision WHERE feed = ? AND ref >= ? AND ref < ?", feed, first, end)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[archive.Ref]map[int]held{}
	for rows.Next() {
		var h held
		var ref archive.Ref
		var number int
		var content []byte
		if err := rows.Scan(&h.id, &ref, &number, &h.newest, &content); err != nil {
			return nil, err
		}
		copy(h.content[:], content)
		if all[ref] == nil {
			all[ref] = map[int]held{}
		}
		all[ref][number] = h
	}
	return all, rows.Err()
}
