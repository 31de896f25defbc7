package dates

import (
	"testing"
	"time"
)

func TestNumericDates(t *testing.T) {
	for _, c := range []struct {
		text string
		o    Options
		want string
	}{
		{"22.09.2020", Options{}, "2020-09-22"},
		{"22/9/2020", Options{}, "2020-09-22"},
		{"9/22/2020", Options{}, "2020-09-22"},
		{"09-22-2020", Options{}, "2020-09-22"},
		{"2020/09/22", Options{}, "2020-09-22"},
		{"2020.9.22", Options{}, "2020-09-22"},
		{"2020-09-22", Options{}, "2020-09-22"},
		{"20200922", Options{}, "2020-09-22"},
		{" 20200922 ", Options{}, "2020-09-22"},
		{"22 / 09 / 2020", Options{}, "2020-09-22"},
		{"22. 9. 2020", Options{}, "2020-09-22"},
		{"22-09-20", Options{}, "2020-09-22"},
		{"22.9.20", Options{}, "2020-09-22"},
		{"９／２２／２０２０", Options{}, "2020-09-22"},
		// Which is the day follows from the options, then from the mark, then from the language.
		{"03/04/2020", Options{}, "2020-04-03"},
		{"03/04/2020", Options{Language: "en"}, "2020-03-04"},
		{"03/04/2020", Options{Language: "en-US"}, "2020-03-04"},
		{"03-04-2020", Options{Language: "en-US"}, "2020-03-04"},
		{"03/04/2020", Options{Language: "en-GB"}, "2020-04-03"},
		{"03/04/2020", Options{Language: "en_IE"}, "2020-04-03"},
		{"03/04/2020", Options{Language: "fil"}, "2020-03-04"},
		{"03/04/2020", Options{Language: "fr"}, "2020-04-03"},
		{"03.04.2020", Options{Language: "en-US"}, "2020-04-03"},
		{"03.04.2020", Options{Language: "en-US", Order: MonthFirst}, "2020-03-04"},
		{"03/04/2020", Options{Language: "en-US", Order: DayFirst}, "2020-04-03"},
		{"22/04/2020", Options{Order: MonthFirst}, "2020-04-22"},
		{"20/09/22", Options{Order: YearFirst}, "2020-09-22"},
		{"20/09/22", Options{}, "2022-09-20"},
		{"99/09/22", Options{}, "1999-09-22"},
		{"20.09.22", Options{Language: "ko"}, "2020-09-22"},
		{"22/9-2020", Options{Language: "nb"}, "2020-09-22"},
		{"22/9-2020", Options{Language: "de"}, ""},
		// Two digits of a year: the latest year that is not beyond next year.
		{"22.09.50", Options{Now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}, "1950-09-22"},
		{"22.09.26", Options{Now: time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)}, "2026-09-22"},
		// The layout of the configuration is tried first.
		{"04.03.2020", Options{Layout: "01.02.2006"}, "2020-04-03"},
		{"Date: 04.03.2020", Options{Layout: "01.02.2006"}, "2020-04-03"},
		{"2020|22|09", Options{Layout: "2006|02|01"}, "2020-09-22"},
		{"2020|22|09 14:05", Options{Layout: "2006|02|01 15:04", Location: moscow}, "2020-09-22T14:05:00+03:00"},
		{"2020|22|09 14:05 +0100", Options{Layout: "2006|02|01 15:04 -0700", Location: moscow}, "2020-09-22T14:05:00+01:00"},
		{"22|09", Options{Layout: "02|01", Now: time.Date(2020, 12, 1, 0, 0, 0, 0, time.UTC)}, "2020-09-22"},
		{"22|09", Options{Layout: "02|01"}, ""},
		// Day and month alone are a date only as the whole text, with a year to take.
		{"22.09", Options{Now: time.Date(2020, 12, 1, 0, 0, 0, 0, time.UTC)}, "2020-09-22"},
		{"[09-22]", Options{Language: "zh", Now: time.Date(2020, 12, 1, 0, 0, 0, 0, time.UTC)}, "2020-09-22"},
		{"09/22, 14:05", Options{Now: time.Date(2020, 12, 1, 0, 0, 0, 0, time.UTC)}, "2020-09-22T14:05:00Z"},
		{"22.12", Options{Now: time.Date(2020, 12, 1, 0, 0, 0, 0, time.UTC)}, "2019-12-22"},
		{"22.09", Options{}, ""},
		{"22.9", Options{Now: time.Date(2020, 12, 1, 0, 0, 0, 0, time.UTC)}, ""},
		// No such day.
		{"31.06.2020", Options{}, ""},
		{"29.02.2021", Options{}, ""},
		{"29.02.2020", Options{}, "2020-02-29"},
		{"29.02.1900", Options{}, ""},
		{"00.09.2020", Options{}, ""},
		{"13/13/2020", Options{}, ""},
		{"2020-13-01", Options{}, ""},
		{"2020-22-09", Options{}, ""},
		{"22.09.0000", Options{}, ""},
		{"22.09.1899", Options{}, ""},
		{"22.09.2101", Options{}, ""},
		{"22.09.20204", Options{}, ""},
		{"20201322", Options{}, ""},
		{"", Options{}, ""},
		{"no date", Options{}, ""},
		{"September 2020", Options{}, ""},
		{"2020", Options{}, ""},
	} {
		got, ok := Parse(c.text, c.o)
		if string(got) != c.want || ok != (c.want != "") {
			t.Errorf("Parse(%q, %+v) = %q, %v; want %q", c.text, c.o, got, ok, c.want)
		}
	}
}

