package bolt

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"

	"onrecord/archive"
)

// row checks a row by itself, and that what it refers to is there.
func (c *checker) row(f *feedTx, bucket, k, v []byte) error {
	switch name := string(bucket); name {
	case string(bucketIDs), string(bucketAddresses), string(bucketDates), string(bucketDigests):
		return c.indexRow(f, name, k, v)
	case string(bucketMemos):
		return f.decode(k, v, &noteRecord{})
	case string(bucketChanged), string(bucketStaged):
		_, err := bitmapOf(v)
		return err
	case string(bucketPending):
		return c.pendingRow(f, k, v)
	case string(bucketFresh):
		_, err := parseFresh(v)
		return sized(err, k, len(archive.Digest{}))
	case string(bucketBlobs):
		return c.blobRow(f, k, v)
	case string(bucketObjects), string(bucketDeltas), string(bucketPages), string(bucketTexts):
		if len(k) != 8 || len(v) == 0 || len(v) > chunkBytes || uint64(at32(k, 0)) > f.in(bucket).Sequence() {
			return damaged("stored bytes %x", k)
		}
		c.headRow(placeOf(name), k, v)
		return nil
	}
	return c.recordRow(f, bucket, k, v)
}

// sized reports a key that has not size bytes.
func sized(err error, key []byte, size int) error {
	if err == nil && len(key) != size {
		err = damaged("its key %x has %d bytes instead of %d", key, len(key), size)
	}
	return err
}

// recordRow checks a row that holds a record.
func (c *checker) recordRow(f *feedTx, bucket, k, v []byte) error {
	switch string(bucket) {
	case string(bucketSnapshots):
		return sized(f.decode(k, v, &snapshotRecord{}), k, 4)
	case string(bucketLooks):
		var r looksRecord
		err := f.decode(k, v, &r)
		if err == nil {
			_, err = r.looks()
		}
		return sized(err, k, 4)
	case string(bucketStates):
		var r articleRecord
		err := sized(f.decode(k, v, &r), k, 8)
		if err == nil {
			c.learn(at32(k, 0), r.ID)
		}
		return err
	case string(bucketRevisions):
		var r revisionRecord
		err := sized(f.decode(k, v, &r), k, 8)
		if err == nil {
			for _, reading := range r.Readings {
				c.readings.add(bucketDigests, append(reading.Digest[:], k[:4]...), key32(uint32(r.Snapshot)))
			}
		}
		return err
	case string(bucketKept):
		return sized(f.decode(k, v, &keptRecord{}), k, 12)
	case string(bucketCaptures):
		c.report.Checked.Captures++
		var r captureRecord
		err := sized(f.decode(k, v, &r), k, 4)
		if err == nil {
			c.captures[at32(k, 0)] = checkedCapture{r.Raw, r.info().Absent()}
		}
		if err == nil && uint64(at32(k, 0)) > f.in(bucket).Sequence() {
			err = damaged("capture %d is numbered too high", at32(k, 0))
		}
		return err
	case string(bucketChanges):
		err := sized(f.decode(k, v, &changeRecord{}), k, 9)
		if err == nil {
			_, err = kindOf(k[8])
		}
		return err
	case string(bucketNotes):
		return sized(f.decode(k, v, &noteRecord{}), k, 8)
	case string(bucketSamples):
		return sized(f.decode(k, v, &sampleRecord{}), k, 1)
	}
	return fmt.Errorf("there is no check of %s", bucket)
}

// pendingRow checks that a pending capture is there.
func (c *checker) pendingRow(f *feedTx, k, v []byte) error {
	if len(k) != 8 || len(v) != 12 || binary.BigEndian.Uint64(k) > f.in(bucketPending).Sequence() {
		return damaged("a row %x of the pending captures", k)
	}
	r, err := f.capture(at32(v, 2))
	if err == nil && !r.Raw.IsZero() {
		c.wantStored(f, r.Raw, use{ref: noArticle})
	}
	return err
}

// wantStored notes that something refers to a document, which should be there.
func (c *checker) wantStored(f *feedTx, d archive.Digest, u use) {
	if _, ok := c.wanted[d]; ok {
		c.want(d, u)
		return
	}
	if _, ok, err := f.locate(d); err != nil || !ok {
		if err == nil {
			err = errMissingBytes
		}
		c.lose(u, err)
		return
	}
	c.want(d, u)
}

// blobRow notes a stored document for being read later.
func (c *checker) blobRow(f *feedTx, k, v []byte) error {
	if len(k) != len(archive.Digest{}) {
		return sized(nil, k, len(archive.Digest{}))
	}
	l, _, err := f.locate(archive.Digest(k))
	if err == nil && !bytes.Equal(l.bytes(), v) {
		err = damaged("the location of %x cannot be read", k)
	}
	if err == nil {
		c.documents = append(c.documents, storedDocument{archive.Digest(k), l})
		c.want(archive.Digest(k))
		if id := f.tx.ID(); len(c.documents) == 1 {
			c.written = id
		} else if c.written != id {
			c.written = 0
		}
	}
	return err
}

