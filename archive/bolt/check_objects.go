package bolt

import (
	"context"

	"onrecord/archive"
)

// objectRows are what the walk through all pages finds in the rows of objects.
// They are most of a file, and can be checked without any other row: so their
// pages are not read a second time for that.
type objectRows struct {
	feeds    map[string]*bucketRows
	sequence uint64        // of the bucket that is walked
	walked   chan struct{} // closed when the walk has ended
}

func newObjectRows() *objectRows {
	return &objectRows{feeds: map[string]*bucketRows{}, walked: make(chan struct{})}
}

// walk walks the pages of a file, once.
func (o *objectRows) walk(ctx context.Context, f *file) (*walk, error) {
	defer close(o.walked)
	w := &walk{onBucket: o.bucket, onRow: o.row}
	return w, f.walk(ctx, w)
}

// bucket notes which bucket is walked.
func (o *objectRows) bucket(_ bucketPath, sequence uint64) error {
	o.sequence = sequence
	return nil
}

// row checks a row if it is of an object.
func (o *objectRows) row(p bucketPath, k, v []byte) error {
	if len(p) != len(bucketPath{"feeds", "feed", "bucket"}) {
		return nil
	}
	switch name := p[2]; name {
	case string(bucketObjects), string(bucketDeltas), string(bucketPages), string(bucketTexts):
		r := o.feeds[p[1]]
		if r == nil {
			r = (&checker{feed: p[1]}).newRows()
			o.feeds[p[1]] = r
		}
		if err := r.objectRow(placeOf(name), k, v, o.sequence); err != nil {
			r.told = append(r.told, r.rowDamage([]byte(name), k, err))
		}
	}
	return nil
}

// of returns what was found of a feed when the walk has ended.
func (o *objectRows) of(ctx context.Context, feed string) (*bucketRows, error) {
	select {
	case <-o.walked:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if r := o.feeds[feed]; r != nil {
		return r, nil
	}
	return (&checker{feed: feed}).newRows(), nil
}

// objectRow checks a row of an object, and notes by which document the object
// is told, if it is the row that it begins with.
func (r *bucketRows) objectRow(p place, k, v []byte, sequence uint64) error {
	if len(k) != 8 || len(v) == 0 || len(v) > chunkBytes || uint64(at32(k, 0)) > sequence {
		return damaged("stored bytes %x", k)
	}
	if at32(k, 1) != 0 || v[0] != flagBase || len(v) <= len(archive.Digest{}) {
		return nil
	}
	r.noted.bases[location{place: p, number: at32(k, 0)}] = archive.Digest(v[1 : 1+len(archive.Digest{})])
	return nil
}
