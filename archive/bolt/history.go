package bolt

import (
	"fmt"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"onrecord/archive"
)

// Revisions implements archive.View.
func (v *view) Revisions(ref archive.Ref, at int) (found []archive.Revision, err error) {
	err = v.run(fmt.Sprintf("the revisions of article %d", ref), func() error {
		if err := v.check(at); err != nil || v.feed == nil {
			return err
		}
		return v.feed.revisions(ref, func(r archive.Revision) bool {
			if r.Snapshot <= at {
				found = append(found, r)
			}
			return r.Snapshot <= at
		})
	})
	return found, err
}

// revisions calls fn with the revisions of an article, staged ones too, until
// it returns false.
func (f *feedTx) revisions(ref archive.Ref, fn func(archive.Revision) bool) error {
	return from(f.in(bucketRevisions), key32(uint32(ref)), func(k, value []byte) (bool, error) {
		if !hasPrefix(k, key32(uint32(ref)), 8) {
			return false, nil
		}
		var r revisionRecord
		if err := f.decode(k, value, &r); err != nil {
			return false, err
		}
		c, err := f.capture(r.Capture)
		return err == nil && fn(r.revision(int(at32(k, 1)), c)), err
	})
}

// Revision implements archive.View.
func (v *view) Revision(ref archive.Ref, number int) (found archive.Revision, err error) {
	err = v.run(fmt.Sprintf("revision %d of article %d", number, ref), func() error {
		if v.feed == nil || number < 1 {
			return errNone
		}
		var r revisionRecord
		ok, err := v.feed.getRecord(bucketRevisions, key32(uint32(ref), uint32(number)), &r)
		if err == nil && (!ok || r.Snapshot > v.head.Number) {
			err = errNone
		}
		if err != nil {
			return err
		}
		c, err := v.feed.capture(r.Capture)
		found = r.revision(number, c)
		return err
	})
	return found, err
}

// Kept implements archive.View.
func (v *view) Kept(ref archive.Ref, at int) ([]archive.CaptureInfo, error) {
	return v.kept(ref, at, func(c archive.CaptureInfo) bool { return c.Of == "" })
}

// Attached implements archive.View.
func (v *view) Attached(ref archive.Ref, at int) ([]archive.CaptureInfo, error) {
	return v.kept(ref, at, func(c archive.CaptureInfo) bool { return c.Of != "" })
}

// kept returns those of the kept captures of an article that want accepts.
func (v *view) kept(ref archive.Ref, at int, want func(archive.CaptureInfo) bool) (found []archive.CaptureInfo, err error) {
	err = v.run(fmt.Sprintf("the kept captures of article %d", ref), func() error {
		if err := v.check(at); err != nil || v.feed == nil {
			return err
		}
		return from(v.feed.in(bucketKept), key32(uint32(ref)), func(k, value []byte) (bool, error) {
			if !hasPrefix(k, key32(uint32(ref)), 12) || int(at32(k, 1)) > at {
				return false, nil
			}
			var r keptRecord
			if err := v.feed.decode(k, value, &r); err != nil {
				return false, err
			}
			c, err := v.feed.capture(r.Capture)
			if info := c.info(); want(info) {
				found = append(found, info)
			}
			return true, err
		})
	})
	slices.SortStableFunc(found, func(a, b archive.CaptureInfo) int { return a.Time.Compare(b.Time) })
	return found, err
}

// Changes implements archive.View.
func (v *view) Changes(from, to int) (found []archive.Change, err error) {
	err = v.run("changes", func() error {
		for n := max(from, 0) + 1; n <= min(to, v.head.Number); n++ {
			refs, err := v.changed(n)
			if err != nil {
				return err
			}
			for it := refs.Iterator(); it.HasNext(); {
				changes, err := v.changesOf(archive.Ref(it.Next()), n, n)
				if err != nil {
					return err
				}
				found = append(found, changes...)
			}
			if err := v.ctx.Err(); err != nil {
				return err
			}
		}
		return nil
	})
	return found, err
}

// changed returns the articles of which a snapshot says a change.
func (v *view) changed(snapshot int) (*roaring.Bitmap, error) {
	return bitmapOf(v.feed.in(bucketChanged).Get(key32(uint32(snapshot))))
}

// ChangesOf implements archive.View.
func (v *view) ChangesOf(ref archive.Ref, from, to int) (found []archive.Change, err error) {
	err = v.run(fmt.Sprintf("the changes of article %d", ref), func() error {
		if v.feed == nil {
			return nil
		}
		found, err = v.changesOf(ref, max(from, 0)+1, min(to, v.head.Number))
		return err
	})
	return found, err
}

// changesOf returns an article's changes of the snapshots from first to last.
func (v *view) changesOf(ref archive.Ref, first, last int) (found []archive.Change, err error) {
	start := key32(uint32(ref), uint32(first))
	err = from(v.feed.in(bucketChanges), start, func(k, value []byte) (bool, error) {
		if !hasPrefix(k, key32(uint32(ref)), 9) || int(at32(k, 1)) > last {
			return false, nil
		}
		kind, err := kindOf(k[8])
		if err != nil {
			return false, err
		}
		var r changeRecord
		err = v.feed.decode(k, value, &r)
		found = append(found, r.change(ref, int(at32(k, 1)), kind))
		return true, err
	})
	return found, err
}
