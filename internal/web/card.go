package web

import (
	"slices"

	"onrecord/archive"
	"onrecord/archive/diff"
	"onrecord/internal/web/roster"
	"onrecord/internal/web/rows"
)

// card is a change as people read it.
type card struct {
	Feed string
	archive.Change
	Day               string // on which it was noticed, where the feed is
	Inserted, Deleted int    // words
	Hunks             []briefHunk
	More              int      // changed paragraphs that are not shown
	Documents         []string // addresses of documents that were replaced behind them
}

// briefHunk is the changed paragraphs of a field with a few words around.
type briefHunk struct {
	Field string
	Rows  []rows.Row
}

const (
	cardContext = 90 // characters
	cardRows    = 6  // paragraphs
)

// Path returns the path of its article below the prefix.
func (c card) Path() string { return articlePath(c.Feed, c.Article) }

// newCard makes a card of a change and, for an edit, the contents on either side.
func newCard(feed Feed, c archive.NetChange) card {
	k := card{Feed: feed.Name, Change: c.Change, Day: c.Noticed.In(feed.Location).Format(archive.DayLayout)}
	if c.Kind != archive.Edited {
		return k
	}
	for _, f := range diff.Replaced(c.Old, c.New) {
		k.Documents = append(k.Documents, f.URL)
	}
	hunks := diff.Contents(c.Old, c.New, c.Fields)
	k.Inserted, k.Deleted = diff.Words(hunks)
	left := cardRows
	for _, h := range hunks {
		list, more := rows.Brief(rows.Of(h.Ops), cardContext, left)
		left -= len(list)
		k.More += more
		if len(list) > 0 {
			k.Hunks = append(k.Hunks, briefHunk{h.Field, list})
		}
	}
	return k
}

// cards makes the cards of the first of some recorded changes.
func (s *Server) cards(a ask, steps []roster.Step) ([]card, error) {
	return eachRecorded(s, a, steps, func(c archive.NetChange) card { return newCard(a.feed, c) })
}

// eachRecorded turns recorded changes into something else: the first of them,
// when their texts are long.
func eachRecorded[T any](s *Server, a ask, steps []roster.Step, turn func(archive.NetChange) T) ([]T, error) {
	list := make([]T, 0, len(steps))
	read := func(v archive.View, step roster.Step) ([]archive.NetChange, error) {
		c, err := recorded(v, step)
		return []archive.NetChange{c}, err
	}
	_, err := bounded(s, a, steps, read, bothTexts, func(c archive.NetChange) { list = append(list, turn(c)) })
	return list, err
}

// recorded returns a change with the contents on either side of an edit.
func recorded(v archive.View, step roster.Step) (archive.NetChange, error) {
	all, err := v.ChangesOf(step.Ref, int(step.Snapshot)-1, int(step.Snapshot))
	if err != nil {
		return archive.NetChange{}, err
	}
	i := slices.IndexFunc(all, func(c archive.Change) bool { return c.Kind == step.Kind() })
	if i < 0 {
		return archive.NetChange{}, archive.ErrNotFound
	}
	c := archive.NetChange{Change: all[i]}
	if c.Kind != archive.Edited {
		return c, nil
	}
	if c.Old, err = contentOf(v, c.Ref, c.FromRevision); err != nil {
		return c, err
	}
	c.New, err = contentOf(v, c.Ref, c.ToRevision)
	return c, err
}

// dayGroup is the cards of one day.
type dayGroup struct {
	Day   string
	Cards []card
}

// byDay groups cards that are in the order of their days.
func byDay(cards []card) []dayGroup {
	var groups []dayGroup
	for _, c := range cards {
		if n := len(groups); n == 0 || groups[n-1].Day != c.Day {
			groups = append(groups, dayGroup{Day: c.Day})
		}
		last := &groups[len(groups)-1]
		last.Cards = append(last.Cards, c)
	}
	return groups
}
