package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"github.com/klauspost/compress/zstd"
	"go.etcd.io/bbolt"
)

// decompress prints the seconds that decompressing an archive's blocks takes,
// one after the other. What was compressed with another document as its
// dictionary is left out, so that the program is compared with less.
func decompress(path string) error {
	frames, err := blocks(path)
	if err != nil {
		return fmt.Errorf("read the blocks of %s: %w", path, err)
	}
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(512<<20))
	if err != nil {
		return fmt.Errorf("decompress: %w", err)
	}
	defer d.Close()
	var data []byte
	start := time.Now()
	for _, frame := range frames {
		if data, err = d.DecodeAll(frame, data[:0]); err != nil {
			return fmt.Errorf("decompress a block of %s: %w", path, err)
		}
	}
	fmt.Println(time.Since(start).Seconds())
	return nil
}

// blocks returns the zstd frames of the objects that have no base. An object is
// told in rows, in the order of their keys: its number and that of the row. It
// begins with a byte of flags, 0 when there is no base, then how many documents
// there are and their sizes.
func blocks(path string) (frames [][]byte, err error) {
	db, err := bbolt.Open(path, 0, &bbolt.Options{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	err = db.View(func(tx *bbolt.Tx) error {
		number, object := uint32(0), []byte(nil)
		end := func() {
			if len(object) > 0 && object[0] == 0 {
				frames = append(frames, frameOf(object))
			}
			object = nil
		}
		defer end()
		return tx.Bucket([]byte("feeds")).Bucket([]byte("large")).Bucket([]byte("objects")).ForEach(func(k, v []byte) error {
			if n := binary.BigEndian.Uint32(k); n != number {
				end()
				number = n
			}
			object = append(object, v...)
			return nil
		})
	})
	return frames, err
}

// frameOf passes an object's head over.
func frameOf(object []byte) []byte {
	rest := object[1:]
	count, n := binary.Uvarint(rest)
	for rest = rest[n:]; count > 0; count-- {
		_, n = binary.Uvarint(rest)
		rest = rest[n:]
	}
	return rest
}
