package bolt

import (
	"encoding/binary"
	"fmt"
	"slices"
	"sync"

	"onrecord/archive"
)

// maxDepth is how many documents may have to be read to read one.
const maxDepth = 16

// location says where a document is: the object and the document in it.
type location struct {
	place  place
	number uint32
	index  uint32
}

func (l location) bytes() []byte {
	value := []byte{byte(l.place)}
	value = binary.AppendUvarint(value, uint64(l.number))
	return binary.AppendUvarint(value, uint64(l.index))
}

// locate finds a document by its digest; false when it is not stored.
func (f *feedTx) locate(d archive.Digest) (location, bool, error) {
	value := f.in(bucketBlobs).Get(d[:])
	if value == nil {
		return location{}, false, nil
	}
	l, ok := parseLocation(value)
	if !ok {
		return location{}, false, damaged("the location of %s cannot be read", d)
	}
	return l, true, nil
}

// parseLocation undoes bytes.
func parseLocation(value []byte) (location, bool) {
	r := byteReader{data: value}
	var l location
	if lead := r.take(1); len(lead) == 1 {
		l.place = place(lead[0])
	}
	l.number, l.index = uint32(r.uvarint()), uint32(r.uvarint())
	return l, !r.bad && l.place <= inTexts
}

func (f *feedTx) putLocation(d archive.Digest, l location) error {
	b := f.in(bucketBlobs)
	return b.Put(d[:], l.bytes())
}

// document returns the bytes with a digest and how many bases lie under them.
// The bytes are shared: callers must not change them.
func (f *feedTx) document(d archive.Digest) ([]byte, uint64, error) {
	data, b, err := f.documentWithin(d, 2*maxDepth)
	if err != nil {
		return nil, 0, err
	}
	return data, b.depth, nil
}

// documentWithin returns the bytes with a digest and the block they are in.
func (f *feedTx) documentWithin(d archive.Digest, depth uint64) ([]byte, *block, error) {
	if data, b := f.memory.find(d); b != nil {
		return data, b, nil
	}
	l, ok, err := f.locate(d)
	if err != nil {
		return nil, nil, err
	}
	if !ok {
		return nil, nil, fmt.Errorf("bytes %s: %w", d, archive.ErrNotFound)
	}
	b := f.memory.get(l)
	if b != nil {
		f.memory.name(b)
	} else if b, err = f.block(l, depth); err != nil {
		return nil, nil, err
	}
	data, err := b.document(d, l)
	return data, b, err
}

// documentAt returns the bytes with a digest, which are known to be there. It is
// for who reads all documents of a block.
func (f *feedTx) documentAt(d archive.Digest, l location) ([]byte, error) {
	b, err := f.block(l, 2*maxDepth)
	if err != nil {
		return nil, err
	}
	return b.document(d, l)
}

// document returns the document at l, which should have the digest.
func (b *block) document(d archive.Digest, l location) ([]byte, error) {
	if int(l.index) >= len(b.documents) {
		return nil, damaged("object %d holds no document %d", l.number, l.index)
	}
	data := b.documents[l.index]
	if archive.DigestBytes(data) != d {
		return nil, damaged("stored bytes do not match their digest %s", d)
	}
	return data, nil
}

// block is an object, decompressed.
type block struct {
	data      []byte // all documents
	documents [][]byte
	depth     uint64
	base      archive.Digest // zero: none
	root      archive.Digest // the base that has none itself; zero: none
	size      int
	named     map[archive.Digest]int // where documents are, once more than one was asked for; guarded by the cache
}

// block returns the object at a location, with at most depth bases under it.
func (f *feedTx) block(l location, depth uint64) (*block, error) {
	if b := f.memory.get(l); b != nil {
		return b, nil
	}
	b, err := f.object(l.place, l.number, depth)
	if err != nil {
		return nil, err
	}
	f.memory.put(l.object(), b)
	return b, nil
}

// storedBytes is room for what a block of texts takes: memory that grows from
// nothing is taken three times.
const storedBytes = 64 << 10

// storedRoom is memory for the stored form of an object, and for the leaves
// that it is read of. Nobody needs either afterwards, so it is used again.
type storedRoom struct {
	data []byte
	leaf leafRoom
}

