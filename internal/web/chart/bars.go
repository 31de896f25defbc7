// Package chart works out where the parts of small plots stand. It draws
// nothing: the pages' templates do.
package chart

// Value is one bar: what it stands for and how much, and where a click leads.
type Value struct {
	Label string
	Value int
	Note  string // in place of the number, where people need more than that
	Link  string
	Tick  string // said under the axis; empty: nothing
}

// Bar is a drawn value.
type Bar struct {
	Value
	X, Y, Width, Height float64
	Middle              float64
}

// Bars is a plot of values side by side.
type Bars struct {
	Title         string
	Columns       [2]string // heads of the table behind it
	Width, Height float64
	Base          float64 // where the bars stand
	Bars          []Bar
	Max           int
	Total         int
	Sparse        bool // the table leaves zeros out
	Small         bool // no axis: a glance only
}

// space under the axis for ticks.
const space = 18

// NewBars returns a plot of values, width and height in pixels.
func NewBars(title string, columns [2]string, values []Value, width, height float64) Bars {
	b := Bars{Title: title, Columns: columns, Width: width, Height: height, Base: height - space}
	b.place(values)
	return b
}

// NewGlance returns a plot without an axis.
func NewGlance(title string, columns [2]string, values []Value, width, height float64) Bars {
	b := Bars{Title: title, Columns: columns, Width: width, Height: height, Base: height - 1, Small: true, Sparse: true}
	b.place(values)
	return b
}

func (b *Bars) place(values []Value) {
	for _, v := range values {
		b.Max = max(b.Max, v.Value)
		b.Total += v.Value
	}
	step := b.Width / float64(max(len(values), 1))
	gap := min(step*0.2, 2)
	for i, v := range values {
		height := 0.0
		if v.Value > 0 {
			height = max(2, float64(v.Value)/float64(b.Max)*(b.Base-2))
		}
		x := float64(i) * step
		b.Bars = append(b.Bars, Bar{
			Value: v, X: round(x + gap/2), Y: round(b.Base - height), Width: round(step - gap), Height: round(height), Middle: round(x + step/2),
		})
	}
}

func round(x float64) float64 { return float64(int(x*10+0.5)) / 10 }
