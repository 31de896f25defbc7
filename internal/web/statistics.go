package web

import (
	"slices"
	"sort"
	"strings"
	"time"

	"onrecord/archive"
	"onrecord/internal/web/chart"
	"onrecord/internal/web/roster"
	"onrecord/internal/web/say"
)

// statisticsPage is a feed in numbers.
type statisticsPage struct {
	Feed                              Feed
	Articles, Undated                 int
	Edited, Minor, Removed, Deletions int
	Watched                           time.Time // since when
	Published, Share, Edits, Deleted  chart.Bars
	Age, Reasons                      chart.Bars
}

// monthsShown is how many months of publication the plot shows at most.
const monthsShown = 240

func (s *Server) showStatistics(a ask) (page, error) {
	p := statisticsPage{Feed: a.feed, Articles: len(a.roster.Rows)}
	if a.outline.Latest > 0 {
		p.Watched = a.outline.Snapshots[0].Taken
	}
	p.count(a.roster)
	p.plot(a)
	return page{
		Template: "statistics", Title: a.lang.Text("statistics.of", a.feed.Title), Section: "statistics", Data: p,
		Description: a.lang.Text("statistics.description", a.feed.Title),
	}, nil
}

func (p *statisticsPage) count(r *roster.Roster) {
	edited, gone := roster.KindsOf(archive.Edited), roster.KindsOf(archive.Gone)
	for i := range r.Rows {
		row := &r.Rows[i]
		if row.Date == "" {
			p.Undated++
		}
		if row.Kinds.Has(edited) {
			p.Edited++
		}
		if row.State == archive.Removed {
			p.Removed++
		}
	}
	for _, step := range r.Steps {
		switch {
		case step.Set().Has(gone):
			p.Deletions++
		case step.Minor:
			p.Minor++
		}
	}
}

func (p *statisticsPage) plot(a ask) {
	l := a.lang
	p.Published = publishedPlot(a)
	p.Share = sharePlot(a, archive.Edited, "statistics.share")
	p.Deleted = sharePlot(a, archive.Gone, "statistics.deleted")
	p.Edits = agePlot(a, archive.Edited, l.Text("statistics.edits"))
	p.Age = agePlot(a, archive.Gone, l.Text("statistics.age"))
	p.Reasons = reasonsPlot(a)
}

// publishedPlot counts articles by the month printed on them.
func publishedPlot(a ask) chart.Bars {
	counts := map[string]int{}
	var all []string
	now := a.outline.Newest().Taken.Format("2006-01")
	for _, d := range a.roster.Days {
		if m := monthOf(d.Day); m != "" && m <= now {
			if counts[m] == 0 {
				all = append(all, m)
			}
			counts[m] += d.Articles
		}
	}
	var values []chart.Value
	if len(all) > 0 {
		list := months(slices.Min(all), slices.Max(all))
		list = list[max(0, len(list)-monthsShown):]
		for i, m := range list {
			values = append(values, chart.Value{Label: inWords(m+"-01", a.lang.Month), Value: counts[m], Tick: monthTick(a.lang, i, m, len(list))})
		}
	}
	b := chart.NewBars(a.lang.Text("statistics.published"), [2]string{a.lang.Text("column.month"), a.lang.Text("articles.title")}, values, 150)
	b.Sparse = true
	return b
}

// monthTick is what is said under the i-th of some months: its name where there
// is room for all, else the year under some Januaries.
func monthTick(l *say.Language, i int, month string, all int) string {
	year, number, _ := strings.Cut(month, "-")
	first := number == "01"
	switch {
	case i == 0 && all <= 6:
		return inWords(month+"-01", l.Month)
	case first && (all <= 60 || year[3]%5 == 0):
		return year
	case all <= 12:
		return l.Text("month." + strings.TrimPrefix(number, "0"))
	}
	return ""
}

// sharePlot says of the articles of each year how many had a kind of change.
func sharePlot(a ask, kind archive.Kind, key string) chart.Bars {
	all, some := map[string]int{}, map[string]int{}
	for _, d := range a.roster.Days {
		year := d.Day[:4]
		all[year] += d.Articles
		some[year] += d.Had(kind)
	}
	var years []string
	for y := range all {
		years = append(years, y)
	}
	sort.Strings(years)
	years = years[max(0, len(years)-12):]
	var values []chart.Value
	for _, y := range years {
		thousandths := some[y] * 1000 / all[y]
		values = append(values, chart.Value{
			Label: y, Value: thousandths, Tick: y,
			Note: a.lang.Share(thousandths),
		})
	}
	return chart.NewBars(a.lang.Text(key), [2]string{a.lang.Text("column.year"), a.lang.Text("column.share")}, values, 150)
}

// span is a class of how long after publication something was noticed.
type span struct {
	key  string
	days int // at most
}

func spans() []span {
	return []span{
		{"span.day", 1}, {"span.days3", 3}, {"span.week", 7}, {"span.month", 30}, {"span.quarter", 91},
		{"span.year", 365}, {"span.years3", 1095}, {"span.more", 1 << 30},
	}
}

// agePlot counts changes by how long after the printed date they were noticed.
func agePlot(a ask, kind archive.Kind, title string) chart.Bars {
	counts := make([]int, len(spans()))
	wanted := roster.KindsOf(kind)
	for _, step := range a.roster.Steps {
		if !step.Set().Has(wanted) {
			continue
		}
		row, ok := a.roster.Row(step.Ref)
		if !ok || row.Date == "" {
			continue
		}
		days := int(step.Time().Sub(row.Date.Time(a.feed.Location)).Hours() / 24)
		counts[slices.IndexFunc(spans(), func(s span) bool { return days <= s.days })]++
	}
	return classes(a.lang, title, counts)
}

func classes(l *say.Language, title string, counts []int) chart.Bars {
	var values []chart.Value
	for i, s := range spans() {
		values = append(values, chart.Value{Label: l.Text(s.key), Tick: l.Text(s.key), Value: counts[i]})
	}
	return chart.NewBars(title, [2]string{l.Text("column.span"), l.Text("column.changes")}, values, 150)
}

// reasonsPlot counts removals by what the address said.
func reasonsPlot(a ask) chart.Bars {
	counts := map[string]int{}
	for _, step := range a.roster.Steps {
		if step.Set().Has(roster.KindsOf(archive.Gone)) {
			counts[step.Reason()]++
		}
	}
	var values []chart.Value
	for _, reason := range []string{archive.Reason404, archive.Reason410, archive.ReasonSoft404, archive.ReasonRedirect} {
		label := a.lang.Text("reason.short." + reason)
		values = append(values, chart.Value{Label: label, Tick: label, Value: counts[reason]})
	}
	return chart.NewBars(a.lang.Text("statistics.reasons"), [2]string{a.lang.Text("column.reason"), a.lang.Text("column.removals")}, values, 150)
}
