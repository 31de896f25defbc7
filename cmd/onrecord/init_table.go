package main

import (
	"fmt"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"onrecord/scraper/learn"
	"onrecord/scraper/learn/survey"
)

// printFinding shows what init read, and how sure it is.
func (a *app) printFinding(f survey.Finding) {
	fmt.Fprintf(a.stdout, "listing   %s\n          %s\n", safe(f.Listing), safe(f.Why))
	for _, s := range f.Sources {
		fmt.Fprintf(a.stdout, "%-9s %s\n          %s\n", s.Kind, safe(s.URL), safe(s.Verdict))
	}
	a.printReadings(f)
	a.printLearned(f.Learned)
}

// Widths of the columns of what was read, in characters.
const (
	titleColumn = 60
	textColumn  = 50
)

// printReadings shows each article that was read: date, title, first words.
func (a *app) printReadings(f survey.Finding) {
	fmt.Fprint(a.stdout, "\nread with what was learned:\n")
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	for _, r := range f.Learned.Readings {
		c := r.Content
		words := c.Body
		if words == "" {
			words = c.Summary
		}
		if words == "" {
			words = "(no text)"
		}
		fmt.Fprintf(w, "  %s\t%s\t%s\n", dayOr(c.Date), cell(titleOr(c.Title), titleColumn), cell(words, textColumn))
	}
	_ = w.Flush() // an error of stdout's is seen by the prints that follow
}

// printLearned shows each field's selector and on how many articles it agrees
// with what the listing says and the pages share.
func (a *app) printLearned(r learn.Result) {
	fmt.Fprint(a.stdout, "\nlearned:\n")
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	for _, f := range r.Fields {
		selector := f.Selector
		if selector == "" {
			selector = "(read without a selector)"
		}
		sure := fmt.Sprintf("%d of %d agree", f.Agree, f.Of)
		if f.Of == 0 {
			sure = "nothing to compare with"
		}
		if f.Note != "" {
			sure += "; " + f.Note
		}
		fmt.Fprintf(w, "  %s\t%s\t%s\n", f.Field, safe(selector), safe(sure))
	}
	_ = w.Flush() // as above
}

// cell is text for a column of at most width characters.
func cell(text string, width int) string {
	text = strings.Join(strings.Fields(safe(text)), " ")
	if utf8.RuneCountInString(text) <= width {
		return text
	}
	return strings.TrimSpace(string([]rune(text)[:width-1])) + "…"
}
