package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
)

// row is one figure, measured several times.
type row struct {
	name, unit string
	target     float64 // at most; 0: none was set
	ratio      bool    // holds on any machine: bench-quick compares it
	values     []float64
}

func (r *row) add(v float64) { r.values = append(r.values, v) }

// spread returns the least, the middle and the greatest value.
func (r *row) spread() (low, median, high float64) {
	v := slices.Sorted(slices.Values(r.values))
	return v[0], (v[(len(v)-1)/2] + v[len(v)/2]) / 2, v[len(v)-1]
}

// row returns the row of a name; the first call makes it.
func (b *bench) row(name, unit string, target float64, ratio bool) *row {
	for _, r := range b.rows {
		if r.name == name {
			return r
		}
	}
	r := &row{name: name, unit: unit, target: target, ratio: ratio}
	b.rows = append(b.rows, r)
	return r
}

// figures are recorded medians of ratios, of the full and the quick run.
type figures struct {
	Full  map[string]float64 `json:"full"`
	Quick map[string]float64 `json:"quick"`
}

// worse is how much worse than recorded a ratio fails bench-quick.
const worse = 2

// report prints the table.
func (b *bench) report() {
	fmt.Printf("%d articles, %d runs; questions: %d articles, %d snapshots\n\n", b.articles, b.runs, b.stored, b.snapshots)
	fmt.Print("| figure | to reach | median | least | greatest | |\n|---|--:|--:|--:|--:|---|\n")
	for _, r := range b.rows {
		low, median, high := r.spread()
		goal, verdict := "", ""
		if r.target > 0 {
			goal, verdict = fmt.Sprintf("≤ %g %s", r.target, r.unit), "reached"
			if median > r.target {
				verdict = fmt.Sprintf("**missed**, %.1f times", median/r.target)
			}
		}
		fmt.Printf("| %s | %s | %.3g %s | %.3g | %.3g | %s |\n", r.name, goal, median, r.unit, low, high, verdict)
	}
}

// compare checks the best run's ratios against the recorded ones, so that other
// work on the machine does not fail it, or records the middle ones beside those
// of parts that were not measured now.
func (b *bench) compare() error {
	best, middle := map[string]float64{}, map[string]float64{}
	for _, r := range b.rows {
		if r.ratio {
			best[r.name], middle[r.name], _ = r.spread()
		}
	}
	var f figures
	data, err := os.ReadFile(b.figures)
	if err == nil {
		err = json.Unmarshal(data, &f)
	}
	if err != nil && (b.check || !errors.Is(err, fs.ErrNotExist)) {
		return fmt.Errorf("read the recorded ratios %s: %w; make bench writes them", b.figures, err)
	}
	recorded := &f.Full
	if b.quick {
		recorded = &f.Quick
	}
	if b.check {
		for name, was := range *recorded {
			is, measured := best[name]
			switch {
			case !measured && b.only != "":
			case !measured:
				err = errors.Join(err, fmt.Errorf("%s was not measured", name))
			case is > worse*was:
				err = errors.Join(err, fmt.Errorf("%s is %.2f; recorded is %.2f", name, is, was))
			}
		}
		return err
	}
	if !b.write {
		return nil
	}
	if *recorded == nil {
		*recorded = map[string]float64{}
	}
	maps.Copy(*recorded, middle) // of -only a part, what others measured stays
	if data, err = json.MarshalIndent(f, "", "  "); err != nil {
		return fmt.Errorf("record the ratios: %w", err)
	}
	if err := os.WriteFile(b.figures, append(data, '\n'), 0o644); err != nil {
		return fmt.Errorf("record the ratios: %w", err)
	}
	return nil
}
