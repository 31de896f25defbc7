package chart

import (
	"fmt"
	"time"
)

// Cell is a day of a calendar on which something happened.
type Cell struct {
	Day   string // 2020-09-22
	Value int
	Level int // 1 to 4: how much beside the other days
	X, Y  float64
	Link  string
	month time.Month
}

// Month is where a month's name stands.
type Month struct {
	Month time.Month
	X     float64
}

// Year is a calendar of one year, in halves that stand side by side or, where
// there is no room, one below the other.
type Year struct {
	Year    int
	Total   int
	Halves  [2]Half
	ByMonth []MonthTotal
}

// MonthTotal is how much happened in a month.
type MonthTotal struct {
	Month time.Month
	Total int
}

// Half is six months: a column a week, Monday on top.
type Half struct {
	First, Last   time.Month
	Cells         []Cell // days with something
	Blank         string // days with nothing: the path of their squares
	Months        []Month
	Width, Height float64
}

// Sizes of a calendar in pixels.
const (
	Side = 11.0 // of a day
	step = 13.0
	head = 16.0
	// columns is how many weeks half a year touches at most: 184 days, the first a Sunday.
	columns = 28
)

// NewYear lays a year out. counts are by day 2020-09-22.
func NewYear(year int, counts map[string]int, most int, link func(day string) string) Year {
	y := Year{Year: year}
	for m := time.January; m <= time.December; m++ {
		y.ByMonth = append(y.ByMonth, MonthTotal{Month: m})
	}
	for i, first := range []time.Month{time.January, time.July} {
		y.Halves[i] = newHalf(year, first, counts, most, link)
		for _, c := range y.Halves[i].Cells {
			y.Total += c.Value
			y.ByMonth[c.month-1].Total += c.Value
		}
	}
	return y
}

func newHalf(year int, month time.Month, counts map[string]int, most int, link func(day string) string) Half {
	h := Half{First: month, Last: month + 5, Width: columns*step - (step - Side), Height: head + 7*step}
	first := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
	var blank []byte
	place := (int(first.Weekday()) + 6) % 7
	for d := first; d.Before(first.AddDate(0, 6, 0)); d = d.AddDate(0, 0, 1) {
		cell := Cell{Day: d.Format(time.DateOnly), month: d.Month(), X: float64(place/7) * step, Y: head + float64(place%7)*step}
		if d.Day() == 1 {
			h.Months = append(h.Months, Month{d.Month(), float64((place+6)/7) * step})
		}
		place++
		if cell.Value = counts[cell.Day]; cell.Value == 0 {
			blank = fmt.Appendf(blank, "M%g %gh%gv%gh-%gz", cell.X, cell.Y, Side, Side, Side)
			continue
		}
		cell.Level, cell.Link = level(cell.Value, most), link(cell.Day)
		h.Cells = append(h.Cells, cell)
	}
	h.Blank = string(blank)
	return h
}

// level says how much a value is beside what counts as most.
func level(value, most int) int {
	switch {
	case value*4 <= most:
		return 1
	case value*2 <= most:
		return 2
	case value*4 <= most*3:
		return 3
	}
	return 4
}
