package web

import (
	"slices"
	"strconv"

	"onrecord/archive"
	"onrecord/internal/web/roster"
)

// betweenPage is what changed between two snapshots, some articles at a time.
type betweenPage struct {
	Feed     Feed
	From, To archive.Snapshot // From is zero before the first
	Counts   []countOf        // recorded changes, whatever came of them
	Articles int              // that changed in between
	Days     []dayGroup       // one without a day
	Next     string
	First    string
}

func (s *Server) showBetween(a ask) (page, error) {
	from, errFrom := strconv.Atoi(a.PathValue("from"))
	to, errTo := a.number("to")
	if errFrom != nil || errTo != nil || from < 0 || from > to || to > a.outline.Latest {
		return page{}, errNoSnapshot
	}
	steps := stepsBetween(a.roster, from, to)
	p := betweenPage{Feed: a.feed, To: a.outline.Snapshots[to-1], Counts: countSteps(steps)}
	if from > 0 {
		p.From = a.outline.Snapshots[from-1]
	}
	refs := touched(a.roster, steps)
	p.Articles = len(refs)
	begin, err := strconv.Atoi("0" + a.URL.Query().Get("after"))
	if err != nil || begin > len(refs) {
		return page{}, errNoPage
	}
	end := min(begin+cardsPerPage, len(refs))
	var cards []card
	used, err := s.net(a, refs[begin:end], from, to, func(c archive.NetChange) { cards = append(cards, newCard(a.feed, c)) })
	if err != nil {
		return page{}, err
	}
	end = begin + used
	if len(cards) > 0 {
		p.Days = []dayGroup{{Cards: cards}}
	}
	path := s.prefix + "feeds/" + a.feed.Name + "/compare/" + strconv.Itoa(from) + "/" + strconv.Itoa(to)
	if end < len(refs) {
		p.Next = path + "?after=" + strconv.Itoa(end)
	}
	if begin > 0 {
		p.First = path
	}
	return page{
		Template: "between", Title: a.lang.Text("between.title", from, to, a.feed.Title), Section: "snapshots", Data: p,
		Description: a.lang.Text("between.description", from, to),
	}, nil
}

// touched returns the articles of some steps in the order of lists.
func touched(r *roster.Roster, steps []roster.Step) []archive.Ref {
	var places []int
	for _, s := range steps {
		if place := r.Place(s.Ref); place >= 0 {
			places = append(places, place)
		}
	}
	slices.Sort(places)
	places = slices.Compact(places)
	refs := make([]archive.Ref, len(places))
	for i, place := range places {
		refs[i] = r.Rows[place].Ref
	}
	return refs
}

// net tells the net effect of two snapshots on the first of some articles. It
// returns of how many.
func (s *Server) net(a ask, refs []archive.Ref, from, to int, tell func(archive.NetChange)) (int, error) {
	read := func(v archive.View, ref archive.Ref) ([]archive.NetChange, error) {
		steps, err := v.ChangesOf(ref, from, to)
		if err != nil || len(steps) == 0 {
			return nil, err
		}
		return archive.Net(v, steps, from, to)
	}
	return bounded(s, a, refs, read, bothTexts, tell)
}
