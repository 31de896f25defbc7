package bolt

import (
	"cmp"
	"slices"

	"onrecord/archive"
)

// rooted is a stored document with what lies under it.
type rooted struct {
	storedDocument
	root  location // of the document at the bottom; its own when it is told by none
	depth int      // how many documents lie under it
}

// order sorts the documents: those of a block one after the other, and behind
// them, from the bottom to the top, what is told by each. So all are
// decompressed once; in the order of their numbers, each revision of an article
// would take those before it, and the block at the bottom, once more.
func (c *checker) order() {
	at := make(map[archive.Digest]location, len(c.bases))
	for _, base := range c.bases {
		at[base] = location{}
	}
	for _, d := range c.documents {
		if _, ok := at[d.digest]; ok {
			at[d.digest] = d.at
		}
	}
	list := make([]rooted, len(c.documents))
	for i, d := range c.documents {
		r := rooted{storedDocument: d, root: d.at}
		for base, ok := c.bases[r.root.object()]; ok && r.depth < 2*maxDepth; base, ok = c.bases[r.root.object()] {
			r.root = at[base]
			r.depth++
		}
		list[i] = r
	}
	slices.SortFunc(list, func(a, b rooted) int {
		return cmp.Or(a.root.object().compare(b.root.object()), min(a.depth, 1)-min(b.depth, 1),
			a.root.compare(b.root), cmp.Compare(a.depth, b.depth), a.at.compare(b.at))
	})
	for i, r := range list {
		c.documents[i] = r.storedDocument
	}
}

// object returns where the object begins that a document is in.
func (l location) object() location { return location{place: l.place, number: l.number} }

func (l location) compare(other location) int {
	return cmp.Or(cmp.Compare(l.place, other.place), cmp.Compare(l.number, other.number), cmp.Compare(l.index, other.index))
}

// headRow notes by which document an object is told, from the row that it
// begins with.
func (c *checker) headRow(p place, k, v []byte) {
	r := byteReader{data: v}
	if flags := r.take(1); at32(k, 1) != 0 || len(flags) == 0 || flags[0] != flagBase {
		return
	}
	if base := r.take(len(archive.Digest{})); base != nil {
		c.bases[location{place: p, number: at32(k, 0)}] = archive.Digest(base)
	}
}
