package bolt

import (
	"bytes"
	"cmp"
	"io"
)

// pages reads the pages of a file for transactions that write nothing, and
// remembers those it was asked for last, for the next ones too unless someone
// wrote meanwhile. bbolt maps the file into memory: a page then costs a fault
// that brings some dozen neighbours along, again for every mapping, and all
// that was touched counts as memory while it lasts.
type pages struct {
	file       io.ReaderAt
	seen       written
	count      uint64 // pages of the file
	young, old map[uint64]*rawPage
}

// written tells whether someone has written to a file.
type written struct {
	transaction int
	size, at    int64 // at: when, in nanoseconds since 1970
}

// heldPages is how many pages are remembered as young, and as many as old.
const heldPages = 256

// begin prepares for a transaction that sees the file as it is now.
func (p *pages) begin(file io.ReaderAt, now written, count uint64) {
	if p.seen != now {
		p.young, p.old = nil, nil
	}
	p.file, p.seen, p.count = file, now, count
}

// page returns a page with those that continue it. It panics, as bbolt does,
// when the page cannot be read: see [guarded].
func (p *pages) page(id uint64) *rawPage {
	if page := p.young[id]; page != nil {
		return page
	}
	page := p.old[id]
	if page == nil {
		page = p.read(id, make([]byte, pageSize))
	}
	p.remember(id, page)
	return page
}

func (p *pages) remember(id uint64, page *rawPage) {
	if page.overflow > 0 {
		return // it may be as large as many others
	}
	if p.young == nil || len(p.young) == heldPages {
		p.young, p.old = make(map[uint64]*rawPage, heldPages), p.young
	}
	p.young[id] = page
}

// leafRoom is memory for a leaf of which only copies are needed.
type leafRoom [pageSize]byte

// passing is page for who needs a leaf for the moment only: it is read into
// room, and not remembered. The objects of a few texts are leaves by the dozen.
func (p *pages) passing(id uint64, room *leafRoom) *rawPage {
	if page := cmp.Or(p.young[id], p.old[id]); page != nil {
		return page
	}
	page := p.read(id, room[:])
	if page.flags == pageBranch {
		page.data = bytes.Clone(page.data)
		p.remember(id, page)
	}
	return page
}

// read reads a page into data, or elsewhere if others continue it.
func (p *pages) read(id uint64, data []byte) *rawPage {
	if id < firstPage || id >= p.count {
		panic(damaged("there is no page %d", id))
	}
	page, err := (&pageFile{p.file}).readInto(id, p.count, data)
	if err == nil && page.flags != pageBranch && page.flags != pageLeaf {
		err = damaged("page %d is of no known kind (%#x)", id, page.flags)
	}
	if err != nil {
		panic(err)
	}
	return &page
}

// row returns the row i of a leaf, or what a branch says of a page under it.
func (p *rawPage) row(i int) element {
	e, at, key, value := p.element(pageHeaderBytes + elementBytes*i)
	if key == 0 {
		panic(damaged("a page's row %d is not where it should be", i))
	}
	e.key = p.data[at : at+key : at+key]
	e.value = p.data[at+key : at+key+value : at+key+value]
	return e
}
