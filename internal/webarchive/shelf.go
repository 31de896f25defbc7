package webarchive

import (
	"errors"
	"fmt"
	"os"

	"github.com/klauspost/compress/zstd"

	"onrecord/archive"
)

// Shelf keeps pages aside in a temporary file, compressed, each once.
type Shelf struct {
	file  *os.File
	end   int64
	pages map[archive.Digest]spot
	pack  *zstd.Encoder
	open  *zstd.Decoder
}

type spot struct {
	at   int64
	size int
}

// NewShelf makes an empty shelf. Close it.
func NewShelf() (*Shelf, error) {
	f, err := os.CreateTemp("", "onrecord-import-")
	if err != nil {
		return nil, err
	}
	s := &Shelf{file: f, pages: map[archive.Digest]spot{}}
	var errOpen error
	s.pack, err = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
	s.open, errOpen = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	return s, errors.Join(err, errOpen)
}

// Put implements archive.Pages.
func (s *Shelf) Put(raw archive.Digest, page []byte) error {
	if _, known := s.pages[raw]; known {
		return nil
	}
	packed := s.pack.EncodeAll(page, nil)
	if _, err := s.file.WriteAt(packed, s.end); err != nil {
		return fmt.Errorf("put a page aside: %w", err)
	}
	s.pages[raw] = spot{s.end, len(packed)}
	s.end += int64(len(packed))
	return nil
}

// Get implements archive.Pages.
func (s *Shelf) Get(raw archive.Digest) ([]byte, error) {
	at, known := s.pages[raw]
	if !known {
		return nil, fmt.Errorf("page %s: %w", raw, archive.ErrNotFound)
	}
	packed := make([]byte, at.size)
	if _, err := s.file.ReadAt(packed, at.at); err != nil {
		return nil, fmt.Errorf("take a page that was put aside: %w", err)
	}
	return s.open.DecodeAll(packed, nil)
}

// Close removes the file.
func (s *Shelf) Close() error {
	s.open.Close()
	return errors.Join(s.pack.Close(), s.file.Close(), os.Remove(s.file.Name()))
}
