package bolt

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"onrecord/archive"
)

// Forget removes what is held of an article for good: its texts, its pages and
// attachments, its titles in changes and captures, and whatever else holds one
// of the texts. Bytes that another article holds too stay. Free pages of the
// file are overwritten, so that nothing of it is left there. It is safe to be
// killed: the same call finishes what one before began. ErrBusy while a crawl
// of the feed runs.
func (s *Store) Forget(ctx context.Context, feed string, ref archive.Ref, stone archive.Tombstone, texts []string) error {
	if err := s.forget(ctx, feed, ref, stone, texts); err != nil {
		return fmt.Errorf("forgetting article %s of feed %s: %w", stone.Article, feed, err)
	}
	return nil
}

func (s *Store) forget(ctx context.Context, feed string, ref archive.Ref, stone archive.Tombstone, texts []string) (err error) {
	digests, err := stone.Digests()
	if err != nil {
		return err
	}
	claimed, err := s.Claim(ctx, feed)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, claimed.Release()) }()
	w := claimed.(*writer)
	if err := w.dropSamples(ctx, texts); err != nil {
		return err
	}
	g := &forgetting{ref: uint32(ref), stone: stone, texts: texts}
	err = w.write(ctx, func(f *feedTx) error {
		f.form = formZstd // no sample, which may go one day
		g.feedTx, g.gone = f, slices.Clone(digests)
		return g.records(w.head.Number)
	})
	if err != nil {
		return err
	}
	if err := w.purge(ctx, g.gone); err != nil {
		return err
	}
	return s.scrub(ctx)
}

// forgetting rewrites the records of an article.
type forgetting struct {
	*feedTx
	ref   uint32
	stone archive.Tombstone
	texts []string
	gone  []archive.Digest // bytes that nothing of the article needs any more
}

