package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSplitPattern(t *testing.T) {
	got := splitPattern("d 'de' MMMM y 'o''clock'")
	want := []part{
		{true, "d"}, {false, " de "}, {true, "MMMM"}, {false, " "}, {true, "y"}, {false, " o'clock"},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(part{})); diff != "" {
		t.Error(diff)
	}
}

func TestAffixes(t *testing.T) {
	for _, c := range []struct{ pattern, before, after string }{
		{"d MMMM y", "", ""},
		{"d בMMMM y", "ב", ""},
		{"y('e')'ko' MMMM'ren' d('a')", "", "ren"},
		{"d 'de' MMMM 'de' y", "", ""},
		{"dd/MM/y", "", ""},
	} {
		if before, after := affixes(c.pattern); before != c.before || after != c.after {
			t.Errorf("affixes(%q) = %q, %q; want %q, %q", c.pattern, before, after, c.before, c.after)
		}
	}
}

func TestFoldPattern(t *testing.T) {
	for pattern, want := range map[string]string{
		"il y a # heures":  "il y a # heures",
		"# час. назад":     "# час назад",
		"#小时前":             "# 小 时 前",
		"há # minutos":     "ha # minutos",
		"pred # minútami.": "pred # minutami",
	} {
		if got := foldPattern(pattern); got != want {
			t.Errorf("foldPattern(%q) = %q, want %q", pattern, got, want)
		}
	}
}

func TestDropPhrases(t *testing.T) {
	got := dropPhrases([]string{"de març", "març", "meán fómhair"})
	if diff := cmp.Diff([]string{"març", "meán fómhair"}, got); diff != "" {
		t.Error(diff)
	}
}
