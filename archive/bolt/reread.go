package bolt

import (
	"bytes"
	"context"
	"fmt"
	"strconv"

	"onrecord/archive"
)

// Reread implements archive.Writer. A reading that is a revision's newest
// already is not added again.
func (w *writer) Reread(ctx context.Context, readings []archive.Rereading) error {
	return w.locked(ctx, "rereading", func() error {
		for len(readings) > 0 {
			n := min(len(readings), stageChunk)
			if err := w.reread(ctx, readings[:n]); err != nil {
				return err
			}
			readings = readings[n:]
			if err := w.pack(ctx, inTexts); err != nil {
				return err
			}
		}
		return nil
	})
}

// reread adds readings in one transaction.
func (w *writer) reread(ctx context.Context, readings []archive.Rereading) error {
	texts := make([]text, 0, len(readings))
	for _, r := range readings {
		texts = append(texts, text{content: r.Content, base: r.Resemble})
	}
	contents, err := w.prepareContents(ctx, texts)
	if err != nil {
		return err
	}
	err = w.write(ctx, func(f *feedTx) error {
		if err := contents.store(f); err != nil {
			return err
		}
		for i, r := range readings {
			r.Reading.Content = contents.records[i]
			if err := f.addReading(r, w.head.Number); err != nil {
				return fmt.Errorf("revision %d of article %d: %w", r.Number, r.Ref, err)
			}
		}
		return f.raiseReadings()
	})
	if err == nil {
		contents.count(w)
	}
	return err
}

// raiseReadings counts that revisions were read anew.
func (f *feedTx) raiseReadings() error {
	var r noteRecord
	if _, err := f.getRecord(bucketMemos, []byte(archive.MemoReadings), &r); err != nil {
		return err
	}
	times, _ := strconv.ParseUint(string(r.Data), 10, 64) // none yet counts as 0
	return f.putMemos(map[string][]byte{archive.MemoReadings: strconv.AppendUint(nil, times+1, 10)})
}

// addReading adds a reading to a revision that is visible.
func (f *feedTx) addReading(r archive.Rereading, head int) error {
	key := key32(uint32(r.Ref), uint32(r.Number))
	var record revisionRecord
	ok, err := f.getRecord(bucketRevisions, key, &record)
	if err != nil {
		return err
	}
	if !ok || record.Snapshot > head {
		return errNone
	}
	reading := toReadingRecord(r.Reading)
	if n := len(record.Readings); n > 0 && record.Readings[n-1] == reading {
		return nil
	}
	record.Readings = append(record.Readings, reading)
	if err := f.putDigest(r.Reading.Digest, r.Ref, record.Snapshot); err != nil {
		return err
	}
	if err := f.putRecord(bucketRevisions, key, record); err != nil {
		return err
	}
	return f.redate(r.Ref, r.Number, r.Content.Date)
}

// redate gives the states of an article that stand at a revision the date that
// is read of it now, by which lists are ordered.
func (f *feedTx) redate(ref archive.Ref, revision int, date archive.Date) error {
	var now, before []archive.Article
	for _, key := range keysWith(f.in(bucketStates), key32(uint32(ref))) {
		var r articleRecord
		if _, err := f.getRecord(bucketStates, key, &r); err != nil {
			return err
		}
		a := r.article(ref)
		if a.Revision == revision && a.Date != date {
			before = append(before, a)
			a.Date = date
			if err := f.putRecord(bucketStates, key, toArticleRecord(a)); err != nil {
				return err
			}
		}
		now = append(now, a)
	}
	for _, a := range before {
		if err := f.moveDate(dateKey(a), now); err != nil {
			return err
		}
	}
	return nil
}

// moveDate drops a row of dates that no state of an article has any more, and
// adds those of its states that are missing.
func (f *feedTx) moveDate(old []byte, states []archive.Article) error {
	held := false
	for _, a := range states {
		key := dateKey(a)
		held = held || bytes.Equal(key, old)
		if f.in(bucketDates).Get(key) != nil {
			continue
		}
		if err := f.put(bucketDates, key, key32(uint32(a.Ref))); err != nil {
			return err
		}
	}
	if held {
		return nil
	}
	return f.in(bucketDates).Delete(old)
}
