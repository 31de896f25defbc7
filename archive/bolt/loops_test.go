package bolt

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"

	"onrecord/archive"
)

// TestBranchThatLeadsBack lets each branch of a deep bucket lead to each that lies
// over it, by its first child and by its last. Who writes is told before bbolt
// follows them, who reads comes to an end.
func TestBranchThatLeadsBack(t *testing.T) {
	sound := deepFile(t)
	reads := &readsCounted{ReaderAt: bytes.NewReader(sound)}
	if err := checkLoops(reads, int64(len(sound))); err != nil {
		t.Fatalf("a sound file: %v", err)
	}
	if err := readRows(sound); err != nil {
		t.Fatalf("a sound file: reading the rows: %v", err)
	}
	branches := branchesIn(sound)
	if most := len(branches) + 10; reads.n > most {
		t.Errorf("%d reads for %d branches, want at most %d: two heads, the leaves that hold buckets, and one that tells where leaves lie", reads.n, len(branches), most)
	}
	deepest := 0
	for id, over := range branches {
		deepest = max(deepest, len(over))
		page := sound[id*pageSize:]
		count := binary.NativeEndian.Uint16(page[10:])
		for _, child := range []int{0, int(count) - 1} {
			for _, up := range append(over, id) {
				looped := bytes.Clone(sound)
				binary.NativeEndian.PutUint64(looped[int(id)*pageSize+pageHeaderBytes+elementBytes*child+8:], up)
				if err := checkLoops(bytes.NewReader(looped), int64(len(looped))); !errors.Is(err, archive.ErrDamaged) {
					t.Errorf("page %d leads back to page %d by its child %d: %v, want damage", id, up, child, err)
				}
				if err := readRows(looped); !errors.Is(err, archive.ErrDamaged) {
					t.Errorf("page %d leads back to page %d by its child %d: reading the rows: %v, want damage", id, up, child, err)
				}
			}
		}
	}
	if deepest < 2 {
		t.Errorf("branches lie under %d others at most, want a deeper file", deepest)
	}
}

// deepFile returns a file with one bucket whose keys are long, so that few rows
// take many branches.
func deepFile(t *testing.T) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "deep.db")
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{PageSize: pageSize, NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		b, err := tx.CreateBucket(bucketFeeds)
		for _, name := range []string{"feed", "rows"} {
			if err == nil {
				b, err = b.CreateBucket([]byte(name))
			}
		}
		for i := 0; i < 150 && err == nil; i++ {
			err = b.Put(fmt.Appendf(nil, "%01000d", i), nil)
		}
		return err
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// readRows reads all rows of what deepFile returns, from either end.
func readRows(data []byte) error {
	return guarded(func() error {
		w := &walk{file: &pageFile{bytes.NewReader(data)}}
		if err := w.chooseMeta(); err != nil {
			return err
		}
		p := &pages{}
		p.begin(bytes.NewReader(data), written{}, uint64(len(data)/pageSize))
		rows := (&tree{pages: p, root: w.meta.root}).bucket(bucketFeeds).Bucket([]byte("feed")).Bucket([]byte("rows"))
		last(rows.Cursor())
		return from(rows, nil, func(_, _ []byte) (bool, error) { return true, nil })
	})
}

// branchesIn returns the branches of a file whose only branches are those of one
// bucket, with those that each lies under.
func branchesIn(data []byte) map[uint64][]uint64 {
	parent, found := map[uint64]uint64{}, map[uint64][]uint64{}
	for id := uint64(firstPage); id < uint64(len(data)/pageSize); id++ {
		if p := parsePage(data[id*pageSize : (id+1)*pageSize]); p.flags == pageBranch && binary.NativeEndian.Uint64(data[id*pageSize:]) == id {
			found[id] = nil
			list, _ := p.elements()
			for _, e := range list {
				parent[e.child] = id
			}
		}
	}
	for id := range found {
		for up, ok := parent[id]; ok; up, ok = parent[up] {
			found[id] = append(found[id], up)
		}
	}
	return found
}

// readsCounted counts reads.
type readsCounted struct {
	io.ReaderAt
	n int
}

func (r *readsCounted) ReadAt(p []byte, off int64) (int, error) {
	r.n++
	return r.ReaderAt.ReadAt(p, off)
}
