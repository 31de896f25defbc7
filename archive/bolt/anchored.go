package bolt

import (
	"slices"
	"sync"

	"github.com/klauspost/compress/zstd"

	"onrecord/archive"
)

// anchoredEncoders remembers the encoders of the anchors used last. All pages
// of a site are compressed with one anchor, and making an encoder costs more
// than compressing a page does.
type anchoredEncoders struct {
	mu    sync.Mutex
	known []anchoredEncoder // the one used last at the end
}

type anchoredEncoder struct {
	anchor  archive.Digest
	window  int
	level   zstd.EncoderLevel
	encoder *zstd.Encoder
}

// cachedEncoders is how many encoders are remembered: those of one anchor's
// loose pages and blocks, and of a second feed's. One of a block has 9 MB.
const cachedEncoders = 4

// compressAnchored is compressLike for a base that many documents are
// compressed with.
func (c *codec) compressAnchored(anchor *likeness, data []byte, level zstd.EncoderLevel) ([]byte, error) {
	e, err := c.anchored.get(anchor, windowFor(len(anchor.data)+len(data)), level)
	if err != nil {
		return nil, err
	}
	return e.EncodeAll(data, nil), nil
}

// get returns the encoder of an anchor, made when it is not remembered. It may
// be used by several goroutines.
func (a *anchoredEncoders) get(anchor *likeness, window int, level zstd.EncoderLevel) (*zstd.Encoder, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	i := slices.IndexFunc(a.known, func(k anchoredEncoder) bool {
		return k.anchor == anchor.digest && k.window == window && k.level == level
	})
	if i >= 0 {
		k := a.known[i]
		a.known = append(slices.Delete(a.known, i, i+1), k)
		return k.encoder, nil
	}
	e, err := newEncoderLike(anchor.data, window, level)
	if err != nil {
		return nil, err
	}
	if len(a.known) == cachedEncoders {
		a.known = slices.Delete(a.known, 0, 1)
	}
	a.known = append(a.known, anchoredEncoder{anchor.digest, window, level, e})
	return e, nil
}

// forget drops the encoders: once the pages of a crawl are packed, few follow.
func (a *anchoredEncoders) forget() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.known = nil
}
