package rows

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"onrecord/archive/diff"
)

func said(ops []diff.Op) string {
	var b strings.Builder
	for _, op := range ops {
		b.WriteString(map[string]string{diff.Equal: "=", diff.Delete: "-", diff.Insert: "+"}[op.Op] + op.Text)
	}
	return b.String()
}

func TestOf(t *testing.T) {
	rows := Of(diff.Text("One.\n\nTwo is old.\n\nThree.", "One.\n\nTwo is new.\n\nThree.\n\nFour."))
	var got []string
	for _, r := range rows {
		got = append(got, said(r.Ops))
	}
	if len(rows) != 3 || got[0] != "=One." || got[1] != "=Two is -old+new=." || !strings.Contains(got[2], "Four.") {
		t.Errorf("%q", got)
	}
	if rows[0].Changed || !rows[1].Changed || !rows[2].Changed {
		t.Errorf("%v", rows)
	}
	if old, new := said(rows[1].Old()), said(rows[1].New()); old != "=Two is -old=." || new != "=Two is +new=." {
		t.Errorf("%q, %q", old, new)
	}
}

// Nothing of either text is lost in rows, whatever the texts.
func TestNothingIsLost(t *testing.T) {
	word := rapid.SampledFrom([]string{"one", "two", "three", "four", "\n\n", "five."})
	text := rapid.Custom(func(t *rapid.T) string {
		return strings.Trim(strings.ReplaceAll(strings.Join(rapid.SliceOfN(word, 0, 30).Draw(t, "words"), " "), " \n\n ", "\n\n"), "\n ")
	})
	rapid.Check(t, func(t *rapid.T) {
		old, new := text.Draw(t, "old"), text.Draw(t, "new")
		var before, after []string
		for _, s := range Sections(Of(diff.Text(old, new))) {
			for _, r := range s.Rows {
				if s.Folded && r.Changed {
					t.Fatal("a change is folded away")
				}
				before, after = append(before, diff.Old(r.Ops)), append(after, diff.New(r.Ops))
			}
		}
		letters := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if letters(strings.Join(before, "")) != letters(old) || letters(strings.Join(after, "")) != letters(new) {
			t.Fatalf("%q → %q became %q → %q", old, new, before, after)
		}
	})
}

func TestBrief(t *testing.T) {
	long := strings.Repeat("word ", 100)
	rows := Of(diff.Text(long+"old. "+long+"\n\nSame.\n\nA b\n\nC d", long+"new. "+long+"\n\nSame.\n\nA c\n\nC e"))
	list, more := Brief(rows, 30, 2)
	if len(list) != 2 || more != 1 {
		t.Fatalf("%d rows, %d more", len(list), more)
	}
	if got := said(list[0].Ops); len(got) > 120 || !strings.Contains(got, "-old+new") || !strings.Contains(got, "…") {
		t.Errorf("%q", got)
	}
	if got := Head("Экологи подвели итоги", 12); got != "Экологи" {
		t.Errorf("%q", got)
	}
}
