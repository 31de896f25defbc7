package main

import (
	"slices"

	"onrecord/accuracy/reader"
)

// Goal is what onrecord wants to reach.
type Goal struct {
	Value  float64
	AtMost bool // the figure should not be above, instead of below
}

// tolerance lets a figure pass that is printed as its goal is.
const tolerance = 0.0005

func (g Goal) missed(value float64) bool {
	if g.AtMost {
		return value >= g.Value+tolerance
	}
	return value < g.Value-tolerance
}

// goals are the fixed ones, by question, set and column.
var goals = map[[3]string]float64{
	{"bodies", "aeb", "F1"}:            0.975,
	{"bodies", "fundus", "F1"}:         0.963,
	{"titles", "fundus", "right"}:      0.92,
	{"titles", "trafilatura", "right"}: 0.82,
	{"dates", "fundus", "right"}:       0.992,
	{"dates", "htmldate", "right"}:     0.91,
	{"dates", "trafilatura", "right"}:  0.88,
	{"listings", "listings", "found"}:  0.97,
	{"listings", "listings", "dates"}:  0.93,
	{"listings", "listings", "P"}:      0.80,
}

// libraries are the rivals that count as libraries.
var libraries = []string{"go-trafilatura", "go-readability", "go-htmldate"}

// setGoals gives the figures of onrecord their goals. Of the dates at most half
// as many may be wrong as of the best library's.
func setGoals(q *Question) {
	own := q.readerNamed(reader.OnRecord)
	if own == nil {
		return
	}
	for set, cells := range own.Cells {
		for i := range cells {
			if goal, ok := goals[[3]string{q.Name, q.Sets[set].Name, cells[i].Column}]; ok {
				cells[i].Goal = &Goal{Value: goal}
			}
			if q.Name == "dates" && cells[i].Column == "wrong" {
				cells[i].Goal = halfOfBest(q, set, i)
			}
		}
	}
}

// halfOfBest is half the figure in a column of the library with the best first
// column; nil when none was measured.
func halfOfBest(q *Question, set, column int) *Goal {
	var best *Line
	for i := range q.Lines {
		l := &q.Lines[i]
		if slices.Contains(libraries, l.Reader) && (best == nil || l.Cells[set][0].Value > best.Cells[set][0].Value) {
			best = l
		}
	}
	if best == nil {
		return nil
	}
	return &Goal{Value: best.Cells[set][column].Value / 2, AtMost: true}
}
