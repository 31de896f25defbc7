package bolt

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"go.etcd.io/bbolt"
)

// Describe returns what takes the space in an archive.
func Describe(t testing.TB, path string) string {
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true, PreLoadFreelist: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var b strings.Builder
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&b, "file %d bytes, %d free pages\n", info.Size(), db.Stats().FreePageN)
	err = db.View(func(tx *bbolt.Tx) error {
		fmt.Fprintf(&b, "used up to %d\n", tx.Size())
		return tx.Bucket(bucketFeeds).ForEachBucket(func(name []byte) error {
			feed := tx.Bucket(bucketFeeds).Bucket(name)
			for _, sub := range feedBuckets() {
				s := feed.Bucket(sub).Stats()
				if s.KeyN > 0 {
					fmt.Fprintf(&b, "%-10s %7d rows %9d bytes, %3d%% full\n", sub, s.KeyN, s.LeafAlloc+s.BranchAlloc, 100*s.LeafInuse/max(s.LeafAlloc, 1))
				}
			}
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}
