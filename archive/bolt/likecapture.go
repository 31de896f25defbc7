package bolt

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"

	"onrecord/archive"
)

// encodeCapture returns the value stored at key for a capture, compressed with
// that of another capture of the same article, if there is one: what the
// listing prints, addresses and most header lines are the same in both.
func (f *feedTx) encodeCapture(key []byte, r captureRecord, like uint32) ([]byte, error) {
	dictionary, err := f.captureDictionary(like)
	if err != nil || dictionary == nil {
		return f.encodeOr(err, key, r)
	}
	plain, err := cborEncoding.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("encoding a capture: %w", err)
	}
	frame, err := f.zstd.compressLike(dictionary, plain)
	if err != nil {
		return nil, err
	}
	lead := binary.AppendUvarint([]byte{formLike}, uint64(like))
	return withChecksum(key, zipped(lead, plain, frame)), nil
}

// encodeOr encodes a record in the common way unless there was an error.
func (f *feedTx) encodeOr(err error, key []byte, record any) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	return f.encode(key, record)
}

// captureDictionary returns the CBOR of a capture with which others may be
// compressed; nil when it is itself compressed with another, so that reading
// one never needs more than two.
func (f *feedTx) captureDictionary(number uint32) ([]byte, error) {
	key := key32(number)
	value := f.in(bucketCaptures).Get(key)
	if number == 0 || len(value) == 0 || value[0] == formLike {
		return nil, nil
	}
	return f.plain(key, value)
}

// plainLike undoes encodeCapture.
func (f *feedTx) plainLike(key, body []byte) ([]byte, error) {
	r := byteReader{data: body}
	number, size := r.uvarint(), r.uvarint()
	if r.bad || size > maxRecord || number > 1<<32-1 {
		return nil, damaged("the record at %x has no length", key)
	}
	dictionary, err := f.captureDictionary(uint32(number))
	if err != nil {
		return nil, err
	}
	if dictionary == nil {
		return nil, damaged("the record at %x needs capture %d", key, number)
	}
	plain, err := f.zstd.decompress(append([]byte(zstdMagic), r.data...), dictionary, int(size), make([]byte, 0, size))
	if err != nil {
		return nil, fmt.Errorf("the record at %x: %w", key, err)
	}
	return plain, nil
}

// captureLike returns the number of the first capture of the article at an
// address, 0 when there is none.
func (f *feedTx) captureLike(address string) (uint32, error) {
	head, err := f.head()
	if err != nil {
		return 0, err
	}
	v := view{feed: f, head: head}
	ref, err := v.lookup(canonicalOf(address), head.Number)
	if errors.Is(err, archive.ErrNotFound) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	var r revisionRecord
	ok, err := f.getRecord(bucketRevisions, key32(uint32(ref), 1), &r)
	if err != nil || !ok || r.Snapshot > head.Number {
		return 0, err
	}
	return r.Capture, nil
}

// likeThem adds to captures that are to be written anew those that are
// compressed with one of them, as they are.
func (f *feedTx) likeThem(told map[uint32]captureRecord) error {
	added := map[uint32]captureRecord{}
	err := from(f.in(bucketCaptures), nil, func(k, v []byte) (bool, error) {
		if len(k) != 4 || len(v) == 0 || v[0] != formLike {
			return true, nil
		}
		r := byteReader{data: v[1:]}
		like, number := uint32(r.uvarint()), at32(k, 0)
		_, uses := told[like]
		if _, own := told[number]; !uses || own {
			return true, nil
		}
		other, err := f.capture(number)
		added[number] = other
		return true, err
	})
	maps.Copy(told, added)
	return err
}
