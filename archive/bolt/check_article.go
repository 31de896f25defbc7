package bolt

import (
	"bytes"
	"errors"

	"github.com/RoaringBitmap/roaring/v2"

	"onrecord/archive"
)

// checkedArticle is an article whose rows are checked against each other.
type checkedArticle struct {
	*checker
	f         *feedTx
	ref       int
	revisions map[int]bool
	firsts    map[archive.Digest]int // the first snapshot of each content
}

// article checks the rows of an article, in one transaction.
func (c *checker) article(f *feedTx, ref int) error {
	a := &checkedArticle{checker: c, f: f, ref: ref, revisions: map[int]bool{}, firsts: map[archive.Digest]int{}}
	c.report.Checked.Articles++
	return errors.Join(a.checkRevisions(), a.checkStates(), a.checkKept(), a.checkChanges())
}

// checkRevisions checks that there is every revision, and all that it needs.
func (a *checkedArticle) checkRevisions() error {
	err := rowsOf(a.f, bucketRevisions, uint32(a.ref), func(k []byte, r revisionRecord) {
		if r.Snapshot > a.head.Number {
			return
		}
		number := int(at32(k, 1))
		a.revisions[number] = true
		a.report.Checked.Revisions++
		a.checkCapture(r.Capture, use{ref: a.ref, revision: number, snapshot: r.Snapshot})
		if len(r.Readings) == 0 {
			a.damage(DamageRevision, a.ref, r.Snapshot, "revision %d has no reading", number)
		}
		for _, reading := range r.Readings {
			a.wantStored(a.f, reading.Content, use{ref: a.ref, revision: number, snapshot: r.Snapshot, text: true, digest: reading.Digest})
			if first, ok := a.firsts[reading.Digest]; !ok || r.Snapshot < first {
				a.firsts[reading.Digest] = r.Snapshot
			}
		}
	})
	for number := 1; number < len(a.revisions); number++ {
		a.needRevision(number, 0)
	}
	for digest, first := range a.firsts {
		key := append(digest[:], key32(uint32(a.ref))...)
		if !a.found(bucketDigests, key, key32(uint32(first))) {
			a.damage(DamageIndex, a.ref, first, "it is not found by its content %s; all can be read", digest)
		}
	}
	return err
}

func (a *checkedArticle) needRevision(number, snapshot int) {
	if number > 0 && !a.revisions[number] && a.f.in(bucketRevisions).Get(key32(uint32(a.ref), uint32(number))) == nil {
		a.damage(DamageRevision, a.ref, snapshot, "revision %d is missing; other revisions and the changes can be read, unless named here", number)
	}
}

// checkCapture checks a capture that something refers to.
func (a *checkedArticle) checkCapture(number uint32, u use) {
	r, ok := a.captures[number]
	var err error
	if !ok { // written since, or damaged
		var read captureRecord
		read, err = a.f.capture(number)
		r = checkedCapture{read.Raw, read.info().Absent()}
	}
	switch {
	case err != nil && u.revision > 0:
		a.damage(DamageRevision, a.ref, u.snapshot, "revision %d: when and with which headers its page was fetched cannot be read: %s", u.revision, reason(err))
	case err != nil:
		a.lose(u, err)
	case r.absent:
		a.report.Checked.Absent++
	case !r.raw.IsZero():
		a.wantStored(a.f, r.raw, u)
	}
}

// checkStates checks that an article has a state, and is found by it.
func (a *checkedArticle) checkStates() error {
	states := 0
	err := rowsOf(a.f, bucketStates, uint32(a.ref), func(k []byte, r articleRecord) {
		snapshot := int(at32(k, 1))
		if snapshot > a.head.Number {
			return
		}
		if states++; states == 1 {
			a.first[snapshot]++
		}
		article := r.article(archive.Ref(a.ref))
		if article.ID != a.id(a.ref) {
			a.damage(DamageArticle, a.ref, snapshot, "from snapshot %d on it has another id, %q", snapshot, article.ID)
			return
		}
		a.needRevision(article.Revision, snapshot)
		a.checkFound(article, snapshot)
	})
	if states == 0 {
		a.damage(DamageArticle, a.ref, 0, "none of its states can be read; it is listed nowhere")
	}
	return err
}

// checkFound checks the rows by which a state is found.
func (a *checkedArticle) checkFound(article archive.Article, snapshot int) {
	value := key32(uint32(a.ref))
	if !a.found(bucketIDs, []byte(article.ID), value) {
		a.damage(DamageIndex, a.ref, snapshot, "it is not found by its id; lists and exports show it")
	}
	if !a.found(bucketDates, dateKey(article), value) {
		a.damage(DamageIndex, a.ref, snapshot, "it is not found by its date; lists and exports leave it out")
	}
	for _, address := range append([]string{article.URL}, article.Aliases...) {
		if !a.found(bucketAddresses, append(addressKey(canonicalOf(address)), value...), nil) {
			a.damage(DamageIndex, a.ref, snapshot, "it is not found by its address; a crawl would take it for a new article")
		}
	}
}

// found reports whether there is a row by which something is found.
func (a *checkedArticle) found(bucket, key, value []byte) bool {
	if a.indexed.has(bucket, key, value) {
		return true
	}
	row := a.f.in(bucket).Get(key) // written since, if it is not missing
	return row != nil && bytes.Equal(row, value)
}

// checkKept checks the captures beside the revisions.
func (a *checkedArticle) checkKept() error {
	snapshot, next := 0, 0
	return rowsOf(a.f, bucketKept, uint32(a.ref), func(k []byte, r keptRecord) {
		at := int(at32(k, 1))
		if len(k) != 12 || at > a.head.Number {
			return
		}
		if at != snapshot {
			snapshot, next = at, 0
		}
		if n := int(at32(k, 2)); n != next {
			a.damage(DamageCapture, a.ref, snapshot, "a page that snapshot %d kept beside the revisions is missing", snapshot)
			next = n
		}
		next++
		a.checkCapture(r.Capture, use{ref: a.ref, snapshot: snapshot})
	})
}

// checkChanges counts the changes by snapshot.
func (a *checkedArticle) checkChanges() error {
	return rowsOf(a.f, bucketChanges, uint32(a.ref), func(k []byte, r changeRecord) {
		snapshot := int(at32(k, 1))
		if len(k) != 9 || snapshot > a.head.Number {
			return
		}
		kind, err := kindOf(k[8])
		if err != nil {
			return // reported with the row
		}
		a.report.Checked.Changes++
		if a.changed[snapshot] == nil {
			a.changed[snapshot], a.counts[snapshot] = roaring.New(), archive.Counts{}
		}
		a.changed[snapshot].Add(uint32(a.ref))
		a.counts[snapshot][kind]++
		if r.Article != a.id(a.ref) {
			a.damage(DamageChange, a.ref, snapshot, "a change in snapshot %d is that of %q", snapshot, r.Article)
		}
		a.needRevision(r.FromRevision, snapshot)
		a.needRevision(r.ToRevision, snapshot)
	})
}