func TestOrderOf(t *testing.T) {
	for _, c := range []struct {
		samples []string
		want    Order
	}{
		{nil, Unknown},
		{[]string{"03.04.2020", "05.06.2020"}, Unknown},
		{[]string{"03.04.2020", "22.09.2020"}, DayFirst},
		{[]string{"03/04/2020", "09/22/2020"}, MonthFirst},
		{[]string{"22.09"}, DayFirst},
		{[]string{"Posted 09/22"}, MonthFirst},
		{[]string{"03/04/20", "9/22/20"}, MonthFirst},
		{[]string{"2020-09-22", "2020-01-02"}, YearFirst},
		{[]string{"99/01/02"}, YearFirst},
		{[]string{"22.09.2020", "09/22/2020"}, Unknown},
		{[]string{"22 September 2020", "Article 5"}, Unknown},
		{[]string{"News 14:05 03/04/2020"}, Unknown},
	} {
		if got := OrderOf(c.samples); got != c.want {
			t.Errorf("OrderOf(%q) = %v, want %v", c.samples, got, c.want)
		}
	}
}

func TestFutureIsBounded(t *testing.T) {
	now := time.Date(2020, 9, 22, 12, 0, 0, 0, time.UTC)
	for text, want := range map[string]string{
		"22.09.2021": "2021-09-22", "24.09.2021": "", "22 September 2030": "", "2099-01-01": "", "21 September 2020": "2020-09-21",
	} {
		if got, _ := Parse(text, Options{Now: now}); string(got) != want {
			t.Errorf("Parse(%q) at %v = %q, want %q", text, now, got, want)
		}
	}
}

// TestPrintedDayIsKept: in zones whose clocks skip midnight the printed hour
// does not exist, and the day must stay the printed one all the same.
func TestPrintedDayIsKept(t *testing.T) {
	for _, c := range []struct{ zone, text, want string }{
		{"Africa/Cairo", "25.04.2014 00:30", "2014-04-25T00:30:00"},
		{"America/Sao_Paulo", "04.11.2018 00:15", "2018-11-04T00:15:00"},
		{"Asia/Beirut", "27.03.2022 00:00", "2022-03-27T00:00:00"},
		{"Pacific/Kiritimati", "22.09.2020 23:59", "2020-09-22T23:59:00+14:00"},
	} {
		loc, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Skipf("no time zone database: %v", err)
		}
		got, ok := Parse(c.text, Options{Location: loc})
		if !ok || len(got) < len(c.want) || string(got[:len(c.want)]) != c.want {
			t.Errorf("Parse(%q) in %s = %q, want %s…", c.text, c.zone, got, c.want)
		}
	}
}
