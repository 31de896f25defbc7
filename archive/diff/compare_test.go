package diff

import (
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"onrecord/archive"
)

// marked writes operations as a person reads them: [-gone-]{+come+}.
func marked(ops []Op) string {
	var b strings.Builder
	for _, op := range ops {
		switch op.Op {
		case Delete:
			b.WriteString("[-" + op.Text + "-]")
		case Insert:
			b.WriteString("{+" + op.Text + "+}")
		default:
			b.WriteString(op.Text)
		}
	}
	return b.String()
}

func TestText(t *testing.T) {
	tests := []struct{ name, old, new, want string }{
		{"nothing", "", "", ""},
		{"same", "a b", "a b", "a b"},
		{"all new", "", "One two.", "{+One two.+}"},
		{"all gone", "One two.", "", "[-One two.-]"},
		{"one word", "We condemn the act.", "We note the act.", "We [-condemn-]{+note+} the act."},
		{"two words together", "a b c d", "a x y d", "a [-b c-]{+x y+} d"},
		{"nothing shared", "one two three", "four five six", "[-one two three-]{+four five six+}"},
		{"word added", "the parties agreed", "the three parties agreed", "the {+three +}parties agreed"},
		{"word dropped", "the three parties agreed", "the parties agreed", "the [-three -]parties agreed"},
		{"last word dropped", "We agree fully.", "We agree.", "We agree[- fully-]."},
		{"never within a word", "agreement", "agreements", "[-agreement-]{+agreements+}"},
		{"mark only", "Yes, now.", "Yes; now.", "Yes[-,-]{+;+} now."},
		{"space only", "a b", "a  b", "a[- -]{+  +}b"},
		{"spaces never outweigh words", "u v w x y", "y k l m n", "[-u v w x -]y{+ k l m n+}"},
		{"number", "It cost 1,000.50 euros", "It cost 1,000.75 euros", "It cost [-1,000.50-]{+1,000.75+} euros"},
		{"apostrophe", "They don’t know", "They didn’t know", "They [-don’t-]{+didn’t+} know"},
		{"accented letter", "cafe\u0301 noir", "cafe noir", "[-cafe\u0301-]{+cafe+} noir"},
		{"sentence", "We met. We left.", "We met. We spoke. We left.", "We met. {+We spoke. +}We left."},
		{"sentence dropped", "We met. We spoke. We left.", "We met. We left.", "We met. [-We spoke. -]We left."},
		{"last sentence", "We met.", "We met. We left.", "We met.{+ We left.+}"},
		{"sentence after a change", "They thanked the host.", "They thanked the hosts. They left.", "They thanked the [-host-]{+hosts+}.{+ They left.+}"},
		{"sentence dropped after a change", "They thanked the hosts. They left.", "They thanked the host.", "They thanked the [-hosts-]{+host+}.[- They left.-]"},
		{"two paragraphs after a change", "One.", "1.\n\n2.\n\n3.", "[-One-]{+1+}.{+\n\n2.\n\n3.+}"},
		{"paragraph", "One.\n\nTwo.", "One.\n\nNew.\n\nTwo.", "One.\n\n{+New.\n\n+}Two."},
		{"last paragraph", "One.", "One.\n\nTwo.", "One.{+\n\nTwo.+}"},
		{"paragraph parted", "One. Two.", "One.\n\nTwo.", "One.[- -]{+\n\n+}Two."},
		{"paragraphs joined", "One.\n\nTwo.", "One. Two.", "One.[-\n\n-]{+ +}Two."},
		{"Chinese", "会议于九月举行。", "会议于十月举行。", "会议于[-九-]{+十+}月举行。"},
		{"Japanese", "東京でサミットを開いた", "東京でサミトを開いた", "東京でサミ[-ッ-]トを開いた"},
		{"Thai", "ผู้นำพบกัน", "ผู้นำไม่พบกัน", "ผู้นำ{+ไม่+}พบกัน"},
		{"Korean", "회의가 열렸다", "회의가 끝났다", "회의가 [-열렸다-]{+끝났다+}"},
		{"Russian", "Стороны осудили теракт", "Стороны отметили теракт", "Стороны [-осудили-]{+отметили+} теракт"},
		{"Arabic", "أدان الوزير الهجوم", "ذكر الوزير الهجوم", "[-أدان-]{+ذكر+} الوزير الهجوم"},
		{"not UTF-8", "a \xff b", "a \xfe b", "a [-\xff-]{+\xfe+} b"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := marked(Text(tt.old, tt.new)); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestContents(t *testing.T) {
	old := archive.Content{
		Title: "Ministers met", Date: "2020-09-22", Summary: "Lead.", Body: "One.\n\nTwo.",
		Attachments: []archive.Attachment{{URL: "https://a.example/2.pdf"}, {URL: "https://a.example/1.pdf", Title: "Act"}},
	}
	fresh := archive.Content{
		Title: "Ministers convened", Date: "2020-09-23", Summary: "", Body: "Lead.\n\nOne.\n\n2.",
		Attachments: []archive.Attachment{{URL: "https://a.example/1.pdf", Title: "The act"}, {URL: "https://a.example/2.pdf", SHA256: "ab12"}, {URL: "https://a.example/3.pdf"}},
	}
	all := []string{"attachments", "body", "summary", "date", "title"}
	want := []Hunk{
		{"title", []Op{{Equal, "Ministers "}, {Delete, "met"}, {Insert, "convened"}}},
		{"date", []Op{{Delete, "2020-09-22"}, {Insert, "2020-09-23"}}},
		{"summary", []Op{{Delete, "Lead."}}},
		{"body", []Op{{Insert, "Lead.\n\n"}, {Equal, "One.\n\n"}, {Delete, "Two"}, {Insert, "2"}, {Equal, "."}}},
		{"attachments", []Op{{Equal, "https://a.example/1.pdf\nhttps://a.example/2.pdf"}, {Insert, " sha256:ab12\nhttps://a.example/3.pdf"}}},
	}
	if d := cmp.Diff(want, Contents(old, fresh, all)); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(want[:1], Contents(old, fresh, []string{"title"})); d != "" {
		t.Error("fields not asked for:", d)
	}
	if got := Contents(old, old, all); got == nil || len(got) != 0 {
		t.Errorf("same contents: got %#v, want an empty list", got)
	}
	reordered := old
	reordered.Attachments = []archive.Attachment{old.Attachments[1], old.Attachments[0], old.Attachments[1]}
	if got := Contents(old, reordered, all); len(got) != 0 {
		t.Errorf("order and repetition of attachments count: %v", got)
	}
}

// checkOps fails unless ops make new out of old and keep the rules of Hunk.
func checkOps(t interface{ Fatalf(string, ...any) }, old, new string, ops []Op) {
	if Old(ops) != old {
		t.Fatalf("old text: got %q, want %q", Old(ops), old)
	}
	if New(ops) != new {
		t.Fatalf("new text: got %q, want %q", New(ops), new)
	}
	for i, op := range ops {
		if op.Text == "" {
			t.Fatalf("operation %d of %q is empty", i, ops)
		}
		if i > 0 && ops[i-1].Op == op.Op {
			t.Fatalf("operations %d and %d of %q are of one kind", i-1, i, ops)
		}
		if i > 0 && ops[i-1].Op == Insert && op.Op == Delete {
			t.Fatalf("a delete follows its insert: %q", ops)
		}
	}
}

// wordList draws texts that share many words, so that there is something to match.
func wordList(t *rapid.T, label string) []string {
	word := rapid.SampledFrom([]string{"the", "of", "council", "state", "Ministers", "said", "x1", "1,000", "и", "мир", "don’t", "é", ".", "?"})
	return rapid.SliceOfN(word, 0, 60).Draw(t, label)
}

func TestTextReassembles(t *testing.T) {
	alphabet := rapid.SampledFrom([]string{"a", "b", "Cd", " ", "  ", "\n", "\n\n", ".", ",", "’", "会", "议", "カ", "ー", "ท", "ี่", "é", "\u0301", "🇫🇷", "\u200d", "\xff", "9", "-", "\t"})
	text := rapid.Map(rapid.SliceOfN(alphabet, 0, 40), func(s []string) string { return strings.Join(s, "") })
	rapid.Check(t, func(t *rapid.T) {
		old, new := text.Draw(t, "old"), text.Draw(t, "new")
		checkOps(t, old, new, Text(old, new))
	})
}

// TestTextOnWords: no operation begins or ends within a word.
func TestTextOnWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		old, new := strings.Join(wordList(t, "old"), " "), strings.Join(wordList(t, "new"), " ")
		onBoundaries(t, Text(old, new), Insert, old)
		onBoundaries(t, Text(old, new), Delete, new)
	})
}

