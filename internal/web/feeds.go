package web

import (
	"errors"
	"sync"
	"time"

	"onrecord/archive"
	"onrecord/internal/web/chart"
	"onrecord/internal/web/roster"
)

// glanceDays is how many days the small plots of the front page show.
const glanceDays = 60

// feedCard is a feed at a glance.
type feedCard struct {
	Feed
	Unread  *roster.UnreadError // its articles are being read: what follows Failed is not known yet
	Health  archive.Health
	Failed  *archive.Failure // the first thing that could not be seen; nil: none
	More    int              // how much else could not be seen
	Removed int              // articles that are taken down now
	Edited  int              // articles that were edited
	Plot    chart.Bars
	Recent  []recent
}

// recent is a change in one line.
type recent struct {
	roster.Step
	Row roster.Row
}

func (s *Server) showFeeds(a ask) (page, error) {
	cards, errs := make([]feedCard, len(s.o.Feeds)), make([]error, len(s.o.Feeds))
	var atom []alternate
	var all sync.WaitGroup
	for i, f := range s.o.Feeds {
		all.Go(func() { cards[i], errs[i] = s.feedCard(a, f) })
		atom = append(atom, alternate{atomType, s.prefix + "feeds/" + f.Name + "/changes.atom", a.lang.Text("changes.of", f.Title), ""})
	}
	all.Wait()
	if err := errors.Join(errs...); err != nil {
		return page{}, err
	}
	return page{
		Template: "feeds", Title: a.lang.Text("feeds"), Description: a.lang.Text("feeds.description"), Section: "feeds",
		Alternate: atom, Data: cards,
	}, nil
}

func (s *Server) feedCard(a ask, f Feed) (feedCard, error) {
	o, err := s.keeper.Outline(a.Context(), f.Name)
	if err != nil {
		return feedCard{}, err
	}
	c := feedCard{Feed: f, Health: archive.Examine(o.Snapshots, s.o.Now())}
	if failures := c.Health.Snapshot.Failures; len(failures) > 0 {
		c.Failed, c.More = &failures[0], len(failures)-1
	}
	r, err := s.keeper.Of(a.Context(), f.Name)
	if errors.As(err, &c.Unread) {
		return c, nil
	}
	if err == nil {
		c.list(r)
		c.Plot = s.glance(a, f, r)
	}
	return c, err
}

// list adds what the articles say.
func (c *feedCard) list(r *roster.Roster) {
	edited := roster.KindsOf(archive.Edited)
	for i := range r.Rows {
		if r.Rows[i].State == archive.Removed {
			c.Removed++
		}
		if r.Rows[i].Kinds.Has(edited) {
			c.Edited++
		}
	}
	const shown = 3
	for i := len(r.Steps) - 1; i >= 0 && len(c.Recent) < shown; i-- {
		if step := r.Steps[i]; isNews(step) {
			row, _ := r.Row(step.Ref)
			c.Recent = append(c.Recent, recent{step, row})
		}
	}
}

// isNews reports whether a change is news: what the first crawl found was there before.
func isNews(step roster.Step) bool { return step.Snapshot > 1 || step.Kind() != archive.Added }

// glance plots the changes of the last days.
func (s *Server) glance(a ask, f Feed, r *roster.Roster) chart.Bars {
	today := s.o.Now().In(f.Location)
	first := today.AddDate(0, 0, 1-glanceDays)
	counts := map[string]int{}
	for i := len(r.Steps) - 1; i >= 0; i-- {
		step := r.Steps[i]
		if step.Time().Before(first.AddDate(0, 0, -1)) {
			break
		}
		if isNews(step) {
			counts[dayOf(step, f.Location)]++
		}
	}
	var values []chart.Value
	for d := range glanceDays {
		day := first.AddDate(0, 0, d)
		values = append(values, chart.Value{Label: a.lang.Date(day), Value: counts[day.Format(archive.DayLayout)]})
	}
	b := chart.NewGlance(a.lang.Text("glance", f.Title, glanceDays), [2]string{a.lang.Text("column.day"), a.lang.Text("changes")}, values, 36)
	b.Caption = a.lang.Text("glance.caption", glanceDays)
	return b
}

// dayOf returns the day on which a change was noticed, where the feed is.
func dayOf(step roster.Step, loc *time.Location) string {
	return step.Time().In(loc).Format(archive.DayLayout)
}
