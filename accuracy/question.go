package main

import (
	"slices"

	"onrecord/accuracy/metric"
	"onrecord/accuracy/reader"
	"onrecord/accuracy/sample"
)

// Question is one thing measured: how right the readers are in one field.
type Question struct {
	Name   string
	Title  string // what it is, for the terminal
	Sets   []Set
	Lines  []Line
	Legend string // what the columns mean
}

// Set is a set of pages and the figures measured on it.
type Set struct {
	Name    string
	Pages   int
	Columns []string
}

// Line is what one reader achieved.
type Line struct {
	Reader string
	Cells  [][]Figure // by set; nil where it was not asked
	MS     float64    // median time of the processor for a page, in milliseconds; parsing included
}

// Figure is one number. Missed says that it falls short of its goal.
type Figure struct {
	Column string
	Value  float64
	Goal   *Goal
}

// Missed reports whether there is a goal and it is not reached.
func (f Figure) Missed() bool { return f.Goal != nil && f.Goal.missed(f.Value) }

// field is how one field of an article page is measured.
type field struct {
	name, title, legend string
	asked               func(reader.Article) bool
	labelled            func(*sample.Page) bool
	figures             func(pages []*sample.Page, got []reader.Reading) []Figure
}

// fields are the questions asked of article pages.
func fields() []field {
	return []field{
		{"bodies", "Bodies", "F1, P and R: F1, precision and recall of words, mean of the pages",
			func(r reader.Article) bool { return r.Body },
			func(p *sample.Page) bool { return p.Body != "" }, bodyFigures},
		{"snippets", "Snippets of bodies", "found: texts that must be in the body; noise: texts that must not be, and are; F1 of both",
			func(r reader.Article) bool { return r.Body },
			func(p *sample.Page) bool { return len(p.With)+len(p.Without) > 0 }, snippetFigures},
		{"titles", "Titles", "right: the same words in the same order",
			func(r reader.Article) bool { return r.Title },
			func(p *sample.Page) bool { return p.Title != "" }, titleFigures},
		{"dates", "Dates", "right: the day wanted or the same instant; wrong: another day; none: no date given",
			func(r reader.Article) bool { return r.Dates },
			func(p *sample.Page) bool { return p.Date != "" }, dateFigures},
	}
}

// askPages answers one question from the readings of all pages.
func askPages(f field, pages []*sample.Page, readers []reader.Article, results [][]outcome) Question {
	q := Question{Name: f.name, Title: f.title, Legend: f.legend}
	sets := map[string][]int{}
	for i, p := range pages {
		if f.labelled(p) {
			if sets[p.Set] == nil {
				q.Sets = append(q.Sets, Set{Name: p.Set})
			}
			sets[p.Set] = append(sets[p.Set], i)
		}
	}
	var all []int
	for i := range q.Sets {
		q.Sets[i].Pages = len(sets[q.Sets[i].Name])
		all = append(all, sets[q.Sets[i].Name]...)
	}
	for by, r := range readers {
		if !f.asked(r) && !r.Floor {
			continue
		}
		line := Line{Reader: r.Name, MS: median(results[by], all), Cells: make([][]Figure, len(q.Sets))}
		if r.Floor {
			q.Lines = append(q.Lines, line)
			continue
		}
		for i := range q.Sets {
			cells := f.figures(subset(pages, results[by], sets[q.Sets[i].Name]))
			q.Sets[i].Columns = columns(cells)
			line.Cells[i] = cells
		}
		q.Lines = append(q.Lines, line)
	}
	setGoals(&q)
	return q
}

func subset(pages []*sample.Page, outcomes []outcome, chosen []int) ([]*sample.Page, []reader.Reading) {
	some, got := make([]*sample.Page, len(chosen)), make([]reader.Reading, len(chosen))
	for i, page := range chosen {
		some[i], got[i] = pages[page], outcomes[page].reading
	}
	return some, got
}

