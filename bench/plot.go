package main

import (
	"bytes"
	"fmt"
	"math"
	"os"
)

// plot is a chart of lines over sizes, on a logarithmic scale across.
type plot struct {
	title, across, unit string
	lines               []*line
}

type line struct {
	name   string
	points []point
}

type point struct {
	size  int
	value float64
}

func newPlot(title, across, unit string) *plot {
	return &plot{title: title, across: across, unit: unit}
}

// add adds a point to the line of a name.
func (p *plot) add(name string, size int, value float64) {
	for _, l := range p.lines {
		if l.name == name {
			l.points = append(l.points, point{size, value})
			return
		}
	}
	p.lines = append(p.lines, &line{name, []point{{size, value}}})
}

// addSize adds the bytes of a file, by article.
func (p *plot) addSize(name string, articles int, path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("measure the archive: %w", err)
	}
	p.add(name, articles, float64(info.Size())/float64(articles))
	return nil
}

// related returns the plot with each line divided by its first point.
func (p *plot) related() *plot {
	r := newPlot(p.title, p.across, p.unit)
	for _, l := range p.lines {
		for _, at := range l.points {
			r.add(l.name, at.size, at.value/l.points[0].value)
		}
	}
	return r
}

// print writes the figures as a table.
func (p *plot) print() {
	fmt.Printf("%s (%s)\n", p.title, p.unit)
	for _, l := range p.lines {
		fmt.Printf("\n| %s |", l.name)
		for _, at := range l.points {
			fmt.Printf(" %d: %.3g |", at.size, at.value)
		}
	}
	fmt.Print("\n\n")
}

// Measures of the drawing, in pixels.
const (
	plotWidth, plotHeight        = 720, 360
	plotLeft, plotTop, plotRight = 56, 44, 230
	plotBottom                   = 48
)

// colours of lines, told apart on light and dark ground.
var colours = []string{"#3b82c4", "#d9730d", "#2f9e6b", "#b5518f", "#8a7d1f", "#6f6fd6"}

// svg draws the plot.
func (p *plot) svg() []byte {
	var out bytes.Buffer
	low, high, top := p.bounds()
	x := func(size float64) float64 {
		return plotLeft + (math.Log10(size)-low)/(high-low)*(plotWidth-plotLeft-plotRight)
	}
	y := func(value float64) float64 {
		return plotHeight - plotBottom - value/top*(plotHeight-plotTop-plotBottom)
	}
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="system-ui, sans-serif" font-size="12" role="img" aria-label=%q>`+"\n",
		plotWidth, plotHeight, p.title)
	out.WriteString("<style>text{fill:#333}.g{stroke:#8886}@media(prefers-color-scheme:dark){text{fill:#ddd}}</style>\n")
	fmt.Fprintf(&out, `<text x="8" y="20" font-size="14">%s</text>`+"\n", p.title)
	for i := range 6 {
		v := top * float64(i) / 5
		fmt.Fprintf(&out, `<path class="g" d="M%d %.1fH%d"/><text x="%d" y="%.1f" text-anchor="end">%.3g</text>`+"\n",
			plotLeft, y(v), plotWidth-plotRight, plotLeft-6, y(v)+4, v)
	}
	for d := math.Ceil(low); d <= high; d++ {
		fmt.Fprintf(&out, `<text x="%.1f" y="%d" text-anchor="middle">%.0f</text>`+"\n", x(math.Pow(10, d)), plotHeight-plotBottom+18, math.Pow(10, d))
	}
	fmt.Fprintf(&out, `<text x="%d" y="%d">%s</text><text x="8" y="%d">%s</text>`+"\n", plotLeft, plotHeight-8, p.across, plotTop-8, p.unit)
	for i, l := range p.lines {
		colour := colours[i%len(colours)]
		path := "M"
		for j, at := range l.points {
			if j > 0 {
				path += "L"
			}
			path += fmt.Sprintf("%.1f %.1f", x(float64(at.size)), y(at.value))
			fmt.Fprintf(&out, `<circle cx="%.1f" cy="%.1f" r="3" fill="%s"/>`, x(float64(at.size)), y(at.value), colour)
		}
		key := plotTop + 20*i
		fmt.Fprintf(&out, `<path d="%s" fill="none" stroke="%s" stroke-width="2"/>`, path, colour)
		fmt.Fprintf(&out, `<path d="M%d %dh18" stroke="%s" stroke-width="2"/><text x="%d" y="%d">%s</text>`+"\n",
			plotWidth-plotRight+12, key, colour, plotWidth-plotRight+36, key+4, l.name)
	}
	out.WriteString("</svg>\n")
	return out.Bytes()
}

// bounds returns the logarithms of the least and greatest size, and a round
// value above all.
func (p *plot) bounds() (low, high, top float64) {
	low = math.Inf(1)
	for _, l := range p.lines {
		for _, at := range l.points {
			low, high = min(low, math.Log10(float64(at.size))), max(high, math.Log10(float64(at.size)))
			top = max(top, at.value)
		}
	}
	step := math.Pow(10, math.Floor(math.Log10(top)))
	return low, high, math.Ceil(top/step*2) / 2 * step
}
