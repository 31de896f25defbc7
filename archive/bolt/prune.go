package bolt

import (
	"context"
	"errors"
	"fmt"

	"onrecord/archive"
)

// Prune removes the bytes of pages for good; captures go on telling of them by
// their digest ([archive.CaptureInfo.Absent]). Pages that wait for the next
// snapshot stay. The room in the file is used again; what lies in it until then
// is not overwritten. It is safe to be killed: the next call finishes what one
// before began. ErrBusy while a crawl of the feed runs.
func (s *Store) Prune(ctx context.Context, feed string, pages []archive.Digest) error {
	if err := s.prune(ctx, feed, pages); err != nil {
		return fmt.Errorf("pruning pages of feed %s: %w", feed, err)
	}
	return nil
}

func (s *Store) prune(ctx context.Context, feed string, pages []archive.Digest) (err error) {
	claimed, err := s.Claim(ctx, feed)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, claimed.Release()) }()
	w := claimed.(*writer)
	gone := make(map[archive.Digest]bool, len(pages))
	for _, d := range pages {
		gone[d] = true
	}
	for more := true; more; {
		err := w.write(ctx, func(f *feedTx) (err error) {
			more, err = f.emptyCaptures(gone)
			return err
		})
		if err != nil {
			return err
		}
	}
	absent, err := w.absent(ctx) // those too that a call before did not come to
	if err != nil {
		return err
	}
	return w.purge(ctx, absent)
}

// absent returns the digests of bytes that captures know by their digest alone.
func (w *writer) absent(ctx context.Context) (list []archive.Digest, err error) {
	err = w.read(ctx, func(f *feedTx) error {
		return from(f.in(bucketCaptures), nil, func(k, v []byte) (bool, error) {
			var r captureRecord
			err := f.decode(k, v, &r)
			if r.info().Absent() {
				list = append(list, r.Raw)
			}
			return true, err
		})
	})
	return list, err
}

// emptyCaptures takes the size out of a number of captures whose bytes go,
// which makes them absent, and reports whether there may be more of them.
func (f *feedTx) emptyCaptures(gone map[archive.Digest]bool) (more bool, err error) {
	const chunk = 500
	waiting := map[uint32]bool{}
	err = f.eachPending(0, func(_ uint64, row pendingRow) (bool, error) {
		waiting[row.capture] = true
		return true, nil
	})
	if err != nil {
		return false, err
	}
	told := map[uint32]captureRecord{}
	err = from(f.in(bucketCaptures), nil, func(k, v []byte) (bool, error) {
		var r captureRecord
		err := f.decode(k, v, &r)
		if err == nil && gone[r.Raw] && r.Size > 0 && !waiting[at32(k, 0)] {
			r.Size = 0
			told[at32(k, 0)] = r
		}
		return len(told) < chunk, err
	})
	if more = len(told) == chunk; err == nil {
		err = f.likeThem(told)
	}
	for number, r := range told {
		if err == nil {
			err = f.putRecord(bucketCaptures, key32(number), r)
		}
	}
	return more, err
}
