package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"onrecord/archive"
	"onrecord/internal/web/roster"
)

// snapshotsPerPage is how many snapshots a page shows.
const snapshotsPerPage = 50

// snapshotsPage is a feed's snapshots, newest first.
type snapshotsPage struct {
	Feed     Feed
	Items    []archive.Snapshot
	Latest   int
	From, To int // chosen in the form
	Kinds    []archive.Kind
	Next     string
	First    string
}

func (s *Server) showSnapshots(a ask) (page, error) {
	p := snapshotsPage{Feed: a.feed, Latest: a.outline.Latest, To: a.outline.Latest, From: max(a.outline.Latest-1, 1), Kinds: archive.Kinds()}
	end := a.outline.Latest
	if after := a.URL.Query().Get("after"); after != "" {
		n, err := strconv.Atoi(after)
		if err != nil || n < 1 || n > a.outline.Latest+1 {
			return page{}, errNoPage
		}
		end = n - 1
	}
	begin := max(end-snapshotsPerPage, 0)
	p.Items = slices.Clone(a.outline.Snapshots[begin:end])
	slices.Reverse(p.Items)
	path := s.prefix + "feeds/" + a.feed.Name + "/snapshots"
	if begin > 0 {
		p.Next = path + with(url.Values{}, "after", strconv.Itoa(begin+1))
	}
	if end < a.outline.Latest {
		p.First = path
	}
	return page{
		Template: "snapshots", Title: a.lang.Text("snapshots.of", a.feed.Title), Section: "snapshots", Data: p,
		Description: a.lang.Text("snapshots.description", a.feed.Title, a.lang.Count("snapshots.count", a.outline.Latest)),
	}, nil
}

// snapshotPage is one snapshot.
type snapshotPage struct {
	Feed   Feed
	Here   archive.Snapshot
	Counts []countOf
	Latest int
}

// countOf is how many changes of a kind there are.
type countOf struct {
	Kind  archive.Kind
	Count int
}

func (s *Server) showSnapshot(a ask) (page, error) {
	n, err := a.number("number")
	if err != nil || n > a.outline.Latest {
		return page{}, errNoPage
	}
	p := snapshotPage{Feed: a.feed, Here: a.outline.Snapshots[n-1], Latest: a.outline.Latest}
	p.Counts = countSteps(stepsBetween(a.roster, n-1, n))
	return page{
		Template: "snapshot", Title: a.lang.Text("snapshot.title", n, a.feed.Title), Section: "snapshots", Data: p,
		Description: a.lang.Text("snapshot.description", a.lang.Stamp(p.Here.Taken), a.lang.Count("articles", p.Here.Articles)),
	}, nil
}

// stepsBetween returns the recorded changes of the snapshots after from up to to.
func stepsBetween(r *roster.Roster, from, to int) []roster.Step {
	begin, _ := slices.BinarySearchFunc(r.Steps, roster.Step{Snapshot: int32(from + 1)}, bySnapshot)
	end, _ := slices.BinarySearchFunc(r.Steps, roster.Step{Snapshot: int32(to + 1)}, bySnapshot)
	return r.Steps[begin:end]
}

func bySnapshot(a, b roster.Step) int { return int(a.Snapshot) - int(b.Snapshot) }

// countSteps counts changes by kind, leaving out what there is none of.
func countSteps(steps []roster.Step) []countOf {
	counts := map[archive.Kind]int{}
	for _, s := range steps {
		counts[s.Kind()]++
	}
	var list []countOf
	for _, k := range archive.Kinds() {
		if counts[k] > 0 {
			list = append(list, countOf{k, counts[k]})
		}
	}
	return list
}

// chooseSnapshots leads from the form to the comparison.
func (s *Server) chooseSnapshots(a ask) (page, error) {
	from, to, err := s.ends(a)
	if err != nil {
		return page{}, err
	}
	from, to = min(from, to), max(from, to)
	return page{Redirect: s.prefix + "feeds/" + a.feed.Name + "/compare/" + strconv.Itoa(from) + "/" + strconv.Itoa(to)}, nil
}

// errNoSnapshot says that what was typed for a snapshot names none.
var errNoSnapshot = problem{http.StatusNotFound, "error.snapshot"}
