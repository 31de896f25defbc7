package main

import (
	"os"
	"strings"
	"time"

	"golang.org/x/term"

	"onrecord/archive"
	"onrecord/archive/plain"
)

// width returns the columns of the terminal that results go to; 0: no terminal.
func (a *app) width() int {
	f, ok := a.stdout.(*os.File)
	if !a.terminal || !ok {
		return 0
	}
	columns, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return columns
}

// stamp prints an instant for people, in UTC.
func stamp(t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return t.UTC().Format("2006-01-02 15:04Z")
}

// short prints as much of an id as people need to name an article.
func short(id string) string { return id[:min(len(id), 8)] }

// dayOr prints a date's day in ten columns.
func dayOr(d archive.Date) string {
	if d == "" {
		return "undated   "
	}
	return d.Day()
}

func titleOr(title string) string {
	if title == "" {
		return "(no title)"
	}
	return title
}

func joined(list []string) string { return strings.Join(list, ", ") }

// safe makes text that came from a feed safe to print as part of a line.
func safe(s string) string { return plain.Line(s) }

// safeBlock is safe for a text of several lines.
func safeBlock(s string) string { return plain.Block(s) }
