package webarchive

import (
	"errors"
	"fmt"

	"github.com/klauspost/compress/zstd"

	"onrecord/archive"
	"onrecord/archive/aside"
)

// Shelf keeps pages aside in a temporary file, compressed, each once, and what
// is known of the records that others may repeat. Files that repeat pages of
// each other share it.
type Shelf struct {
	rows *aside.Rows
	pack *zstd.Encoder
	open *zstd.Decoder
}

// NewShelf makes an empty shelf. Close it.
func NewShelf() (s *Shelf, err error) {
	s = &Shelf{}
	if s.rows, err = aside.New(); err != nil {
		return nil, err
	}
	var errOpen error
	s.pack, err = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true))
	s.open, errOpen = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	return s, errors.Join(err, errOpen)
}

func pageKey(raw archive.Digest) []byte { return append([]byte("page "), raw[:]...) }

// Put implements archive.Pages.
func (s *Shelf) Put(raw archive.Digest, page []byte) error {
	var packed []byte
	if known, err := s.rows.Get(pageKey(raw), &packed); err != nil || known {
		return err
	}
	return s.rows.Put(pageKey(raw), s.pack.EncodeAll(page, nil))
}

// Get implements archive.Pages.
func (s *Shelf) Get(raw archive.Digest) ([]byte, error) {
	var packed []byte
	known, err := s.rows.Get(pageKey(raw), &packed)
	if err == nil && !known {
		err = fmt.Errorf("page %s: %w", raw, archive.ErrNotFound)
	}
	if err != nil {
		return nil, err
	}
	return s.open.DecodeAll(packed, nil)
}

// Close removes the file.
func (s *Shelf) Close() error {
	s.open.Close()
	return errors.Join(s.pack.Close(), s.rows.Close())
}
