package bolt

import (
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// likeCoders are encoders and decoders whose dictionary is another one each
// time they are used. Making them costs as much as using them; those that are
// not used for a while go.
type likeCoders struct {
	mu       sync.Mutex
	byWindow map[int]*sync.Pool // of *zstd.Encoder
	decoders sync.Pool          // of *zstd.Decoder
}

// encoders returns the encoders with a window.
func (l *likeCoders) encoders(window int) *sync.Pool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.byWindow == nil {
		l.byWindow = map[int]*sync.Pool{}
	}
	if l.byWindow[window] == nil {
		l.byWindow[window] = &sync.Pool{}
	}
	return l.byWindow[window]
}

// encoder returns an encoder, for one user alone.
func (l *likeCoders) encoder(window int) (*zstd.Encoder, error) {
	if e, ok := l.encoders(window).Get().(*zstd.Encoder); ok {
		return e, nil
	}
	e, err := zstd.NewWriter(nil, append(encoderOptions(), zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithWindowSize(window))...)
	if err != nil {
		return nil, fmt.Errorf("compressing: %w", err)
	}
	return e, nil
}

// decoder returns a decoder whose raw dictionary is base, for one user alone.
func (l *likeCoders) decoder(base []byte) (*zstd.Decoder, error) {
	dictionary := zstd.WithDecoderDictRaw(0, base)
	if d, ok := l.decoders.Get().(*zstd.Decoder); ok {
		return d, d.ResetWithOptions(nil, dictionary)
	}
	return zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecodeAllCapLimit(true),
		zstd.WithDecoderMaxWindow(512<<20), zstd.WithDecoderLowmem(true), dictionary)
}
