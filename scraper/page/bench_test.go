package page

import (
	"testing"

	"onrecord/internal/realpages"
)

// BenchmarkParse measures saved pages: the whole of Parse, and its parts.
func BenchmarkParse(b *testing.B) {
	var bodies [][]byte
	size := 0
	for _, file := range realpages.Below(b, realpages.Folder(b, realpages.Pages)) {
		if len(bodies) < 200 {
			bodies = append(bodies, realpages.Body(b, file))
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
