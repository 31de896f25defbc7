package dates

import (
	"testing"
	"time"

	"onrecord/archive"
)

// seeds are texts of every kind the fuzz targets begin with.
func seeds() []string {
	list := append([]string{
		"2020-09-22T14:05:00+03:00", "Tue, 22 Sep 2020 14:05:00 GMT", "20200922", "today", "3 hours ago", "22.09", "\xff22.09.2020\xfe",
		"二〇二〇年九月", "令和元年5月1日", "R2.9.22", "22 \u200f/9", "9-р сарын 22", "14:05 22.09.2020", "22 '20", "ก.ย.", "1 Sep 1", "5 May 5 May 2020",
	}, noDates...)
	for _, l := range printed {
		for text := range l.lines {
			list = append(list, text)
		}
	}
	return list
}

// languagesTried are the tags the fuzz targets choose from.
var languagesTried = []string{"", "en", "en-GB", "ru", "fa", "th", "ja", "ko", "zh-TW", "ar", "he", "hu", "nb"}

func FuzzParse(f *testing.F) {
	for i, s := range seeds() {
		f.Add(s, uint8(i), i%2 == 0)
	}
	f.Fuzz(func(t *testing.T, text string, n uint8, now bool) {
		o := Options{Language: languagesTried[int(n)%len(languagesTried)], Location: moscow}
		if now {
			o.Now = time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
		}
		if d, ok := Parse(text, o); ok {
			checkDate(t, text, d, o)
		}
	})
}

func FuzzFind(f *testing.F) {
	for i, s := range seeds() {
		f.Add(s+" and "+s, uint8(i), i%2 == 0)
	}
	f.Fuzz(func(t *testing.T, text string, n uint8, now bool) {
		o := Options{Language: languagesTried[int(n)%len(languagesTried)], Location: moscow}
		if now {
			o.Now = time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
		}
		last := 0
		for _, m := range Find(text, o) {
			if m.Start < last || m.End <= m.Start || m.End > len(text) {
				t.Fatalf("Find(%q): match %+v after %d", text, m, last)
			}
			last = m.End
			checkDate(t, text, m.Date, o)
		}
		OrderOf([]string{text})
	})
}

func FuzzParseMachine(f *testing.F) {
	for _, s := range seeds() {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if d, ok := ParseMachine(text, moscow); ok {
			checkDate(t, text, d, Options{})
			if again, ok := ParseMachine(string(d), nil); !ok || again != d {
				t.Fatalf("ParseMachine(%q) = %q, which reads back as %q", text, d, again)
			}
		}
	})
}

// checkDate checks that a date is one of the archive's, and within the years read.
func checkDate(t *testing.T, text string, d archive.Date, o Options) {
	t.Helper()
	if _, err := archive.ParseDate(string(d)); err != nil {
		t.Fatalf("%q was read as %q: %v", text, d, err)
	}
	day, err := time.Parse(time.DateOnly, d.Day())
	if err != nil || day.Year() < minYear || day.Year() > maxYear {
		t.Fatalf("%q was read as %q", text, d)
	}
	if !o.Now.IsZero() && day.After(o.Now.AddDate(1, 0, 1)) {
		t.Fatalf("%q was read as %q, more than a year ahead", text, d)
	}
}
