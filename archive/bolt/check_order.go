package bolt

import (
	"cmp"
	"slices"

	"onrecord/archive"
)

// rooted is a stored document, and what lies under it.
type rooted struct {
	document int32
	root     location // of the document at the bottom; its own when it is told by none
	depth    int32    // how many documents lie under it
}

// order sorts the documents: those of a block one after the other, and behind
// them, from the bottom to the top, what is told by each. So all are
// decompressed once; in the order of their numbers, each revision of an article
// would take those before it, and the block at the bottom, once more. bases are
// the documents by which objects are told.
func (c *checker) order(bases map[location]archive.Digest) []rooted {
	list := make([]rooted, len(c.documents))
	for i, d := range c.documents {
		r := rooted{document: int32(i), root: d.at}
		for base, ok := bases[r.root.object()]; ok && r.depth < 2*maxDepth; base, ok = bases[r.root.object()] {
			r.root = location{}
			if at, known := c.document(base); known {
				r.root = c.documents[at].at
			}
			r.depth++
		}
		list[i] = r
	}
	slices.SortFunc(list, func(a, b rooted) int {
		return cmp.Or(a.root.object().compare(b.root.object()), cmp.Compare(min(a.depth, 1), min(b.depth, 1)),
			a.root.compare(b.root), cmp.Compare(a.depth, b.depth), c.documents[a.document].at.compare(c.documents[b.document].at))
	})
	return list
}

// batchesOf divides documents in order into batches, between those that need the
// same block where that does not make a batch much larger.
func (c *checker) batchesOf(order []rooted) (batches [][]rooted) {
	object := func(i int) location { return c.documents[order[i].document].at.object() }
	start := 0
	for i := 1; i < len(order); i++ {
		n := i - start
		if n >= documentBatch && order[i].root.object() != order[i-1].root.object() || n >= 2*documentBatch && object(i) != object(i-1) {
			batches = append(batches, order[start:i])
			start = i
		}
	}
	if start < len(order) {
		batches = append(batches, order[start:])
	}
	return batches
}

// object returns where the object begins that a document is in.
func (l location) object() location { return location{place: l.place, number: l.number} }

func (l location) compare(other location) int {
	return cmp.Or(cmp.Compare(l.place, other.place), cmp.Compare(l.number, other.number), cmp.Compare(l.index, other.index))
}
