package bolt

import (
	"bytes"
	"errors"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"onrecord/archive"
)

// repairedArticle is what is left of an article.
type repairedArticle struct {
	*repairer
	ref       uint32
	id        string
	states    map[int]articleRecord // by snapshot
	revisions map[int]revisionRecord
	changes   map[string]changeRecord // by key
}

// articles repairs all articles, and makes their indexes anew.
func (r *repairer) articles() (err error) {
	if r.taken, err = r.takenIDs(); err != nil {
		return err
	}
	for ref := range r.head.Articles {
		a := &repairedArticle{repairer: r, ref: ref, states: map[int]articleRecord{}, revisions: map[int]revisionRecord{}, changes: map[string]changeRecord{}}
		if err := firstError(a.load, a.repairRevisions, a.repairStates, a.repairKept, a.repairChanges); err != nil {
			return err
		}
	}
	return nil
}

// load reads what is left of the article.
func (a *repairedArticle) load() error {
	err := errors.Join(
		rowsOf(a.feedTx, bucketStates, a.ref, func(k []byte, r articleRecord) { a.states[int(at32(k, 1))] = r }),
		rowsOf(a.feedTx, bucketRevisions, a.ref, func(k []byte, r revisionRecord) { a.revisions[int(at32(k, 1))] = r }),
		rowsOf(a.feedTx, bucketChanges, a.ref, func(k []byte, r changeRecord) { a.changes[string(k)] = r }),
	)
	for _, r := range a.states {
		a.id = r.ID
	}
	for _, r := range a.changes {
		if a.id == "" {
			a.id = r.Article
		}
	}
	if a.id == "" {
		a.id = a.idOfCapture()
	}
	if a.id == "" {
		return damaged("of article %d nothing is left", a.ref)
	}
	a.lost.learn(a.ref, a.id)
	return err
}

// idOfCapture makes the id of the article anew, of the address under which its
// first revision was captured; empty when that is lost too, or another has it.
func (a *repairedArticle) idOfCapture() string {
	c, err := a.capture(a.revisions[1].Capture)
	if err != nil {
		return ""
	}
	id := archive.ID(a.lost.feed, canonicalOf(c.Final))
	if a.taken[id] {
		return ""
	}
	return id
}

// takenIDs returns the ids that the states of articles tell.
func (r *repairer) takenIDs() (map[string]bool, error) {
	taken := map[string]bool{}
	err := from(r.in(bucketStates), nil, func(k, v []byte) (bool, error) {
		var s articleRecord
		err := r.decode(k, v, &s)
		taken[s.ID] = true
		return true, err
	})
	return taken, err
}

// repairRevisions fills in what revisions lack, and notes their digests.
func (a *repairedArticle) repairRevisions() error {
	last := 1
	for number := range a.revisions {
		last = max(last, number)
	}
	for _, s := range a.states {
		last = max(last, s.Revision)
	}
	for _, c := range a.changes {
		last = max(last, c.ToRevision, c.FromRevision)
	}
	for number := 1; number <= last; number++ {
		if err := a.repairRevision(number); err != nil {
			return err
		}
	}
	return nil
}

func (a *repairedArticle) repairRevision(number int) error {
	record, ok := a.revisions[number]
	before := len(record.Readings)
	if !ok {
		record.Snapshot = a.recordedBy(number)
		a.lost.damage(DamageRevision, int(a.ref), record.Snapshot, "revision %d is lost", number)
	}
	record.Readings = slices.DeleteFunc(slices.Clone(record.Readings), func(r readingRecord) bool { return !a.readable(r) })
	if len(record.Readings) == 0 {
		reading, err := a.lostReading(number)
		if err != nil {
			return err
		}
		record.Readings = []readingRecord{reading}
		if ok {
			a.lost.damage(DamageRevision, int(a.ref), record.Snapshot, "the text of revision %d is lost", number)
		}
	}
	capture, err := a.repairCapture(record, number, ok)
	if err != nil {
		return err
	}
	if !ok || capture != record.Capture || len(record.Readings) != before || record.Readings[0].Stamp == string(archive.Lost) {
		record.Capture = capture
		if err := a.putRecord(bucketRevisions, key32(a.ref, uint32(number)), record); err != nil {
			return err
		}
	}
	a.revisions[number] = record
	for _, reading := range record.Readings {
		if err := a.putDigest(reading.Digest, archive.Ref(a.ref), record.Snapshot); err != nil {
			return err
		}
	}
	return nil
}

