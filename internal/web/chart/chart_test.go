package chart

import (
	"fmt"
	"testing"
	"time"
)

func TestBars(t *testing.T) {
	b := NewBars("A", [2]string{"x", "y"}, []Value{{Value: 10}, {Value: 0}, {Value: 5}, {Value: 1000}}, 150)
	if b.Max != 1000 || b.Total != 1015 || !b.Few {
		t.Errorf("%+v", b)
	}
	for i, bar := range b.Bars {
		if bar.X < 0 || bar.X+bar.Width > 100 || bar.Y < 0 || bar.Y+bar.Height > b.Base+0.1 || (bar.Height == 0) != (bar.Value.Value == 0) {
			t.Errorf("bar %d: %+v", i, bar)
		}
	}
	if b.Bars[3].Height <= 100*b.Bars[2].Height/200 || b.Bars[0].Height < 2 {
		t.Errorf("heights %v, %v, %v", b.Bars[0].Height, b.Bars[2].Height, b.Bars[3].Height)
	}
	if empty := NewGlance("A", [2]string{}, nil, 30); empty.Total != 0 || len(empty.Bars) != 0 {
		t.Errorf("%+v", empty)
	}
}

func TestYear(t *testing.T) {
	y := NewYear(2024, map[string]int{"2024-01-01": 1, "2024-02-29": 4, "2024-12-31": 2, "2023-12-31": 9}, 4, func(day string) string { return "/" + day })
	first, second := y.Halves[0], y.Halves[1]
	if y.Total != 7 || len(first.Cells) != 2 || len(second.Cells) != 1 || len(first.Months) != 6 || len(second.Months) != 6 {
		t.Fatalf("%+v", y)
	}
	if len(y.ByMonth) != 12 || y.ByMonth[1] != (MonthTotal{time.February, 4}) || y.ByMonth[11] != (MonthTotal{time.December, 2}) {
		t.Errorf("%+v", y.ByMonth)
	}
	// 1 January 2024 was a Monday: the first square of the first column.
	if c := first.Cells[0]; c.X != 0 || c.Y != head || c.Level != 1 || c.Link != "/2024-01-01" {
		t.Errorf("%+v", c)
	}
	if c := first.Cells[1]; c.Level != 4 {
		t.Errorf("%+v", c)
	}
	// 31 December 2024 was a Tuesday.
	if c := second.Cells[0]; c.Y != head+step || c.Level != 2 {
		t.Errorf("%+v", c)
	}
}

// Half a year fits on a phone of 390 pixels, whatever day of the week it begins on.
func TestHalves(t *testing.T) {
	for year := 2000; year < 2028; year++ {
		y := NewYear(year, map[string]int{fmt.Sprintf("%d-06-30", year): 1, fmt.Sprintf("%d-12-31", year): 1}, 1, func(day string) string { return day })
		for _, h := range y.Halves {
			if c := h.Cells[0]; c.X+Side > h.Width || c.Y+Side > h.Height || h.Width > 365 {
				t.Errorf("%d: %+v in a width of %v", year, c, h.Width)
			}
		}
	}
}
