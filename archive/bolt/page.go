package bolt

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"io"
	"math"
)

// Pages of bbolt, read without it: it trusts what it reads, and a page that
// leads back to itself makes it recurse without end.

// Kinds of pages, and the flag of a row that is a bucket.
const (
	pageBranch   = 0x01
	pageLeaf     = 0x02
	pageMeta     = 0x04
	pageFreelist = 0x10
	rowBucket    = 0x01
)

// Sizes and numbers of bbolt's format.
const (
	elementBytes      = 16
	bucketHeaderBytes = 16
	metaBytes         = 64 // the last 8 are the FNV-1a of those before
	bboltVersion      = 2
	firstPage         = 2 // after the two meta pages
	longFreelist      = math.MaxUint16
)

// rawMeta is what a meta page says.
type rawMeta struct {
	root, freelist uint64
	pages          uint64 // number of pages in use or free
	transaction    uint64
}

// readMeta reads one of the two meta pages.
func readMeta(f *pageFile, number uint64) (rawMeta, error) {
	p, err := f.read(number, number+1)
	if err != nil {
		return rawMeta{}, err
	}
	m := p.data[pageHeaderBytes:]
	sum := fnv.New64a()
	_, _ = sum.Write(m[:metaBytes-8]) // never fails
	order := binary.NativeEndian
	switch {
	case p.flags != pageMeta, order.Uint32(m) != bboltMagic, order.Uint32(m[4:]) != bboltVersion, order.Uint32(m[8:]) != pageSize:
		return rawMeta{}, damaged("it is no head of the file")
	case order.Uint64(m[metaBytes-8:]) != sum.Sum64():
		return rawMeta{}, damaged("it does not match its checksum")
	}
	return rawMeta{root: order.Uint64(m[16:]), freelist: order.Uint64(m[32:]), pages: order.Uint64(m[40:]), transaction: order.Uint64(m[48:])}, nil
}

// rawPage is a page with those that continue it.
type rawPage struct {
	flags, count uint16
	overflow     uint64 // number of pages that continue it
	data         []byte
}

// pageFile reads the pages of a file.
type pageFile struct{ file io.ReaderAt }

// read reads a page of a file that has a number of pages.
func (f *pageFile) read(id, pages uint64) (rawPage, error) {
	return f.readInto(id, pages, make([]byte, pageSize))
}

// readInto is read with memory for a page, which those that are continued leave.
func (f *pageFile) readInto(id, pages uint64, data []byte) (rawPage, error) {
	if _, err := f.file.ReadAt(data, int64(id)*pageSize); err != nil {
		return rawPage{}, fmt.Errorf("page %d: %w", id, damagedEnd(err))
	}
	return wholePage(f.file, id, pages, data)
}

// wholePage returns the page that begins with data, with those that continue it.
func wholePage(file io.ReaderAt, id, pages uint64, data []byte) (rawPage, error) {
	p, err := checkedPage(id, pages, data)
	if err == nil && p.overflow > 0 {
		p.data = make([]byte, (p.overflow+1)*pageSize)
		if _, err := file.ReadAt(p.data, int64(id)*pageSize); err != nil {
			return rawPage{}, fmt.Errorf("page %d: %w", id, damagedEnd(err))
		}
	}
	return p, err
}

// checkedPage reads the header of a page in data, and checks it.
func checkedPage(id, pages uint64, data []byte) (rawPage, error) {
	p := parsePage(data)
	if got := binary.NativeEndian.Uint64(data); got != id {
		return rawPage{}, damaged("page %d says that it is page %d", id, got)
	}
	if p.overflow > 0 && p.overflow >= pages-id {
		return rawPage{}, damaged("page %d goes on beyond the end of the file", id)
	}
	return p, nil
}

// damagedEnd says that a page beyond the end of the file is damage; other
// failures to read are the disk's, which is no better.
func damagedEnd(err error) error { return damaged("it cannot be read: %v", err) }

// parsePage reads the header of a page, or of the page in a row that holds a
// small bucket.
func parsePage(data []byte) rawPage {
	return rawPage{
		flags:    binary.NativeEndian.Uint16(data[8:]),
		count:    binary.NativeEndian.Uint16(data[10:]),
		overflow: uint64(binary.NativeEndian.Uint32(data[12:])),
		data:     data,
	}
}

// element is a row of a leaf, or what a branch says of a page under it.
type element struct {
	key, value []byte
	bucket     bool
	child      uint64
}

// elements returns what a page holds. bbolt writes keys and values one after
// the other, right behind the list of elements: so a count or a size that was
// changed does not go unnoticed.
func (p rawPage) elements() ([]element, error) { return p.elementsInto(make([]element, 0, p.count)) }

// elementsInto is elements with memory for the list, which is empty.
func (p rawPage) elementsInto(list []element) ([]element, error) {
	if p.flags != pageBranch && p.flags != pageLeaf {
		return nil, damaged("it is of no known kind (%#x)", p.flags)
	}
	if p.flags == pageBranch && p.count == 0 {
		return nil, damaged("nothing is under it")
	}
	next := pageHeaderBytes + elementBytes*int(p.count)
	for i := range int(p.count) {
		head := pageHeaderBytes + elementBytes*i
		if next > len(p.data) {
			return nil, damaged("its row %d lies outside of it", i)
		}
		e, at, key, value := p.element(head)
		if at != uint64(next) || key == 0 || key+value > uint64(len(p.data)-next) {
			return nil, damaged("its row %d is not where it should be", i)
		}
		e.key = p.data[next : next+int(key)]
		next += int(key)
		e.value = p.data[next : next+int(value)]
		next += int(value)
		if i > 0 && bytes.Compare(list[i-1].key, e.key) >= 0 {
			return nil, damaged("its rows are out of order")
		}
		list = append(list, e)
	}
	return list, nil
}

// element reads the head of an element: where its key lies, and the sizes of
// key and value.
func (p rawPage) element(head int) (e element, at, key, value uint64) {
	h, order := p.data[head:head+elementBytes], binary.NativeEndian
	if p.flags == pageBranch {
		e.child = order.Uint64(h[8:])
		return e, uint64(head) + uint64(order.Uint32(h)), uint64(order.Uint32(h[4:])), 0
	}
	flags := order.Uint32(h)
	if flags > rowBucket { // a place where nothing can be: the caller says so
		return e, 0, 0, 0
	}
	e.bucket = flags == rowBucket
	return e, uint64(head) + uint64(order.Uint32(h[4:])), uint64(order.Uint32(h[8:])), uint64(order.Uint32(h[12:]))
}

// freePages returns the numbers that a page of free pages lists.
func (p rawPage) freePages() ([]uint64, error) {
	if p.flags != pageFreelist {
		return nil, damaged("it is no list of free pages")
	}
	order, data := binary.NativeEndian, p.data[pageHeaderBytes:]
	count := uint64(p.count)
	if count == longFreelist {
		count, data = order.Uint64(data), data[8:]
	}
	if count > uint64(len(data)/8) {
		return nil, damaged("the list of free pages is longer than its page")
	}
	list := make([]uint64, count)
	for i := range list {
		list[i] = order.Uint64(data[8*i:])
	}
	return list, nil
}
