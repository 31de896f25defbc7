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

// Bar is a drawn value: its place across in hundredths of the plot's width, its
// place from the top and its height in pixels.
type Bar struct {
	Value
	X, Y, Width, Height float64
	Middle              float64
}

// Bars is a plot of values side by side.
type Bars struct {
	Title   string
	Caption string    // what people see of the title; empty: all of it
	Columns [2]string // heads of the table behind it
	Height  float64   // in pixels
	Base    float64   // where the bars stand
	Bars    []Bar
	Max     int
	Total   int
	Sparse  bool // the table leaves zeros out
	Small   bool // no axis: a glance only
	Few     bool // each bar says what it stands for
}

const (
	above  = 16.0 // pixels over the highest bar, for what it says
	under  = 18.0 // pixels under the axis, for ticks
	widest = 8.0  // hundredths of the plot's width that a bar may take
	few    = 12   // so many bars say what they stand for
)

// NewBars returns a plot of values, height in pixels.
func NewBars(title string, columns [2]string, values []Value, height float64) Bars {
	b := Bars{Title: title, Columns: columns, Height: height, Base: height - under}
	b.place(values)
	return b
}

// NewGlance returns a plot without an axis.
func NewGlance(title string, columns [2]string, values []Value, height float64) Bars {
	b := Bars{Title: title, Columns: columns, Height: height, Base: height - 1, Small: true, Sparse: true}
	b.place(values)
	return b
}

func (b *Bars) place(values []Value) {
	for _, v := range values {
		b.Max = max(b.Max, v.Value)
		b.Total += v.Value
	}
	room := b.Base - above
	if b.Small {
		room = b.Base - 1
	}
	step := 100 / float64(max(len(values), 1))
	width := min(step*0.85, widest)
	for i, v := range values {
		height := 0.0
		if v.Value > 0 {
			height = max(2, float64(v.Value)/float64(b.Max)*room)
		}
		middle := (float64(i) + 0.5) * step
		b.Bars = append(b.Bars, Bar{
			Value: v, X: round(middle - width/2), Y: round(b.Base - height), Width: round(width), Height: round(height), Middle: round(middle),
		})
	}
	b.Few = len(values) <= few
}

func round(x float64) float64 { return float64(int(x*100+0.5)) / 100 }
