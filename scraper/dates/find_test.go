package dates

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// spans writes the matches of a text as "date=what was printed".
func spans(text string, found []Match) []string {
	var list []string
	for _, m := range found {
		list = append(list, string(m.Date)+"="+text[m.Start:m.End])
	}
	return list
}

func TestFind(t *testing.T) {
	now := time.Date(2020, 10, 1, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		text string
		o    Options
		want []string
	}{
		{"Nothing here.", Options{}, nil},
		{"Met on 22 September 2020, and on 03.10.2020.", Options{}, []string{"2020-09-22=22 September 2020", "2020-10-03=03.10.2020"}},
		{"(22.09.2020) Statement", Options{}, []string{"2020-09-22=22.09.2020"}},
		{"Statement of Tuesday, 22 September 2020, 14:05. More", Options{Language: "en"}, []string{"2020-09-22T14:05:00Z=Tuesday, 22 September 2020, 14:05"}},
		{"effective at 5:00 P.M. on May 28, 2026, pending", Options{Language: "en"}, []string{"2026-05-28T17:00:00Z=5:00 P.M. on May 28, 2026"}},
		{"Statement\n25.4.24\nText, and 25.4.24 here", Options{}, []string{"2024-04-25=25.4.24"}},
		{"Publié le 27 Mar 20 à 9:21", Options{Language: "fr"}, []string{"2020-03-27T09:21:00Z=27 Mar 20 à 9:21"}},
		{"May 15, 2020,07:02pm EDT", Options{Language: "en"}, []string{"2020-05-15T19:02:00-04:00=May 15, 2020,07:02pm EDT"}},
		{"September 28, 2020Jump to the text", Options{}, []string{"2020-09-28=September 28, 2020"}},
		{"Issue 15 – 22 September 2020", Options{}, []string{"2020-09-22=22 September 2020"}},
		{"15 – 22 September 2020", Options{}, []string{"2020-09-15=15 – 22 September 2020"}},
		{"September 15 – 22, 2020", Options{}, []string{"2020-09-15=September 15 – 22, 2020"}},
		{"[22/Sep/2020:14:05:00 +0300]", Options{}, []string{"2020-09-22T14:05:00+03:00=22/Sep/2020:14:05:00 +0300"}},
		{"22.09.2020-14:05", Options{}, []string{"2020-09-22T14:05:00Z=22.09.2020-14:05"}},
		{"22.09.2020-24.09.2020", Options{}, []string{"2020-09-22=22.09.2020", "2020-09-24=24.09.2020"}},
		{"from 22.09.2020 – 24.09.2020", Options{}, []string{"2020-09-22=22.09.2020", "2020-09-24=24.09.2020"}},
		{"MOSCOW—September 22, 2020—The ministers", Options{}, []string{"2020-09-22=September 22, 2020"}},
		{"Минск, 22 сентября 2020 г. Министры", Options{Language: "ru"}, []string{"2020-09-22=22 сентября 2020 г."}},
		{"22.09.2020г. Совет", Options{Language: "ru"}, []string{"2020-09-22=22.09.2020г."}},
		{"14:05 22.09.2020 Title", Options{}, []string{"2020-09-22T14:05:00Z=14:05 22.09.2020"}},
		{"22.09.2020 10:00-12:00 Meeting", Options{}, []string{"2020-09-22T10:00:00Z=22.09.2020 10:00"}},
		{"Page 22\n\nSeptember 2020", Options{}, nil},
		{"22\nSeptember\n2020", Options{}, []string{"2020-09-22=22\nSeptember\n2020"}},
		{"5 May 2020 6 June 2020", Options{}, []string{"2020-05-05=5 May 2020", "2020-06-06=6 June 2020"}},
		{"May 5, 2020 June 6, 2020", Options{}, []string{"2020-05-05=May 5, 2020", "2020-06-06=June 6, 2020"}},
		{"Law 12.345/2020 of 14 August 2018, Art. 5", Options{}, []string{"2018-08-14=14 August 2018"}},
		{"Постановление от 22.09.2020 № 15", Options{Language: "ru"}, []string{"2020-09-22=22.09.2020"}},
		{"Действует с 22.09.2020. Далее", Options{}, []string{"2020-09-22=22.09.2020"}},
		{"发布于2020年9月22日，来源", Options{}, []string{"2020-09-22=2020年9月22日"}},
		{"日期：2020-09-22 14:05来源：", Options{}, []string{"2020-09-22T14:05:00Z=2020-09-22 14:05"}},
		{"On 22 September the ministers met", Options{Language: "en", Now: now}, []string{"2020-09-22=22 September"}},
		{"On 22 September the ministers met", Options{Language: "en"}, nil},
		{"28 декабря", Options{Now: now}, []string{"2019-12-28=28 декабря"}},
		{"Sep 22 Oct 5, 2020", Options{Now: now}, []string{"2020-09-22=Sep 22", "2020-10-05=Oct 5, 2020"}},
		{"30 August – 2 September 2020", Options{Now: now}, []string{"2020-09-02=2 September 2020"}},
		{"Title\nToday, 14:05\nText", Options{Language: "en", Now: now}, []string{"2020-10-01T14:05:00Z=Today, 14:05"}},
		{"Posted 3 hours ago by the press service", Options{Language: "en", Now: now}, []string{"2020-10-01=3 hours ago"}},
		{"News · 26 hours ago", Options{Language: "en", Now: now}, []string{"2020-09-30=26 hours ago"}},
		{"Вчера\n22 сентября 2020\nсегодня", Options{Language: "ru", Now: now}, []string{"2020-09-30=Вчера", "2020-09-22=22 сентября 2020", "2020-10-01=сегодня"}},
	} {
		if diff := cmp.Diff(c.want, spans(c.text, Find(c.text, c.o))); diff != "" {
			t.Errorf("Find(%q):\n%s", c.text, diff)
		}
	}
}

