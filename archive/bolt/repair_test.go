package bolt_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"

	"onrecord/archive"
	"onrecord/archive/bolt"
)

// An article of which neither a state nor a change can be read keeps its id and
// its address, which the capture of its first revision tells.
func TestRepairAnArticleWithoutStates(t *testing.T) {
	const ref = 3
	path := place(t, replica(t))
	want := articleAt(t, path, ref)
	spoil(t, path, ref, "states", "changes")
	to := filepath.Join(t.TempDir(), "repaired.db")
	_, lost, err := bolt.Repair(t.Context(), path, to, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(lost.Damage) == 0 {
		t.Error("nothing is said to be lost")
	}
	got := articleAt(t, to, ref)
	if got.ID != want.ID || got.URL != want.URL || got.State != archive.Listed {
		t.Errorf("got %s at %s (%s), want %s at %s", got.ID, got.URL, got.State, want.ID, want.URL)
	}
}

func articleAt(t *testing.T, path string, ref archive.Ref) (a archive.Article) {
	t.Helper()
	s := open(t, path)
	feeds, err := s.Feeds(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	err = s.View(context.Background(), feeds[0], func(v archive.View) error {
		latest, err := v.Latest()
		if err == nil {
			a, err = v.Article(ref, latest)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// spoil flips a bit in each row of an article.
func spoil(t *testing.T, path string, ref uint32, buckets ...string) {
	t.Helper()
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte("feeds")).ForEachBucket(func(feed []byte) error {
			for _, name := range buckets {
				b := tx.Bucket([]byte("feeds")).Bucket(feed).Bucket([]byte(name))
				rows := map[string][]byte{}
				prefix := binary.BigEndian.AppendUint32(nil, ref)
				c := b.Cursor()
				for k, v := c.Seek(prefix); bytes.HasPrefix(k, prefix); k, v = c.Next() {
					rows[string(k)] = bytes.Clone(v)
				}
				if len(rows) == 0 {
					t.Fatalf("%s has no row of article %d", name, ref)
				}
				for k, v := range rows {
					v[len(v)/2] ^= 1
					if err := b.Put([]byte(k), v); err != nil {
						return err
					}
				}
			}
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}