// indexRow checks a row by which articles are found. Rows of addresses and
// dates may tell of states that were taken back; readers pass over them.
func (c *checker) indexRow(f *feedTx, bucket string, k, v []byte) error {
	c.indexed.add([]byte(bucket), k, v)
	switch bucket {
	case string(bucketAddresses):
		if len(k) != 20 || len(v) != 0 {
			return damaged("a row of addresses")
		}
		return nil
	case string(bucketDates):
		if len(v) != 4 || len(k) < 2 || k[0] != leadDated && k[0] != leadUndated {
			return damaged("a row of dates")
		}
		return nil
	case string(bucketIDs):
		if len(v) != 4 {
			return damaged("a row of ids")
		}
		ref := binary.BigEndian.Uint32(v)
		if ref < c.head.Articles && int(ref) < len(c.ids) && c.ids[ref] != "" && c.ids[ref] != string(k) {
			return damaged("the id %q leads to the article %s", k, c.ids[ref])
		}
		return nil
	}
	return c.digestRow(f, k, v)
}

// digestRow checks that an article has the content by which it is found.
func (c *checker) digestRow(f *feedTx, k, v []byte) error {
	if len(k) != 36 || len(v) != 4 {
		return damaged("a row of digests")
	}
	digest, ref, snapshot := archive.Digest(k[:32]), binary.BigEndian.Uint32(k[32:]), int(binary.BigEndian.Uint32(v))
	if snapshot > c.head.Number {
		return nil
	}
	if c.readings.has(bucketDigests, k, v) {
		return nil
	}
	found, unreadable := false, false
	err := from(f.in(bucketRevisions), key32(ref), func(k, value []byte) (bool, error) {
		if !bytes.HasPrefix(k, key32(ref)) {
			return false, nil
		}
		var r revisionRecord
		unreadable = unreadable || f.decode(k, value, &r) != nil
		for _, reading := range r.Readings {
			found = found || reading.Digest == digest && r.Snapshot == snapshot
		}
		return true, nil
	})
	if err == nil && !found && !unreadable {
		err = damaged("no revision of article %d recorded by snapshot %d has the content %s", ref, snapshot, digest)
	}
	return err
}

// rowDamage says what a damaged row means.
func (c *checker) rowDamage(bucket, k []byte, err error) Damage {
	d := Damage{Feed: c.feed, What: reason(err)}
	number := func(i int) int {
		if len(k) < 4*i+4 {
			return 0
		}
		return int(at32(k, i))
	}
	name := strings.TrimSuffix(string(bucket), "s")
	article := func(kind string, format string, args ...any) {
		d.Kind, d.Article = kind, c.id(number(0))
		d.What = fmt.Sprintf("%s: %s: %s", c.name(number(0)), fmt.Sprintf(format, args...), d.What)
	}
	switch string(bucket) {
	case string(bucketSnapshots):
		d.Kind, d.Snapshot = DamageSnapshot, number(0)
		d.What = fmt.Sprintf("snapshot %d: when it was taken and what it could not see cannot be read: %s; what it says of articles can", number(0), d.What)
	case string(bucketLooks):
		d.Kind, d.Snapshot = DamageSnapshot, number(0)
		d.What = fmt.Sprintf("snapshot %d: which articles it looked at cannot be read: %s; what it says of articles can", number(0), d.What)
	case string(bucketStates):
		d.Snapshot = number(1)
		article(DamageArticle, "where it stood from snapshot %d on cannot be read; its revisions can, unless named here", number(1))
	case string(bucketRevisions):
		article(DamageRevision, "revision %d cannot be read; other revisions and the changes can, unless named here", number(1))
	case string(bucketKept):
		d.Snapshot = number(1)
		article(DamageCapture, "which page snapshot %d kept of it cannot be read", number(1))
	case string(bucketChanges):
		d.Snapshot = number(1)
		article(DamageChange, "a change in snapshot %d cannot be read; the texts before and after it can, unless named here", number(1))
	case string(bucketNotes):
		article(DamageMemo, "what the crawler noted of it cannot be read; nothing that was archived is lost by that")
	case string(bucketMemos):
		d.Kind, d.What = DamageMemo, fmt.Sprintf("what the crawler noted as %q cannot be read: %s; nothing that was archived is lost by that", k, d.What)
	case string(bucketCaptures), string(bucketPending):
		d.Kind, d.What = DamageCapture, fmt.Sprintf("when and with which headers a page was fetched (%s %x) cannot be read: %s", name, k, d.What)
	case string(bucketSamples), string(bucketFresh), string(bucketStaged):
		d.Kind, d.What = DamageFeed, fmt.Sprintf("%s %x: %s", name, k, d.What)
	case string(bucketObjects), string(bucketDeltas), string(bucketPages), string(bucketTexts), string(bucketBlobs):
		d.Kind, d.What = DamageBytes, fmt.Sprintf("%s %x: %s; what needs them is named here too", bucket, k, d.What)
	default:
		d.Kind, d.What = DamageIndex, fmt.Sprintf("%s %x: %s; nothing that was archived is lost by that", bucket, k, d.What)
	}
	return d
}
