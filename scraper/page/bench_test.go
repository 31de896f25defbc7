package page

import (
	"os"
	"testing"
)

// BenchmarkParse measures saved pages: the whole of Parse, and its parts.
func BenchmarkParse(b *testing.B) {
	root := os.Getenv("ONRECORD_PAGES")
	if root == "" {
		b.Skip("ONRECORD_PAGES is not set")
	}
	var bodies [][]byte
	size := 0
	for _, file := range gzipsBelow(b, root) {
		if len(bodies) < 200 {
			bodies = append(bodies, gunzipFile(b, file))
			size += len(bodies[len(bodies)-1])
		}
	}
	each := func(name string, do func(body []byte)) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(size))
			for b.Loop() {
				for _, body := range bodies {
					do(body)
				}
			}
		})
	}
	each("decode", func(body []byte) { decode(Source{Body: body}) })
	each("trim", func(body []byte) {
		if _, err := newTrimmer(string(body)).trim(); err != nil {
			b.Fatal(err)
		}
	})
	each("all", func(body []byte) {
		if _, err := Parse(Source{Body: body}); err != nil {
			b.Fatal(err)
		}
	})
}
