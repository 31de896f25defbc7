package bolt

import (
	"encoding/binary"
	"reflect"

	"onrecord/archive"
)

// pendingRow tells of a capture kept for a snapshot that is not taken yet. The
// capture itself is written once, where a revision refers to it too.
type pendingRow struct {
	keptFor uint32 // the snapshot it was kept for
	adopted uint32 // the snapshot that refers to it; 0: none
	capture uint32
}

func (r pendingRow) bytes() []byte { return key32(r.keptFor, r.adopted, r.capture) }

// holds reports whether a snapshot up to head refers to the capture.
func (r pendingRow) holds(head int) bool { return r.adopted != 0 && int(r.adopted) <= head }

// addCapture stores a capture's description and returns its number; like is
// another capture of the article, or 0.
func (f *feedTx) addCapture(r captureRecord, like uint32) (uint32, error) {
	b := f.in(bucketCaptures)
	sequence, err := b.NextSequence()
	if err != nil {
		return 0, err
	}
	key := key32(uint32(sequence))
	value, err := f.encodeCapture(key, r, like)
	if err != nil {
		return 0, err
	}
	b.FillPercent = fillAppended
	return uint32(sequence), b.Put(key, value)
}

// capture returns the description of a capture by its number.
func (f *feedTx) capture(number uint32) (captureRecord, error) {
	var r captureRecord
	ok, err := f.getRecord(bucketCaptures, key32(number), &r)
	if err == nil && !ok {
		err = damaged("capture %d is missing", number)
	}
	return r, err
}

func (f *feedTx) removeCapture(number uint32) error {
	return f.in(bucketCaptures).Delete(key32(number))
}

// eachPending calls fn with the pending captures from a number on, until it
// returns false.
func (f *feedTx) eachPending(start uint64, fn func(uint64, pendingRow) (bool, error)) error {
	return from(f.in(bucketPending), key64(start), func(k, value []byte) (bool, error) {
		if len(k) != 8 || len(value) != 12 {
			return false, damaged("the row %x of the pending captures", k)
		}
		return fn(binary.BigEndian.Uint64(k), pendingRow{at32(value, 0), at32(value, 1), at32(value, 2)})
	})
}

func (f *feedTx) pendingRow(number uint64) (pendingRow, bool, error) {
	var found pendingRow
	ok := false
	err := f.eachPending(number, func(n uint64, r pendingRow) (bool, error) {
		found, ok = r, n == number
		return false, nil
	})
	return found, ok, err
}

func (f *feedTx) putPending(number uint64, r pendingRow) error {
	b := f.in(bucketPending)
	b.FillPercent = fillAppended
	return b.Put(key64(number), r.bytes())
}

// removePending deletes a pending capture, and its description unless a
// snapshot up to head refers to it.
func (f *feedTx) removePending(number uint64, head int) error {
	r, ok, err := f.pendingRow(number)
	if err != nil || !ok {
		return err
	}
	if !r.holds(head) {
		if err := f.removeCapture(r.capture); err != nil {
			return err
		}
	}
	return f.in(bucketPending).Delete(key64(number))
}

// refer returns the number of the capture that a snapshot refers to: that of
// the pending one, if it is that, or of a new row.
func (f *feedTx) refer(i archive.CaptureInfo, pending uint64, snapshot int) (uint32, error) {
	want := toCaptureRecord(i)
	r, ok, err := f.pendingRow(pending)
	if err != nil {
		return 0, err
	}
	if !ok || pending == 0 {
		return f.addCapture(want, 0)
	}
	got, err := f.capture(r.capture)
	if err != nil {
		return 0, err
	}
	if !reflect.DeepEqual(got.info(), want.info()) {
		return f.addCapture(want, 0)
	}
	r.adopted = uint32(snapshot)
	return r.capture, f.putPending(pending, r)
}

// tidyPending deletes up to limit pending captures kept for a snapshot up to
// head; done when no more are left.
func (f *feedTx) tidyPending(head, limit int) (done bool, err error) {
	var numbers []uint64
	done = true
	err = f.eachPending(0, func(number uint64, r pendingRow) (bool, error) {
		if int(r.keptFor) > head {
			return true, nil
		}
		if done = len(numbers) < limit; done {
			numbers = append(numbers, number)
		}
		return done, nil
	})
	for _, number := range numbers {
		if err == nil {
			err = f.removePending(number, head)
		}
	}
	return done, err
}

// orphan takes back that snapshots after head refer to pending captures.
func (f *feedTx) orphan(head int) error {
	var numbers []uint64
	var rows []pendingRow
	err := f.eachPending(0, func(number uint64, r pendingRow) (bool, error) {
		if int(r.adopted) > head {
			r.adopted = 0
			numbers, rows = append(numbers, number), append(rows, r)
		}
		return true, nil
	})
	for i, number := range numbers {
		if err == nil {
			err = f.putPending(number, rows[i])
		}
	}
	return err
}

// pendingCaptures returns the numbers of the captures that are pending.
func (f *feedTx) pendingCaptures() (map[uint32]bool, error) {
	captures := map[uint32]bool{}
	err := f.eachPending(0, func(_ uint64, r pendingRow) (bool, error) {
		captures[r.capture] = true
		return true, nil
	})
	return captures, err
}