// readable reports whether a reading's text can be read.
func (a *repairedArticle) readable(r readingRecord) bool {
	return guarded(func() error {
		data, _, err := a.document(r.Content)
		if err != nil {
			return err
		}
		content, err := decodeContent(data)
		if err == nil && content.Digest() != r.Digest {
			err = damaged("another text")
		}
		return err
	}) == nil
}

// recordedBy returns the snapshot that recorded a revision that is lost.
func (a *repairedArticle) recordedBy(number int) int {
	for key, c := range a.changes {
		if c.ToRevision == number {
			return int(at32([]byte(key), 1))
		}
	}
	found := 0
	for snapshot, s := range a.states {
		if s.Revision >= number && (found == 0 || snapshot < found) {
			found = snapshot
		}
	}
	return max(found, 1)
}

// lostReading stores what stands for a text that is lost: its title and date
// are told by the change that noticed it.
func (a *repairedArticle) lostReading(number int) (readingRecord, error) {
	content := archive.Content{Body: lostText}
	for _, c := range a.changes {
		if c.ToRevision == number {
			content.Title, content.Date = c.Title, archive.Date(c.Date)
		}
	}
	content = content.Normalised()
	data, err := encodeContent(content)
	if err != nil {
		return readingRecord{}, err
	}
	p := preparedBytes{digest: archive.DigestBytes(data), data: data, loose: inTexts}
	return readingRecord{Stamp: string(archive.Lost), Digest: content.Digest(), Content: p.digest}, a.storeBytes(&p)
}

// repairCapture returns the number of the capture of a revision, a new one when
// its page or the capture itself is lost.
func (a *repairedArticle) repairCapture(record revisionRecord, number int, told bool) (uint32, error) {
	c, err := a.capture(record.Capture)
	if err == nil && (c.Raw.IsZero() || a.stored(c.Raw)) {
		return record.Capture, nil
	}
	if told {
		a.lost.damage(DamageRevision, int(a.ref), record.Snapshot, "the page of revision %d is lost", number)
	}
	if err != nil {
		c = captureRecord{URL: a.address()}
	}
	c.Raw, c.Size = archive.Digest{}, 0
	return a.addCapture(c, 0)
}

// address returns an address of the article.
func (a *repairedArticle) address() string {
	newest, url := 0, ""
	for snapshot, s := range a.states {
		if snapshot >= newest {
			newest, url = snapshot, s.URL
		}
	}
	for _, c := range a.changes {
		if url == "" {
			url = c.URL
		}
	}
	if c, err := a.capture(a.revisions[1].Capture); url == "" && err == nil {
		if url, err = archive.CleanURL(c.Final); err != nil {
			url = c.Final
		}
	}
	return url
}

