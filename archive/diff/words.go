package diff

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// span is where a word begins and ends in its text, in bytes.
type span struct{ start, end int }

// words is a text cut into words. What stands between two of them is white
// space, or nothing.
type words struct {
	text  string
	spans []span
}

func (w words) word(i int) string { return w.text[w.spans[i].start:w.spans[i].end] }

// end returns where the word before word i ends.
func (w words) end(i int) int {
	if i == 0 {
		return 0
	}
	return w.spans[i-1].end
}

// start returns where word i starts, the text's length for the one after the last.
func (w words) start(i int) int {
	if i == len(w.spans) {
		return len(w.text)
	}
	return w.spans[i].start
}

// gap returns the white space before word i.
func (w words) gap(i int) string { return w.text[w.end(i):w.start(i)] }

// cutter cuts a text into words.
type cutter func(text string) words

// byWord cuts at the word boundaries of UAX #29. White space with a line feed
// in it is a word too, since it parts paragraphs.
func byWord(text string) words {
	w := words{text: text, spans: make([]span, 0, len(text)/4+1)}
	for at := 0; at < len(text); {
		end := at + spaceLen(text[at:])
		if strings.Contains(text[at:end], "\n") {
			w.spans = append(w.spans, span{at, end})
		}
		at = end
		end += solidLen(text[at:])
		w.segment(at, end)
		at = end
	}
	return w
}

// byField cuts at white space only: for addresses and digests.
func byField(text string) words {
	w := words{text: text}
	for at := 0; at < len(text); {
		at += spaceLen(text[at:])
		if n := solidLen(text[at:]); n > 0 {
			w.spans = append(w.spans, span{at, at + n})
			at += n
		}
	}
	return w
}

// whole takes the text as one word: for dates.
func whole(text string) words {
	if text == "" {
		return words{}
	}
	return words{text: text, spans: []span{{0, len(text)}}}
}

// segment appends the words of text[at:end], which holds no white space.
func (w *words) segment(at, end int) {
	if at < end && plainWord(w.text[at:end]) {
		w.spans = append(w.spans, span{at, end})
		return
	}
	rest, state := w.text[at:end], -1
	for rest != "" {
		var word string
		word, rest, state = uniseg.FirstWordInString(rest, state)
		w.clusters(at, word)
		at += len(word)
	}
}

// clusters appends a word, or each of its characters when it is katakana:
// UAX #29 keeps runs of it together, but a run may be a whole phrase.
func (w *words) clusters(at int, word string) {
	if first, _ := utf8.DecodeRuneInString(word); !katakana(first) {
		w.spans = append(w.spans, span{at, at + len(word)})
		return
	}
	state := -1
	for word != "" {
		var cluster string
		cluster, word, _, state = uniseg.FirstGraphemeClusterInString(word, state)
		w.spans = append(w.spans, span{at, at + len(cluster)})
		at += len(cluster)
	}
}

func katakana(r rune) bool {
	return r > unicode.MaxLatin1 && (unicode.Is(unicode.Katakana, r) || r == 'ー' || r == 'ｰ')
}

// plainWord reports whether s holds ASCII letters and digits only, which are
// one word without further ado.
func plainWord(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i] | 0x20; (c < 'a' || c > 'z') && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return true
}

// spaceLen returns the length of the white space that s begins with.
func spaceLen(s string) int {
	return len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace))
}

// solidLen returns the length of what stands before the first white space.
func solidLen(s string) int {
	if n := strings.IndexFunc(s, unicode.IsSpace); n >= 0 {
		return n
	}
	return len(s)
}