func (g *forgetting) records(head int) error {
	empty, err := g.emptyContent()
	if err != nil {
		return err
	}
	addresses, err := g.states()
	if err != nil {
		return err
	}
	for _, step := range []func() error{
		func() error { return g.revisions(empty) },
		g.kept,
		func() error { return g.pending(addresses, head) },
		g.changes,
		func() error { return removeKeys(g.in(bucketNotes), keysWith(g.in(bucketNotes), key32(g.ref))) },
		g.memos,
		g.raiseReadings,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// emptyContent stores the content that stands for those forgotten.
func (g *forgetting) emptyContent() (archive.StampedReading, error) {
	data, err := encodeContent(archive.Content{})
	if err != nil {
		return archive.StampedReading{}, err
	}
	p := preparedBytes{digest: archive.DigestBytes(data), data: data, loose: inTexts}
	if err := p.compress(g.zstd, nil); err != nil {
		return archive.StampedReading{}, err
	}
	return archive.StampedReading{Stamp: archive.ForgottenStamp, Digest: archive.Content{}.Digest(), Content: p.digest}, g.storeBytes(&p)
}

// states marks the article as forgotten in every snapshot, and returns the
// canonical addresses it had.
func (g *forgetting) states() (map[string]bool, error) {
	addresses := map[string]bool{}
	for _, key := range keysWith(g.in(bucketStates), key32(g.ref)) {
		var r articleRecord
		if _, err := g.getRecord(bucketStates, key, &r); err != nil {
			return nil, err
		}
		for _, address := range append([]string{r.URL}, r.Aliases...) {
			addresses[canonicalOf(address)] = true
		}
		r.State = string(archive.Forgotten)
		if err := g.putRecord(bucketStates, key, r); err != nil {
			return nil, err
		}
	}
	return addresses, nil
}

// revisions replaces the readings by empty ones, and what captures tell.
func (g *forgetting) revisions(empty archive.StampedReading) error {
	rows := map[string]revisionRecord{}
	var captures []uint32
	keys := keysWith(g.in(bucketRevisions), key32(g.ref))
	first := 0
	for _, key := range keys {
		var r revisionRecord
		if _, err := g.getRecord(bucketRevisions, key, &r); err != nil {
			return err
		}
		captures = append(captures, r.Capture)
		if first == 0 || r.Snapshot < first {
			first = r.Snapshot
		}
		for _, reading := range r.Readings {
			if err := g.in(bucketDigests).Delete(append(reading.Digest[:], key32(g.ref)...)); err != nil {
				return err
			}
		}
		r.Readings = []readingRecord{toReadingRecord(empty)}
		rows[string(key)] = r
	}
	if err := g.captures(captures, false); err != nil {
		return err
	}
	for _, key := range keys {
		if err := g.putRecord(bucketRevisions, key, rows[string(key)]); err != nil {
			return err
		}
	}
	if len(keys) == 0 {
		return nil
	}
	return g.putDigest(empty.Digest, archive.Ref(g.ref), first)
}

// captures takes out of captures what tells of content, or removes them.
// Captures that are compressed with one of them are stored anew.
func (g *forgetting) captures(numbers []uint32, remove bool) error {
	told := map[uint32]captureRecord{}
	for _, number := range numbers {
		r, err := g.capture(number)
		if err != nil {
			return err
		}
		if !r.Raw.IsZero() {
			g.gone = append(g.gone, r.Raw)
		}
		told[number] = captureRecord{URL: r.URL, Final: r.Final, Status: r.Status, Time: r.Time, Of: r.Of}
	}
	err := g.likeThem(told)
	if err != nil {
		return err
	}
	for number, r := range told {
		if remove && slices.Contains(numbers, number) {
			err = g.removeCapture(number)
		} else {
			err = g.putRecord(bucketCaptures, key32(number), r)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// kept removes the captures kept beside the revisions.
func (g *forgetting) kept() error {
	keys := keysWith(g.in(bucketKept), key32(g.ref))
	var numbers []uint32
	for _, key := range keys {
		var r keptRecord
		if _, err := g.getRecord(bucketKept, key, &r); err != nil {
			return err
		}
		numbers = append(numbers, r.Capture)
	}
	if err := g.captures(numbers, true); err != nil {
		return err
	}
	return removeKeys(g.in(bucketKept), keys)
}

// pending removes the captures of the article that wait for the next snapshot.
func (g *forgetting) pending(addresses map[string]bool, head int) error {
	var numbers []uint64
	err := g.eachPending(0, func(number uint64, row pendingRow) (bool, error) {
		r, err := g.capture(row.capture)
		if err == nil && (addresses[canonicalOf(r.URL)] || addresses[canonicalOf(r.Final)] || r.Of != "" && addresses[canonicalOf(r.Of)]) {
			numbers = append(numbers, number)
			g.gone = append(g.gone, r.Raw)
		}
		return true, err
	})
	for _, number := range numbers {
		if err == nil {
			err = g.removePending(number, head)
		}
	}
	return err
}

// changes takes the titles out of what was said of the article.
func (g *forgetting) changes() error {
	for _, key := range keysWith(g.in(bucketChanges), key32(g.ref)) {
		var r changeRecord
		if _, err := g.getRecord(bucketChanges, key, &r); err != nil {
			return err
		}
		r.Title = ""
		if err := g.putRecord(bucketChanges, key, r); err != nil {
			return err
		}
	}
	return nil
}

// memos writes the tombstone, and drops what the crawler noted with one of the
// texts in it: it finds that out again.
func (g *forgetting) memos() error {
	for _, key := range keysWith(g.in(bucketMemos), nil) {
		var r noteRecord
		if _, err := g.getRecord(bucketMemos, key, &r); err != nil {
			return err
		}
		if holdsText(r.Data, g.texts) {
			if err := g.in(bucketMemos).Delete(key); err != nil {
				return err
			}
		}
	}
	stone, err := json.Marshal(g.stone)
	if err != nil {
		return err
	}
	ids, err := g.forgottenIDs()
	if err != nil {
		return err
	}
	memos := map[string][]byte{archive.TombstoneKey(g.stone.Article): stone, archive.MemoForgotten: ids}
	for _, r := range g.stone.Revisions {
		digest, err := archive.ParseDigest(r.Digest)
		if err != nil {
			return err
		}
		memos[archive.ForgottenTextKey(digest)] = []byte(g.stone.Article)
	}
	return g.putMemos(memos)
}

// forgottenIDs returns the list of forgotten articles with this one in it.
func (g *forgetting) forgottenIDs() ([]byte, error) {
	var r noteRecord
	ok, err := g.getRecord(bucketMemos, []byte(archive.MemoForgotten), &r)
	if err != nil {
		return nil, err
	}
	var ids []string
	if ok {
		if err := json.Unmarshal(r.Data, &ids); err != nil {
			return nil, fmt.Errorf("memo %q: %w", archive.MemoForgotten, err)
		}
	}
	if !slices.Contains(ids, g.stone.Article) {
		ids = append(ids, g.stone.Article)
	}
	return json.Marshal(ids)
}

// holdsText reports whether data holds one of the texts, as it is or in JSON.
func holdsText(data []byte, texts []string) bool {
	return slices.ContainsFunc(texts, func(text string) bool {
		quoted, err := json.Marshal(text)
		return bytes.Contains(data, []byte(text)) || err == nil && bytes.Contains(data, quoted[1:len(quoted)-1])
	})
}

// dropSamples drops the samples that hold one of the texts. What was compressed
// with them is stored anew.
func (w *writer) dropSamples(ctx context.Context, texts []string) error {
	var forms []byte
	err := w.read(ctx, func(f *feedTx) error {
		return from(f.in(bucketSamples), nil, func(k, v []byte) (bool, error) {
			var r sampleRecord
			err := f.decode(k, v, &r)
			if err == nil && holdsText(r.Data, texts) {
				forms = append(forms, k[0])
			}
			return true, err
		})
	})
	if err != nil || len(forms) == 0 {
		return err
	}
	for _, bucket := range [][]byte{
		bucketSnapshots, bucketLooks, bucketStates, bucketRevisions, bucketKept, bucketCaptures, bucketChanges, bucketMemos, bucketNotes, nil,
	} {
		if err := w.restoreRows(ctx, bucket, forms); err != nil {
			return err
		}
	}
	return w.write(ctx, func(f *feedTx) error {
		for _, form := range forms {
			if err := f.in(bucketSamples).Delete([]byte{form}); err != nil {
				return err
			}
		}
		return nil
	})
}

// restoreRows stores the rows of a bucket that have one of the forms without a
// sample; nil is the feed's own bucket.
func (w *writer) restoreRows(ctx context.Context, bucket []byte, forms []byte) error {
	const chunk = 1000
	var next []byte
	for more := true; more; {
		err := w.write(ctx, func(f *feedTx) error {
			b := f.bucket
			if bucket != nil {
				b = f.in(bucket)
			}
			values := map[string][]byte{}
			more = false
			err := from(b, next, func(k, v []byte) (bool, error) {
				if len(v) == 0 || !bytes.Contains(forms, v[:1]) || bucket == nil && !bytes.Equal(k, keyHead) && !bytes.Equal(k, keyAnchor) {
					return true, nil
				}
				if more = len(values) == chunk; more {
					next = clone(k)
					return false, nil
				}
				plain, err := f.plain(k, v)
				values[string(k)] = append([]byte{formPlain}, plain...)
				return true, err
			})
			for k, v := range values {
				if err == nil {
					err = b.Put([]byte(k), withChecksum([]byte(k), v))
				}
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
