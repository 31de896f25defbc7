package dates

import (
	"iter"
	"unicode/utf8"
)

// scanner finds dates in one text. It looks only at the surroundings of
// digits: a window of text is cut into tokens, and the grammar is tried at
// every number in it.
type scanner struct {
	text  string
	o     Options
	lang  uint8 // of o.Language
	base  string
	order Order // for numeric dates that could be read either way
	alone bool  // the whole text is supposed to be a date
	dict  *dictionary
	toks  []token
	last  int // end of the date found last
	buf   []byte
}

func newScanner(text string, o Options) *scanner {
	return &scanner{text: text, o: o, lang: languageOf(o.Language), base: baseOf(o.Language)}
}

const (
	reach     = 80   // bytes of text, white space not counted, in which a date's next part is looked for
	maxWindow = 8192 // bytes; bounds the memory for a text that is all digits
)

// matches yields the dates of the text in order.
func (s *scanner) matches() iter.Seq[Match] {
	return func(yield func(Match) bool) {
		for at := nextDigit(s.text, 0); at < len(s.text); {
			start := s.windowStart(at)
			stop := s.tokenize(start)
			for m := range s.windowMatches(start, stop) {
				if !yield(m) {
					return
				}
			}
			at = nextDigit(s.text, max(stop, at+1))
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
	n := 0
	for i > s.last && n < reach {
		r, size := utf8.DecodeLastRuneInString(s.text[:i])
		i -= size
		if r > ' ' {
			n += size
		}
	}
	for i > s.last && i < len(s.text) && n >= reach {
		r, size := utf8.DecodeRuneInString(s.text[i:])
		if !isWordRune(r) {
			break
		}
		i += size
	}
	return i
}

// tokenize cuts the text from i on into tokens, until no digit was seen for a
// while, and returns where it stopped.
func (s *scanner) tokenize(i int) int {
	s.toks = s.toks[:0]
	start, limit := i, i+2*reach
	for i < limit {
		t := next(s.text, i)
		if t.kind == end {
			return len(s.text)
		}
		if t.gap == parted && !s.alone {
			s.toks = append(s.toks, token{start: t.start, end: t.start})
		}
		limit += t.start - i
		if t.kind == number {
			limit = t.end + reach
		}
		s.toks = append(s.toks, t)
		i = t.end
		if i-start > maxWindow {
			break
		}
	}
	return i
}

// windowMatches yields the dates among the tokens.
func (s *scanner) windowMatches(start, stop int) iter.Seq[Match] {
	return func(yield func(Match) bool) {
		for i := 0; i < len(s.toks); i++ {
			if s.toks[i].kind != number || s.toks[i].start < s.last {
				continue
			}
			r, ok := s.dateAround(i)
			if !ok {
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

// folded returns the folded form of word token i. It holds until the next call.
func (s *scanner) folded(i int) []byte {
	t := s.at(i)
	s.buf = appendFold(s.buf[:0], s.text[t.start:t.end])
	return s.buf
}

// meaning looks word token i up in a role.
func (s *scanner) meaning(i int, r role) (value int, disputed, ok bool) {
	if s.at(i).kind != word {
		return 0, false, false
	}
	if s.dict == nil {
		s.dict = words()
	}
	return s.dict.lookup(s.folded(i), r, s.lang)
}

// means reports whether word token i can play a role.
func (s *scanner) means(i int, r role) bool {
	_, _, ok := s.meaning(i, r)
	return ok
}
