package bolt

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"onrecord/archive"
)

// How many articles are checked by one goroutine, and how many of them before it
// looks how long its transaction has lasted.
const (
	articleBatch   = 1024
	articlesAtOnce = 256
)

// articleBuckets lists the buckets whose rows are those of articles, in the
// order in which they are checked.
func articleBuckets() [][]byte {
	return [][]byte{bucketStates, bucketRevisions, bucketKept, bucketChanges, bucketNotes}
}

// articleRows are what is found in the rows of some articles: each row is read
// once, checked by itself and against the others.
type articleRows struct {
	findings
	leaf      leafRoom // rows are needed until the next one
	revisions []uint64 // those there are: articles and numbers
	stated    []bool   // articles of which a state can be read
	contents  []datedContent
	firsts    []int // the snapshots that were the first to know an article
	changes   []countedChange
	byID      int // rows by which articles are found, and should be
	byDigest  int
}

// datedContent is a content that an article had, and since when.
type datedContent struct {
	digest   archive.Digest
	snapshot int
}

// countedChange is a change that a snapshot should have counted.
type countedChange struct {
	ref      uint32
	snapshot int
	kind     archive.Kind
}

// checkArticles checks the rows of all articles, some articles at a time, then
// those of articles that are not visible yet, and that nothing else is found.
func (c *checker) checkArticles(ctx context.Context) error {
	parts := make([]*articleRows, (int(c.head.Articles)+articleBatch-1)/articleBatch)
	err := parallel(ctx, len(parts), func(ctx context.Context, i int) error {
		low := i * articleBatch
		parts[i] = &articleRows{findings: findings{checker: c, low: low}}
		return c.each(ctx, low, min(low+articleBatch, int(c.head.Articles)), articlesAtOnce, nil, parts[i].check)
	})
	if err != nil {
		return err
	}
	byID, byDigest, wants := 0, 0, 0
	for _, part := range parts {
		wants += len(part.wants)
	}
	c.wanted = slices.Grow(c.wanted, wants)
	for _, part := range parts {
		c.joinArticles(part)
		byID += part.byID
		byDigest += part.byDigest
	}
	later, start := c.newRows(), key32(c.head.Articles)
	if c.head.Articles == 0 {
		start = nil
	}
	for _, bucket := range articleBuckets() {
		if err := later.run(ctx, bucket, start, later.row); err != nil {
			return err
		}
	}
	c.join(&later.findings)
	return c.checkIndexes(ctx, byID, byDigest)
}

// joinArticles adds what was found of some articles.
func (c *checker) joinArticles(a *articleRows) {
	c.join(&a.findings)
	for _, snapshot := range a.firsts {
		c.first[snapshot]++
	}
	for _, change := range a.changes {
		if c.changed[change.snapshot] == nil {
			c.changed[change.snapshot], c.counts[change.snapshot] = roaring.New(), archive.Counts{}
		}
		c.changed[change.snapshot].Add(change.ref)
		c.counts[change.snapshot][change.kind]++
	}
}

