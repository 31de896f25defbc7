package config

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/andybalholm/cascadia"
	"github.com/goccy/go-yaml/ast"

	"onrecord/archive"
	"onrecord/scraper/rules"
)

// selects reads one mapping of selectors or a list of them. They come back by
// their last day, those that still hold last.
func (d *decoder) selects(n ast.Node) rules.Sets {
	seq, ok := d.value(n).(*ast.SequenceNode)
	if !ok {
		return rules.Sets{d.selectSet(n)}
	}
	var sets rules.Sets
	lines := map[archive.Date]int{}
	for _, item := range seq.Values {
		before := len(d.problems)
		set := d.selectSet(item)
		line, _ := position(item)
		if other, ok := lines[set.Until]; ok && len(d.problems) == before {
			d.fail(item, "%s, like the one on line %d; say with until how long each held", untilWords(set.Until), other)
		}
		lines[set.Until] = line
		sets = append(sets, set)
	}
	slices.SortStableFunc(sets, func(a, b rules.Select) int {
		switch {
		case a.Until == b.Until:
			return 0
		case a.Until == "" || b.Until != "" && a.Until > b.Until:
			return 1
		}
		return -1
	})
	return sets
}

func untilWords(until archive.Date) string {
	if until == "" {
		return "these selectors still hold"
	}
	return fmt.Sprintf("these selectors held until %s", until)
}

// selectSet reads one mapping of selectors.
func (d *decoder) selectSet(n ast.Node) rules.Select {
	var s rules.Select
	d.mapping(n, inSelect, d.selectFields(&s))
	return s
}

// selectFields are the keys of a set of selectors; their values go into s.
func (d *decoder) selectFields(s *rules.Select) []field {
	return []field{
		{"entry", func(n ast.Node) { s.Entry = d.selector(n, "entry") }},
		{"next", func(n ast.Node) { s.Next = d.selector(n, "next") }},
		{"title", func(n ast.Node) { s.Title = d.selector(n, "title") }},
		{"date", func(n ast.Node) { s.Date = d.selector(n, "date") }},
		{"date_format", func(n ast.Node) { s.DateFormat = d.dateFormat(n) }},
		{"summary", func(n ast.Node) { s.Summary = d.selector(n, "summary") }},
		{"body", func(n ast.Node) { s.Body = d.selector(n, "body") }},
		{"remove", func(n ast.Node) { s.Remove = d.selectors(n, "remove") }},
		{"until", func(n ast.Node) { s.Until = d.until(n) }},
	}
}

// selectors reads a list of CSS selectors.
func (d *decoder) selectors(n ast.Node, what string) []string {
	var out []string
	for _, item := range d.list(n, what) {
		if s := d.selector(item, "an item of "+what); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// selector reads one CSS selector, or a group of them with commas.
func (d *decoder) selector(n ast.Node, what string) string {
	text, ok := d.text(n, what)
	if !ok || text == "" {
		return ""
	}
	if _, err := cascadia.Compile(text); err != nil {
		d.fail(n, "%s is no CSS selector: %s", what, printable(firstLine(err.Error())))
		return ""
	}
	return text
}

// until reads the last day of a set of selectors.
func (d *decoder) until(n ast.Node) archive.Date {
	text, ok := d.text(n, "until")
	if !ok {
		return ""
	}
	if _, err := time.Parse(archive.DayLayout, text); err != nil {
		d.fail(n, "until must be a day such as 2026-03-01, not %q", text)
		return ""
	}
	return archive.Date(text)
}

// dateFormat reads the Go layout of a printed date.
func (d *decoder) dateFormat(n ast.Node) string {
	text, ok := d.text(n, "date_format")
	if !ok || text == "" {
		return ""
	}
	missing := missingFromLayout(text)
	if missing == "" {
		return text
	}
	hint := "write it as the day 2 January 2006 is printed, such as 02.01.2006"
	if layout := layoutFrom(text); layout != "" {
		hint = fmt.Sprintf("did you mean %q?", layout)
	}
	d.fail(n, "date_format %q is no layout of a date: it has no %s; %s", text, missing, hint)
	return ""
}

// missingFromLayout names what a Go layout cannot hold of a date, or is empty
// when a date printed with it can be read again.
func missingFromLayout(layout string) string {
	missing := "year, month and day"
	for _, day := range []time.Time{
		time.Date(2031, time.November, 28, 0, 0, 0, 0, time.UTC),
		time.Date(2009, time.May, 7, 0, 0, 0, 0, time.UTC),
	} {
		got, err := time.Parse(layout, day.Format(layout))
		switch {
		case err != nil:
			return missing
		case got.Year() != day.Year():
			return "year"
		case got.Month() != day.Month():
			return "month"
		case got.Day() != day.Day():
			return "day"
		}
	}
	return ""
}

// words finds what cannot stand in a pattern of PHP's, where letters stand alone.
var words = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[A-Za-z]{2}|%`) })

// layoutFrom guesses the Go layout that a pattern of another kind means
// (%d.%m.%Y as in strftime, dd.mm.yyyy as in CLDR, d.m.Y as in PHP), or
// returns "".
func layoutFrom(pattern string) string {
	kinds := []*strings.Replacer{
		strings.NewReplacer("%d", "02", "%e", "2", "%m", "01", "%Y", "2006", "%y", "06", "%B", "January", "%b", "Jan", "%H", "15", "%M", "04", "%S", "05"),
		strings.NewReplacer("yyyy", "2006", "YYYY", "2006", "dd", "02", "DD", "02", "MMMM", "January", "MMM", "Jan", "MM", "01", "mm", "01", "HH", "15"),
		strings.NewReplacer("d", "02", "j", "2", "m", "01", "n", "1", "F", "January", "M", "Jan", "Y", "2006", "y", "06", "H", "15", "i", "04", "s", "05"),
	}
	if words().MatchString(pattern) {
		kinds = kinds[:2]
	}
	for _, names := range kinds {
		if layout := names.Replace(pattern); layout != pattern && missingFromLayout(layout) == "" {
			return layout
		}
	}
	return ""
}
