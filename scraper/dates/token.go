package dates

import (
	"unicode"
	"unicode/utf8"

	"onrecord/scraper/dates/internal/fold"
)

// kind is the kind of a token.
type kind uint8

const (
	end       kind = iota // beyond the tokens
	number                // a run of digits of one script, or Chinese numerals
	word                  // letters with their marks and inner apostrophes
	ideograph             // one Han character or Hangul syllable
	mark                  // any other visible character
)

// gap is the white space before a token.
type gap uint8

const (
	joined gap = iota
	spaced
	broken // a line break
	parted // a blank line: no date reaches across it
)

// token is a piece of text.
type token struct {
	kind       kind
	gap        gap
	digits     uint8 // of a number, at most 255
	script     rune  // of a number: its zero
	head       int32 // of a word: its first sense in the dictionary, -1 when there is none, 0 when not looked up
	value      int   // of a number, at most 99999999; of an ideograph or mark: its rune
	start, end int
}

// is reports whether t is the mark or ideograph r.
func (t token) is(r rune) bool {
	return t.kind >= ideograph && t.value == int(r)
}

// oneOf reports whether t is a mark or ideograph of set.
func (t token) oneOf(set string) bool {
	if t.kind < ideograph {
		return false
	}
	for _, r := range set {
		if int(r) == t.value {
			return true
		}
	}
	return false
}

// next reads the token at or after i, together with the white space before it.
// It returns kind end at the end of text.
func next(text string, i int) token {
	i, white := skipBlank(text, i)
	if i >= len(text) {
		return token{gap: white, start: i, end: i}
	}
	t := token{gap: white, start: i}
	c := text[i]
	if c < utf8.RuneSelf {
		switch {
		case '0' <= c && c <= '9':
			return scanNumber(text, t, '0')
		case isASCIILetter(c):
			t.kind, t.end = word, wordEnd(text, i)
			return t
		}
		t.kind, t.value, t.end = mark, int(c), i+1
		return t
	}
	return nextWide(text, t)
}

// nextWide reads a token that begins with a character beyond ASCII.
func nextWide(text string, t token) token {
	r, size := utf8.DecodeRuneInString(text[t.start:])
	if zero, ok := zeroOf(r); ok {
		return scanNumber(text, t, zero)
	}
	if fold.IsIdeograph(r) {
		if n, ok := chineseNumber(text, t); ok {
			return n
		}
		t.kind, t.value, t.end = ideograph, int(r), t.start+size
		return t
	}
	if unicode.IsLetter(r) || unicode.IsMark(r) {
		t.kind, t.end = word, wordEnd(text, t.start)
		return t
	}
	t.kind, t.value, t.end = mark, int(plainMark(r)), t.start+size
	return t
}

// scanNumber reads a run of digits of the script whose zero is given.
func scanNumber(text string, t token, zero rune) token {
	t.kind, t.script = number, zero
	i := t.start
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		d := r - zero
		if d < 0 || d > 9 {
			break
		}
		if t.value < 10_000_000 {
			t.value = t.value*10 + int(d)
		}
		if t.digits < 255 {
			t.digits++
		}
		i += size
	}
	t.end = i
	return t
}

// skipBlank passes white space and invisible characters.
func skipBlank(text string, i int) (int, gap) {
	white, lines := joined, 0
	for i < len(text) {
		c := text[i]
		if c < utf8.RuneSelf {
			switch c {
			case '\n':
				lines++
			case ' ', '\t', '\r', '\f', '\v':
			default:
				return i, white
			}
			i, white = i+1, max(white, blankGap(lines))
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case fold.IsInvisible(r):
		case unicode.IsSpace(r) || r == '\u2800' || r == '\u3164':
			if r == '\u2029' {
				lines += 2
			}
			white = max(white, blankGap(lines))
		default:
			return i, white
		}
		i += size
	}
	return i, white
}

func blankGap(lines int) gap {
	return min(spaced+gap(min(lines, 2)), parted)
}

// wordEnd returns the end of the word that begins at i. An apostrophe between
// two letters belongs to the word: "d’octubre".
func wordEnd(text string, i int) int {
	last := i
	for i < len(text) {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		switch {
		case fold.IsLetter(r):
			i += size
			last = i
		case fold.IsApostrophe(r) && last == i && i+size < len(text):
			i += size
		case fold.IsInvisible(r):
			i += size
		default:
			return last
		}
	}
	return last
}

func isASCIILetter(c byte) bool {
	c |= 0x20
	return 'a' <= c && c <= 'z'
}

// plainMark maps the variants of a punctuation mark to the one the grammar uses.
func plainMark(r rune) rune {
	switch r {
	case '．', '｡':
		return '.'
	case '／', '⁄', '∕', '؍':
		return '/'
	case '：', '∶', '︰':
		return ':'
	case '－', '‐', '‑', '−':
		return '-'
	case '，', '、', '،', '﹐':
		return ','
	case '（':
		return '('
	case '）':
		return ')'
	case '｜', '¦':
		return '|'
	case '·', '•', '∙', '・', '●', '▪':
		return '·'
	case '׳', '॰', '᠂': // these end abbreviations
		return '.'
	case '–', '—', '―':
		return '–'
	case '’', '‘', 'ʼ', '′':
		return '\''
	}
	return r
}