func columns(cells []Figure) []string {
	names := make([]string, len(cells))
	for i, c := range cells {
		names[i] = c.Column
	}
	return names
}

func bodyFigures(pages []*sample.Page, got []reader.Reading) []Figure {
	var sum metric.Overlap
	for i, p := range pages {
		o := metric.Body(p.Body, p.Summary, got[i].Body)
		sum.F1 += o.F1
		sum.Precision += o.Precision
		sum.Recall += o.Recall
	}
	n := float64(len(pages))
	return []Figure{{Column: "F1", Value: sum.F1 / n}, {Column: "P", Value: sum.Precision / n}, {Column: "R", Value: sum.Recall / n}}
}

func snippetFigures(pages []*sample.Page, got []reader.Reading) []Figure {
	var s metric.Snippets
	for i, p := range pages {
		s.Add(p.With, p.Without, got[i].Body)
	}
	return []Figure{
		{Column: "F1", Value: s.F1()}, {Column: "found", Value: metric.Share(s.Found, s.Wanted)},
		{Column: "noise", Value: metric.Share(s.Noise, s.Unwanted)},
	}
}

func titleFigures(pages []*sample.Page, got []reader.Reading) []Figure {
	right := 0
	for i, p := range pages {
		if metric.Title(p.Title, got[i].Title) {
			right++
		}
	}
	return []Figure{{Column: "right", Value: metric.Share(right, len(pages))}}
}

func dateFigures(pages []*sample.Page, got []reader.Reading) []Figure {
	count := map[metric.Verdict]int{}
	for i, p := range pages {
		count[metric.Day(p.Date, got[i].Date)]++
	}
	share := func(v metric.Verdict) float64 { return metric.Share(count[v], len(pages)) }
	return []Figure{
		{Column: "right", Value: share(metric.Right)}, {Column: "wrong", Value: share(metric.Wrong)},
		{Column: "none", Value: share(metric.None)},
	}
}

// askListings answers how right the entries of listings are.
func askListings(listings []*sample.Listing, readers []reader.Listing, results [][]outcome) Question {
	q := Question{
		Name: "listings", Title: "Listings", Sets: []Set{{Name: "listings", Pages: len(listings)}},
		Legend: "found: entries whose link was found; all: pages with every entry found; dates: dates right; P: entries given that are entries",
	}
	var every []int
	for i := range listings {
		every = append(every, i)
	}
	for by, r := range readers {
		cells := entryFigures(listings, results[by])
		q.Sets[0].Columns = columns(cells)
		q.Lines = append(q.Lines, Line{Reader: r.Name, Cells: [][]Figure{cells}, MS: median(results[by], every)})
	}
	setGoals(&q)
	return q
}

func entryFigures(listings []*sample.Listing, got []outcome) []Figure {
	var found, dates, precision float64
	var all, dated int
	for i, l := range listings {
		m := metric.Entries(wanted(l), got[i].entries)
		found += m.Found
		precision += m.Precision
		if m.All() {
			all++
		}
		if m.Dated {
			dates += m.Dates
			dated++
		}
	}
	n := float64(len(listings))
	return []Figure{
		{Column: "found", Value: found / n}, {Column: "all", Value: float64(all) / n},
		{Column: "dates", Value: dates / float64(max(dated, 1))}, {Column: "P", Value: precision / n},
	}
}

func wanted(l *sample.Listing) []metric.Entry {
	entries := make([]metric.Entry, len(l.Entries))
	for i, e := range l.Entries {
		entries[i] = metric.Entry{URL: e.URL, Date: e.Date}
	}
	return entries
}

// readerNamed finds a reader's line; nil if it was not asked.
func (q *Question) readerNamed(name string) *Line {
	i := slices.IndexFunc(q.Lines, func(l Line) bool { return l.Reader == name })
	if i < 0 {
		return nil
	}
	return &q.Lines[i]
}
