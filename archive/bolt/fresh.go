package bolt

import "onrecord/archive"

// freshRow tells of a page stored since the last commit, which the next one
// drops unless something staged refers to it. Pages in blocks with others
// have none: they stay.
type freshRow struct {
	keptFor uint32 // the snapshot its capture was kept for
	adopted uint32 // the snapshot that refers to it; 0: none
}

// fresh returns the row of a page; false when there is none.
func (f *feedTx) fresh(d archive.Digest) (freshRow, bool, error) {
	value := f.in(bucketFresh).Get(d[:])
	if value == nil {
		return freshRow{}, false, nil
	}
	r, err := parseFresh(value)
	return r, true, err
}

func parseFresh(value []byte) (freshRow, error) {
	if len(value) != 8 {
		return freshRow{}, damaged("a row of the fresh pages")
	}
	return freshRow{at32(value, 0), at32(value, 1)}, nil
}

func (f *feedTx) setFresh(d archive.Digest, r freshRow) error {
	return f.put(bucketFresh, d[:], key32(r.keptFor, r.adopted))
}

// adopt notes that a snapshot refers to a page; 0: none does any more.
func (f *feedTx) adopt(d archive.Digest, snapshot int) error {
	r, ok, err := f.fresh(d)
	if err != nil || !ok {
		return err
	}
	r.adopted = uint32(snapshot)
	return f.setFresh(d, r)
}

// dropBytes deletes a document that has an object of its own.
func (f *feedTx) dropBytes(d archive.Digest) error {
	l, ok, err := f.locate(d)
	if err != nil || !ok {
		return err
	}
	if err := f.removeObject(l.place, l.number); err != nil {
		return err
	}
	return f.in(bucketBlobs).Delete(d[:])
}

// tidyFresh drops up to limit pages that were kept for a snapshot up to head
// and that it does not refer to; done when no more are left.
func (f *feedTx) tidyFresh(head, limit int) (done bool, err error) {
	var rows, drop [][]byte
	done = true
	err = from(f.in(bucketFresh), nil, func(k, value []byte) (bool, error) {
		r, err := parseFresh(value)
		if err != nil || int(r.keptFor) > head {
			return true, err
		}
		if done = len(rows) < limit; !done {
			return false, nil
		}
		rows = append(rows, clone(k))
		if r.adopted == 0 || int(r.adopted) > head {
			drop = append(drop, clone(k))
		}
		return true, nil
	})
	for _, k := range drop {
		if len(k) == len(archive.Digest{}) && err == nil {
			err = f.dropBytes(archive.Digest(k))
		}
	}
	if err != nil {
		return false, err
	}
	return done, removeKeys(f.in(bucketFresh), rows)
}
