package diff

import (
	"iter"
	"time"

	"onrecord/archive"
	"onrecord/archive/jsondoc"
)

// Change is a change with the words it changed.
type Change struct {
	archive.Change
	Hunks []Hunk     // edited: one for each of Fields; else none
	Files []FileText // edited: documents that were replaced, where the caller read them
}

// Of adds to a change the words it changed.
func Of(c archive.NetChange) Change {
	d := Change{Change: c.Change}
	if c.Kind == archive.Edited {
		d.Hunks = Contents(c.Old, c.New, c.Fields)
	}
	return d
}

// Changes is what the formats print: one change after the other, so that their
// texts need not be in memory together. An error ends them.
type Changes = iter.Seq2[Change, error]

// All gives the changes of a list.
func All(changes []Change) Changes { return jsondoc.All(changes) }

// Point is a snapshot, or a revision of an article, as an end of a comparison.
type Point struct {
	Snapshot int       // 0: before the first; of a revision: the one that recorded it
	Taken    time.Time // zero before the first
	Revision int       // 0: a snapshot is compared
}

// Document is what changed between two snapshots of a feed, or two revisions
// of an article. Changes can be gone through more than once.
type Document struct {
	Feed     string // its short name
	Title    string // of the feed; may be empty
	From, To Point
	Counts   archive.Counts // of Changes
	Changes  Changes
}
