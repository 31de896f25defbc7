package bolt

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"github.com/klauspost/compress/zstd"

	"onrecord/archive"
)

// anchoredPages returns an anchor and a page that differs from it in its middle.
func anchoredPages() (*likeness, []byte) {
	random := rand.New(rand.NewPCG(3, 5))
	base := make([]byte, 36<<10)
	for i := range base {
		base[i] = byte('a' + random.IntN(26))
	}
	page := bytes.Clone(base)
	for i := 16 << 10; i < 20<<10; i++ {
		page[i] = byte('a' + random.IntN(26))
	}
	return &likeness{digest: archive.DigestBytes(base), data: base}, page
}

// TestAnchoredEncoders compresses with more anchors than are remembered.
func TestAnchoredEncoders(t *testing.T) {
	c := newCodec()
	anchor, page := anchoredPages()
	for i := range 2 * cachedEncoders {
		other := bytes.Clone(anchor.data)
		other[0] = byte(i)
		for _, a := range []*likeness{anchor, {digest: archive.DigestBytes(other), data: other}} {
			frame, err := c.compressAnchored(a, page, zstd.SpeedFastest)
			if err != nil {
				t.Fatal(err)
			}
			if len(frame) > len(page)/4 {
				t.Errorf("a page takes %d bytes: the anchor was no help", len(frame))
			}
			got, err := c.decompress(frame, a.data, len(page), make([]byte, 0, len(page)))
			if err != nil || !bytes.Equal(got, page) {
				t.Fatalf("the page does not come back: %v", err)
			}
		}
	}
	if n := len(c.anchored.known); n != cachedEncoders {
		t.Errorf("%d encoders are remembered, want %d", n, cachedEncoders)
	}
}

func BenchmarkCompressAnchored(b *testing.B) {
	anchor, page := anchoredPages()
	c := newCodec()
	b.Run("remembered", func(b *testing.B) {
		for b.Loop() {
			if _, err := c.compressAnchored(anchor, page, zstd.SpeedFastest); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("made anew", func(b *testing.B) {
		for b.Loop() {
			if _, err := c.compressLike(anchor.data, page); err != nil {
				b.Fatal(err)
			}
		}
	})
}
