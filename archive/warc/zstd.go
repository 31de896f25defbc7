package warc

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
)

// Beginnings of frames (RFC 8878, section 3.1) and of a dictionary (section 5).
var (
	zstdStart       = []byte{0x28, 0xb5, 0x2f, 0xfd}
	zstdSkipped     = []byte{0x5d, 0x2a, 0x4d, 0x18} // the one in which a WARC file carries its dictionary
	dictionaryStart = []byte{0x37, 0xa4, 0x30, 0xec}
)

const (
	maxDictionary = 16 << 20
	maxWindow     = 128 << 20
)

// IsZstd reports whether a file that begins so is one of Zstandard frames.
func IsZstd(start []byte) bool {
	return bytes.HasPrefix(start, zstdStart) || bytes.HasPrefix(start, zstdSkipped)
}

// frames reads what Zstandard frames hold, with the dictionary that the file
// may carry in its first frame ("Zstandard compression for WARC files 1.0").
// What cannot be unpacked is [*Broken] once, and ends the file.
type frames struct {
	packed *bufio.Reader
	open   *zstd.Decoder // nil before the first read
	ended  bool
}

// Read implements io.Reader.
func (f *frames) Read(p []byte) (n int, err error) {
	if f.ended {
		return 0, io.EOF
	}
	if f.open == nil {
		err = f.begin()
	}
	if err == nil {
		n, err = f.open.Read(p)
	}
	if err == nil {
		return n, nil
	}
	f.ended = true
	if f.open != nil {
		f.open.Close()
	}
	if errors.Is(err, io.EOF) {
		return n, err
	}
	return n, &Broken{fmt.Errorf("it cannot be unpacked: %w", err)}
}

// begin reads the dictionary, where there is one.
func (f *frames) begin() error {
	options := []zstd.DOption{zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow)}
	dictionary, err := f.dictionary()
	if err != nil {
		return err
	}
	if dictionary != nil {
		options = append(options, zstd.WithDecoderDicts(dictionary))
	}
	f.open, err = zstd.NewReader(f.packed, options...)
	return err
}

// dictionary returns the dictionary of the first frame, nil when there is none.
func (f *frames) dictionary() ([]byte, error) {
	if start, err := f.packed.Peek(len(zstdSkipped)); err != nil || !bytes.Equal(start, zstdSkipped) {
		return nil, nil //nolint:nilerr // a frame that is cut off is told by who reads it
	}
	var head [8]byte
	if _, err := io.ReadFull(f.packed, head[:]); err != nil {
		return nil, err
	}
	size := binary.LittleEndian.Uint32(head[4:])
	if size > maxDictionary {
		return nil, fmt.Errorf("its dictionary has %d bytes", size)
	}
	dictionary := make([]byte, size)
	if _, err := io.ReadFull(f.packed, dictionary); err != nil {
		return nil, err
	}
	if bytes.HasPrefix(dictionary, zstdStart) {
		unpack, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxDictionary))
		if err != nil {
			return nil, err
		}
		defer unpack.Close()
		if dictionary, err = unpack.DecodeAll(dictionary, nil); err != nil {
			return nil, err
		}
	}
	if !bytes.HasPrefix(dictionary, dictionaryStart) {
		return nil, nil // another program's own frame
	}
	return dictionary, nil
}
