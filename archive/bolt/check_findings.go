package bolt

import (
	"fmt"

	"onrecord/archive"
)

// findings are what one goroutine finds out of some rows of a feed, until
// [checker.join] adds them to what others found.
type findings struct {
	*checker // what is known of the feed, which only join changes
	f        *feedTx
	told     []Damage
	counted  Checked
	wants    []want

	low       int      // number of the first of the articles that are checked
	learnt    []string // ids of those
	uncounted bool
}

// want says that something refers to a document.
type want struct {
	document int32 // which of the checker's documents
	by       use
}

// use says what refers to a document.
type use struct {
	ref, revision, snapshot int32 // ref noArticle: a pending capture; revision 0: a kept one
	text                    bool
	digest                  archive.Digest // text: of the normalised content
}

// join adds findings to the checker's.
func (c *checker) join(f *findings) {
	for i, id := range f.learnt {
		c.learn(uint32(f.low+i), id)
	}
	for _, d := range f.told {
		c.report.add(d)
	}
	sum := &c.report.Checked
	sum.Articles += f.counted.Articles
	sum.Revisions += f.counted.Revisions
	sum.Captures += f.counted.Captures
	sum.Changes += f.counted.Changes
	sum.Documents += f.counted.Documents
	sum.Absent += f.counted.Absent
	c.wanted = append(c.wanted, f.wants...)
	c.uncounted = c.uncounted || f.uncounted
}

// id returns the id of an article, which may have been learnt just now.
func (f *findings) id(ref int) string {
	if i := ref - f.low; i >= 0 && i < len(f.learnt) {
		return f.learnt[i]
	}
	return f.checker.id(ref)
}

// damage reports damage of the feed.
func (f *findings) damage(kind string, ref, snapshot int, format string, args ...any) {
	f.told = append(f.told, damageOf(f.feed, kind, f.id(ref), ref, snapshot, fmt.Sprintf(format, args...)))
}

// wantStored notes that something refers to a document, which should be there.
func (f *findings) wantStored(d archive.Digest, u use) {
	if i, known := f.document(d); known {
		f.wants = append(f.wants, want{int32(i), u})
		return
	}
	_, known, err := f.f.locate(d) // written since the documents were noted
	if err == nil && !known {
		err = errMissingBytes
	}
	if err != nil {
		f.lose(u, err)
	}
}

// lose reports what cannot be shown without a document.
func (f *findings) lose(u use, err error) {
	ref, revision, snapshot := int(u.ref), u.revision, int(u.snapshot)
	switch {
	case ref == noArticle:
		f.damage(DamageCapture, noArticle, 0, "a page kept for the next snapshot cannot be read: %s; a crawl asks for it again once the archive is repaired", reason(err))
	case u.text:
		f.damage(DamageRevision, ref, snapshot, "revision %d: its text cannot be read: %s; its page and the changes can, unless named here", revision, reason(err))
	case revision > 0:
		f.damage(DamageRevision, ref, snapshot, "revision %d: its page cannot be read: %s; its text and the changes can, unless named here", revision, reason(err))
	default:
		f.damage(DamageCapture, ref, snapshot, "a page kept beside the revisions cannot be read: %s", reason(err))
	}
}
