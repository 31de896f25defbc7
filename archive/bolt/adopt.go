package bolt

import (
	"bytes"
	"slices"
)

// adopt walks the leaves that a branch led to which cannot be read. bbolt has
// no page that is neither in use nor free, so when one bucket alone has lost
// branches, such leaves are its own, or those of buckets in it, which its own
// lead to. Which of several buckets they would be of cannot be known.
func (w *walk) adopt() error {
	if len(w.lost) == 0 {
		return nil
	}
	of := w.lost[0].bucket
	for _, l := range w.lost {
		if len(l.bucket) < len(bucketPath{"feeds", "feed"}) || l.bucket.String() != of.String() {
			return nil
		}
	}
	for id := uint64(firstPage); id < w.meta.pages; id++ {
		if w.used[id] || w.free[id] {
			continue
		}
		page, err := w.file.read(id, w.meta.pages)
		if err != nil || page.flags != pageLeaf {
			continue
		}
		list, err := page.elements()
		if err != nil || !w.missing(of, list) {
			continue
		}
		for n := id; n <= id+page.overflow; n++ {
			w.used[n] = true
		}
		if err := w.leaf(of, list); err != nil {
			return err
		}
	}
	return nil
}

// missing reports whether rows are among those that a bucket has lost.
func (w *walk) missing(of bucketPath, list []element) bool {
	if len(list) == 0 || slices.ContainsFunc(list, func(e element) bool { return !belongs(of, e) }) {
		return false
	}
	first, last := list[0].key, list[len(list)-1].key
	return slices.ContainsFunc(w.lost, func(l lostPage) bool {
		return bytes.Compare(first, l.low) >= 0 && (l.high == nil || bytes.Compare(last, l.high) < 0)
	})
}

// belongs reports whether a row may be one of a bucket: buckets, by the names
// they have, are in that of a feed only.
func belongs(of bucketPath, e element) bool {
	if len(of) > len(bucketPath{"feeds", "feed"}) {
		return !e.bucket
	}
	if !e.bucket {
		return bytes.Equal(e.key, keyHead) || bytes.Equal(e.key, keyAnchor)
	}
	return slices.ContainsFunc(feedBuckets(), func(name []byte) bool { return bytes.Equal(e.key, name) })
}