// check checks the rows of the articles from low to high, in a transaction.
func (a *articleRows) check(f *feedTx, low, high int) error {
	a.f, a.revisions = f, a.revisions[:0]
	a.stated = append(a.stated[:0], make([]bool, high-low)...)
	a.counted.Articles += high - low
	var needs []need
	for _, step := range []func() error{
		func() (err error) { needs, err = a.checkStates(low, high); return err },
		func() error { return a.checkRevisions(low, high) },
		func() error { return a.checkKept(low, high) },
		func() error { return a.checkChanges(low, high) },
		func() error { return eachRow(a, bucketNotes, 8, low, high, func([]byte, *noteRecord) {}) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	for _, n := range needs {
		a.needRevision(n.ref, n.revision, n.snapshot)
	}
	for i, stated := range a.stated {
		if !stated {
			a.damage(DamageArticle, low+i, 0, "none of its states can be read; it is listed nowhere")
		}
	}
	return nil
}

// eachRow calls fn with the rows of the articles from low to high, those that
// can be read: fn must not keep the record, which is used again. The keys have
// size bytes.
func eachRow[R any](a *articleRows, bucket []byte, size, low, high int, fn func(k []byte, r *R)) error {
	start, end := key32(uint32(low)), key32(uint32(high))
	if low == 0 {
		start = nil // keys that are too short
	}
	var r R
	return rowsFrom(a.f.in(bucket).passing(&a.leaf), start, func(k, v []byte) (bool, error) {
		if bytes.Compare(k, end) >= 0 {
			return false, nil
		}
		var none R
		r = none
		err := guarded(func() error { return articleRow(a.f, k, v, size, &r) })
		if err != nil {
			a.lostRow(bucket, k, err)
			return true, nil
		}
		fn(k, &r)
		return true, nil
	})
}

// lostRow reports a row that cannot be read.
func (a *articleRows) lostRow(bucket, k []byte, err error) {
	a.told = append(a.told, a.rowDamage(bucket, k, err))
	a.uncounted = a.uncounted || bytes.Equal(bucket, bucketChanges)
}

// need says that there should be a revision of an article.
type need struct{ ref, revision, snapshot int }

// checkStates checks that each article has a state, and is found by it. It
// returns the revisions that the states are of.
func (a *articleRows) checkStates(low, high int) (needs []need, err error) {
	found := -1 // the last article that is found by its id
	err = eachRow(a, bucketStates, 8, low, high, func(k []byte, r *articleRecord) {
		ref, snapshot := int(at32(k, 0)), int(at32(k, 1))
		a.learn(ref, r.ID)
		if snapshot > a.head.Number {
			return
		}
		if !a.stated[ref-low] {
			a.stated[ref-low] = true
			a.firsts = append(a.firsts, snapshot)
		}
		if r.ID != a.id(ref) {
			a.damage(DamageArticle, ref, snapshot, "from snapshot %d on it has another id, %q", snapshot, r.ID)
			return
		}
		needs = append(needs, need{ref, r.Revision, snapshot})
		if a.checkFound(r, ref, snapshot) && found != ref {
			found = ref
			a.byID++
		}
	})
	return needs, err
}

// learn notes the id of an article.
func (a *articleRows) learn(ref int, id string) {
	if n := ref - a.low + 1 - len(a.learnt); n > 0 {
		a.learnt = append(a.learnt, make([]string, n)...)
	}
	if a.learnt[ref-a.low] == "" {
		a.learnt[ref-a.low] = id
	}
}

// checkFound checks the rows by which a state is found, and reports whether
// that of its id was there.
func (a *articleRows) checkFound(r *articleRecord, ref, snapshot int) bool {
	value := key32(uint32(ref))
	id := []byte(r.ID)
	byID := a.indexed[string(bucketIDs)].has(id, value)
	if !byID && !a.isThere(bucketIDs, id, value) {
		a.damage(DamageIndex, ref, snapshot, "it is not found by its id; lists and exports show it")
	}
	if !a.found(bucketDates, dateKey(archive.Article{ID: r.ID, Date: archive.Date(r.Date)}), value) {
		a.damage(DamageIndex, ref, snapshot, "it is not found by its date; lists and exports leave it out")
	}
	a.checkAddress(r.URL, value, ref, snapshot)
	for _, address := range r.Aliases {
		a.checkAddress(address, value, ref, snapshot)
	}
	return byID
}

func (a *articleRows) checkAddress(address string, value []byte, ref, snapshot int) {
	if !a.found(bucketAddresses, append(addressKey(canonicalOf(address)), value...), nil) {
		a.damage(DamageIndex, ref, snapshot, "it is not found by its address; a crawl would take it for a new article")
	}
}

// found reports whether there is a row by which something is found.
func (a *articleRows) found(bucket, key, value []byte) bool {
	return a.indexed[string(bucket)].has(key, value) || a.isThere(bucket, key, value)
}

// isThere reports whether there is a row now.
func (a *articleRows) isThere(bucket, key, value []byte) bool {
	row := a.f.in(bucket).Get(key)
	return row != nil && bytes.Equal(row, value)
}

// checkRevisions checks that there is every revision, and all that it needs.
func (a *articleRows) checkRevisions(low, high int) error {
	last := -1
	err := eachRow(a, bucketRevisions, 8, low, high, func(k []byte, r *revisionRecord) {
		ref, number := int(at32(k, 0)), int(at32(k, 1))
		if r.Snapshot > a.head.Number {
			return
		}
		if ref != last {
			a.checkContents(last)
			last = ref
		}
		a.revisions = append(a.revisions, uint64(ref)<<32|uint64(number))
		a.counted.Revisions++
		u := use{ref: int32(ref), revision: int32(number), snapshot: int32(r.Snapshot)}
		a.checkCapture(r.Capture, u)
		if len(r.Readings) == 0 {
			a.damage(DamageRevision, ref, r.Snapshot, "revision %d has no reading", number)
		}
		for _, reading := range r.Readings {
			u.text, u.digest = true, reading.Digest
			a.wantStored(reading.Content, u)
			a.contents = append(a.contents, datedContent{reading.Digest, r.Snapshot})
		}
	})
	a.checkContents(last)
	for _, revision := range a.revisions {
		a.needRevision(int(revision>>32), int(uint32(revision))-1, 0)
	}
	return err
}

// checkContents checks that an article is found by the contents that it had.
func (a *articleRows) checkContents(ref int) {
	if len(a.contents) > 1 {
		slices.SortFunc(a.contents, func(x, y datedContent) int {
			return cmp.Or(bytes.Compare(x.digest[:], y.digest[:]), cmp.Compare(x.snapshot, y.snapshot))
		})
		a.contents = slices.CompactFunc(a.contents, func(x, y datedContent) bool { return x.digest == y.digest })
	}
	for _, c := range a.contents {
		key, value := append(c.digest[:], key32(uint32(ref))...), key32(uint32(c.snapshot))
		if a.indexed[string(bucketDigests)].has(key, value) {
			a.byDigest++
		} else if !a.isThere(bucketDigests, key, value) {
			a.damage(DamageIndex, ref, c.snapshot, "it is not found by its content %s; all can be read", c.digest)
		}
	}
	a.contents = a.contents[:0]
}

func (a *articleRows) needRevision(ref, number, snapshot int) {
	if number <= 0 {
		return
	}
	if _, known := slices.BinarySearch(a.revisions, uint64(ref)<<32|uint64(number)); known {
		return
	}
	if a.f.in(bucketRevisions).Get(key32(uint32(ref), uint32(number))) == nil {
		a.damage(DamageRevision, ref, snapshot, "revision %d is missing; other revisions and the changes can be read, unless named here", number)
	}
}

// checkCapture checks a capture that something refers to.
func (a *articleRows) checkCapture(number uint32, u use) {
	var r checkedCapture
	var err error
	if i, known := slices.BinarySearchFunc(a.captures, number, func(c checkedCapture, n uint32) int { return cmp.Compare(c.number, n) }); known {
		r = a.captures[i]
	} else { // written since, or damaged
		var read captureRecord
		read, err = a.f.capture(number)
		r = checkedCapture{number, read.info().Absent(), read.Raw}
	}
	switch {
	case err != nil && u.revision > 0:
		a.damage(DamageRevision, int(u.ref), int(u.snapshot), "revision %d: when and with which headers its page was fetched cannot be read: %s", u.revision, reason(err))
	case err != nil:
		a.lose(u, err)
	case r.absent:
		a.counted.Absent++
	case !r.raw.IsZero():
		a.wantStored(r.raw, u)
	}
}

// checkKept checks the captures beside the revisions.
func (a *articleRows) checkKept(low, high int) error {
	article, snapshot, next := -1, 0, 0
	return eachRow(a, bucketKept, 12, low, high, func(k []byte, r *keptRecord) {
		ref, at := int(at32(k, 0)), int(at32(k, 1))
		if at > a.head.Number {
			return
		}
		if ref != article || at != snapshot {
			article, snapshot, next = ref, at, 0
		}
		if n := int(at32(k, 2)); n != next {
			a.damage(DamageCapture, ref, snapshot, "a page that snapshot %d kept beside the revisions is missing", snapshot)
			next = n
		}
		next++
		a.checkCapture(r.Capture, use{ref: int32(ref), snapshot: int32(snapshot)})
	})
}

// checkChanges counts the changes by snapshot.
func (a *articleRows) checkChanges(low, high int) error {
	return eachRow(a, bucketChanges, 9, low, high, func(k []byte, r *changeRecord) {
		ref, snapshot := int(at32(k, 0)), int(at32(k, 1))
		kind, err := kindOf(k[8])
		if err != nil {
			a.lostRow(bucketChanges, k, err)
		}
		if err != nil || snapshot > a.head.Number {
			return
		}
		a.counted.Changes++
		a.changes = append(a.changes, countedChange{uint32(ref), snapshot, kind})
		if r.Article != a.id(ref) {
			a.damage(DamageChange, ref, snapshot, "a change in snapshot %d is that of %q", snapshot, r.Article)
		}
		a.needRevision(ref, r.FromRevision, snapshot)
		a.needRevision(ref, r.ToRevision, snapshot)
	})
}
