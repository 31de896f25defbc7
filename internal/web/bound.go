package web

import (
	"slices"

	"onrecord/archive"
)

// answerBytes bounds the texts of which one answer is made: it ends early when
// they are long, and the next page goes on from there. So each answer costs
// about the same, whatever a feed publishes.
const answerBytes = 128 << 10

// readChunk is for how many items one short transaction reads.
const readChunk = 20

// bounded reads what belongs to keys, in chunks, until the texts of it are long
// enough; then it takes it, outside of the transaction. It returns of how many
// keys it read, at least of one.
func bounded[K, V any](s *Server, a ask, keys []K, read func(archive.View, K) ([]V, error), size func(V) int, take func(V)) (used int, err error) {
	left := answerBytes
	for chunk := range slices.Chunk(keys, readChunk) {
		var found []V
		err := s.o.Store.View(a.Context(), a.feed.Name, func(v archive.View) error {
			for _, key := range chunk {
				if left <= 0 {
					return nil
				}
				values, err := read(v, key)
				if err != nil {
					return err
				}
				for _, value := range values {
					left -= size(value)
				}
				found, used = append(found, values...), used+1
			}
			return nil
		})
		if err != nil {
			return used, err
		}
		for _, value := range found {
			take(value)
		}
		if left <= 0 {
			break
		}
	}
	return used, nil
}

// textBytes returns how long the text of a content is.
func textBytes(c archive.Content) int { return len(c.Title) + len(c.Summary) + len(c.Body) }

func bothTexts(c archive.NetChange) int { return textBytes(c.Old) + textBytes(c.New) }
