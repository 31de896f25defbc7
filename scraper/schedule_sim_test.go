package scraper

import (
	"testing"
	"time"

	"onrecord/archive"
)

// simulated is what many crawls of an unchanged feed did.
type simulated struct {
	looks, unconditional, crawls int
	most                         int // looks in one crawl
	late                         map[time.Duration]time.Duration
}

// simulate crawls a feed of n articles, published evenly over twenty years and
// never changed, for some days. late holds by the interval of their age how
// long articles were not looked at, at most; the first half of the days, in
// which what was never looked at settles, does not count.
func simulate(n, budget, days int, every time.Duration) simulated {
	day := 24 * time.Hour
	random := random()
	all := make([]known, n)
	for i := range all {
		age := time.Duration(float64(i)/float64(n)*20*365*24) * time.Hour
		all[i] = known{
			Article: archive.Article{Ref: archive.Ref(i), Date: archive.InstantOf(noon.Add(-age)), Revision: 1, State: archive.Listed},
			asked:   noon.Add(-time.Duration(random.Int64N(int64(interval(age) + 1)))),
		}
	}
	s := simulated{late: map[time.Duration]time.Duration{}}
	for at := noon; at.Before(noon.Add(time.Duration(days) * day)); at = at.Add(every) {
		chosen := due(all, budget, at, time.UTC, random)
		s.crawls++
		s.most = max(s.most, len(chosen))
		for _, k := range chosen {
			s.looks++
			if k.unconditional {
				s.unconditional++
			}
			if at.Sub(noon) > time.Duration(days/2)*day {
				group := interval(k.age(at, time.UTC))
				s.late[group] = max(s.late[group], at.Sub(k.asked))
			}
			all[k.Ref].asked = at
		}
	}
	return s
}

// TestLateness holds docs/meaning.md to its table for articles of half a year
// and more: while the budget does, none waits longer than its interval and one
// crawl.
func TestLateness(t *testing.T) {
	const every = 24 * time.Hour
	s := simulate(500, 30, 300, every)
	t.Logf("%d looks in %d crawls, %d at most, %d unconditional", s.looks, s.crawls, s.most, s.unconditional)
	for group, late := range s.late {
		if late > group+every {
			t.Errorf("articles that are looked at every %s waited %s, with crawls every %s", group, late, every)
		}
	}
}

// TestUnchangedFeedIsCheap bounds what looking again costs a site of 5,000
// articles with the default budget.
func TestUnchangedFeedIsCheap(t *testing.T) {
	const budget, others = 30, 4 // robots.txt, two listing pages, one address that cannot exist
	s := simulate(5000, budget, 60, 24*time.Hour)
	t.Logf("%d looks at most; waited %v", s.most, s.late)
	if s.most+others >= 50 {
		t.Errorf("a crawl costs up to %d requests", s.most+others)
	}
	if s.unconditional > s.crawls {
		t.Errorf("%d unconditional looks in %d crawls", s.unconditional, s.crawls)
	}
}
