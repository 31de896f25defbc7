package bolt

import (
	"context"
	"errors"
	"fmt"

	"go.etcd.io/bbolt"

	"onrecord/archive"
)

// view is what a read transaction sees of a feed: rows of snapshots that are
// not committed are in the file already, and passed over.
type view struct {
	ctx  context.Context
	feed *feedTx // nil: the feed was never written
	head headRecord
}

var _ archive.View = (*view)(nil)

// newView begins a view of a feed.
func (s *Store) newView(ctx context.Context, tx *transaction, name string) (*view, error) {
	v := &view{ctx: ctx}
	err := v.run("the feed "+name, func() (err error) {
		if name == "" || len(name) > bbolt.MaxKeySize {
			return nil
		}
		if v.feed = s.feedIn(tx, name, s.blocks(name)); v.feed != nil {
			v.head, err = v.feed.head()
		}
		return err
	})
	return v, err
}

// run calls fn, which reads what, unless the context has ended.
func (v *view) run(what string, fn func() error) error {
	err := v.ctx.Err()
	if err == nil {
		err = guarded(fn)
	}
	if err != nil {
		return fmt.Errorf("reading %s: %w", what, err)
	}
	return nil
}

// errNone says that there is no such thing.
var errNone = archive.ErrNotFound

// check reports a snapshot that does not exist. Snapshot 0 is the empty state
// before the first one.
func (v *view) check(at int) error {
	if at < 0 || at > v.head.Number {
		return fmt.Errorf("snapshot %d: %w", at, archive.ErrNotFound)
	}
	return nil
}

// Latest implements archive.View.
func (v *view) Latest() (int, error) { return v.head.Number, v.ctx.Err() }

// Snapshots implements archive.View.
func (v *view) Snapshots(from, to int) ([]archive.Snapshot, error) {
	var found []archive.Snapshot
	from = max(from, 1)
	if to == 0 || to > v.head.Number {
		to = v.head.Number
	}
	err := v.run("snapshots", func() error {
		for n := from; n <= to; n++ {
			s, err := v.snapshot(n)
			if err != nil {
				return err
			}
			found = append(found, s)
		}
		return nil
	})
	return found, err
}

func (v *view) snapshot(number int) (archive.Snapshot, error) {
	var r snapshotRecord
	ok, err := v.feed.getRecord(bucketSnapshots, key32(uint32(number)), &r)
	if err == nil && !ok {
		err = damaged("snapshot %d is missing", number)
	}
	return r.snapshot(number), err
}

// Looks implements archive.View.
func (v *view) Looks(snapshot int) (looks archive.Looks, err error) {
	err = v.run(fmt.Sprintf("the looks of snapshot %d", snapshot), func() error {
		if snapshot < 1 || snapshot > v.head.Number {
			return errNone
		}
		var r looksRecord
		if _, err := v.feed.getRecord(bucketLooks, key32(uint32(snapshot)), &r); err != nil {
			return err
		}
		looks, err = r.looks()
		return err
	})
	return looks, err
}

// Memo implements archive.View.
func (v *view) Memo(key string) (memo []byte, err error) {
	err = v.run("the memo "+key, func() error {
		if v.feed == nil {
			return nil
		}
		var r noteRecord
		ok, err := v.feed.getRecord(bucketMemos, []byte(key), &r)
		if ok {
			memo = append([]byte{}, r.Data...)
		}
		return err
	})
	return memo, err
}

// ArticleMemo implements archive.View.
func (v *view) ArticleMemo(ref archive.Ref) (memo []byte, err error) {
	err = v.run(fmt.Sprintf("the memo of article %d", ref), func() error {
		if v.feed == nil {
			return nil
		}
		key, value := lastUpTo(v.feed.in(bucketNotes), uint32(ref), v.head.Number)
		if key == nil {
			return nil
		}
		var r noteRecord
		err := v.feed.decode(key, value, &r)
		memo = append([]byte{}, r.Data...)
		return err
	})
	return memo, err
}

// Raw implements archive.View.
func (v *view) Raw(raw archive.Digest) (data []byte, err error) {
	err = v.run("stored bytes", func() error {
		if v.feed == nil {
			return fmt.Errorf("%s: %w", raw, errNone)
		}
		shared, _, err := v.feed.document(raw)
		data = append([]byte{}, shared...)
		return err
	})
	if err != nil {
		return nil, err
	}
	return data, nil
}

// Content implements archive.View.
func (v *view) Content(record archive.Digest) (content archive.Content, err error) {
	err = v.run("a content", func() error {
		if v.feed == nil {
			return fmt.Errorf("%s: %w", record, errNone)
		}
		data, _, err := v.feed.document(record)
		if err != nil {
			return err
		}
		content, err = decodeContent(data)
		return err
	})
	return content, err
}

// clone copies a value out of the transaction; nil stays nil.
func clone(value []byte) []byte {
	if value == nil {
		return nil
	}
	return append([]byte{}, value...)
}

// lastUpTo returns the last row of an article whose key carries a snapshot not
// after at: the article's state then.
func lastUpTo(b *bucket, ref uint32, at int) (key, value []byte) {
	c := b.Cursor()
	if k, _ := c.Seek(key32(ref, uint32(at)+1)); k == nil {
		key, value = last(c)
	} else {
		key, value = c.Prev()
	}
	if key == nil { // Prev stops at a page whose rows the same transaction deleted
		_ = from(b, key32(ref), func(k, v []byte) (bool, error) {
			if !hasPrefix(k, key32(ref), 8) || int(at32(k, 1)) > at {
				return false, nil
			}
			key, value = k, v
			return true, nil
		})
	}
	if !hasPrefix(key, key32(ref), 8) {
		return nil, nil
	}
	return key, value
}

// isNone reports that something does not exist, which is no failure.
func isNone(err error) bool { return errors.Is(err, archive.ErrNotFound) }
