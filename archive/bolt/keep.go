package bolt

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"maps"

	"onrecord/archive"
)

// keeping is a capture on its way into the file.
type keeping struct {
	record captureRecord
	base   archive.Digest // page it resembles; zero: none
	like   uint32         // another capture of the article, or 0
	bytes  preparedBytes
	done   bool
	err    error
}

// Keep implements archive.Writer. Captures that several goroutines keep at
// the same time share a transaction: whoever gets to write takes along all who
// wait, and one alone waits for no one.
func (w *writer) Keep(ctx context.Context, c archive.Capture, base archive.Digest) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	k := &keeping{record: toCaptureRecord(c.Info()), base: base}
	k.bytes = preparedBytes{digest: k.record.Raw, data: c.Body, loose: inPages}
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

// prepare looks up in one transaction what to compress captures with, and
// compresses them. Each is told what failed.
func (w *writer) prepare(ctx context.Context, batch []*keeping) {
	likes := make([]pageLikeness, len(batch))
	err := w.read(ctx, func(f *feedTx) (err error) {
		for i, k := range batch {
			if k.like, err = f.captureLike(k.record.URL); err != nil {
				return err
			}
			if likes[i], err = f.pageLikeness(k.record.Raw, k.base); err != nil {
				return err
			}
		}
		return nil
	})
	for i, k := range batch {
		if k.err = err; err == nil {
			k.err = k.bytes.compressPage(w.store.zstd, likes[i])
		}
	}
}

// keepQueued writes all captures that wait. The error of their transaction is
// that of each. They are prepared here, all in one transaction: those of
// several goroutines would be in each other's way.
func (w *writer) keepQueued(ctx context.Context) {
	w.queueing.Lock()
	batch := w.queue
	w.queue = nil
	w.queueing.Unlock()
	w.prepare(ctx, batch)
	var prepared []*keeping
	for _, k := range batch {
		if k.done = true; k.err == nil {
			prepared = append(prepared, k)
		}
	}
	err := w.keepPrepared(ctx, prepared)
	for _, k := range prepared {
		k.err = err
	}
}

// keepPrepared writes captures in one transaction.
func (w *writer) keepPrepared(ctx context.Context, batch []*keeping) error {
	if len(batch) == 0 {
		return nil
	}
	kept := map[archive.Mark]uint64{}
	err := w.write(ctx, func(f *feedTx) (err error) {
		for _, k := range batch {
			url := archive.MarkOf(k.record.URL)
			if kept[url], err = f.keep(k, cmp.Or(kept[url], w.pending[url]), w.head.Number); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	maps.Copy(w.pending, kept)
	for _, k := range batch {
		w.countStored(k.bytes)
	}
	return w.pack(ctx, inPages)
}

// keep stores a capture as pending for the snapshot after head, in place of
// an earlier one.
func (f *feedTx) keep(k *keeping, earlier uint64, head int) (uint64, error) {
	row := pendingRow{keptFor: uint32(head + 1)}
	if err := f.storeBytes(&k.bytes); err != nil {
		return 0, err
	}
	if k.bytes.stored {
		if err := f.setFresh(k.bytes.digest, freshRow{keptFor: row.keptFor}); err != nil {
			return 0, err
		}
	}
	if earlier != 0 { // what is staged may refer to it
		if err := f.removePending(earlier, head+1); err != nil {
			return 0, err
		}
	}
	if err := f.offerSample(0, k.record); err != nil {
		return 0, err
	}
	capture, err := f.addCapture(k.record, k.like)
	if err != nil {
		return 0, err
	}
	row.capture = capture
	number, err := f.in(bucketPending).NextSequence()
	if err != nil {
		return 0, err
	}
	return number, f.putPending(number, row)
}

func key64(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

// pendingChunk is how many pending captures one transaction reads.
const pendingChunk = 256

// Pending implements archive.Writer. No transaction is open while fn runs, so
// it may use the writer.
func (w *writer) Pending(ctx context.Context, fn func(archive.CaptureInfo) error) error {
	next, last := uint64(0), uint64(0)
	shared := sharing{}
	for {
		var chunk []archive.CaptureInfo
		err := w.locked(ctx, "reading the pending captures", func() error {
			return w.read(ctx, func(f *feedTx) error {
				if last == 0 { // what fn keeps is not visited
					last = f.in(bucketPending).Sequence()
				}
				return f.eachPending(next, func(number uint64, r pendingRow) (bool, error) {
					if len(chunk) == pendingChunk || number > last {
						return false, nil
					}
					c, err := f.capture(r.capture)
					chunk, next = append(chunk, shared.within(c.info())), number+1
					return true, err
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

// PendingAt implements archive.Writer.
func (w *writer) PendingAt(ctx context.Context, addresses []string) (infos []archive.CaptureInfo, err error) {
	err = w.locked(ctx, "reading pending captures", func() error {
		if !w.born.Load() && len(addresses) > 0 {
			return errNone
		}
		return w.read(ctx, func(f *feedTx) error {
			for _, address := range addresses {
				r, ok, err := f.pendingRow(w.pending[archive.MarkOf(address)])
				if err != nil {
					return err
				}
				if !ok {
					return fmt.Errorf("%s: %w", address, errNone)
				}
				c, err := f.capture(r.capture)
				if err != nil {
					return err
				}
				infos = append(infos, c.info())
			}
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	return infos, nil
}

// PendingRaw implements archive.Writer.
func (w *writer) PendingRaw(ctx context.Context, raw archive.Digest) (data []byte, err error) {
	err = w.locked(ctx, "reading a pending capture", func() error {
		if !w.born.Load() {
			return errNone
		}
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
