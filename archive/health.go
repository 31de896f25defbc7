package archive

import (
	"fmt"
	"slices"
	"time"
)

// Health says how a feed is doing, from its snapshots alone.
type Health struct {
	Snapshot Snapshot // the newest; zero when there is none
	Problems []string // what the newest snapshot could not see or holds back: the feed is unwell
	Notices  []string // worth knowing, though perhaps nobody's fault: a quiet feed, an overdue crawl
}

// Well reports whether nothing needs a person.
func (h Health) Well() bool { return len(h.Problems) == 0 }

// Examine says how a feed is doing at now. Snapshots are in their order.
func Examine(snapshots []Snapshot, now time.Time) Health {
	if len(snapshots) == 0 {
		return Health{Problems: []string{"it was never crawled"}}
	}
	h := Health{Snapshot: snapshots[len(snapshots)-1]}
	crawls := crawled(snapshots)
	if len(crawls) == 0 {
		return h // a feed that was imported and is not crawled yet has no habits
	}
	last := crawls[len(crawls)-1]
	switch last.Status {
	case Suspect:
		h.Problems = append(h.Problems, "edits are held back: it looks like a redesign of the site")
	case Partial:
		first := last.Failures[0]
		text := fmt.Sprintf("not seen: %s (%s)", first.URL, first.Reason)
		if more := len(last.Failures) - 1; more > 0 {
			text += fmt.Sprintf(" and %d more", more)
		}
		h.Problems = append(h.Problems, text)
	}
	if notice := quiet(crawls); notice != "" {
		h.Notices = append(h.Notices, notice)
	}
	if notice := overdue(crawls, now); notice != "" {
		h.Notices = append(h.Notices, notice)
	}
	return h
}

// Thresholds of what is far longer than ever.
const (
	quietLeast   = 4  // silences that must have been watched
	quietTimes   = 3  // as long as the longest of them
	overdueLeast = 4  // crawls that make a habit
	overdueTimes = 3  // as long as they usually lie apart
	overdueOf    = 20 // crawls that count
)

// quiet says when a feed has published nothing for far longer than it ever did
// since it is watched. The first snapshot finds what was there before, and of
// the time after the newest nobody knows anything.
func quiet(snapshots []Snapshot) string {
	last := snapshots[0].Taken
	var longest time.Duration
	silences := 0
	for _, s := range snapshots[1:] {
		if s.Changes[Added] == 0 {
			continue
		}
		longest = max(longest, s.Taken.Sub(last))
		last = s.Taken
		silences++
	}
	silence := snapshots[len(snapshots)-1].Taken.Sub(last)
	if silences < quietLeast || silence < quietTimes*max(longest, time.Hour) {
		return ""
	}
	return fmt.Sprintf("nothing new since %s; the longest silence before was %s", last.UTC().Format(DayLayout), span(longest))
}

// crawled returns the snapshots that crawls made: an import is no habit, and no
// sign that the crawls go on.
func crawled(snapshots []Snapshot) []Snapshot {
	return slices.DeleteFunc(slices.Clone(snapshots), func(s Snapshot) bool { return !s.Crawled() })
}

// overdue says when the next crawl is long past its habit.
func overdue(snapshots []Snapshot, now time.Time) string {
	recent := snapshots[max(0, len(snapshots)-overdueOf):]
	var gaps []time.Duration
	for i := 1; i < len(recent); i++ {
		gaps = append(gaps, recent[i].Taken.Sub(recent[i-1].Taken))
	}
	if len(gaps) < overdueLeast-1 {
		return ""
	}
	slices.Sort(gaps)
	usual := max(gaps[len(gaps)/2], 10*time.Minute)
	since := now.Sub(recent[len(recent)-1].Taken)
	if since < overdueTimes*usual {
		return ""
	}
	return fmt.Sprintf("the last crawl was %s ago; they usually lie %s apart", span(since), span(usual))
}

// span says a duration as people do.
func span(d time.Duration) string {
	switch {
	case d < 2*time.Hour:
		return fmt.Sprintf("%d minutes", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d hours", int(d.Hours()))
	}
	return fmt.Sprintf("%d days", int(d.Hours()/24))
}
