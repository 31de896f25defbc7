package bolt

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"onrecord/archive"
)

// ByDate implements archive.View.
func (v *view) ByDate(at int, after *archive.Article, descending bool, limit int) (found []archive.Article, err error) {
	err = v.run(fmt.Sprintf("articles by date in snapshot %d", at), func() error {
		if err := v.check(at); err != nil || v.feed == nil {
			return err
		}
		return v.walkDates(after, descending, func(key []byte, ref archive.Ref) (bool, error) {
			a, err := v.article(ref, at)
			if err != nil && !isNone(err) {
				return false, err
			}
			// A row tells of a date that the article has at some time.
			if err == nil && bytes.Equal(dateKey(a), key) && a.State != archive.Forgotten {
				found = append(found, a)
			}
			return limit <= 0 || len(found) < limit, v.ctx.Err()
		})
	})
	return found, err
}

// walkDates calls fn with the rows of the bucket of dates after an article's,
// dated ones first, until it returns false.
func (v *view) walkDates(after *archive.Article, descending bool, fn func(key []byte, ref archive.Ref) (bool, error)) error {
	leads := []byte{leadDated, leadUndated}
	var start []byte
	if after != nil {
		start = dateKey(*after)
		if start[0] == leadUndated {
			leads = leads[1:]
		}
	}
	for _, lead := range leads {
		w := dateWalk{c: v.feed.in(bucketDates).Cursor(), lead: lead, descending: descending}
		more, err := w.walk(start, fn)
		if err != nil || !more {
			return err
		}
		start = nil
	}
	return nil
}

// dateWalk goes through the rows of one lead, forwards or backwards.
type dateWalk struct {
	c          cursor
	lead       byte
	descending bool
}

// walk calls fn with the rows after start, or all of them; it reports whether
// fn wants more.
func (w dateWalk) walk(start []byte, fn func([]byte, archive.Ref) (bool, error)) (bool, error) {
	var last []byte
	k, value := w.first(start)
	for k != nil && k[0] == w.lead {
		if err := w.follows(last, k); err != nil {
			return false, err
		}
		last = append(last[:0], k...)
		more, err := fn(k, archive.Ref(binary.BigEndian.Uint32(value)))
		if err != nil || !more {
			return false, err
		}
		k, value = w.next()
	}
	return true, nil
}

// follows reports rows that a damaged file repeats for ever.
func (w dateWalk) follows(last, key []byte) error {
	if w.descending && last != nil {
		return follows(key, last)
	}
	return follows(last, key)
}

func (w dateWalk) next() (k, v []byte) {
	if w.descending {
		return w.c.Prev()
	}
	return w.c.Next()
}

// first goes to the first row after start.
func (w dateWalk) first(start []byte) (k, v []byte) {
	if w.descending {
		if start == nil {
			start = []byte{w.lead + 1}
		}
		if k, _ := w.c.Seek(start); k == nil {
			return last(w.c)
		}
		return w.c.Prev()
	}
	if start == nil {
		start = []byte{w.lead}
	}
	k, v = w.c.Seek(start)
	if bytes.Equal(k, start) {
		return w.c.Next()
	}
	return k, v
}
