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
}

// Month is where a month's name stands.
type Month struct {
	Month time.Month
	X     float64
}

// Year is a calendar of one year: a column a week, Monday on top.
type Year struct {
	Year          int
	Total         int
	Cells         []Cell // days with something
	Blank         string // days with nothing: the path of their squares
	Months        []Month
	ByMonth       [12]int
	Width, Height float64
}

// Sizes of a calendar in pixels.
const (
	Side = 11.0 // of a day
	step = 13.0
	head = 16.0
)

// NewYear lays a year out. counts are by day 2020-09-22.
func NewYear(year int, counts map[string]int, most int, link func(day string) string) Year {
	y := Year{Year: year, Width: 53*step + step, Height: head + 7*step}
	first := time.Date(year, time.January, 1, 0, 0, 0, 0, time.UTC)
	var blank []byte
	shift := (int(first.Weekday()) + 6) % 7
	for d := first; d.Year() == year; d = d.AddDate(0, 0, 1) {
		place := d.YearDay() - 1 + shift
		cell := Cell{Day: d.Format(time.DateOnly), X: float64(place/7) * step, Y: head + float64(place%7)*step}
		if d.Day() == 1 {
			y.Months = append(y.Months, Month{d.Month(), float64((place+6)/7) * step})
		}
		cell.Value = counts[cell.Day]
		if cell.Value == 0 {
			blank = fmt.Appendf(blank, "M%g %gh%gv%gh-%gz", cell.X, cell.Y, Side, Side, Side)
			continue
		}
		cell.Level, cell.Link = level(cell.Value, most), link(cell.Day)
		y.Cells = append(y.Cells, cell)
		y.Total += cell.Value
		y.ByMonth[d.Month()-1] += cell.Value
	}
	y.Blank = string(blank)
	return y
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
