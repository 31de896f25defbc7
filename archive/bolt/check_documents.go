package bolt

import (
	"cmp"
	"context"
	"runtime"
	"slices"

	"onrecord/archive"
)

// documentBatch is about how many documents are checked by one goroutine.
const documentBatch = 8 * blockDocuments

// documentRows are what is found in some documents.
type documentRows struct {
	findings
	order    []rooted
	uses     []int // where what refers to each document begins
	digester archive.Digester
}

// checkDocuments reads all documents, some batches at a time, and compares them
// with the texts that they should be.
func (c *checker) checkDocuments(ctx context.Context) error {
	objects, err := c.objects.of(ctx, c.feed)
	if err != nil {
		return err
	}
	c.join(&objects.findings)
	order := c.order(objects.noted.bases)
	uses := c.sortWanted()
	batches := c.batchesOf(order)
	parts := make([]*documentRows, len(batches))
	idle := make(chan *blockCache, runtime.GOMAXPROCS(0)) // neighbours in a batch, and often two batches, need the same blocks
	for range cap(idle) {
		idle <- &blockCache{reuse: true}
	}
	err = parallel(ctx, len(batches), func(ctx context.Context, i int) error {
		memory := <-idle
		defer func() { idle <- memory }()
		parts[i] = &documentRows{findings: findings{checker: c}, order: batches[i], uses: uses}
		return c.each(ctx, 0, len(batches[i]), 1, memory, parts[i].check)
	})
	if err != nil {
		return err
	}
	for _, part := range parts {
		c.join(&part.findings)
	}
	return nil
}

// sortWanted puts what refers to each document together, and returns where that
// begins for each of them, and where the last one ends.
func (c *checker) sortWanted() []int {
	slices.SortFunc(c.wanted, func(a, b want) int {
		return cmp.Or(cmp.Compare(a.document, b.document), cmp.Compare(a.by.ref, b.by.ref), cmp.Compare(a.by.revision, b.by.revision),
			cmp.Compare(a.by.snapshot, b.by.snapshot))
	})
	c.wanted = slices.Compact(c.wanted)
	uses := make([]int, len(c.documents)+1)
	for _, w := range c.wanted {
		uses[w.document+1]++
	}
	for i := range c.documents {
		uses[i+1] += uses[i]
	}
	return uses
}

// check checks the documents from low to high of the batch, in a transaction.
// One is located again when someone has written since it was located, because
// packing moves it.
func (r *documentRows) check(f *feedTx, low, high int) error {
	r.f = f
	for _, next := range r.order[low:high] {
		d := r.documents[next.document]
		known, err := true, error(nil)
		if f.tx.ID() != r.written {
			d.at, known, err = f.locate(d.digest)
		}
		if err == nil && !known {
			continue // dropped since, or reported as missing
		}
		var data []byte
		if err == nil {
			err = guarded(func() (err error) {
				data, err = f.documentAt(d.digest, d.at)
				return err
			})
		}
		r.compare(data, err, r.wanted[r.uses[next.document]:r.uses[next.document+1]])
	}
	return nil
}

// compare compares what was read of a document, or why it could not be, with
// what refers to it.
func (r *documentRows) compare(data []byte, unread error, uses []want) {
	r.counted.Documents++
	if unread != nil && len(uses) == 0 {
		r.damage(DamageBytes, noArticle, 0, "stored bytes cannot be read: %s; no snapshot refers to them", reason(unread))
	}
	for _, w := range uses {
		err := unread
		if err == nil && w.by.text {
			err = r.compareText(data, w.by.digest)
		}
		if err != nil {
			r.lose(w.by, err)
		}
	}
}

// compareText reports a text that is not the one with a digest.
func (r *documentRows) compareText(data []byte, digest archive.Digest) error {
	content, err := decodeContent(data)
	if err == nil && r.digester.Digest(content) != digest {
		err = damaged("it does not match the digest of its content, %s", digest)
	}
	return err
}
