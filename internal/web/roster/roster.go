// Package roster keeps a small picture of a feed in memory, so that lists with
// filters, calendars and statistics need no walk through the archive: of each
// article where it stands and its title, of each change its kind and time. It
// is some 300 bytes an article. Texts, pages and whole changes stay in the store.
package roster

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"onrecord/archive"
)

// Row is what a list says of an article.
type Row struct {
	Ref      archive.Ref
	ID       string
	Date     archive.Date
	Title    string
	Language string
	State    archive.State
	Revision int
	Kinds    Kinds // the kinds of changes it had
	folded   string
}

// Says reports whether the title holds each of the words, as [Words] returns them.
func (r Row) Says(words []string) bool {
	for _, w := range words {
		if !strings.Contains(r.folded, w) {
			return false
		}
	}
	return true
}

// Words returns the words of a query in the form in which titles are compared.
func Words(query string) []string { return strings.Fields(fold(query)) }

func fold(text string) string {
	return strings.ToLower(archive.Fold(archive.NormaliseLine(text)))
}

// Kinds is a set of kinds of changes.
type Kinds uint8

// KindsOf returns the set of some kinds; unknown ones are left out.
func KindsOf(kinds ...archive.Kind) (set Kinds) {
	for _, k := range kinds {
		if i := slices.Index(archive.Kinds(), k); i >= 0 {
			set |= 1 << i
		}
	}
	return set
}

// Has reports whether the sets share a kind.
func (k Kinds) Has(other Kinds) bool { return k&other != 0 }

// Step is a recorded change in short.
type Step struct {
	Snapshot int32
	Ref      archive.Ref
	Noticed  int64 // seconds since 1970
	kind     uint8 // its place in archive.Kinds
	Minor    bool
	reason   uint8 // its place in reasons
}

// Kind returns the kind of the change.
func (s Step) Kind() archive.Kind { return archive.Kinds()[s.kind] }

// Set returns the kind of the change as a set.
func (s Step) Set() Kinds { return 1 << s.kind }

// Reason returns why a removal was found to be one, "" for other kinds.
func (s Step) Reason() string { return reasons()[s.reason] }

// Time returns when the change was noticed.
func (s Step) Time() time.Time { return time.Unix(s.Noticed, 0).UTC() }

func reasons() []string {
	return []string{"", archive.Reason404, archive.Reason410, archive.ReasonSoft404, archive.ReasonRedirect}
}

func stepOf(c archive.Change) Step {
	return Step{
		Snapshot: int32(c.Snapshot), Ref: c.Ref, Noticed: c.Noticed.Unix(), Minor: c.Minor,
		kind: uint8(max(slices.Index(archive.Kinds(), c.Kind), 0)), reason: uint8(max(slices.Index(reasons(), c.Reason), 0)),
	}
}

// Compare orders steps: by snapshot, then time, then article, then kind.
func Compare(a, b Step) int {
	return cmp.Or(cmp.Compare(a.Snapshot, b.Snapshot), cmp.Compare(a.Noticed, b.Noticed), cmp.Compare(a.Ref, b.Ref), cmp.Compare(a.kind, b.kind))
}

// Roster is the picture of a feed at one snapshot. It never changes.
type Roster struct {
	Latest    int                // the newest snapshot; 0: none
	Snapshots []archive.Snapshot // 1 to Latest
	Trace     *archive.Trace
	Rows      []Row // newest first, undated last, as archive.View's ByDate has them
	Steps     []Step
	places    []int32 // place in Rows by Ref
	readings  string  // how often revisions had been read anew; see archive.MemoReadings
}

// Row returns the row of an article; false when there is none.
func (r *Roster) Row(ref archive.Ref) (Row, bool) {
	if int(ref) >= len(r.places) || r.places[ref] < 0 {
		return Row{}, false
	}
	return r.Rows[r.places[ref]], true
}

// Newest returns the newest snapshot, zero when there is none.
func (r *Roster) Newest() archive.Snapshot {
	if r.Latest == 0 {
		return archive.Snapshot{}
	}
	return r.Snapshots[r.Latest-1]
}

// order puts rows and steps in their order and notes the places of articles.
func (r *Roster) order() {
	slices.SortFunc(r.Rows, Before)
	slices.SortFunc(r.Steps, Compare)
	most := 0
	for _, row := range r.Rows {
		most = max(most, int(row.Ref)+1)
	}
	r.places = make([]int32, most)
	for i := range r.places {
		r.places[i] = -1
	}
	for i, row := range r.Rows {
		r.places[row.Ref] = int32(i)
	}
}

// Before orders rows: newest first, undated last.
func Before(a, b Row) int {
	if (a.Date == "") != (b.Date == "") {
		return cmp.Compare(len(b.Date), len(a.Date))
	}
	return cmp.Or(strings.Compare(string(b.Date), string(a.Date)), strings.Compare(b.ID, a.ID))
}

// At returns a step to compare others with.
func At(snapshot int32, noticed int64, ref archive.Ref, kind archive.Kind) Step {
	return Step{Snapshot: snapshot, Noticed: noticed, Ref: ref, kind: uint8(max(slices.Index(archive.Kinds(), kind), 0))}
}
