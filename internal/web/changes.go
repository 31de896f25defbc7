package web

import (
	"fmt"
	"slices"

	"onrecord/archive"
	"onrecord/internal/web/roster"
)

// cardsPerPage is how many changes a page shows.
const cardsPerPage = 20

// changesPage is a feed's changes, newest first.
type changesPage struct {
	Filter filter
	Feed   Feed
	Total  int
	Days   []dayGroup
	Next   string
	First  string
	Kinds  []archive.Kind
}

func (s *Server) showChanges(a ask) (page, error) {
	f, err := filterOf(a.URL.Query())
	if err != nil {
		return page{}, err
	}
	if f, err = f.inDays(s.o.Now(), a.feed.Location); err != nil {
		return page{}, err
	}
	wanted, err := f.changes(s.o.Now(), a.feed.Location)
	if err != nil {
		return page{}, err
	}
	after := a.URL.Query().Get("after")
	steps, total, more, err := pickSteps(a.roster.Steps, wanted, after, cardsPerPage)
	if err != nil {
		return page{}, err
	}
	cards, err := s.cards(a, steps)
	if err != nil {
		return page{}, err
	}
	more, steps = more || len(cards) < len(steps), steps[:len(cards)]
	p := changesPage{Filter: f, Feed: a.feed, Total: total, Days: byDay(cards), Kinds: archive.Kinds()}
	path := s.prefix + "feeds/" + a.feed.Name + "/changes"
	if more {
		p.Next = path + with(a.URL.Query(), "after", cursorOf(steps[len(steps)-1]))
	}
	if after != "" {
		p.First = path + with(a.URL.Query())
	}
	return page{
		Template: "changes", Title: a.lang.Text("changes.of", a.feed.Title), Section: "changes", Data: p,
		Description: a.lang.Text("changes.description", a.feed.Title), Alternate: s.feedAlternates(a),
	}, nil
}

// pickSteps returns up to limit wanted steps, newest first, after the one that a
// cursor names, how many are wanted in all, and whether more follow.
func pickSteps(all []roster.Step, wanted func(roster.Step) bool, after string, limit int) (list []roster.Step, total int, more bool, err error) {
	end := len(all)
	if after != "" {
		from, err := stepAt(after)
		if err != nil {
			return nil, 0, false, err
		}
		end, _ = slices.BinarySearchFunc(all, from, roster.Compare)
	}
	for i := len(all) - 1; i >= 0; i-- {
		if !wanted(all[i]) {
			continue
		}
		total++
		switch {
		case i < end && len(list) < limit:
			list = append(list, all[i])
		case i < end:
			more = true
		}
	}
	return list, total, more, nil
}

// cursorOf names a step in an address.
func cursorOf(s roster.Step) string {
	return fmt.Sprintf("%d.%d.%d.%s", s.Snapshot, s.Noticed, s.Ref, s.Kind())
}

// stepAt returns the step that a cursor names.
func stepAt(cursor string) (roster.Step, error) {
	var snapshot int32
	var noticed int64
	var ref archive.Ref
	var kind archive.Kind
	if _, err := fmt.Sscanf(cursor, "%d.%d.%d.%s", &snapshot, &noticed, &ref, &kind); err != nil {
		return roster.Step{}, errBad
	}
	return roster.At(snapshot, noticed, ref, kind), nil
}
