package notify

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"onrecord/archive"
	"onrecord/archive/diff"
	"onrecord/internal/config"
)

// Filter says which changes are told. The zero value tells all but edits of
// typography only.
type Filter struct {
	kinds   []archive.Kind
	fields  []string
	words   []string // folded
	minimum int
	minor   bool
}

// NewFilter returns the filter of an item of the configuration.
func NewFilter(n config.Notice) Filter {
	f := Filter{kinds: n.Kinds, fields: n.Fields, minimum: n.Minimum, minor: n.Minor}
	for _, w := range n.Words {
		f.words = append(f.words, fold(w))
	}
	return f
}

// wantsText reports whether the texts of articles are needed to decide.
func (f Filter) wantsText() bool { return len(f.words) > 0 }

// tells reports whether a change is told. text is the article's, for a change
// that is no edit.
func (f Filter) tells(c diff.Change, text string) bool {
	if len(f.kinds) > 0 && !slices.Contains(f.kinds, c.Kind) {
		return false
	}
	if c.Kind == archive.Edited && !f.tellsEdit(c) {
		return false
	}
	if len(f.words) == 0 {
		return true
	}
	if c.Kind == archive.Edited {
		text = changed(c.Hunks)
	}
	text = fold(c.Title + "\n" + text)
	return slices.ContainsFunc(f.words, func(w string) bool { return holds(text, w) })
}

func (f Filter) tellsEdit(c diff.Change) bool {
	touches := func(field string) bool { return slices.Contains(c.Fields, field) }
	if len(f.fields) > 0 && !slices.ContainsFunc(f.fields, touches) {
		return false
	}
	if c.Minor && !f.minor {
		return false
	}
	return words(c.Hunks) >= f.minimum || touches(archive.FieldDate) || touches(archive.FieldAttachments)
}

// tellsHeld reports whether edits that are held back are told.
func (f Filter) tellsHeld() bool {
	return len(f.kinds) == 0 || slices.Contains(f.kinds, archive.Edited)
}

// words returns the size of an edit: the words that came or those that went,
// whichever are more, in title, summary and body.
func words(hunks []diff.Hunk) int {
	var texts []diff.Hunk
	for _, h := range hunks {
		if h.Field != archive.FieldDate && h.Field != archive.FieldAttachments {
			texts = append(texts, h)
		}
	}
	return max(diff.Words(texts))
}

// changed returns the words that came and went, each stretch on a line.
func changed(hunks []diff.Hunk) string {
	var b strings.Builder
	for _, h := range hunks {
		for _, op := range h.Ops {
			if op.Op != diff.Equal {
				b.WriteString(op.Text)
				b.WriteByte('\n')
			}
		}
	}
	return b.String()
}

// fold makes texts comparable: without case, in the composed form, with single spaces.
func fold(text string) string {
	return strings.ToLower(norm.NFC.String(strings.Join(strings.Fields(text), " ")))
}

// holds reports whether a folded word or phrase stands in a folded text as
// whole words; a * at its end stands for any ending.
func holds(text, word string) bool {
	stem, open := strings.CutSuffix(word, "*")
	for from := 0; ; {
		i := strings.Index(text[from:], stem)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(stem)
		if edge(text[:start], stem, true) && (open || edge(text[end:], stem, false)) {
			return true
		}
		_, size := utf8.DecodeRuneInString(text[start:])
		from = start + size
	}
}

// edge reports whether a word may begin after, or end before, the rest of the
// text. Scripts without spaces have no edges of words.
func edge(rest, word string, before bool) bool {
	next, _ := utf8.DecodeRuneInString(rest)
	own, _ := utf8.DecodeLastRuneInString(word)
	if before {
		next, _ = utf8.DecodeLastRuneInString(rest)
		own, _ = utf8.DecodeRuneInString(word)
	}
	return rest == "" || !inWord(next) || !inWord(own) || spaceless(own)
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }

func spaceless(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
