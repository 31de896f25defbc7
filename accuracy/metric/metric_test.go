package metric

import (
	"math"
	"slices"
	"testing"
)

func TestWords(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{" – … ", nil},
		{"The Board's 9 bridges", []string{"the", "board", "s", "9", "bridges"}},
		{"ПРЕСС-служба", []string{"пресс", "служба"}},
		{"cafe\u0301", []string{"cafe\u0301"}},
		{"第75回 kai", []string{"第", "75", "回", "kai"}},
		{"カナ。", []string{"カ", "ナ"}},
		{"snake_case", []string{"snake", "case"}},
	} {
		if got := Words(c.text); !slices.Equal(got, c.want) {
			t.Errorf("Words(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestBody(t *testing.T) {
	for _, c := range []struct {
		name               string
		want, summary, got string
		f1, p, r           float64
	}{
		{"the same", "one two", "", "Two, one!", 1, 1, 1},
		{"nothing read", "one two", "", "", 0, 0, 0},
		{"nothing in common", "one two", "", "three", 0, 0, 0},
		// 2 of 4 given are wanted, 2 of 3 wanted are given: 2·½·⅔ / (½+⅔) = 4/7.
		{"half of it furniture", "a b c", "", "a b x y", 4.0 / 7, 0.5, 2.0 / 3},
		// A word said twice counts twice: 2 of 3 given, 2 of 2 wanted.
		{"a word too often", "yes yes", "", "yes yes yes", 0.8, 2.0 / 3, 1},
		{"without the summary", "lead\n\na b c", "lead", "a b c", 1, 1, 1},
		{"with the summary", "lead\n\na b c", "lead", "lead a b c", 1, 1, 1},
		{"a summary that is not the beginning", "a b lead", "lead", "a b", 0.8, 1, 2.0 / 3},
	} {
		o := Body(c.want, c.summary, c.got)
		if !near(o.F1, c.f1) || !near(o.Precision, c.p) || !near(o.Recall, c.r) {
			t.Errorf("%s: got %+v, want F1 %v, P %v, R %v", c.name, o, c.f1, c.p, c.r)
		}
	}
}

func TestTitle(t *testing.T) {
	for _, c := range []struct {
		want, got string
		right     bool
	}{
		{"Nine Bridges Repaired", "nine bridges – repaired.", true},
		{"Nine bridges repaired", "Nine  bridges\u00a0repaired", true},
		{"Nine bridges repaired", "Nine bridges repaired | Harbour Board", false},
		{"Nine bridges repaired", "Bridges nine repaired", false},
		{"Nine bridges repaired", "", false},
	} {
		if Title(c.want, c.got) != c.right {
			t.Errorf("Title(%q, %q) = %t", c.want, c.got, !c.right)
		}
	}
}

func TestDay(t *testing.T) {
	for _, c := range []struct {
		want, got string
		verdict   Verdict
	}{
		{"2020-09-22", "2020-09-22", Right},
		{"2020-09-22", "2020-09-22T23:59:00+03:00", Right},
		{"2020-09-22", "2020-09-21", Wrong},
		{"2020-09-22", "", None},
		{"2020-09-22", " ", None},
		{"2020-09-22T10:00:00Z", "2020-09-22", Right},
		{"2020-09-22T23:30:00Z", "2020-09-23T02:30:00+03:00", Right}, // the same instant
		{"2020-09-22T23:30:00Z", "2020-09-23T02:31:00+03:00", Wrong},
		{"2020-09-22T23:30:00Z", "2020-09-23", Wrong},
		{"2020-09-22", "September", Wrong},
	} {
		if got := Day(c.want, c.got); got != c.verdict {
			t.Errorf("Day(%q, %q) = %v, want %v", c.want, c.got, got, c.verdict)
		}
	}
}

func TestSnippets(t *testing.T) {
	var s Snippets
	s.Add([]string{"a b", "c"}, []string{"noise", "sound"}, "a\n\n b, noise") // found 1 of 2, noise 1 of 2
	s.Add([]string{"d", "e"}, []string{"hum"}, "d e")                         // found 2 of 2, noise 0 of 1
	s.Add([]string{"f"}, []string{"hiss"}, "")                                // found 0 of 1
	if s != (Snippets{Found: 3, Wanted: 5, Noise: 1, Unwanted: 4}) {
		t.Errorf("counted %+v", s)
	}
	// 3 of 4 found are wanted, 3 of 5 wanted are found: 2·0.75·0.6 / 1.35 = 2/3.
	if !near(s.F1(), 2.0/3) {
		t.Errorf("F1 = %v, want 2/3", s.F1())
	}
}

func TestEntries(t *testing.T) {
	want := []Entry{
		{"https://court.example/a.pdf", "2024-05-14"},
		{"https://court.example/b%20c.pdf", "2024-05-02"},
		{"https://court.example/d/", ""},
		{"https://court.example/e.pdf", "2024-04-09"},
	}
	got := Entries(want, []Entry{
		{"http://court.example/A.pdf#page=2", "2024-05-14T10:00:00+02:00"}, // right
		{"https://court.example/b c.pdf", "2024-05-03"},                    // wrong day
		{"https://court.example/d", "2024-01-01"},                          // no date wanted
		{"https://court.example/menu", ""},
		{"https://court.example/menu/", ""}, // the same address
	})
	if !near(got.Found, 0.75) || !near(got.Precision, 0.75) || !near(got.Dates, 1.0/3) || !got.Dated || got.All() {
		t.Errorf("got %+v, want 3 of 4 found, 3 of 4 right, 1 of 3 dates", got)
	}
	none := Entries(want[2:3], nil)
	if none.Found != 0 || none.Precision != 0 || none.Dated {
		t.Errorf("nothing read: %+v", none)
	}
	if all := Entries(want[2:3], want); !all.All() || !near(all.Precision, 0.25) {
		t.Errorf("more than wanted: %+v", all)
	}
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }
