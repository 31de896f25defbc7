package web

import (
	"bytes"
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
	if err := s.listed(&a); err != nil {
		return "", err
	}
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
	if found := len(steps); more || len(list) < found {
		steps = steps[:len(list)]
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
	if err != nil || begin > a.outline.Latest {
		return "", errNoPage
	}
	end := min(begin+most, a.outline.Latest)
	if end < a.outline.Latest {
		next = strconv.Itoa(end)
	}
	return next, export.WriteSnapshotsPage(b, jsondoc.All(a.outline.Snapshots[begin:end]), a.outline.Latest, next)
}

// apiDiff writes the document onrecord/diff: what became of a page of the
// articles that changed in between, in the order of lists.
func (s *Server) apiDiff(a ask, b *bytes.Buffer) (next string, err error) {
	if err := s.listed(&a); err != nil {
		return "", err
	}
	from, to, err := s.ends(a)
	if err != nil {
		return "", err
	}
	if from > to {
		return "", archive.ErrSnapshotOrder
	}
	most, err := limit(a.URL.Query())
	if err != nil {
		return "", err
	}
	refs := touched(a.roster, stepsBetween(a.roster, from, to))
	begin, err := strconv.Atoi("0" + a.URL.Query().Get("after"))
	if err != nil || begin > len(refs) {
		return "", errNoPage
	}
	var changes []archive.Change
	var list []diff.Change
	used, err := s.net(a, refs[begin:min(begin+most, len(refs))], from, to, func(c archive.NetChange) {
		changes, list = append(changes, c.Change), append(list, diff.Of(c))
	})
	if err != nil {
		return "", err
	}
	if end := begin + used; end < len(refs) {
		next = strconv.Itoa(end)
	}
	point := func(number int) diff.Point {
		return diff.Point{Snapshot: number, Taken: a.outline.Snapshots[number-1].Taken}
	}
	return next, diff.WriteJSONPage(b, diff.Document{
		Feed: a.feed.Name, From: point(from), To: point(to), Counts: archive.Count(changes), Changes: diff.All(list),
	}, len(refs), next)
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
			if numbers[i], err = archive.ResolveSnapshot(v, spec, a.feed.Location); err != nil || numbers[i] > a.outline.Latest {
				return errNoSnapshot
			}
		}
		return nil
	})
	return numbers[0], numbers[1], err
}
