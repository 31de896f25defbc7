package dates

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"onrecord/archive"
)

// machineLayouts are the forms ParseMachine is for; all tell the second and the offset.
var machineLayouts = []string{
	time.RFC3339, time.RFC3339Nano, time.RFC1123Z, time.RubyDate,
	"2006-01-02 15:04:05 -0700", "2006-01-02T15:04:05-0700", "20060102T150405Z0700", "2006/01/02 15:04:05 -07:00",
	"Mon Jan 2 2006 15:04:05 GMT-0700", "02/Jan/2006:15:04:05 -0700", "January 2, 2006 3:04:05 PM -07:00", "Monday, 02-Jan-06 15:04:05 -0700",
}

// anyTime draws a time to the second, in a zone of whole quarters of an hour.
func anyTime(t *rapid.T) time.Time {
	quarters := rapid.IntRange(-12*4, 14*4).Draw(t, "offset in quarters of an hour")
	zone := time.FixedZone("", quarters*15*60)
	first, last := time.Date(1990, 1, 1, 0, 0, 0, 0, zone), time.Date(2030, 1, 1, 0, 0, 0, 0, zone)
	return time.Unix(rapid.Int64Range(first.Unix(), last.Unix()).Draw(t, "time"), 0).In(zone)
}

func TestMachineFormsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		when := anyTime(t)
		text := when.Format(rapid.SampledFrom(machineLayouts).Draw(t, "layout"))
		got, ok := ParseMachine(text, nil)
		if !ok || got != archive.InstantOf(when) {
			t.Fatalf("ParseMachine(%q) = %q, %v; want %q", text, got, ok, archive.InstantOf(when))
		}
	})
}

// TestSurroundingsDoNotMatter: words and numbers around a date change nothing
// of what is read.
func TestSurroundingsDoNotMatter(t *testing.T) {
	around := rapid.SampledFrom([]string{"", "In all 12 states met. ", "1,200 people, 5.5 % ", "Слово ", "第一 ", "(", "«", "— ", "\n\n"})
	rapid.Check(t, func(t *rapid.T) {
		when := anyTime(t)
		layout := rapid.SampledFrom([]string{"2 January 2006", "January 2, 2006", "02.01.2006", "2006-01-02", "2 Jan 2006"}).Draw(t, "layout")
		text := around.Draw(t, "before") + when.Format(layout) + "; " + around.Draw(t, "behind")
		found := Find(text, Options{Language: "en"})
		if len(found) != 1 || found[0].Date != archive.DayOf(when) || text[found[0].Start:found[0].End] != when.Format(layout) {
			t.Fatalf("Find(%q) = %v", text, spans(text, found))
		}
	})
}

// TestPersianCalendar walks the days of 1300–1450 (1921–2072) and checks that
// each has the date after the day before it, and a few known New Year's days.
func TestPersianCalendar(t *testing.T) {
	last := time.Date(1921, 3, 20, 0, 0, 0, 0, time.UTC)
	for year := 1300; year <= 1450; year++ {
		for month := 1; month <= 12; month++ {
			for day := 1; day <= persianDays(year, month); day++ {
				r := reading{year: year, month: month, day: day}
				if !fromPersian(&r) {
					t.Fatalf("%d/%d/%d is no day", year, month, day)
				}
				when := time.Date(r.year, time.Month(r.month), r.day, 0, 0, 0, 0, time.UTC)
				if when.Sub(last) != 24*time.Hour {
					t.Fatalf("%d/%d/%d is %v, the day before it %v", year, month, day, when, last)
				}
				last = when
			}
		}
	}
	for year, want := range map[int]string{1300: "1921-03-21", 1358: "1979-03-21", 1375: "1996-03-20", 1399: "2020-03-20", 1400: "2021-03-21", 1403: "2024-03-20", 1404: "2025-03-21", 1408: "2029-03-20"} {
		r := reading{year: year, month: 1, day: 1}
		if fromPersian(&r); string(dateOf(r, time.UTC)) != want {
			t.Errorf("Nowruz %d = %s, want %s", year, dateOf(r, time.UTC), want)
		}
	}
}
