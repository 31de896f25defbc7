package bolt

import (
	"bytes"
	"fmt"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"
)

// rowsFile makes a file with buckets of so many rows; their keys are the odd
// numbers, and some values are long.
func rowsFile(t *testing.T, counts []int, long int) *file {
	t.Helper()
	f := &file{path: filepath.Join(t.TempDir(), "archive.db")}
	err := f.create()
	if err == nil {
		err = f.write(t.Context(), func(tx *transaction) error {
			for _, n := range counts {
				b, err := tx.Bucket(bucketFeeds).CreateBucket(fmt.Append(nil, n))
				for i := 0; err == nil && i < n; i++ {
					size := i % 50
					if i%100 == 7 {
						size = long
					}
					err = b.Put(rowKey(2*i+1), bytes.Repeat([]byte{byte(i)}, size))
				}
				if err == nil {
					_, err = b.CreateBucket([]byte("within"))
				}
				if err == nil {
					_, err = b.NextSequence()
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func rowKey(n int) []byte { return fmt.Appendf(nil, "%06d", n) }

// Rows are the same whether their pages are read one by one or by bbolt, and
// whether leaves are remembered: in
// buckets that lie in a row of another, or are of several levels, and with
// values that go on over several pages.
func TestRowsAsBbolt(t *testing.T) {
	counts := []int{0, 1, 5, 300, 30000}
	f := rowsFile(t, counts, 9000)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.SampledFrom(counts).Draw(t, "rows")
		err := f.read(t.Context(), func(tx *transaction) error {
			got, want := tx.Bucket(bucketFeeds).Bucket(fmt.Append(nil, n)), mappedBucket(tx.Tx.Bucket(bucketFeeds).Bucket(fmt.Append(nil, n)))
			sameBucket(t, tx, got, want)
			begin := (*bucket).Cursor
			if rapid.Bool().Draw(t, "passing") {
				begin = func(b *bucket) cursor { return b.passing(&leafRoom{}) }
			}
			a, b := begin(got), want.Cursor()
			sought := func(t *rapid.T) []byte { return rowKey(rapid.IntRange(0, 2*n+2).Draw(t, "key")) }
			move := func(t *rapid.T, what string, step func(cursor) (k, v []byte)) {
				gotKey, gotValue := step(a)
				key, value := step(b)
				sameRow(t, what, gotKey, gotValue, key, value)
				if key == nil { // beyond its ends, bbolt's cursor stands now here, now there
					a, b = begin(got), want.Cursor()
					a.First()
					b.First()
				}
			}
			move(t, "first", cursor.First)
			t.Repeat(map[string]func(*rapid.T){
				"first": func(t *rapid.T) { move(t, "first", cursor.First) },
				"last":  func(t *rapid.T) { move(t, "last", cursor.Last) },
				"next":  func(t *rapid.T) { move(t, "next", cursor.Next) },
				"prev":  func(t *rapid.T) { move(t, "prev", cursor.Prev) },
				"seek": func(t *rapid.T) {
					key := sought(t)
					move(t, "seek", func(c cursor) (k, v []byte) { return c.Seek(key) })
				},
				"get": func(t *rapid.T) {
					key := sought(t)
					sameRow(t, "get", key, got.Get(key), key, want.Get(key))
				},
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func sameBucket(t *rapid.T, tx *transaction, got, want *bucket) {
	t.Helper()
	if got.Sequence() != want.Sequence() {
		t.Errorf("the sequence is %d, want %d", got.Sequence(), want.Sequence())
	}
	if s := want.Stats(); got.tree.used() != int64(s.LeafInuse+s.BranchInuse) {
		t.Errorf("%d bytes in use, want %d", got.tree.used(), s.LeafInuse+s.BranchInuse)
	}
	if tx.Bucket([]byte("none")) != nil || got.Bucket(rowKey(1)) != nil || got.Bucket([]byte("within")) == nil {
		t.Error("a bucket where there is none, or none where there is one")
	}
	var names []string
	err := got.ForEachBucket(func(name []byte) error {
		names = append(names, string(name))
		return nil
	})
	if err != nil || len(names) != 1 || names[0] != "within" {
		t.Errorf("the buckets %v, %v", names, err)
	}
}

func sameRow(t *rapid.T, what string, key, value, wantKey, wantValue []byte) {
	t.Helper()
	if !bytes.Equal(key, wantKey) || !bytes.Equal(value, wantValue) {
		t.Fatalf("%s: %q with %d bytes, want %q with %d", what, key, len(value), wantKey, len(wantValue))
	}
}

// What is remembered of a file between transactions is bounded, and forgotten
// when someone has written.
func TestPagesRemembered(t *testing.T) {
	const rows = 60000
	f := rowsFile(t, []int{rows}, 9000)
	defer f.idle.released()
	f.idle.claimed()
	name := fmt.Append(nil, rows)
	held := func() (n int) {
		err := f.read(t.Context(), func(tx *transaction) error {
			return from(tx.Bucket(bucketFeeds).Bucket(name), nil, func(_, _ []byte) (bool, error) {
				n = max(n, len(tx.pages.young)+len(tx.pages.old))
				return true, nil
			})
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	for range 2 {
		if n := held(); n > 2*heldPages || n < heldPages/2 {
			t.Errorf("%d pages are held, want up to %d", n, 2*heldPages)
		}
	}
	for i := range 5 {
		put := fmt.Append(nil, "written ", i)
		err := f.write(t.Context(), func(tx *transaction) error { return tx.Bucket(bucketFeeds).Bucket(name).Put(rowKey(0), put) })
		if err == nil {
			err = f.read(t.Context(), func(tx *transaction) error {
				if got := tx.Bucket(bucketFeeds).Bucket(name).Get(rowKey(0)); !bytes.Equal(got, put) {
					t.Errorf("it reads %q, want %q", got, put)
				}
				return nil
			})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// Leaves that are passed are not remembered, branches are.
func TestPassing(t *testing.T) {
	f := rowsFile(t, []int{30000}, 9000)
	err := f.read(t.Context(), func(tx *transaction) error {
		held := func() int { return len(tx.pages.young) + len(tx.pages.old) }
		b := tx.Bucket(bucketFeeds).Bucket([]byte("30000"))
		before, rows := held(), 0
		err := rowsFrom(b.passing(&leafRoom{}), nil, func(_, _ []byte) (bool, error) {
			rows++
			return true, nil
		})
		if rows != 30001 || held()-before < 2 || held()-before > 20 {
			t.Errorf("%d rows, and %d pages are remembered after %d", rows, held(), before)
		}
		passed := held()
		b.Get(rowKey(30001))
		if held() != passed+1 {
			t.Errorf("%d pages are remembered after one row was looked up, %d before", held(), passed)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