func onBoundaries(t *rapid.T, ops []Op, skip, text string) {
	at := 0
	for _, op := range ops {
		if op.Op == skip {
			continue
		}
		at += len(op.Text)
		if at > 0 && at < len(text) && text[at-1] != ' ' && text[at] != ' ' {
			t.Fatalf("operation ends within a word, at %d of %q: %q", at, text, ops)
		}
	}
}

// TestTextMinimal compares the number of words deleted and inserted with the
// least possible, as the textbook table of the longest common subsequence has it.
func TestTextMinimal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		old, new := wordList(t, "old"), wordList(t, "new")
		ops := Text(strings.Join(old, " "), strings.Join(new, " "))
		least := len(old) + len(new) - 2*longestCommon(old, new)
		if got := changedWords(ops); got != least {
			t.Fatalf("%d words marked, %d would do: %s", got, least, marked(ops))
		}
	})
}

func changedWords(ops []Op) (n int) {
	for _, op := range ops {
		if op.Op != Equal {
			n += len(strings.FieldsFunc(op.Text, unicode.IsSpace))
		}
	}
	return n
}

func longestCommon(a, b []string) int {
	above := make([]int, len(b)+1)
	for i := range a {
		row := make([]int, len(b)+1)
		for j := range b {
			if a[i] == b[j] {
				row[j+1] = above[j] + 1
			} else {
				row[j+1] = max(above[j+1], row[j])
			}
		}
		above = row
	}
	return above[len(b)]
}

func FuzzText(f *testing.F) {
	f.Add("We condemn the act.", "We note the act.")
	f.Add("One.\n\nTwo.", "One. Two.")
	f.Add("会议于九月举行。", "会议于十月举行。")
	f.Add("a\xff\u0301 b", "\u200d\U000E0001a")
	f.Add("a a a a a a", "a a a")
	f.Fuzz(func(t *testing.T, old, new string) {
		checkOps(t, old, new, Text(old, new))
	})
}
