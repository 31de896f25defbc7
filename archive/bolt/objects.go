package bolt

import (
	"bytes"
	"encoding/binary"

	"onrecord/archive"
)

// chunkBytes is how much of an object one row holds: two rows fill a page of
// bbolt to the byte (16 bytes of header, 16 for each row and 8 for its key).
// An object in one row would take pages in a row instead, and leave gaps that
// nothing fits when it goes.
const chunkBytes = (pageSize-16)/2 - 16 - 8

// place says in which bucket an object is.
type place byte

// Places of objects.
const (
	inObjects place = iota // blocks, for good
	inDeltas               // one document each, told by another
	inPages                // one page each, waiting for being packed
	inTexts                // one content each, waiting likewise
)

func (p place) bucket() []byte {
	switch p {
	case inObjects:
		return bucketObjects
	case inDeltas:
		return bucketDeltas
	case inPages:
		return bucketPages
	}
	return bucketTexts
}

// placeOf returns the place whose objects are in a bucket, inTexts for any other.
func placeOf(bucket string) place {
	for p := range inTexts {
		if string(p.bucket()) == bucket {
			return p
		}
	}
	return inTexts
}

// object is a zstd frame over some documents.
type object struct {
	base  archive.Digest // the document it was compressed with; zero: none
	depth uint64         // how many bases lie under it
	sizes []uint64       // of the documents
	frame []byte
}

const flagBase = 1

// bytes returns the stored form.
func (o object) bytes() []byte {
	var data []byte
	if o.base.IsZero() {
		data = append(data, 0)
	} else {
		data = append(append(data, flagBase), o.base[:]...)
		data = binary.AppendUvarint(data, o.depth)
	}
	data = binary.AppendUvarint(data, uint64(len(o.sizes)))
	for _, size := range o.sizes {
		data = binary.AppendUvarint(data, size)
	}
	return append(data, o.frame...)
}

// total returns the size of all documents.
func (o object) total() int {
	total := uint64(0)
	for _, size := range o.sizes {
		total += size
	}
	return int(total)
}

// parseObject reads the stored form.
func parseObject(data []byte) (object, error) {
	var o object
	r := byteReader{data: data}
	if flags := r.take(1); len(flags) == 1 && flags[0] == flagBase {
		copy(o.base[:], r.take(len(o.base)))
		o.depth = r.uvarint()
	} else if len(flags) == 1 && flags[0] != 0 {
		r.bad = true
	}
	count, total := r.uvarint(), uint64(0)
	for i := uint64(0); i < count && !r.bad; i++ {
		size := r.uvarint()
		if total += size; size > maxDocument || total > 2*maxDocument {
			r.bad = true
		}
		o.sizes = append(o.sizes, size)
	}
	if r.bad || count == 0 || o.depth > 2*maxDepth {
		return object{}, damaged("an object's head cannot be read")
	}
	o.frame = r.data
	return o, nil
}

// byteReader takes bytes until there are too few.
type byteReader struct {
	data []byte
	bad  bool
}

func (r *byteReader) take(n int) []byte {
	if r.bad || len(r.data) < n {
		r.bad = true
		return nil
	}
	taken := r.data[:n]
	r.data = r.data[n:]
	return taken
}

func (r *byteReader) uvarint() uint64 {
	v, n := binary.Uvarint(r.data)
	if r.bad || n <= 0 {
		r.bad = true
		return 0
	}
	r.data = r.data[n:]
	return v
}

// addObject stores an object and returns its number in its place.
func (f *feedTx) addObject(p place, o object) (uint32, error) {
	b := f.in(p.bucket())
	b.FillPercent = fillAppended
	sequence, err := b.NextSequence()
	if err != nil {
		return 0, err
	}
	number, data := uint32(sequence), o.bytes()
	for chunk := uint32(0); len(data) > 0; chunk++ {
		n := min(len(data), chunkBytes)
		if err := b.Put(key32(number, chunk), data[:n]); err != nil {
			return 0, err
		}
		data = data[n:]
	}
	return number, nil
}

// objectData returns an object's stored form, nothing when there is none; it is
// put into data when it has room, and so are the pages it is read of.
func (f *feedTx) objectData(p place, number uint32, data []byte, room *leafRoom) ([]byte, error) {
	next := uint32(0)
	rows := f.in(p.bucket()).passing(room)
	if p == inDeltas {
		rows = f.in(p.bucket()).Cursor() // those of one snapshot share a leaf
	}
	err := rowsFrom(rows, key32(number), func(k, v []byte) (bool, error) {
		if !hasPrefix(k, key32(number), 8) {
			return false, nil
		}
		if at32(k, 1) != next {
			return false, damaged("object %d has no chunk %d", number, next)
		}
		next++
		data = append(data, v...)
		return true, nil
	})
	return data, err
}

// removeObject deletes an object.
func (f *feedTx) removeObject(p place, number uint32) error {
	b := f.in(p.bucket())
	return removeKeys(b, keysWith(b, key32(number)))
}

// keysWith returns the keys that begin with prefix.
func keysWith(b *bucket, prefix []byte) [][]byte {
	var keys [][]byte
	c := b.Cursor()
	for k, _ := c.Seek(prefix); bytes.HasPrefix(k, prefix) && k != nil; k, _ = c.Next() {
		if n := len(keys); n > 0 && follows(keys[n-1], k) != nil {
			break // the other rows of a damaged page cannot be reached
		}
		keys = append(keys, clone(k))
	}
	return keys
}

func removeKeys(b *bucket, keys [][]byte) error {
	for _, k := range keys {
		if err := b.Delete(k); err != nil {
			return err
		}
	}
	return nil
}
