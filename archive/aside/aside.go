// Package aside keeps what one command gathers and cannot hold in memory:
// rows, each a value under a key, in the order of the keys. They lie in a
// temporary file, of which no more than a few megabytes are in memory, however
// many rows there are.
//
// The file is SQLite's, in the folder that TMPDIR names or else the system's; it
// is made once there is more than fits in memory, and has no name from then on
// where the system allows that: nothing is left of it, however the command ends.
package aside

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/fxamacker/cbor/v2"
	"modernc.org/sqlite"
)

// cacheKB is how much of the rows is in memory at once.
const cacheKB = 4 << 10

// Rows are what is kept aside. They serve one goroutine.
type Rows struct {
	db       *sql.DB
	tx       *sql.Tx // open as long as the rows are: nothing needs to be durable
	get, put *sql.Stmt
	encoding cbor.EncMode
	decoding cbor.DecMode
}

// New returns no rows yet. Close them.
func New() (*Rows, error) {
	r := &Rows{}
	if err := r.open(); err != nil {
		return nil, errors.Join(fmt.Errorf("make a temporary file: %w", err), r.Close())
	}
	return r, nil
}

func (r *Rows) open() (err error) {
	// Addresses and headers of foreign pages are bytes, not always UTF-8.
	if r.encoding, err = (cbor.EncOptions{String: cbor.StringToByteString, Time: cbor.TimeUnixDynamic}).EncMode(); err != nil {
		return err
	}
	if r.decoding, err = (cbor.DecOptions{ByteStringToString: cbor.ByteStringToStringAllowed}).DecMode(); err != nil {
		return err
	}
	connector, err := sqlite.NewConnector("") // a name of none is that of a temporary file
	if err != nil {
		return err
	}
	r.db = sql.OpenDB(connector)
	r.db.SetMaxOpenConns(1) // each connection would have a file of its own
	setup := fmt.Sprintf("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-%d; CREATE TABLE kept(key BLOB NOT NULL UNIQUE, value BLOB NOT NULL)", cacheKB)
	if _, err = r.db.ExecContext(context.Background(), setup); err != nil {
		return err
	}
	if r.tx, err = r.db.BeginTx(context.Background(), nil); err != nil {
		return err
	}
	if r.get, err = r.tx.Prepare("SELECT value FROM kept WHERE key = ?"); err != nil {
		return err
	}
	r.put, err = r.tx.Prepare("INSERT INTO kept(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value")
	return err
}

// Put keeps a value, in place of an earlier one of the same key.
func (r *Rows) Put(key []byte, value any) error {
	b, err := r.encoding.Marshal(value)
	if err == nil {
		_, err = r.put.Exec(key, b)
	}
	if err != nil {
		return fmt.Errorf("put something aside in a temporary file: %w", err)
	}
	return nil
}

// Get sets value, a pointer, to what is kept under a key, and reports whether
// there is something.
func (r *Rows) Get(key []byte, value any) (bool, error) {
	var b []byte
	err := r.get.QueryRow(key).Scan(&b)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err == nil {
		err = r.decoding.Unmarshal(b, value)
	}
	if err != nil {
		return false, taken(err)
	}
	return true, nil
}

// Each calls fn with the rows whose keys begin with prefix, in the order of the
// keys; value sets a pointer to the row's value. fn may get rows, not put any.
func (r *Rows) Each(prefix []byte, fn func(key []byte, value func(any) error) error) error {
	query, args := "SELECT key, value FROM kept WHERE key >= ? ORDER BY key", []any{prefix}
	if end := after(prefix); end != nil {
		query, args = "SELECT key, value FROM kept WHERE key >= ? AND key < ? ORDER BY key", append(args, end)
	}
	rows, err := r.tx.Query(query, args...)
	if err != nil {
		return taken(err)
	}
	defer rows.Close()
	for rows.Next() {
		var key, b sql.RawBytes // valid until the next row
		if err := rows.Scan(&key, &b); err != nil {
			return taken(err)
		}
		if err := fn(key, func(value any) error { return r.decoding.Unmarshal(b, value) }); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return taken(err)
	}
	return nil
}

// after returns the first key after all that begin with prefix, nil where there is none.
func after(prefix []byte) []byte {
	for i := len(prefix) - 1; i >= 0; i-- {
		if prefix[i] < 0xff {
			end := append([]byte{}, prefix[:i+1]...)
			end[i]++
			return end
		}
	}
	return nil
}

func taken(err error) error {
	return fmt.Errorf("take what was put aside from a temporary file: %w", err)
}

// Close removes the rows.
func (r *Rows) Close() error {
	if r.db == nil {
		return nil
	}
	var err error
	if r.tx != nil {
		err = r.tx.Rollback()
	}
	return errors.Join(err, r.db.Close())
}