// repairStates makes sure that there is a state, and that each is found.
func (a *repairedArticle) repairStates() error {
	if len(a.states) == 0 {
		first := a.revisions[1].Snapshot
		s := articleRecord{ID: a.id, URL: a.address(), State: string(archive.Listed), Since: first, Revision: len(a.revisions)}
		for _, c := range a.changes {
			if s.Date == "" {
				s.Date = c.Date
			}
		}
		a.states[first] = s
		a.lost.damage(DamageArticle, int(a.ref), first, "where it stood is lost; it is taken as listed, until the next crawl")
		if err := a.putRecord(bucketStates, key32(a.ref, uint32(first)), s); err != nil {
			return err
		}
	}
	value := key32(a.ref)
	for _, s := range a.states {
		article := s.article(archive.Ref(a.ref))
		err := errors.Join(a.put(bucketIDs, []byte(article.ID), value), a.put(bucketDates, dateKey(article), value))
		for _, address := range append([]string{article.URL}, article.Aliases...) {
			err = errors.Join(err, a.put(bucketAddresses, append(addressKey(canonicalOf(address)), value...), nil))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// repairKept drops kept captures that are lost, and numbers the others anew.
func (a *repairedArticle) repairKept() error {
	b, next := a.in(bucketKept), map[uint32]uint32{}
	for _, key := range keysWith(b, key32(a.ref)) {
		var r keptRecord
		_, err := a.getRecord(bucketKept, key, &r)
		if err == nil {
			err = b.Delete(key)
		}
		if err != nil {
			return err
		}
		snapshot := at32(key, 1)
		c, err := a.capture(r.Capture)
		if err != nil || !c.Raw.IsZero() && !a.stored(c.Raw) {
			a.lost.damage(DamageCapture, int(a.ref), int(snapshot), "a page kept beside the revisions by snapshot %d is lost", snapshot)
			continue
		}
		if err := a.putRecord(bucketKept, key32(a.ref, snapshot, next[snapshot]), r); err != nil {
			return err
		}
		next[snapshot]++
	}
	return nil
}

// repairChanges drops changes that are another's, and counts the others.
func (a *repairedArticle) repairChanges() error {
	for key, c := range a.changes {
		snapshot := int(at32([]byte(key), 1))
		kind, err := kindOf(key[8])
		if err != nil || c.Article != a.id {
			if err := a.in(bucketChanges).Delete([]byte(key)); err != nil {
				return err
			}
			continue
		}
		if a.lost.changed[snapshot] == nil {
			a.lost.changed[snapshot], a.lost.counts[snapshot] = roaring.New(), archive.Counts{}
		}
		a.lost.changed[snapshot].Add(a.ref)
		a.lost.counts[snapshot][kind]++
	}
	first := 0
	for snapshot := range a.states {
		if first == 0 || snapshot < first {
			first = snapshot
		}
	}
	a.lost.first[first]++
	return nil
}

// snapshots fills in lost snapshots, and what they say in numbers.
func (r *repairer) snapshots() error {
	known := 0
	var feed feedRecord
	for number := 1; number <= r.head.Number; number++ {
		known += r.lost.first[number]
		key := key32(uint32(number))
		var s snapshotRecord
		ok, err := r.getRecord(bucketSnapshots, key, &s)
		if err != nil {
			return err
		}
		if !ok {
			s = snapshotRecord{Feed: feed, Status: string(archive.Partial), Warnings: []string{"when it was taken, and what it could not see, was lost when the archive was damaged"}}
			r.lost.damage(DamageSnapshot, noArticle, number, "when snapshot %d was taken, and what it could not see, is lost", number)
		}
		feed = s.Feed
		if err := r.repairSnapshot(key, number, known, s, ok); err != nil {
			return err
		}
	}
	return nil
}

func (r *repairer) repairSnapshot(key []byte, number, known int, s snapshotRecord, ok bool) error {
	wrong := !ok || s.Articles > 0 && s.Articles != known
	for kind, n := range s.Changes {
		wrong = wrong || n != r.lost.counts[number][archive.Kind(kind)]
	}
	if wrong {
		s.Articles, s.Changes = known, map[string]int{}
		for _, kind := range archive.Kinds() {
			s.Changes[string(kind)] = r.lost.counts[number][kind]
		}
		if err := r.putRecord(bucketSnapshots, key, s); err != nil {
			return err
		}
	}
	if r.in(bucketLooks).Get(key) == nil {
		r.lost.damage(DamageSnapshot, noArticle, number, "which articles snapshot %d looked at is lost", number)
		if err := r.putRecord(bucketLooks, key, looksRecord{}); err != nil {
			return err
		}
	}
	refs, err := bitmapBytes(r.lost.changed[number])
	if err != nil {
		return err
	}
	if bytes.Equal(r.in(bucketChanged).Get(key), refs) && refs != nil {
		return nil
	}
	return r.put(bucketChanged, key, refs)
}

// rowsOf calls fn with the rows of an article that can be read.
func rowsOf[R any](f *feedTx, bucket []byte, ref uint32, fn func(key []byte, r R)) error {
	prefix := key32(ref)
	return from(f.in(bucket), prefix, func(k, v []byte) (bool, error) {
		var r R
		if !bytes.HasPrefix(k, prefix) {
			return false, nil
		}
		if len(k) >= 8 && f.decode(k, v, &r) == nil {
			fn(k, r)
		}
		return true, nil
	})
}
