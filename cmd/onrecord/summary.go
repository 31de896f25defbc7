package main

import (
	"fmt"
	"io"
	"slices"

	"onrecord/archive"
	"onrecord/archive/diff"
	"onrecord/scraper"
)

// shownFailures is how many failures a summary names.
const shownFailures = 10

// printSummary says what a crawl found. With --quiet it says only what went
// wrong, so that cron mails nothing when all is well.
func (a *app) printSummary(path string, r scraper.Report, notices []string) {
	s := r.Snapshot
	if a.quiet && s.Status == archive.Complete {
		return
	}
	out := a.stdout
	if a.quiet {
		out = a.stderr
	}
	fmt.Fprintf(out, "%s: snapshot %d, %s\n", s.Feed.Name, s.Number, s.Status)
	fmt.Fprintf(out, "  looked at  %s and %s (%s, %s)\n", count(r.Listings, "listing page"), count(r.Pages, "article page"),
		count(r.Requests, "request"), size(r.Bytes))
	fmt.Fprintf(out, "  found      %s; %s in all\n", diff.Summary(s.Changes), count(s.Articles, "article"))
	printFailures(out, s.Failures)
	printNotes(out, append(slices.Clone(s.Warnings), notices...))
	fmt.Fprintf(out, "  kept in    %s\n", path)
}

func printFailures(out io.Writer, failures []archive.Failure) {
	for i, f := range failures {
		if i == shownFailures {
			fmt.Fprintf(out, "  not seen   … and %d more (onrecord snapshots --json lists them)\n", len(failures)-i)
			break
		}
		what := "article"
		if f.Listing {
			what = "listing"
		}
		fmt.Fprintf(out, "  not seen   %s %s: %s\n", what, safe(f.URL), safe(f.Reason))
	}
}

func printNotes(out io.Writer, notes []string) {
	for _, note := range notes {
		fmt.Fprintf(out, "  note       %s\n", safe(note))
	}
}

// count says "1 page" or "3 pages".
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// size says a number of bytes in the unit that a person would.
func size(n int64) string {
	switch {
	case n < 1<<10:
		return fmt.Sprintf("%d B", n)
	case n < 1<<20:
		return fmt.Sprintf("%.0f KB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
}
