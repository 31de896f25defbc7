package archive

import (
	"sort"

	"github.com/RoaringBitmap/roaring/v2"
)

// Look says how one attempt to see an article ended.
type Look string

// Kinds of looks.
const (
	LookRead        Look = "read"         // its page was fetched and read
	LookNotModified Look = "not-modified" // its page answered 304
	LookListed      Look = "listed"       // seen on a listing only
	LookNotDue      Look = "not-due"      // not looked at: it was not due
	LookNotSeen     Look = "not-seen"     // asked for in vain; the reason says why
)

// Looks holds, for one snapshot, how the look at each article ended: a bitmap
// per kind of look, so that a crawl that found nothing new costs a few bytes.
type Looks struct {
	Read        *roaring.Bitmap            // pages fetched and read
	NotModified *roaring.Bitmap            // pages that answered 304
	Listed      *roaring.Bitmap            // entries seen on a listing, whatever became of the page
	NotSeen     map[string]*roaring.Bitmap // by reason: pages asked for in vain
}

// NewLooks returns looks at nothing.
func NewLooks() Looks {
	return Looks{
		Read:        roaring.New(),
		NotModified: roaring.New(),
		Listed:      roaring.New(),
		NotSeen:     map[string]*roaring.Bitmap{},
	}
}

// Miss records that ref's page was asked for in vain.
func (l Looks) Miss(ref Ref, reason string) {
	b := l.NotSeen[reason]
	if b == nil {
		b = roaring.New()
		l.NotSeen[reason] = b
	}
	b.Add(uint32(ref))
}

// Of returns how the look at ref ended, and why when it was not seen.
func (l Looks) Of(ref Ref) (Look, string) {
	switch r := uint32(ref); {
	case l.Read.Contains(r):
		return LookRead, ""
	case l.NotModified.Contains(r):
		return LookNotModified, ""
	default:
		for _, reason := range l.Reasons() {
			if l.NotSeen[reason].Contains(r) {
				return LookNotSeen, reason
			}
		}
		if l.Listed.Contains(r) {
			return LookListed, ""
		}
		return LookNotDue, ""
	}
}

// Reasons returns the reasons of NotSeen in byte order.
func (l Looks) Reasons() []string {
	reasons := make([]string, 0, len(l.NotSeen))
	for reason := range l.NotSeen {
		reasons = append(reasons, reason)
	}
	sort.Strings(reasons)
	return reasons
}

// Page reports whether ref's page itself was seen to be there.
func (l Looks) Page(ref Ref) bool {
	return l.Read.Contains(uint32(ref)) || l.NotModified.Contains(uint32(ref))
}

// There reports whether ref's page or its entry was seen to be there.
func (l Looks) There(ref Ref) bool {
	return l.Listed.Contains(uint32(ref)) || l.Page(ref)
}
