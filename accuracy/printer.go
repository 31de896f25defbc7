package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"onrecord/accuracy/metric"
	"onrecord/accuracy/sample"
)

// printer prints what was measured, as the flags ask for.
type printer struct {
	options
	stdout, stderr io.Writer
}

// question prints the answers to a question, if any reader was asked.
func (out *printer) question(q Question) error {
	switch {
	case len(q.Lines) == 0 || len(q.Sets) == 0:
		return nil
	case out.json:
		return printJSON(out.stdout, q)
	}
	return printTable(out.stdout, q)
}

// notePanics says on which pages a reader panicked.
func (out *printer) notePanics(name string, outcomes []outcome, id func(page int) string) {
	for page, o := range outcomes {
		var p panicked
		if errors.As(o.err, &p) {
			fmt.Fprintf(out.stderr, "accuracy: %s %v on %s; that counts as nothing read\n", name, p, id(page))
		}
	}
}

// answer is a line of JSON: what one reader achieved on one set.
type answer struct {
	Question string             `json:"question"`
	Set      string             `json:"set"`
	Pages    int                `json:"pages"`
	Reader   string             `json:"reader"`
	MS       float64            `json:"ms"` // median of the question's pages, of all sets; parsing included
	Figures  map[string]float64 `json:"figures"`
	Missed   []string           `json:"missed"` // figures that miss their goal
}

func printJSON(w io.Writer, q Question) error {
	e := json.NewEncoder(w)
	for _, l := range q.Lines {
		for set, cells := range l.Cells {
			if cells == nil {
				continue
			}
			a := answer{
				Question: q.Name, Set: q.Sets[set].Name, Pages: q.Sets[set].Pages, Reader: l.Reader, MS: l.MS,
				Figures: map[string]float64{}, Missed: []string{},
			}
			for _, f := range cells {
				a.Figures[f.Column] = f.Value
				if f.Missed() {
					a.Missed = append(a.Missed, f.Column)
				}
			}
			if err := e.Encode(a); err != nil {
				return err
			}
		}
	}
	return nil
}

// pagePrediction is what was read of a page; "" is what was not found.
type pagePrediction struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Date  string `json:"date"`
	Body  string `json:"body"`
}

func (out *printer) predictPages(pages []*sample.Page, outcomes []outcome) error {
	return out.predict(len(pages), func(i int) any {
		r := outcomes[i].reading
		return pagePrediction{ID: pages[i].ID(), Title: r.Title, Date: r.Date, Body: r.Body}
	})
}

// listingPrediction is what was read of a listing.
type listingPrediction struct {
	ID      string         `json:"id"`
	Entries []metric.Entry `json:"entries"`
}

func (out *printer) predictListings(listings []*sample.Listing, outcomes []outcome) error {
	return out.predict(len(listings), func(i int) any {
		return listingPrediction{ID: listings[i].Name, Entries: outcomes[i].entries}
	})
}

func (out *printer) predict(n int, line func(i int) any) error {
	if out.predictions == "" {
		return nil
	}
	f, err := os.Create(out.predictions)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	e := json.NewEncoder(w)
	for i := 0; i < n && err == nil; i++ {
		err = e.Encode(line(i))
	}
	if err == nil {
		err = w.Flush()
	}
	return errors.Join(err, f.Close())
}
