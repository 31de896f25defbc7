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
	if errFrom != nil || errTo != nil || from < 0 || from > to || to > a.roster.Latest {
		return page{}, errNoSnapshot
	}
	steps := stepsBetween(a.roster, from, to)
	p := betweenPage{Feed: a.feed, To: a.roster.Snapshots[to-1], Counts: countSteps(steps)}
	if from > 0 {
		p.From = a.roster.Snapshots[from-1]
	}
	refs := touched(a.roster, steps)
	p.Articles = len(refs)
	begin, err := strconv.Atoi("0" + a.URL.Query().Get("after"))
	if err != nil || begin > len(refs) {
		return page{}, errNoPage
	}
	end := min(begin+cardsPerPage, len(refs))
	cards, err := s.net(a, refs[begin:end], from, to)
	if err != nil {
		return page{}, err
	}
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
	seen := make(map[archive.Ref]bool, len(steps))
	var list []roster.Row
	for _, s := range steps {
		if row, ok := r.Row(s.Ref); ok && !seen[s.Ref] {
			seen[s.Ref] = true
			list = append(list, row)
		}
	}
	slices.SortFunc(list, roster.Before)
	refs := make([]archive.Ref, len(list))
	for i, row := range list {
		refs[i] = row.Ref
	}
	return refs
}

// net returns the net effect of two snapshots on some articles.
func (s *Server) net(a ask, refs []archive.Ref, from, to int) ([]card, error) {
	var cards []card
	for chunk := range slices.Chunk(refs, 10) {
		var changes []archive.NetChange
		err := s.o.Store.View(a.Context(), a.feed.Name, func(v archive.View) error {
			for _, ref := range chunk {
				steps, err := v.ChangesOf(ref, from, to)
				if err != nil || len(steps) == 0 {
					return err
				}
				net, err := archive.Net(v, steps, from, to)
				if err != nil {
					return err
				}
				changes = append(changes, net...)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		for _, c := range changes {
			cards = append(cards, newCard(a.feed, c))
		}
	}
	return cards, nil
}
