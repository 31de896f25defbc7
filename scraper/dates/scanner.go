package dates

import (
	"iter"
	"unicode"
	"unicode/utf8"

	"onrecord/scraper/dates/internal/fold"
)

// scanner finds dates in one text. It looks only at the surroundings of
// digits: a window of text is cut into tokens, and the grammar is tried at
// every number in it.
type scanner struct {
	text   string
	o      Options
	lang   uint8 // of o.Language
	base   string
	alone  bool // the whole text is supposed to be a date
	dict   *dictionary
	toks   []token
	last   int // end of the date found last
	tried  int // end of the number tried last
	ending int // end of the date whose time is being read
	buf    []byte
}

func newScanner(text string, o Options) *scanner {
	return &scanner{text: text, o: o, lang: languageOf(o.Language), base: baseOf(o.Language), ending: -1}
}

const (
	reach     = 80   // bytes of text, white space not counted, in which a date's next part is looked for
	maxWindow = 1024 // bytes; bounds the memory for a text that is all digits

	usualTokens = 48 // room for the tokens of most windows
)

// matches yields the dates of the text in order.
func (s *scanner) matches() iter.Seq[Match] {
	return func(yield func(Match) bool) {
		for at := nextDigit(s.text, 0); at < len(s.text); {
			stop := s.tokenize(at)
			for m := range s.windowMatches(stop) {
				if !yield(m) {
					return
				}
			}
			at = nextDigit(s.text, max(stop, s.tried, at+1))
		}
	}
}

// firstMatch returns the first date of the text.
func (s *scanner) firstMatch() (Match, bool) {
	for m := range s.matches() {
		return m, true
	}
	return Match{}, false
}

// windowStart returns where to begin cutting so that the words before the
// digit at i are whole.
func (s *scanner) windowStart(i int) int {
	at, n := i, 0
	for i > s.last && n < reach && at-i < maxWindow {
		r, size := utf8.DecodeLastRuneInString(s.text[:i])
		i -= size
		if r > ' ' {
			n += size
		}
	}
	for i > s.last && i < at {
		r, size := utf8.DecodeRuneInString(s.text[i:])
		if !fold.IsLetter(r) && !unicode.IsDigit(r) {
			break
		}
		i += size
	}
	return i
}

// tokenize cuts the surroundings of the digit at at into tokens, on to where
// no digit was seen for a while. It returns where the numbers end that have
// all their surroundings among the tokens.
func (s *scanner) tokenize(at int) int {
	if s.toks = s.toks[:0]; s.toks == nil {
		s.toks = make([]token, 0, usualTokens)
	}
	i := s.windowStart(at)
	limit, size := at+reach, 0
	for i < limit {
		t := next(s.text, i)
		if t.kind == end {
			return len(s.text)
		}
		if t.gap == parted && !s.alone {
			s.toks = append(s.toks, token{start: t.start, end: t.start, gap: parted})
		}
		limit += t.start - i
		if t.kind == number {
			limit = t.end + reach
		}
		s.toks = append(s.toks, t)
		i = t.end
		if size += t.end - t.start; size > maxWindow {
			return max(at+1, s.reachBack())
		}
	}
	return i
}

// reachBack returns the start of the last token that has its surroundings
// behind it.
func (s *scanner) reachBack() int {
	size, i := 0, len(s.toks)-1
	for ; i > 0 && size < 2*reach; i-- {
		size += s.toks[i].end - s.toks[i].start
	}
	return s.toks[i].start
}

// windowMatches yields the dates among the tokens whose number begins before stop.
func (s *scanner) windowMatches(stop int) iter.Seq[Match] {
	return func(yield func(Match) bool) {
		for i := 0; i < len(s.toks) && s.toks[i].start < stop; i++ {
			if s.toks[i].kind != number || s.toks[i].start < s.last {
				continue
			}
			s.tried = s.toks[i].end
			r, ok := s.dateAround(i)
			if !ok || s.toks[r.first].start < s.last {
				continue
			}
			m, ok := s.match(r)
			if !ok {
				continue
			}
			s.last = m.End
			if !yield(m) {
				return
			}
		}
	}
}

// at returns token i, and one of kind end beyond either side.
func (s *scanner) at(i int) token {
	if i < 0 || i >= len(s.toks) {
		return token{}
	}
	return s.toks[i]
}
