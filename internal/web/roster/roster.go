// Package roster keeps a small picture of a feed in memory, so that lists with
// filters, calendars and statistics need no walk through the archive: of each
// article where it stands and its title, of each change its kind and time. It
// is some 400 bytes an article. Texts, pages and whole changes stay in the store.
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
func (r *Row) Says(words []string) bool {
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
	Outline
	Rows   []Row // newest first, undated last, as archive.View's ByDate has them
	Steps  []Step
	Days   []Day   // newest first
	places []int32 // place in Rows by Ref
}

// Day is how many articles have a date printed on them, and how many of these
// had a change of each kind since.
type Day struct {
	Day      string // 2020-09-22
	Articles int
	kinds    [8]int32 // by place in archive.Kinds
}

// Had returns how many of the day's articles had a kind of change.
func (d Day) Had(kind archive.Kind) int {
	if i := slices.Index(archive.Kinds(), kind); i >= 0 {
		return int(d.kinds[i])
	}
	return 0
}

// Place returns the place of an article in Rows, -1 when there is none.
func (r *Roster) Place(ref archive.Ref) int {
	if int(ref) >= len(r.places) {
		return -1
	}
	return int(r.places[ref])
}

// Row returns the row of an article; false when there is none.
func (r *Roster) Row(ref archive.Ref) (Row, bool) {
	i := r.Place(ref)
	if i < 0 {
		return Row{}, false
	}
	return r.Rows[i], true
}

// index notes the places of articles, and counts them by day. Rows are in their order.
func (r *Roster) index() {
	most := 0
	for i := range r.Rows {
		most = max(most, int(r.Rows[i].Ref)+1)
	}
	r.places = make([]int32, most)
	for i := range r.places {
		r.places[i] = -1
	}
	for i := range r.Rows {
		row := &r.Rows[i]
		r.places[row.Ref] = int32(i)
		if row.Date == "" {
			continue
		}
		day := row.Date.Day()
		if n := len(r.Days); n == 0 || r.Days[n-1].Day != day {
			r.Days = append(r.Days, Day{Day: day})
		}
		r.Days[len(r.Days)-1].add(row.Kinds)
	}
}

func (d *Day) add(kinds Kinds) {
	d.Articles++
	for i := range d.kinds {
		if kinds&(1<<i) != 0 {
			d.kinds[i]++
		}
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
