package bolt

import (
	"cmp"
	"context"
	"slices"

	"onrecord/archive"
)

// readDocument is a document that was read.
type readDocument struct {
	digest archive.Digest
	data   []byte
	err    error
}

// checkDocuments reads all documents, those of a block together, and checks
// them outside of the transactions. One is located again when it is read,
// because packing moves it.
func (c *checker) checkDocuments(ctx context.Context) error {
	slices.SortFunc(c.documents, func(a, b storedDocument) int {
		return cmp.Or(cmp.Compare(a.at.place, b.at.place), cmp.Compare(a.at.number, b.at.number), cmp.Compare(a.at.index, b.at.index))
	})
	done := 0
	for done < len(c.documents) {
		var batch []readDocument
		first := done
		err := c.each(ctx, min(len(c.documents)-first, documentBatch), func(f *feedTx, i int) error {
			d := readDocument{digest: c.documents[first+i].digest}
			_, known, err := f.locate(d.digest)
			if err == nil && !known {
				return nil // dropped since, or reported as missing
			}
			d.err = guarded(func() (err error) {
				d.data, _, err = f.document(d.digest)
				return err
			})
			batch = append(batch, d)
			return nil
		})
		if err != nil {
			return err
		}
		done += min(len(c.documents)-first, documentBatch)
		for _, d := range batch {
			c.checkDocument(d)
		}
	}
	return nil
}

// documentBatch is how many documents are kept in memory at once.
const documentBatch = blockDocuments

// checkDocument checks what was read of a document.
func (c *checker) checkDocument(d readDocument) {
	c.report.Checked.Documents++
	uses := c.wanted[d.digest]
	if d.err != nil && len(uses) == 0 {
		c.damage(DamageBytes, noArticle, 0, "stored bytes cannot be read: %s; no snapshot refers to them", reason(d.err))
	}
	for _, u := range uses {
		switch {
		case d.err != nil:
			c.lose(u, d.err)
		case u.text:
			content, err := decodeContent(d.data)
			if err == nil && content.Digest() != u.digest {
				err = damaged("it does not match the digest of its content, %s", u.digest)
			}
			if err != nil {
				c.lose(u, err)
			}
		}
	}
}
