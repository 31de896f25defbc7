package bolt

import (
	"encoding/binary"
	"io"
)

// checkLoops reports a branch of bbolt's trees that leads back to itself, which
// bbolt would follow until the program dies. Other damage is left to those who meet
// it: much can be read beside it. It reads the branches alone, some
// thousandths of a file: all leaves of a tree lie equally deep, so that one of
// them tells where they begin.
func checkLoops(file io.ReaderAt, size int64) error {
	w := &walk{file: &pageFile{file: file, single: true}}
	if err := w.chooseMeta(); err != nil {
		return nil //nolint:nilerr // bbolt says so itself
	}
	l := &loops{file: w.file, pages: min(w.meta.pages, uint64(size)/pageSize), branches: map[uint64]bool{}}
	return l.tree(w.meta.root, len([]string{"feeds", "feed", "bucket"}))
}

// loops goes through the branches of a file.
type loops struct {
	file     *pageFile
	pages    uint64
	branches map[uint64]bool // those that were met
}

// tree goes through the branches of a bucket, and of those within it, nested
// so many times at most.
func (l *loops) tree(id uint64, nested int) error {
	page, ok := l.read(id)
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
			first, ok := l.read(child)
			leaves = ok && first.flags == pageLeaf
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
			err = l.tree(root, nested-1)
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

func (l *loops) read(id uint64) (rawPage, bool) {
	if id < firstPage || id >= l.pages {
		return rawPage{}, false
	}
	page, err := l.file.read(id, l.pages)
	return page, err == nil
}
