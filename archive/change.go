package archive

import "time"

// Kind is what a snapshot says of an article against the snapshot before.
type Kind string

// Kinds of changes; docs/meaning.md and section "change" of the design say
// exactly when each holds.
const (
	Added    Kind = "added"
	Edited   Kind = "edited"
	Moved    Kind = "moved"
	Delisted Kind = "unlisted"
	Relisted Kind = "relisted"
	Gone     Kind = "removed"
	Restored Kind = "restored"
)

// Kinds lists every kind in the order in which summaries name them.
func Kinds() []Kind {
	return []Kind{Added, Edited, Moved, Delisted, Relisted, Gone, Restored}
}

// Reasons of a removal.
const (
	Reason404      = "404"
	Reason410      = "410"
	ReasonSoft404  = "soft-404"
	ReasonRedirect = "redirect" // to the root or a listing
)

// Names of the compared fields.
const (
	FieldTitle       = "title"
	FieldDate        = "date"
	FieldSummary     = "summary"
	FieldBody        = "body"
	FieldAttachments = "attachments"
)

// Change is what a snapshot says of an article against the snapshot before.
// What it claims is an interval: the former state was last seen to hold at
// LastHeld, and the new one was noticed at Noticed.
type Change struct {
	Kind     Kind
	Ref      Ref
	Article  string // the article's id
	Snapshot int
	URL      string    // the address after the change
	FromURL  string    // moved: the address before
	Title    string    // after the change
	Date     Date      // after the change
	Noticed  time.Time // UTC
	LastHeld time.Time // zero for added
	Reason   string    // removed: one of the reasons above

	FromRevision int      // edited
	ToRevision   int      // added, edited
	Fields       []string // edited: the fields that differ, in the order of the constants above
	Flapping     bool     // edited: the server alternates between two texts; it is said once
	Minor        bool     // edited: only kinds of quotes, dashes, ellipses and white space differ
}

// Counts is the number of changes of each kind.
type Counts map[Kind]int

// Count counts changes by kind; every kind has a key.
func Count(changes []Change) Counts {
	counts := make(Counts, len(Kinds()))
	for _, k := range Kinds() {
		counts[k] = 0
	}
	for _, c := range changes {
		counts[c.Kind]++
	}
	return counts
}

// Add adds other to c.
func (c Counts) Add(other Counts) {
	for k, n := range other {
		c[k] += n
	}
}
