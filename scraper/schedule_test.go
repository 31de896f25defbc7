package scraper

import (
	"math/rand/v2"
	"os"
	"regexp"
	"runtime"
	"slices"
	"testing"
	"time"

	"onrecord/archive"
)

var noon = time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)

// aged is an article published so many days before noon and last asked so many
// days before it.
func aged(ref archive.Ref, published, asked float64) known {
	days := func(n float64) time.Time { return noon.Add(-time.Duration(n * 24 * float64(time.Hour))) }
	return known{
		Article: archive.Article{Ref: ref, Date: archive.InstantOf(days(published)), Revision: 1, State: archive.Listed},
		asked:   days(asked),
	}
}

func chosenRefs(list []known) map[archive.Ref]bool {
	refs := map[archive.Ref]bool{}
	for _, k := range list {
		refs[k.Ref] = true
	}
	return refs
}

func random() *rand.Rand { return rand.New(rand.NewPCG(1, 2)) }

func TestIntervalGrowsAndEnds(t *testing.T) {
	last := time.Duration(-1)
	for days := 0; days < 20*365; days++ {
		every := interval(time.Duration(days) * 24 * time.Hour)
		if every < last {
			t.Fatalf("an article of %d days is looked at more often than a younger one", days)
		}
		last = every
	}
	if last > 366*24*time.Hour {
		t.Errorf("old articles are left alone for %s", last)
	}
}

func TestFreshArticlesAreOutsideTheBudget(t *testing.T) {
	var all []known
	for i := range 50 {
		all = append(all, aged(archive.Ref(i), 1, 0.1))
	}
	if got := len(due(all, 0, noon, time.UTC, random())); got != 50 {
		t.Errorf("%d of 50 fresh articles are looked at", got)
	}
}

func TestBudgetLimitsRechecks(t *testing.T) {
	var all []known
	for i := range 500 {
		all = append(all, aged(archive.Ref(i), 100+float64(i), 90))
	}
	chosen := due(all, 30, noon, time.UTC, random())
	if len(chosen) != 30 {
		t.Errorf("%d articles are looked at, want 30", len(chosen))
	}
	if got := len(chosenRefs(chosen)); got != len(chosen) {
		t.Errorf("only %d of the %d chosen are different articles", got, len(chosen))
	}
}

func TestMostOverdueFirst(t *testing.T) {
	all := []known{aged(0, 10, 3.5), aged(1, 10, 30), aged(2, 1000, 121), aged(3, 10, 1)}
	refs := chosenRefs(due(all, 2, noon, time.UTC, random()))
	if !refs[1] {
		t.Errorf("chosen %v: the most overdue article is not among them", refs)
	}
}

func TestOldArticlesAreNeverForgotten(t *testing.T) {
	all := []known{aged(0, 4000, 1), aged(1, 4000, 1), aged(2, 4000, 1)}
	chosen := due(all, 30, noon, time.UTC, random())
	if len(chosen) == 0 {
		t.Fatal("nothing is due, and no old article is looked at by chance either")
	}
	unconditional := 0
	for _, k := range chosen {
		if k.unconditional {
			unconditional++
		}
	}
	if unconditional != 1 {
		t.Errorf("%d looks without validators, want 1", unconditional)
	}
}

func TestEditedArticlesAreYoungAgain(t *testing.T) {
	k := aged(0, 3000, 1)
	k.Revision, k.Changed = 2, noon.Add(-time.Hour)
	if age := k.age(noon, time.UTC); age != time.Hour {
		t.Errorf("age = %s after an edit an hour ago", age)
	}
}

func TestAgeWithoutDateCountsFromTheFirstLook(t *testing.T) {
	k := known{Article: archive.Article{FirstSeen: noon.Add(-72 * time.Hour)}}
	if age := k.age(noon, time.UTC); age != 72*time.Hour {
		t.Errorf("age = %s", age)
	}
	k.Date = "2026-03-12"
	if age := k.age(noon, time.UTC); age != 0 {
		t.Errorf("age of an article dated in the future = %s", age)
	}
}

// TestTheTableOfLateness compares docs/meaning.md with the schedule, row by row.
func TestTheTableOfLateness(t *testing.T) {
	text, err := os.ReadFile("../docs/meaning.md")
	if err != nil {
		t.Fatal(err)
	}
	const day = 24 * time.Hour
	row := regexp.MustCompile(`(?m)^\| (under [^|]+|older) \| ([^|]+) \| ([^|]+) \|$`)
	ages := map[string]time.Duration{
		"under 2 days, or edited within 2 days": 2 * day, "under a week": 7 * day, "under a month": 30 * day,
		"under half a year": 180 * day, "under 2 years": 730 * day, "older": 40 * 365 * day,
	}
	often := map[string]time.Duration{
		"in every crawl": 0, "daily": day, "every 3 days": 3 * day, "every 2 weeks": 14 * day, "every 45 days": 45 * day, "every 120 days": 120 * day,
	}
	late := map[time.Duration]string{
		0: "one crawl", day: "1 day and one crawl", 3 * day: "3 days and one crawl", 14 * day: "2 weeks and one crawl",
		45 * day: "45 days and one crawl", 120 * day: "120 days and one crawl",
	}
	rows := row.FindAllStringSubmatch(string(text), -1)
	if len(rows) != len(ages) {
		t.Fatalf("the table has %d rows, want %d", len(rows), len(ages))
	}
	younger := time.Duration(0)
	for _, r := range rows {
		end, known := ages[r[1]]
		every, also := often[r[2]]
		if !known || !also {
			t.Fatalf("row %q: words that the test does not know", r[0])
		}
		for _, age := range []time.Duration{younger, end - time.Second} {
			if got := interval(age); got != every || late[got] != r[3] {
				t.Errorf("%s old: looked at every %s; the table says %q, found after %q", age, got, r[2], r[3])
			}
		}
		younger = end
	}
}

func TestTheServersWordIsNotTakenForEver(t *testing.T) {
	all := make([]known, 40)
	for i := range all {
		all[i] = aged(archive.Ref(i), 100, 1)
		all[i].trusted = noon.AddDate(0, 0, -1-i%3)
	}
	all[0].trusted = time.Time{} // read the last time
	seen := map[archive.Ref]bool{}
	for range 8 {
		crawl := slices.Clone(all)
		doubt(crawl, random())
		asked := 0
		for i, k := range crawl {
			if k.unconditional {
				asked++
				seen[k.Ref] = true
				all[i].trusted = noon // read now, and trusted again from then on
			}
		}
		if asked > 5 {
			t.Fatalf("%d of 40 are asked without validators", asked)
		}
	}
	if len(seen) != 39 || seen[0] {
		t.Errorf("%d articles were asked without validators, want all 39 that were trusted", len(seen))
	}
}

// Choosing copies no article that is not chosen: an archive may have a hundred
// thousand, and each crawl chooses a few.
func TestDueCopiesFew(t *testing.T) {
	const n = 20_000
	all := make([]known, n)
	for i := range all {
		all[i] = aged(archive.Ref(i), float64(10+i%900), float64(i%200))
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	chosen := due(all, 30, noon, time.UTC, random())
	runtime.ReadMemStats(&after)
	each := (after.TotalAlloc - before.TotalAlloc) / n
	if t.Logf("%d B an article", each); each > 40 || len(chosen) != 30 {
		t.Errorf("%d are chosen of %d, with %d B made for each of all; want 30, at most 40 B", len(chosen), n, each)
	}
}