func TestMatchSaysWhatItIs(t *testing.T) {
	now := time.Date(2020, 10, 1, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		text string
		o    Options
		want Match
	}{
		{"03.04.2020", Options{}, Match{Date: "2020-04-03", End: 10, Ambiguous: true, HasYear: true}},
		{"03.03.2020", Options{}, Match{Date: "2020-03-03", End: 10, HasYear: true}},
		{"22.04.2020", Options{}, Match{Date: "2020-04-22", End: 10, HasYear: true}},
		{"03.04.2020", Options{Order: DayFirst}, Match{Date: "2020-04-03", End: 10, HasYear: true}},
		{"5 listopad 2020", Options{}, Match{Date: "2020-11-05", End: 15, Ambiguous: true, HasYear: true}},
		{"5 listopad 2020", Options{Language: "hr"}, Match{Date: "2020-10-05", End: 15, HasYear: true}},
		{"5 listopad 2020", Options{Language: "pl"}, Match{Date: "2020-11-05", End: 15, HasYear: true}},
		{"22 September", Options{Now: now}, Match{Date: "2020-09-22", End: 12}},
		{"yesterday", Options{Now: now}, Match{Date: "2020-09-30", End: 9, Relative: true}},
	} {
		found := Find(c.text, c.o)
		if diff := cmp.Diff([]Match{c.want}, found); diff != "" {
			t.Errorf("Find(%q):\n%s", c.text, diff)
		}
	}
}

// TestDistanceDoesNotMatter: a date is found wherever it stands in a long text,
// also one that is full of other numbers.
func TestDistanceDoesNotMatter(t *testing.T) {
	for _, filler := range []string{"word ", "12 ", "1234567890", " ", "слово 5, ", "x\n\n"} {
		for n := range 40 {
			text := strings.Repeat(filler, n*13) + " Tuesday, 22 September 2020, 14:05 " + strings.Repeat(filler, n*13)
			found := Find(text, Options{})
			if len(found) != 1 || found[0].Date != "2020-09-22T14:05:00Z" {
				t.Fatalf("%d times %q around the date: found %v", n*13, filler, found)
			}
		}
	}
}

// TestFindReadsWhatParseReads puts every date of the language table into
// parentheses in a sentence: Find reads the same there, and what it marks as the
// date is one by itself. Years of two digits behind spaces or dots are read by
// Parse alone.
func TestFindReadsWhatParseReads(t *testing.T) {
	for _, l := range printed {
		o := Options{Language: l.lang, Location: moscow}
		for text, want := range l.lines {
			if want == "" {
				continue
			}
			in := "(" + text + ") x"
			found := Find(in, o)
			if len(found) != 1 || string(found[0].Date) != want {
				t.Errorf("%s: Find(%q) = %v, want %s", l.lang, in, spans(in, found), want)
				continue
			}
			if again, _ := Parse(in[found[0].Start:found[0].End], o); string(again) != want {
				t.Errorf("%s: Parse(%q) = %q, want %s", l.lang, in[found[0].Start:found[0].End], again, want)
			}
		}
	}
}
