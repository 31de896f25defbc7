package bolt

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strings"
)

// bucketPath names a bucket: those it is in, and itself.
type bucketPath []string

func (p bucketPath) String() string { return strings.Join(p, "/") }

// in returns the path of a bucket in p.
func (p bucketPath) in(name []byte) bucketPath {
	return append(p[:len(p):len(p)], string(name))
}

// lostPage is a part of the file that cannot be read.
type lostPage struct {
	bucket    bucketPath
	low, high []byte // bounds of the keys under it; nil: none
	err       error
}

// walk goes through all pages of a file of bbolt that nobody writes to
// meanwhile. Whatever the file holds, it ends, and leaves out no row that can
// be read.
type walk struct {
	file    *pageFile
	meta    rawMeta
	used    []bool // pages that were reached
	free    []bool // pages listed as free
	lost    []lostPage
	buckets map[string]bool // paths of all buckets
	rooms   []*walkRoom     // for a page at each level, used again for the next one there
	level   int             // how many of them are in use

	// onBucket and onRow, unless nil, are told of all buckets with their
	// sequences, and all rows. Keys and values are only valid until they return.
	onBucket func(p bucketPath, sequence uint64) error
	onRow    func(p bucketPath, key, value []byte) error
}

// walkRoom is memory for a page and what it holds.
type walkRoom struct {
	page [pageSize]byte
	list []element
}

// deepest is how many pages can lie above each other: each holds two or more
// of those below.
const deepest = 64

// run walks a file. Its error is that of onBucket and onRow, or says that there
// is nothing to go by; damage is in w.lost.
func (w *walk) run(file io.ReaderAt, size int64) error {
	w.file, w.buckets = &pageFile{file}, map[string]bool{}
	if err := w.chooseMeta(); err != nil {
		return err
	}
	if held := uint64(size) / pageSize; w.meta.pages > held {
		w.lose(nil, nil, nil, damaged("the file is cut short: it should have %d pages and has %d", w.meta.pages, held))
		w.meta.pages = held
	}
	w.used, w.free = make([]bool, w.meta.pages), make([]bool, w.meta.pages)
	listed := w.walkFreelist()
	if err := w.tree(nil, w.meta.root, nil, nil, 0); err != nil {
		return err
	}
	if listed {
		if err := w.adopt(); err != nil {
			return err
		}
	}
	w.checkBuckets()
	if listed && len(w.lost) == 0 {
		w.checkUnused()
	}
	return nil
}

// chooseMeta takes the newer of the two meta pages, as bbolt does.
func (w *walk) chooseMeta() error {
	found := false
	var reasons []string
	for number := range uint64(firstPage) {
		m, err := readMeta(w.file, number)
		switch {
		case err != nil:
			reasons = append(reasons, err.Error())
			w.lose(nil, nil, nil, fmt.Errorf("one of the two pages that lead to everything (%d): %w; the other one is used, and the last thing written before the damage may be missing", number, err))
		case !found || m.transaction > w.meta.transaction:
			w.meta, found = m, true
		}
	}
	if !found {
		return damaged("neither of the two pages that lead to everything can be read: %s", strings.Join(reasons, "; "))
	}
	return nil
}

func (w *walk) lose(p bucketPath, low, high []byte, err error) {
	w.lost = append(w.lost, lostPage{p, clone(low), clone(high), err})
}

// walkFreelist reads the list of free pages; false when it cannot be read.
func (w *walk) walkFreelist() bool {
	p, err := w.take(w.meta.freelist, make([]byte, pageSize))
	var free []uint64
	if err == nil {
		free, err = p.freePages()
	}
	if err == nil && slices.ContainsFunc(free, func(id uint64) bool { return id < firstPage || id >= w.meta.pages }) {
		err = damaged("it lists pages that do not exist")
	}
	if err != nil {
		w.lose(nil, nil, nil, fmt.Errorf("the list of free pages: %w; all can be read, but nothing must be written", err))
		return false
	}
	for _, id := range free {
		if w.free[id] || w.used[id] {
			w.lose(nil, nil, nil, damaged("page %d is in the list of free pages twice, or lists them; nothing must be written", id))
		}
		w.free[id] = true
	}
	return true
}

