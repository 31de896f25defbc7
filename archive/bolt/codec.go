package bolt

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/klauspost/compress/zstd"
)

// maxDocument is the size of the biggest document that is stored or read.
const maxDocument = 256 << 20

// codec compresses with zstd (RFC 8878). Its encoders and decoders are made
// when they are first used, because making them costs more than starting the
// program, and can be used by many goroutines at once.
type codec struct {
	blocks      sync.Pool // of encoders of 8 MB, which go when they are not used for a while
	fastEncoder func() (*zstd.Encoder, error)
	decoders    sync.Pool              // of *zstd.Decoder, each for one user alone
	stored      sync.Pool              // of *storedRoom: what was read of an object, until it is decompressed
	room        atomic.Pointer[[]byte] // where the documents of a block are put together
	coders      coders
	anchored    anchoredEncoders
	like        likeCoders
}

func newCodec() *codec {
	return &codec{fastEncoder: sync.OnceValues(func() (*zstd.Encoder, error) {
		return zstd.NewWriter(nil, append(encoderOptions(), zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithWindowSize(1<<20))...)
	})}
}

func encoderOptions() []zstd.EOption {
	// What is compressed is covered by a digest or a checksum already.
	return []zstd.EOption{zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(false), zstd.WithLowerEncoderMem(true)}
}

func decoderOptions() []zstd.DOption {
	return []zstd.DOption{zstd.WithDecoderConcurrency(0), zstd.WithDecodeAllCapLimit(true), zstd.WithDecoderMaxWindow(512 << 20), zstd.WithDecoderMaxMemory(512 << 20)}
}

// compress returns one zstd frame that holds data.
func (c *codec) compress(data []byte) ([]byte, error) {
	e, ok := c.blocks.Get().(*zstd.Encoder)
	if !ok {
		var err error
		e, err = zstd.NewWriter(nil, append(encoderOptions(), zstd.WithEncoderLevel(zstd.SpeedBetterCompression), zstd.WithWindowSize(4<<20))...)
		if err != nil {
			return nil, fmt.Errorf("compressing: %w", err)
		}
	}
	defer c.blocks.Put(e)
	return e.EncodeAll(data, nil), nil
}

// compressFast is compress for a tenth of the time and of the memory, and a
// result that is somewhat larger.
func (c *codec) compressFast(data []byte) ([]byte, error) {
	e, err := c.fastEncoder()
	if err != nil {
		return nil, fmt.Errorf("compressing: %w", err)
	}
	return e.EncodeAll(data, nil), nil
}

// joined returns documents one after the other, in memory that is used again
// once done is called.
func (c *codec) joined(documents [][]byte) (data []byte, done func()) {
	if room := c.room.Swap(nil); room != nil {
		data = (*room)[:0]
	}
	size := 0
	for _, d := range documents {
		size += len(d)
	}
	data = slices.Grow(data, size)
	for _, d := range documents {
		data = append(data, d...)
	}
	return data, func() {
		if cap(data) <= 2*blockBytes {
			c.room.Store(&data)
		}
	}
}

// oneBlock is the size up to which data is one block of a frame.
const oneBlock = 64 << 10

// compressLike returns one zstd frame that holds data, for the most part by
// pointing into base, as zstd --patch-from does.
func (c *codec) compressLike(base, data []byte) ([]byte, error) {
	window := windowFor(len(base) + len(data))
	if len(data) == 0 || len(data) > oneBlock {
		e, err := newEncoderLike(base, window, zstd.SpeedFastest)
		if err != nil {
			return nil, err
		}
		return e.EncodeAll(data, nil), nil
	}
	e, err := c.like.encoder(window)
	if err != nil {
		return nil, err
	}
	var frame bytes.Buffer
	err = e.ResetWithOptions(&frame, zstd.WithEncoderDictRaw(0, base))
	if err == nil {
		_, err = e.Write(data)
	}
	if err = errors.Join(err, e.Close()); err != nil {
		return nil, fmt.Errorf("compressing: %w", err)
	}
	c.like.encoders(window).Put(e)
	return frame.Bytes(), nil
}

// newEncoderLike returns an encoder whose raw dictionary is base.
func newEncoderLike(base []byte, window int, level zstd.EncoderLevel) (*zstd.Encoder, error) {
	e, err := zstd.NewWriter(nil, append(encoderOptions(), zstd.WithEncoderLevel(level),
		zstd.WithWindowSize(window), zstd.WithEncoderDictRaw(0, base))...)
	if err != nil {
		return nil, fmt.Errorf("compressing: %w", err)
	}
	return e, nil
}

// windowFor returns a window from which n bytes can be reached: a power of two.
func windowFor(n int) int {
	size := 1 << 16
	for size < n && size < zstd.MaxWindowSize {
		size *= 2
	}
	return size
}

// decompress undoes compress for a frame of size bytes, and compressLike when
// there is a base. It puts them into room, which has as many at least.
func (c *codec) decompress(frame, base []byte, size int, room []byte) ([]byte, error) {
	pool, decoder := &c.decoders, c.decoder
	if base != nil {
		pool, decoder = &c.like.decoders, func() (*zstd.Decoder, error) { return c.like.decoder(base) }
	}
	d, err := decoder()
	if err != nil {
		return nil, fmt.Errorf("decompressing: %w", err)
	}
	defer pool.Put(d)
	data, err := d.DecodeAll(frame, room)
	if err != nil || len(data) != size {
		return nil, damaged("a frame of %d bytes does not decompress to %d bytes: %v", len(frame), size, err)
	}
	return data, nil
}

// decoder returns a decoder, for one user alone. One that several share goes
// through as many decoders in turn, each with memory of its own.
func (c *codec) decoder() (*zstd.Decoder, error) {
	if d, ok := c.decoders.Get().(*zstd.Decoder); ok {
		return d, nil
	}
	return zstd.NewReader(nil, append(decoderOptions(), zstd.WithDecoderConcurrency(1))...)
}
