package web

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"onrecord/archive"
	"onrecord/internal/web/chart"
	"onrecord/internal/web/roster"
)

// yearsPerPage is how many years a calendar shows at once.
const yearsPerPage = 6

// calendarPage is what happened on each day over the years.
type calendarPage struct {
	Feed    Feed
	Show    string // published, edited or removed
	Choices []string
	Years   []chart.Year // newest first
	Older   string
	Newer   string
	Total   int
}

func (s *Server) showCalendar(a ask) (page, error) {
	p := calendarPage{Feed: a.feed, Show: a.URL.Query().Get("show"), Choices: []string{"published", "edited", "removed"}}
	if p.Show == "" {
		p.Show = "published"
	}
	if !slices.Contains(p.Choices, p.Show) {
		return page{}, errFilter
	}
	counts := perDay(a, p.Show)
	first, last := yearsOf(counts, s.o.Now().In(a.feed.Location).Year())
	until, err := strconv.Atoi("0" + a.URL.Query().Get("until"))
	if err != nil || until > 9999 {
		return page{}, errFilter
	}
	if until == 0 || until > last {
		until = last
	}
	if until < first {
		return page{}, errNoPage
	}
	most := max(high(counts), levels)
	link := s.dayLink(a.feed.Name, p.Show)
	for year := until; year >= first && year > until-yearsPerPage; year-- {
		y := chart.NewYear(year, counts, most, link)
		p.Total += y.Total
		p.Years = append(p.Years, y)
	}
	path := s.prefix + "feeds/" + a.feed.Name + "/calendar"
	if older := until - yearsPerPage; older >= first {
		p.Older = path + with(a.URL.Query(), "until", strconv.Itoa(older))
	}
	if until < last {
		p.Newer = path + with(a.URL.Query(), "until", strconv.Itoa(min(until+yearsPerPage, last)))
	}
	return page{
		Template: "calendar", Title: a.lang.Text("calendar.of", a.feed.Title), Section: "calendar", Data: p,
		Description: a.lang.Text("calendar.description", a.feed.Title),
	}, nil
}

// perDay counts publications by the printed day, or changes by the day on which
// they were noticed.
func perDay(a ask, show string) map[string]int {
	counts := map[string]int{}
	if show == "published" {
		for _, d := range a.roster.Days {
			counts[d.Day] = d.Articles
		}
		return counts
	}
	wanted := roster.KindsOf(archive.Edited)
	if show == "removed" {
		wanted = roster.KindsOf(archive.Gone)
	}
	numbers := map[int]int{}
	for _, step := range a.roster.Steps {
		if step.Set().Has(wanted) {
			numbers[numberOf(step.Time().In(a.feed.Location))]++
		}
	}
	for n, count := range numbers {
		counts[fmt.Sprintf("%04d-%02d-%02d", n/10_000, n/100%100, n%100)] = count
	}
	return counts
}

// yearsOf returns the first year with anything and the last, no later than the
// one after now: a misprint of a year must not make a thousand.
func yearsOf(counts map[string]int, now int) (first, last int) {
	for day := range counts {
		year, err := strconv.Atoi(day[:4])
		if err != nil || year < now-100 || year > now+1 {
			continue
		}
		if first == 0 {
			first, last = year, year
		}
		first, last = min(first, year), max(last, year)
	}
	if first == 0 {
		return now, now
	}
	return first, last
}

// levels is how many shades a day can have: of fewer on any day, one is no much.
const levels = 4

// high returns what counts as many on one day: nine days of ten have no more.
func high(counts map[string]int) int {
	values := make([]int, 0, len(counts))
	for _, n := range counts {
		values = append(values, n)
	}
	if len(values) == 0 {
		return 1
	}
	slices.Sort(values)
	return max(values[len(values)*9/10], 1)
}

// dayLink returns where a day of a calendar leads.
func (s *Server) dayLink(feed, show string) func(day string) string {
	path := s.prefix + "feeds/" + feed + "/"
	if show == "published" {
		return func(day string) string { return path + "?since=" + day + "&until=" + day }
	}
	return func(day string) string { return path + "changes?kind=" + show + "&since=" + day + "&until=" + day }
}

// monthOf returns the month of an instant's day.
func monthOf(day string) string {
	if len(day) < len("2006-01") {
		return ""
	}
	return day[:len("2006-01")]
}

// months returns every month from first to last, "2006-01", both included.
func months(first, last string) []string {
	from, errFrom := time.Parse("2006-01", first)
	to, errTo := time.Parse("2006-01", last)
	if errFrom != nil || errTo != nil {
		return nil
	}
	var list []string
	for m := from; !m.After(to); m = m.AddDate(0, 1, 0) {
		list = append(list, m.Format("2006-01"))
	}
	return list
}
