package bolt

import (
	"bytes"
	"context"

	"onrecord/archive"
)

// checkIndexes checks that all rows of ids and digests lead to something that
// has the id or the digest. Where there are as many as articles were found by,
// these are all: the rest need not be looked for.
func (c *checker) checkIndexes(ctx context.Context, byID, byDigest int) error {
	rows := c.newRows()
	if c.indexed[string(bucketIDs)].visible != byID {
		if err := rows.run(ctx, bucketIDs, nil, rows.idRow); err != nil {
			return err
		}
	}
	if c.indexed[string(bucketDigests)].visible != byDigest {
		if err := rows.run(ctx, bucketDigests, nil, rows.digestRow); err != nil {
			return err
		}
	}
	c.join(&rows.findings)
	return nil
}

// idRow checks that an article has the id by which it is found.
func (r *bucketRows) idRow(_, k, v []byte) error {
	if len(v) != 4 {
		return nil // reported already
	}
	ref := at32(v, 0)
	if id := r.id(int(ref)); ref < r.head.Articles && id != "" && id != string(k) {
		return damaged("the id %q leads to the article %s", k, id)
	}
	return nil
}

// digestRow checks that an article has the content by which it is found.
func (r *bucketRows) digestRow(_, k, v []byte) error {
	if len(k) != 36 || len(v) != 4 {
		return nil // reported already
	}
	digest, ref, snapshot := archive.Digest(k[:32]), at32(k[32:], 0), int(at32(v, 0))
	if snapshot > r.head.Number {
		return nil
	}
	found, unreadable := false, false
	err := from(r.f.in(bucketRevisions), key32(ref), func(k, value []byte) (bool, error) {
		if !bytes.HasPrefix(k, key32(ref)) {
			return false, nil
		}
		var revision revisionRecord
		unreadable = unreadable || r.f.decode(k, value, &revision) != nil
		for _, reading := range revision.Readings {
			found = found || reading.Digest == digest && revision.Snapshot == snapshot
		}
		return true, nil
	})
	if err == nil && !found && !unreadable {
		err = damaged("no revision of article %d recorded by snapshot %d has the content %s", ref, snapshot, digest)
	}
	return err
}
