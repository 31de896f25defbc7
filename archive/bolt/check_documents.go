package bolt

import (
	"context"

	"onrecord/archive"
)

// readDocument is a document that was read, and of each text that it should be
// whether it is.
type readDocument struct {
	digest archive.Digest
	data   []byte
	err    error
	uses   []use
	texts  []error // of uses; nil: it is, or nothing is known of it
}

// documentBatch is how many documents are read before they are checked.
const documentBatch = blockDocuments

// checkDocuments reads all documents and checks them outside of the
// transactions, some while the next ones are read.
func (c *checker) checkDocuments(ctx context.Context) error {
	c.order()
	checked := make(chan []readDocument, 1)
	checked <- nil
	for left := c.documents; len(left) > 0; left = left[min(len(left), documentBatch):] {
		batch, err := c.readDocuments(ctx, left[:min(len(left), documentBatch)])
		c.tell(<-checked)
		if err != nil {
			return err
		}
		go func() {
			var digester archive.Digester
			for i := range batch {
				batch[i].check(&digester)
			}
			checked <- batch
		}()
	}
	c.tell(<-checked)
	return nil
}

// readDocuments reads some documents. One is located again when someone has
// written since it was located, because packing moves it.
func (c *checker) readDocuments(ctx context.Context, list []storedDocument) ([]readDocument, error) {
	batch := make([]readDocument, 0, len(list))
	err := c.each(ctx, len(list), func(f *feedTx, i int) error {
		d := readDocument{digest: list[i].digest, uses: c.wanted[list[i].digest]}
		at := list[i].at
		if f.tx.ID() != c.written {
			l, known, err := f.locate(d.digest)
			if err == nil && !known {
				return nil // dropped since, or reported as missing
			}
			if at = l; err != nil {
				d.err = err
			}
		}
		if d.err == nil {
			d.err = guarded(func() (err error) {
				d.data, err = f.documentAt(d.digest, at)
				return err
			})
		}
		batch = append(batch, d)
		return nil
	})
	return batch, err
}

// check compares what was read with the texts that it should be.
func (d *readDocument) check(digester *archive.Digester) {
	d.texts = make([]error, len(d.uses))
	for i, u := range d.uses {
		if d.err != nil || !u.text {
			continue
		}
		content, err := decodeContent(d.data)
		if err == nil && digester.Digest(content) != u.digest {
			err = damaged("it does not match the digest of its content, %s", u.digest)
		}
		d.texts[i] = err
	}
	d.data = nil
}

// tell reports what is damaged of some documents.
func (c *checker) tell(batch []readDocument) {
	for _, d := range batch {
		c.report.Checked.Documents++
		if d.err != nil && len(d.uses) == 0 {
			c.damage(DamageBytes, noArticle, 0, "stored bytes cannot be read: %s; no snapshot refers to them", reason(d.err))
		}
		for i, u := range d.uses {
			switch {
			case d.err != nil:
				c.lose(u, d.err)
			case d.texts[i] != nil:
				c.lose(u, d.texts[i])
			}
		}
	}
}
