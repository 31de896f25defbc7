package bolt

import (
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"
)

// Rows that the same transaction deleted leave pages without rows, at which
// bbolt's own Last and Prev go wrong.
func TestLastRowsBesideEmptiedPages(t *testing.T) {
	db, err := bbolt.Open(filepath.Join(t.TempDir(), "rows.db"), 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	const articles, states = 400, 3
	const long, longStates = 1000, 900 // an article with many states
	name := []byte("states")
	err = db.Update(func(tx *bbolt.Tx) error {
		b, err := tx.CreateBucket(name)
		for ref := uint32(0); err == nil && ref < articles; ref++ {
			for at := uint32(1); err == nil && at <= states; at++ {
				err = b.Put(key32(ref, at), make([]byte, 40))
			}
		}
		for at := uint32(1); err == nil && at <= longStates; at++ {
			err = b.Put(key32(long, at), make([]byte, 40))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		b := mappedBucket(tx.Bucket(name))
		remove := func(from, to uint32) {
			for ref := from; ref < to; ref++ {
				if err := removeKeys(b, keysWith(b, key32(ref))); err != nil {
					t.Fatal(err)
				}
			}
		}
		at := func(ref uint32, snapshot int) (got uint32, ok bool) {
			key, _ := lastUpTo(b, ref, snapshot)
			if key == nil {
				return 0, false
			}
			return at32(key, 1), at32(key, 0) == ref
		}
		for snapshot := uint32(201); snapshot <= 700; snapshot++ {
			if err := b.Delete(key32(long, snapshot)); err != nil {
				t.Fatal(err)
			}
		}
		for _, want := range []struct{ at, got int }{{200, 200}, {400, 200}, {700, 200}, {701, 701}} {
			if got, ok := at(long, want.at); !ok || int(got) != want.got {
				t.Errorf("the state in snapshot %d is that of %d (%v), want %d", want.at, got, ok, want.got)
			}
		}
		remove(100, long+1)
		if got := lastKey(b); at32(got, 0) != 99 || at32(got, 1) != states {
			t.Errorf("the last row is %x", got)
		}
		if got, ok := at(99, 2); !ok || got != 2 {
			t.Errorf("the state in snapshot 2: %d, %v", got, ok)
		}
		if got, ok := at(99, 9); !ok || got != states {
			t.Errorf("the newest state: %d, %v", got, ok)
		}
		if _, ok := at(200, 9); ok {
			t.Error("a deleted article has a state")
		}
		remove(0, 100)
		if got := lastKey(b); got != nil {
			t.Errorf("the last row of none is %x", got)
		}
		if _, ok := at(99, 9); ok {
			t.Error("a state of none")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
