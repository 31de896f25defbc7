package web

import (
	"net/http"
	"net/url"
	"slices"
	"time"

	"onrecord/archive"
	"onrecord/internal/web/roster"
)

// filter is what a list was asked for, as the form of its page shows it.
type filter struct {
	Since, Until string // days, or how long ago
	State        string
	Kinds        []string
	Words        string
	Any          bool // something was asked for
}

// maxWords bounds what is searched for.
const maxWords = 200

// errFilter says that a filter means nothing.
var errFilter = problem{http.StatusBadRequest, "error.filter"}

// filterOf reads a filter from a query.
func filterOf(q url.Values) (f filter, err error) {
	f = filter{Since: q.Get("since"), Until: q.Get("until"), State: q.Get("state"), Words: q.Get("q")}
	for _, k := range q["kind"] {
		if k == "" {
			continue
		}
		if roster.KindsOf(archive.Kind(k)) == 0 {
			return f, errFilter
		}
		f.Kinds = append(f.Kinds, k)
	}
	states := []string{"", string(archive.Listed), string(archive.Unlisted), string(archive.Removed)}
	if !slices.Contains(states, f.State) || len(f.Words) > maxWords {
		return f, errFilter
	}
	f.Any = f.asks()
	return f, nil
}

// asks reports whether a filter leaves anything out.
func (f filter) asks() bool { return f.Since+f.Until+f.State+f.Words != "" || len(f.Kinds) > 0 }

// Narrow reports whether more than words was asked for.
func (f filter) Narrow() bool {
	f.Words = ""
	return f.asks()
}

// Kind returns the only kind that was asked for, as a form with one choice shows it.
func (f filter) Kind() string {
	if len(f.Kinds) == 1 {
		return f.Kinds[0]
	}
	return ""
}

// Wants reports whether a kind was asked for.
func (f filter) Wants(kind archive.Kind) bool { return slices.Contains(f.Kinds, string(kind)) }

func (f filter) kinds() roster.Kinds {
	var set roster.Kinds
	for _, k := range f.Kinds {
		set |= roster.KindsOf(archive.Kind(k))
	}
	return set
}

// days returns the first and the last day that were asked for, "" where none is.
func (f filter) days(now time.Time, loc *time.Location) (since, until string, err error) {
	for _, end := range []struct {
		spec string
		day  *string
	}{{f.Since, &since}, {f.Until, &until}} {
		if end.spec == "" {
			continue
		}
		t, err := archive.ParseSince(end.spec, now, loc)
		if err != nil {
			return "", "", errFilter
		}
		*end.day = t.In(loc).Format(archive.DayLayout)
	}
	return since, until, nil
}

// inDays returns the filter with days in place of "7d" and the like, as the
// fields of forms want them.
func (f filter) inDays(now time.Time, loc *time.Location) (filter, error) {
	var err error
	f.Since, f.Until, err = f.days(now, loc)
	return f, err
}

// articles returns what tells whether an article is asked for, whatever its words.
func (f filter) articles(now time.Time, loc *time.Location) (func(*roster.Row) bool, error) {
	since, until, err := f.days(now, loc)
	if err != nil {
		return nil, err
	}
	kinds := f.kinds()
	return func(r *roster.Row) bool {
		switch day := r.Date.Day(); {
		case since != "" && day < since,
			until != "" && (day == "" || day > until),
			f.State != "" && string(r.State) != f.State,
			kinds != 0 && !r.Kinds.Has(kinds):
			return false
		}
		return true
	}, nil
}

// changes returns what tells whether a change is asked for. What the first
// crawl found is only told when it is asked for.
func (f filter) changes(now time.Time, loc *time.Location) (func(roster.Step) bool, error) {
	since, until, err := f.days(now, loc)
	if err != nil {
		return nil, err
	}
	kinds, first, last := f.kinds(), dayNumber(since), dayNumber(until)
	return func(s roster.Step) bool {
		if kinds == 0 && !isNews(s) || kinds != 0 && !s.Set().Has(kinds) {
			return false
		}
		if first == 0 && last == 0 {
			return true
		}
		day := numberOf(s.Time().In(loc))
		return day >= first && (last == 0 || day <= last)
	}, nil
}

// numberOf returns the day of an instant as a number by which days are in
// order, such as 20241205: to compare these costs far less than to write days.
func numberOf(t time.Time) int {
	year, month, day := t.Date()
	return year*10_000 + int(month)*100 + day
}

// dayNumber is numberOf for a day as it is written, 0 for none.
func dayNumber(day string) int {
	t, err := time.Parse(archive.DayLayout, day)
	if err != nil {
		return 0
	}
	return numberOf(t)
}
