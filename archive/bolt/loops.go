package bolt

import (
	"encoding/binary"
	"io"
)

// checkLoops reports a branch of bbolt's trees that leads back to itself, which
// bbolt would follow until the program dies. It does so where something is
// written; rows are read without it. Other damage is left to those who meet it:
// much can be read beside it. It reads the branches alone, some thousandths of a
// file: all leaves of a tree lie equally deep, so that one of them tells where
// they begin.
func checkLoops(file io.ReaderAt, size int64) error {
	w := &walk{file: &pageFile{file}}
	if err := w.chooseMeta(); err != nil {
		return nil //nolint:nilerr // bbolt says so itself
	}
	l := &loops{file: file, pages: min(w.meta.pages, uint64(size)/pageSize), branches: map[uint64]bool{}}
	return l.bucket(w.meta.root, len([]string{"feeds", "feed", "bucket"}))
}

// loops goes through the branches of a file.
type loops struct {
	file     io.ReaderAt
	pages    uint64
	branches map[uint64]bool // those that were met
	held     [][]byte        // a page for each depth, used for all that lie there
	depth    int             // how many of them are in use
	leaves   int             // the depth of what leads to leaves in the bucket gone through; 0: not known yet
	head     [pageHeaderBytes]byte
}

// bucket goes through the branches of a bucket, and of those within it, nested
// so many times at most.
func (l *loops) bucket(root uint64, nested int) error {
	outer := l.leaves
	l.leaves = 0
	defer func() { l.leaves = outer }()
	return l.tree(root, nested)
}

// tree goes through what a page of a bucket leads to.
func (l *loops) tree(id uint64, nested int) error {
	page, ok := l.read(id)
	l.depth++
	defer func() { l.depth-- }()
	switch {
	case !ok:
		return nil
	case page.flags == pageLeaf:
		list, err := page.elements()
		if err != nil {
			return nil //nolint:nilerr // damage, and no loop
		}
		return l.leaf(list, nested)
	case page.flags != pageBranch:
		return nil
	}
	l.branches[id] = true
	return l.under(id, page, nested)
}

// under goes through what lies under a branch.
func (l *loops) under(id uint64, page rawPage, nested int) error {
	leaves := false
	for i := range int(page.count) {
		head := pageHeaderBytes + elementBytes*i
		if head+elementBytes > len(page.data) {
			return nil
		}
		child := binary.NativeEndian.Uint64(page.data[head+8:])
		if l.branches[child] {
			return damaged("page %d leads back to page %d", id, child)
		}
		if i == 0 {
			leaves = l.leadsToLeaves(child)
		}
		if leaves && nested == 0 {
			continue
		}
		if err := l.tree(child, nested); err != nil {
			return err
		}
	}
	return nil
}

// leaf goes through the buckets that are rows of a page.
func (l *loops) leaf(list []element, nested int) error {
	for _, e := range list {
		if !e.bucket || len(e.value) < bucketHeaderBytes || nested == 0 {
			continue
		}
		root, within := binary.NativeEndian.Uint64(e.value), e.value[bucketHeaderBytes:]
		var err error
		if root != 0 {
			err = l.bucket(root, nested-1)
		} else if len(within) >= pageHeaderBytes {
			if rows, damage := parsePage(within).elements(); damage == nil {
				err = l.leaf(rows, nested-1)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// read reads a page into the memory of the depth it lies at: memory for each
// page would be the most of what it costs.
func (l *loops) read(id uint64) (rawPage, bool) {
	if len(l.held) == l.depth {
		l.held = append(l.held, make([]byte, pageSize))
	}
	data := l.held[l.depth]
	if !l.fill(data, id) {
		return rawPage{}, false
	}
	page, err := wholePage(l.file, id, l.pages, data)
	return page, err == nil
}

// leadsToLeaves reports whether the branch at the depth reached leads to leaves,
// by its first child, or by one that was looked at before at this depth.
func (l *loops) leadsToLeaves(child uint64) bool {
	if l.leaves == 0 && l.isLeaf(child) {
		l.leaves = l.depth
	}
	return l.leaves == l.depth
}

// isLeaf reads no more of a page than its header.
func (l *loops) isLeaf(id uint64) bool {
	if !l.fill(l.head[:], id) {
		return false
	}
	page, err := checkedPage(id, l.pages, l.head[:])
	return err == nil && page.flags == pageLeaf
}

// fill reads the beginning of a page.
func (l *loops) fill(data []byte, id uint64) bool {
	if id < firstPage || id >= l.pages {
		return false
	}
	_, err := l.file.ReadAt(data, int64(id)*pageSize)
	return err == nil
}
