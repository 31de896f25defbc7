package diff

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// minimal checks a comparison: it makes new of old, changes words as a whole,
// and not more than a tenth more of them than the textbook table says is
// needed. Words are found here by other means than in the package: runs of
// letters and digits, each other character by itself.
func minimal(t interface{ Fatalf(string, ...any) }, old, new string) {
	ops := Text(old, new)
	checkOps(t, old, new, ops)
	a, b := plainWords(old), plainWords(new)
	least := len(a) + len(b) - 2*longestCommon(a, b)
	got := 0
	for _, op := range ops {
		if op.Op != Equal {
			got += len(plainWords(op.Text))
		}
	}
	if got*10 > least*11 {
		t.Fatalf("%d words marked, %d would do: %s", got, least, marked(ops))
	}
	for _, side := range []string{Insert, Delete} {
		wholeWords(t, ops, side)
	}
}

// plainWords cuts a text into words.
func plainWords(s string) (list []string) {
	from := -1
	for i, r := range s {
		in := (unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana)
		if in && from < 0 {
			from = i
		}
		if !in && from >= 0 {
			list, from = append(list, s[from:i]), -1
		}
		if !in && !unicode.IsSpace(r) {
			list = append(list, string(r))
		}
	}
	if from >= 0 {
		list = append(list, s[from:])
	}
	return list
}

// wholeWords fails when an operation of one side begins or ends between two
// letters of a script with spaces.
func wholeWords(t interface{ Fatalf(string, ...any) }, ops []Op, skip string) {
	letter := func(r rune) bool {
		return (unicode.IsLetter(r) || unicode.IsNumber(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
	}
	last := rune(' ')
	for _, op := range ops {
		if op.Op == skip {
			continue
		}
		runes := []rune(op.Text)
		if letter(last) && letter(runes[0]) {
			t.Fatalf("a word is cut before %q: %s", op.Text, marked(ops))
		}
		last = runes[len(runes)-1]
	}
}

// TestMinimalOnSamples: edits as press offices make them, in several scripts.
func TestMinimalOnSamples(t *testing.T) {
	long := paragraphs(
		"The ministers of the member states met in Velm on 14 November and considered the regime of the reservoirs for the coming season. "+
			"They noted that the outflow at the Tarrow weir was kept at no less than 46 cubic metres a second.",
		"The commission examined all eleven gates of the weir. Nine of them are in working order; two are to be repaired by spring.",
		"Deputy Minister Haline Dorvec said that the parties “strongly condemn” any unilateral action. She thanked the host.")
	edit := func(pairs ...string) string { return strings.NewReplacer(pairs...).Replace(long) }
	tests := [][2]string{
		{long, edit("all eleven", "most of the")},
		{long, edit("“strongly condemn” any", "express their concern over")},
		{long, edit(" She thanked the host.", "")},
		{long, edit("Nine of them are in working order; two are to be repaired by spring.", "All of them are in working order.")},
		{long, edit("14 November", "15 November", "46 cubic", "44 cubic", "Dorvec", "Dorvec-Lund")},
		{long, paragraphs(strings.Split(edit("met", "convened"), "\n\n")[2], strings.Split(long, "\n\n")[0])},
		{long, strings.ReplaceAll(long, "\n\n", " ")},
		{long, "An entirely different statement was put in its place, of a few words and no more."},
		{"Стороны решительно осудили теракт. Министр поблагодарил хозяев за приём.", "Стороны отметили произошедшее. Министр поблагодарил хозяев встречи за тёплый приём."},
		{"集体安全条约组织成员国外交部长会议于九月在杜尚别举行并讨论了地区安全问题。", "集体安全条约组织成员国国防部长会议于十月在杜尚别举行。会议讨论了问题。"},
		{"東京でサミットを開いた。首相は演説した。", "大阪でサミットを開いた。外相が演説した。"},
		{"أدان الوزير الهجوم على المدينة، ودعا إلى ضبط النفس.", "ذكر الوزير الهجوم، ودعا جميع الأطراف إلى ضبط النفس."},
		{"Երկրների ղեկավարները դատապարտեցին հարձակումը։", "Երկրների նախարարները դատապարտեցին հարձակումը երեկ։"},
	}
	for _, tt := range tests {
		minimal(t, tt[0], tt[1])
		minimal(t, tt[1], tt[0])
	}
}

// TestMinimalOnEdits draws statements and edits of them: words replaced,
// sentences dropped, repeated and put elsewhere.
func TestMinimalOnEdits(t *testing.T) {
	word := rapid.SampledFrom(strings.Fields("the of and council ministers states region security agreed condemned noted 46 2024 Velm weir gates мир и стороны заявили"))
	sentence := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(word, 3, 18).Draw(t, "sentence"), " ") + "."
	})
	rapid.Check(t, func(t *rapid.T) {
		old := rapid.SliceOfN(sentence, 1, 12).Draw(t, "old")
		var now []string
		for _, s := range old {
			switch rapid.IntRange(0, 7).Draw(t, "edit") {
			case 0: // dropped
			case 1:
				now = append(now, s, sentence.Draw(t, "new"))
			case 2:
				words := strings.Fields(s)
				words[rapid.IntRange(0, len(words)-1).Draw(t, "at")] = word.Draw(t, "word")
				now = append(now, strings.Join(words, " "))
			case 3:
				now = append([]string{s}, now...)
			case 4:
				now = append(now, s+"\n\n"+s)
			default:
				now = append(now, s)
			}
		}
		minimal(t, strings.Join(old, " "), strings.Join(now, " "))
	})
}
