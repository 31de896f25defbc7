package scraper

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"time"

	"onrecord/archive"
)

// fresh is the age up to which an article is looked at in every crawl.
const fresh = 48 * time.Hour

// interval returns how long an article of an age is left alone: ever longer,
// never for ever.
func interval(age time.Duration) time.Duration {
	const day = 24 * time.Hour
	switch {
	case age < fresh:
		return 0
	case age < 7*day:
		return day
	case age < 30*day:
		return 3 * day
	case age < 180*day:
		return 14 * day
	case age < 730*day:
		return 45 * day
	}
	return 120 * day
}

// known is a known article as the schedule sees it.
type known struct {
	archive.Article
	asked         time.Time // when its page was last asked for; zero: never
	modified      time.Time // when a sitemap says that it was last changed; zero: it does not
	trusted       time.Time // when its page was last read, if the server has said since that it is not modified
	read          time.Time // when its page was last seen; not set while modified is zero
	unconditional bool      // without validators: even the server's word is not taken
}

// hinted reports whether a sitemap says that the page was changed since it was
// last seen.
func (k known) hinted() bool { return k.modified.After(k.read) }

// reason says for people why the article is looked at again.
func (k known) reason() string {
	if k.hinted() {
		return "changed, says the sitemap"
	}
	return "due"
}

// age returns how long ago an article was published, by its own date where it
// has one, or edited.
func (k known) age(now time.Time, loc *time.Location) time.Duration {
	born := k.Date.Time(loc)
	if born.IsZero() {
		born = k.FirstSeen
	}
	age := now.Sub(born)
	if k.Revision > 1 {
		age = min(age, now.Sub(k.Changed))
	}
	return max(age, 0)
}

// overdue returns how many of its intervals have passed since the last look.
func (k known) overdue(now time.Time, loc *time.Location) float64 {
	every := interval(k.age(now, loc))
	if every == 0 {
		return 1
	}
	return float64(now.Sub(k.asked)) / float64(every)
}

// due chooses the known articles to look at again: all fresh ones, then those
// that a sitemap says were changed, the most overdue ones and a random few of
// the rest within budget. One of the random ones is asked without validators.
// Some sitemaps call every page changed at every moment; that gains a page nothing.
func due(all []known, budget int, now time.Time, loc *time.Location, random *rand.Rand) []known {
	var chosen []known
	rest := make([]*known, 0, len(all))
	for i := range all {
		if k := &all[i]; k.State != archive.Removed && k.age(now, loc) < fresh {
			chosen = append(chosen, *k)
		} else {
			rest = append(rest, k)
		}
	}
	lucky := min(len(rest), budget, max(1, budget/10))
	slices.SortStableFunc(rest, func(a, b *known) int {
		if a.hinted() != b.hinted() {
			if a.hinted() {
				return -1
			}
			return 1
		}
		return cmp.Compare(b.overdue(now, loc), a.overdue(now, loc))
	})
	planned := 0
	for planned < min(len(rest), budget-lucky) && (rest[planned].hinted() || rest[planned].overdue(now, loc) >= 1) {
		planned++
	}
	for _, k := range rest[:planned] {
		chosen = append(chosen, *k)
	}
	rest = rest[planned:]
	for i, at := range random.Perm(len(rest))[:min(len(rest), lucky)] {
		k := *rest[at]
		k.unconditional = i == 0
		chosen = append(chosen, k)
	}
	return chosen
}

// doubtShare is the share, one in so many, of all known articles that a crawl
// which looks at all of them asks without validators: where the server always
// says "not modified", so many such crawls read every page once.
const doubtShare = 8

// doubt takes the validators from the articles whose server's word has been
// taken for longest, no more of them than their share.
func doubt(all []known, random *rand.Rand) {
	var trusted []int
	for _, i := range random.Perm(len(all)) {
		if !all[i].trusted.IsZero() {
			trusted = append(trusted, i)
		}
	}
	slices.SortStableFunc(trusted, func(a, b int) int { return all[a].trusted.Compare(all[b].trusted) })
	share := (len(all) + doubtShare - 1) / doubtShare
	for _, i := range trusted[:min(len(trusted), share)] {
		all[i].unconditional = true
	}
}
