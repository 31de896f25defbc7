package bolt

import (
	"cmp"
	"context"
	"encoding/binary"
	"maps"

	"onrecord/archive"
)

// keeping is a capture on its way into the file.
type keeping struct {
	record pendingRecord
	bytes  preparedBytes
	done   bool
	err    error
}

// Keep implements archive.Writer. Captures that several goroutines keep at
// the same time share a transaction: whoever gets to write takes along all who
// wait, and one alone waits for no one.
func (w *writer) Keep(ctx context.Context, c archive.Capture, base archive.Digest) error {
	k := &keeping{record: pendingRecord{Capture: toCaptureRecord(c.Info())}}
	prepare := func() (err error) {
		k.bytes, err = w.prepareBytes(ctx, c.Body, k.record.Capture.Raw, base)
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := prepare(); err != nil {
		return err
	}
	w.queueing.Lock()
	w.queue = append(w.queue, k)
	w.queueing.Unlock()
	return w.locked(context.WithoutCancel(ctx), "keeping "+c.URL, func() error {
		if !k.done {
			w.keepQueued(context.WithoutCancel(ctx))
		}
		return k.err
	})
}

// keepQueued writes all captures that wait. The error of their transaction is
// that of each.
func (w *writer) keepQueued(ctx context.Context) {
	w.queueing.Lock()
	batch := w.queue
	w.queue = nil
	w.queueing.Unlock()
	kept := map[string]uint64{}
	err := w.write(ctx, func(f *feedTx) (err error) {
		for _, k := range batch {
			k.record.Snapshot = w.snapshot()
			url := k.record.Capture.URL
			if kept[url], err = f.keep(k, cmp.Or(kept[url], w.pending[url])); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		maps.Copy(w.pending, kept)
		for _, k := range batch {
			w.countStored(k.bytes)
		}
		err = w.pack(ctx, inPages)
	}
	for _, k := range batch {
		k.done, k.err = true, err
	}
}

// keep stores a capture as pending, in place of an earlier one.
func (f *feedTx) keep(k *keeping, earlier uint64) (uint64, error) {
	if err := f.storeBytes(&k.bytes); err != nil {
		return 0, err
	}
	if k.bytes.stored && len(k.bytes.object.sizes) == 1 {
		if err := f.setFresh(k.bytes.digest, freshRow{keptFor: uint32(k.record.Snapshot)}); err != nil {
			return 0, err
		}
	}
	b := f.in(bucketPending)
	if earlier != 0 {
		if err := b.Delete(key64(earlier)); err != nil {
			return 0, err
		}
	}
	seq, err := b.NextSequence()
	if err != nil {
		return 0, err
	}
	if err := f.offerSample(0, k.record); err != nil {
		return 0, err
	}
	value, err := f.encode(key64(seq), k.record)
	if err != nil {
		return 0, err
	}
	b.FillPercent = fillAppended
	return seq, b.Put(key64(seq), value)
}

func key64(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

// eachPending calls fn with the pending captures from a key on, until it
// returns false.
func (f *feedTx) eachPending(start []byte, fn func(uint64, pendingRecord) bool) error {
	return from(f.in(bucketPending), start, func(k, value []byte) (bool, error) {
		if len(k) != 8 {
			return false, damaged("the key %x of a pending capture", k)
		}
		var r pendingRecord
		if err := f.decode(k, value, &r); err != nil {
			return false, err
		}
		return fn(binary.BigEndian.Uint64(k), r), nil
	})
}

// pendingChunk is how many pending captures one transaction reads.
const pendingChunk = 256

// Pending implements archive.Writer. No transaction is open while fn runs, so
// it may use the writer.
func (w *writer) Pending(ctx context.Context, fn func(archive.CaptureInfo) error) error {
	next, last := uint64(0), uint64(0)
	for {
		var chunk []archive.CaptureInfo
		err := w.locked(ctx, "reading the pending captures", func() error {
			return w.read(ctx, func(f *feedTx) error {
				if last == 0 { // what fn keeps is not visited
					last = f.in(bucketPending).Sequence()
				}
				return f.eachPending(key64(next), func(seq uint64, r pendingRecord) bool {
					if len(chunk) == pendingChunk || seq > last {
						return false
					}
					chunk, next = append(chunk, r.Capture.info()), seq+1
					return true
				})
			})
		})
		if err != nil || len(chunk) == 0 {
			return err
		}
		for _, c := range chunk {
			if err := fn(c); err != nil {
				return err
			}
		}
	}
}

// PendingRaw implements archive.Writer.
func (w *writer) PendingRaw(ctx context.Context, raw archive.Digest) (data []byte, err error) {
	err = w.locked(ctx, "reading a pending capture", func() error {
		return w.read(ctx, func(f *feedTx) error {
			shared, _, err := f.document(raw)
			data = append([]byte{}, shared...)
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	return data, nil
}
