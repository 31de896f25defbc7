package web

import (
	"bytes"
	"net/http"
	"strconv"

	"onrecord/archive"
	"onrecord/archive/diff"
	"onrecord/archive/export"
	"onrecord/archive/jsondoc"
	"onrecord/internal/web/roster"
)

// apiChanges writes the document onrecord/log: a page of a feed's changes,
// newest first, or of one article's.
func (s *Server) apiChanges(a ask, b *bytes.Buffer) (next string, err error) {
	query := a.URL.Query()
	f, err := filterOf(query)
	if err != nil {
		return "", err
	}
	wanted, err := f.changes(s.o.Now(), a.feed.Location)
	if err != nil {
		return "", err
	}
	if a.PathValue("id") != "" {
		article, err := s.article(a)
		if err != nil {
			return "", err
		}
		wanted = func(step roster.Step) bool { return step.Ref == article.Ref }
	}
	most, err := limit(query)
	if err != nil {
		return "", err
	}
	steps, total, more, err := pickSteps(a.roster.Steps, wanted, query.Get("after"), most)
	if err != nil {
		return "", err
	}
	list, err := eachRecorded(s, a, steps, diff.Of)
	if err != nil {
		return "", err
	}
	if more {
		next = cursorOf(steps[len(steps)-1])
	}
	d := jsondoc.New(b, diff.FormatLog, diff.Version)
	d.Member("total", total)
	d.Member("next", jsondoc.Text(next))
	jsondoc.List(d, "changes", jsondoc.All(list))
	return next, d.Close()
}

// apiSnapshots writes the document onrecord/snapshots: a page of a feed's
// snapshots, oldest first.
func (s *Server) apiSnapshots(a ask, b *bytes.Buffer) (next string, err error) {
	query := a.URL.Query()
	most, err := limit(query)
	if err != nil {
		return "", err
	}
	begin, err := strconv.Atoi("0" + query.Get("after"))
	if err != nil || begin > a.roster.Latest {
		return "", errNoPage
	}
	end := min(begin+most, a.roster.Latest)
	if end < a.roster.Latest {
		next = strconv.Itoa(end)
	}
	return next, export.WriteSnapshotsPage(b, jsondoc.All(a.roster.Snapshots[begin:end]), a.roster.Latest, next)
}

// diffMost is how many articles may have changed between two snapshots that are
// compared in one document.
const diffMost = 500

var errTooMuch = problem{http.StatusUnprocessableEntity, "error.toomuch"}

// apiDiff writes the document onrecord/diff.
func (s *Server) apiDiff(a ask, b *bytes.Buffer) (string, error) {
	from, to, err := s.ends(a)
	if err != nil {
		return "", err
	}
	if from > to {
		return "", archive.ErrSnapshotOrder
	}
	if len(touched(a.roster, stepsBetween(a.roster, from, to))) > diffMost {
		return "", errTooMuch
	}
	net, err := archive.Between(a.Context(), s.o.Store, a.feed.Name, from, to)
	if err != nil {
		return "", err
	}
	changes, list := make([]archive.Change, len(net)), make([]diff.Change, len(net))
	for i, c := range net {
		changes[i], list[i] = c.Change, diff.Of(c)
	}
	point := func(number int) diff.Point {
		return diff.Point{Snapshot: number, Taken: a.roster.Snapshots[number-1].Taken}
	}
	return "", diff.WriteJSON(b, diff.Document{
		Feed: a.feed.Name, From: point(from), To: point(to), Counts: archive.Count(changes), Changes: diff.All(list),
	})
}

// ends returns the snapshots that ?from= and ?to= name.
func (s *Server) ends(a ask) (from, to int, err error) {
	query := a.URL.Query()
	var numbers [2]int
	err = s.o.Store.View(a.Context(), a.feed.Name, func(v archive.View) error {
		for i, end := range []struct{ name, usual string }{{"from", "latest~1"}, {"to", "latest"}} {
			spec := query.Get(end.name)
			if spec == "" {
				spec = end.usual
			}
			var err error
			if numbers[i], err = archive.ResolveSnapshot(v, spec, a.feed.Location); err != nil || numbers[i] > a.roster.Latest {
				return errNoSnapshot
			}
		}
		return nil
	})
	return numbers[0], numbers[1], err
}