// object reads an object and decompresses it.
func (f *feedTx) object(p place, number uint32, depth uint64) (*block, error) {
	room, _ := f.zstd.stored.Get().(*storedRoom)
	if room == nil {
		room = &storedRoom{data: make([]byte, 0, storedBytes)}
	}
	defer f.zstd.stored.Put(room)
	data, err := f.objectData(p, number, room.data[:0], &room.leaf)
	if err != nil {
		return nil, err
	}
	room.data = data
	o, err := parseObject(data)
	var b *block
	if err == nil {
		b, err = f.unpack(o, depth)
	}
	if err != nil {
		return nil, fmt.Errorf("object %d of %s: %w", number, p.bucket(), err)
	}
	return b, nil
}

// unpack decompresses an object.
func (f *feedTx) unpack(o object, depth uint64) (*block, error) {
	b := &block{depth: o.depth, base: o.base, size: o.total()}
	var base []byte
	if !o.base.IsZero() {
		if depth == 0 {
			return nil, damaged("too many bases lie under it")
		}
		data, under, err := f.documentWithin(o.base, depth-1)
		if err != nil {
			return nil, fmt.Errorf("its base: %w", err)
		}
		base, b.root = data, under.root
		if b.root.IsZero() {
			b.root = o.base
		}
	}
	data, err := f.zstd.decompress(o.frame, base, b.size, f.memory.room(b.size))
	if err != nil {
		return nil, err
	}
	b.data = data
	for _, size := range o.sizes {
		b.documents = append(b.documents, data[:size:size])
		data = data[size:]
	}
	return b, nil
}

// Limits of a blockCache: two of the largest blocks, since neighbours are read together.
const (
	cachedBlocks = 8
	cachedBytes  = 2 * blockBytes
)

// blockCache remembers the blocks that were decompressed last, so that a
// reader who goes through documents in order decompresses each block once.
type blockCache struct {
	mu    sync.Mutex
	order []cachedBlock // the one used last at the end
	bytes int

	reuse bool   // for who needs no document any more once he asks for others: memory is used again
	spare []byte // of the block that was forgotten last
}

type cachedBlock struct {
	at    location
	block *block
}

// get returns the block that a document is in, nil when it is not remembered.
func (c *blockCache) get(l location) *block {
	if c == nil {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for i, entry := range c.order {
		if entry.at == l.object() {
			c.use(i)
			return entry.block
		}
	}
	return nil
}

// name computes the digests of a block's documents, so that they are found.
func (c *blockCache) name(b *block) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if b.named != nil {
		return
	}
	b.named = make(map[archive.Digest]int, len(b.documents))
	for i, data := range b.documents {
		b.named[archive.DigestBytes(data)] = i
	}
}

// find returns a document of the blocks of which more than one was asked for,
// and its block: neighbours are read together, and looking each up touches the
// index of all documents, which is in no order, at a place of its own.
func (c *blockCache) find(d archive.Digest) ([]byte, *block) {
	if c == nil {
		return nil, nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for i, entry := range slices.Backward(c.order) {
		if at, ok := entry.block.named[d]; ok {
			c.use(i)
			return entry.block.documents[at], entry.block
		}
	}
	return nil, nil
}

// use makes a block the one used last.
func (c *blockCache) use(i int) {
	entry := c.order[i]
	copy(c.order[i:], c.order[i+1:])
	c.order[len(c.order)-1] = entry
}

func (c *blockCache) put(l location, b *block) {
	if c == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.order = append(c.order, cachedBlock{l, b})
	c.bytes += b.size
	for len(c.order) > 1 && (len(c.order) > cachedBlocks || c.bytes > cachedBytes) {
		oldest := c.order[0].block
		c.bytes -= oldest.size
		c.order = c.order[1:]
		if c.reuse {
			c.spare = oldest.data
		}
	}
}

// room returns memory for size bytes that are decompressed, and a few more: then
// zstd need not look all the time how many are left.
func (c *blockCache) room(size int) []byte {
	size += spareBytes
	if c == nil || !c.reuse {
		return make([]byte, 0, size)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	room := c.spare
	c.spare = nil
	if cap(room) < size {
		room = make([]byte, 0, size+size/8)
	}
	return room[:0]
}

// spareBytes is more than zstd writes beyond what it was asked to.
const spareBytes = 64