// take reads a page that is reached for the first time, into data if it is not
// continued.
func (w *walk) take(id uint64, data []byte) (rawPage, error) {
	if id < firstPage || id >= w.meta.pages {
		return rawPage{}, damaged("there is no page %d", id)
	}
	if w.used[id] {
		return rawPage{}, damaged("page %d is reached in two ways", id)
	}
	p, err := w.file.readInto(id, w.meta.pages, data)
	if err != nil {
		return p, err
	}
	for n := id; n <= id+p.overflow; n++ {
		if w.used[n] {
			return p, damaged("page %d goes on into page %d, which is another's", id, n)
		}
	}
	for n := id; n <= id+p.overflow; n++ {
		w.used[n] = true
		if w.free[n] {
			w.lose(nil, nil, nil, damaged("page %d is in use and in the list of free pages; it can be read, but nothing must be written", n))
		}
	}
	return p, nil
}

// tree walks the page id of a bucket, whose keys lie between low and high.
func (w *walk) tree(p bucketPath, id uint64, low, high []byte, depth int) error {
	room := w.enter()
	defer w.leave()
	page, err := w.take(id, room.page[:])
	if err == nil && depth > deepest {
		err = damaged("page %d lies too deep", id)
	}
	var list []element
	if err == nil {
		list, err = page.elementsInto(room.list[:0])
		if room.list = list; err != nil {
			err = fmt.Errorf("page %d: %w", id, err)
		}
	}
	if n := len(list); err == nil && n > 0 && (bytes.Compare(list[0].key, low) < 0 || high != nil && bytes.Compare(list[n-1].key, high) >= 0) {
		err = damaged("page %d holds rows that belong elsewhere", id)
	}
	switch {
	case err != nil:
		w.lose(p, low, high, err)
		return nil
	case page.flags == pageLeaf:
		return w.leaf(p, list)
	}
	for i, e := range list {
		end := high
		if i+1 < len(list) {
			end = list[i+1].key
		}
		if err := w.tree(p, e.child, e.key, end, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// enter returns memory for a page at the next level, until leave is called.
func (w *walk) enter() *walkRoom {
	if w.level == len(w.rooms) {
		w.rooms = append(w.rooms, &walkRoom{})
	}
	w.level++
	return w.rooms[w.level-1]
}

func (w *walk) leave() { w.level-- }

// leaf walks the rows of a page.
func (w *walk) leaf(p bucketPath, list []element) error {
	for _, e := range list {
		var err error
		switch {
		case e.bucket:
			err = w.nested(p.in(e.key), e.value)
		case w.onRow != nil:
			err = w.onRow(p, e.key, e.value)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// nested walks a bucket that is a row of another: a small one is a page in the
// row itself.
func (w *walk) nested(p bucketPath, value []byte) error {
	if len(value) < bucketHeaderBytes || len(p) > len([]string{"feeds", "feed", "bucket"}) {
		w.lose(p, nil, nil, damaged("it is no bucket"))
		return nil
	}
	w.buckets[p.String()] = true
	root, sequence := binary.NativeEndian.Uint64(value), binary.NativeEndian.Uint64(value[8:])
	if w.onBucket != nil {
		if err := w.onBucket(p, sequence); err != nil {
			return err
		}
	}
	if root != 0 {
		return w.tree(p, root, nil, nil, 0)
	}
	data := value[bucketHeaderBytes:]
	if len(data) < pageHeaderBytes {
		w.lose(p, nil, nil, damaged("its page is cut short"))
		return nil
	}
	page := parsePage(data)
	list, err := page.elements()
	if err == nil && (page.flags != pageLeaf || page.overflow != 0) {
		err = damaged("its page is no leaf")
	}
	if err != nil {
		w.lose(p, nil, nil, err)
		return nil
	}
	return w.leaf(p, list)
}

// feeds returns the names of the feeds that were met.
func (w *walk) feeds() []string {
	var names []string
	for path := range w.buckets {
		if name, ok := strings.CutPrefix(path, string(bucketFeeds)+"/"); ok && !strings.Contains(name, "/") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// checkBuckets reports feeds that lack a bucket.
func (w *walk) checkBuckets() {
	for _, feed := range w.feeds() {
		p := bucketPath{string(bucketFeeds), feed}
		for _, name := range feedBuckets() {
			if b := p.in(name); !w.buckets[b.String()] {
				w.lose(b, nil, nil, damaged("it is missing"))
			}
		}
	}
}

// checkUnused reports pages that are neither reached nor free: bbolt leaves
// none, so something that led to them is gone.
func (w *walk) checkUnused() {
	var ids []uint64
	for id := uint64(firstPage); id < w.meta.pages; id++ {
		if !w.used[id] && !w.free[id] {
			ids = append(ids, id)
		}
	}
	if len(ids) > 0 {
		w.lose(nil, nil, nil, damaged("%d pages are neither in use nor free, the first is %d", len(ids), ids[0]))
	}
}
