package bolt

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"go.etcd.io/bbolt"
)

// TestVerifyMissesNoRow takes each row of the documented example away, puts it
// elsewhere and changes its value, in files whose pages are all sound: something
// else of the archive needs every row but those that the crawler notes.
func TestVerifyMissesNoRow(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db")
	if err := writeExample(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if r, err := Verify(t.Context(), path, Options{}); err != nil || !r.Whole() {
		t.Fatalf("undamaged: %+v, %v", r, err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	spoils := map[string]func(b *bbolt.Bucket, k, v []byte) error{
		"missing": func(b *bbolt.Bucket, k, _ []byte) error { return b.Delete(k) },
		"changed": func(b *bbolt.Bucket, k, v []byte) error { return b.Put(k, spoiled(v)) },
		"elsewhere": func(b *bbolt.Bucket, k, v []byte) error {
			return errors.Join(b.Delete(k), b.Put(spoiled(k), v))
		},
		"beside another": func(b *bbolt.Bucket, k, v []byte) error { return b.Put(spoiled(k), v) },
	}
	// rows that may be left over from what was taken back, or that nothing asks for
	spare := [][]byte{bucketAddresses, bucketDates, bucketChanged}
	for name, spoil := range spoils {
		for _, bucket := range feedBuckets() {
			is := func(b []byte) bool { return bytes.Equal(b, bucket) }
			if name == "missing" && slices.ContainsFunc([][]byte{bucketMemos, bucketNotes}, is) || name == "beside another" && slices.ContainsFunc(spare, is) {
				continue
			}
			for n := range rowsIn(t, path, bucket) {
				spoiledPath := filepath.Join(t.TempDir(), "archive.db")
				if err := os.WriteFile(spoiledPath, whole, 0o600); err != nil {
					t.Fatal(err)
				}
				spoilRow(t, spoiledPath, bucket, n, spoil)
				if r, err := Verify(t.Context(), spoiledPath, Options{}); err != nil || r.Whole() {
					t.Errorf("row %d of %s %s: verify calls the archive whole (%v)", n, bucket, name, err)
				}
			}
		}
	}
}

// spoiled returns other bytes of the same length, longer ones for none.
func spoiled(b []byte) []byte {
	if len(b) == 0 {
		return []byte{1}
	}
	b = bytes.Clone(b)
	b[len(b)-1] ^= 1
	return b
}

func rowsIn(t *testing.T, path string, bucket []byte) (n int) {
	t.Helper()
	spoilRow(t, path, bucket, -1, func(*bbolt.Bucket, []byte, []byte) error { n++; return nil })
	return n
}

// spoilRow calls spoil with row n of a bucket of the example, with all for n = -1.
func spoilRow(t *testing.T, path string, bucket []byte, n int, spoil func(b *bbolt.Bucket, k, v []byte) error) {
	t.Helper()
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{PageSize: pageSize, NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		b := tx.Bucket(bucketFeeds).Bucket([]byte("works")).Bucket(bucket)
		var keys, values [][]byte
		if err := b.ForEach(func(k, v []byte) error {
			keys, values = append(keys, bytes.Clone(k)), append(values, bytes.Clone(v))
			return nil
		}); err != nil {
			return err
		}
		for i, k := range keys {
			if n == -1 || n == i {
				if err := spoil(b, k, values[i]); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err = errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}
