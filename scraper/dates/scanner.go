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
	text  string
	o     Options
	lang  uint8 // of o.Language
	base  string
	order Order // for numeric dates that could be read either way
	alone bool  // the whole text is supposed to be a date
	dict  *dictionary
	toks  []token
	last  int // end of the date found last
	tried int // end of the number tried last
	buf   []byte
}

func newScanner(text string, o Options) *scanner {
	return &scanner{text: text, o: o, lang: languageOf(o.Language), base: baseOf(o.Language)}
}

const (
	reach     = 80   // bytes of text, white space not counted, in which a date's next part is looked for
	maxWindow = 1024 // bytes; bounds the memory for a text that is all digits
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
	for i > s.last && n < reach {
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
	s.toks = s.toks[:0]
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

// head returns the first sense of word token i, or -1.
func (s *scanner) head(i int) int32 {
	if i < 0 || i >= len(s.toks) || s.toks[i].kind != word {
		return -1
	}
	t := &s.toks[i]
	if t.head == 0 {
		if s.dict == nil {
			s.dict = words()
		}
		s.buf = fold.Append(s.buf[:0], s.text[t.start:t.end])
		if t.head = s.dict.find(s.buf); t.head == 0 {
			t.head = -1
		}
	}
	return t.head
}

// meaning looks word token i up in a role.
func (s *scanner) meaning(i int, r role) (meaning, bool) {
	head := s.head(i)
	if head < 0 {
		return meaning{}, false
	}
	return s.dict.pick(head, r, s.lang)
}

// means reports whether word token i can play a role.
func (s *scanner) means(i int, r role) bool {
	_, ok := s.meaning(i, r)
	return ok
}

// name reads a name in a role that begins with token i: a word, a phrase, or
// an abbreviation with dots inside. It returns the token after it.
func (s *scanner) name(i int, r role) (meaning, int, bool) {
	if s.at(i).kind != word {
		return meaning{}, i, false
	}
	if s.means(i, phraseHead) {
		if m, after, ok := s.phrase(i, r); ok {
			return m, after, true
		}
	}
	if m, ok := s.meaning(i, r); ok {
		return m, i + 1, true
	}
	return s.initials(i, r)
}

// maxPhrase is how many words a name can have: "tháng mười hai".
const maxPhrase = 3

// phrase reads a name of several words, the longest one.
func (s *scanner) phrase(i int, r role) (found meaning, after int, ok bool) {
	var stack [96]byte
	key := fold.Append(stack[:0], s.text[s.toks[i].start:s.toks[i].end])
	j := i
	for range maxPhrase - 1 {
		j = s.skipJoined(j+1, '-')
		if s.at(j).kind != word {
			break
		}
		key = fold.Append(append(key, ' '), s.text[s.toks[j].start:s.toks[j].end])
		if m, known := s.dict.pick(s.dict.find(key), r, s.lang); known {
			found, after, ok = m, j+1, true
		}
	}
	return found, after, ok
}

// maxInitial is how many bytes each part of a dotted abbreviation can have.
const maxInitial = 12

// initials reads an abbreviation with dots inside, such as "ก.ย." or "p. m.".
func (s *scanner) initials(i int, r role) (meaning, int, bool) {
	a, dot, b := s.at(i), s.at(i+1), s.at(i+2)
	if !dot.is('.') || dot.gap != joined || b.kind != word || b.gap != joined && r != halfDay ||
		a.end-a.start > maxInitial || b.end-b.start > maxInitial {
		return meaning{}, i, false
	}
	var stack [64]byte
	key := fold.Append(stack[:0], s.text[a.start:a.end])
	key = fold.Append(key, s.text[b.start:b.end])
	s.head(i) // opens the dictionary
	m, ok := s.dict.pick(s.dict.find(key), r, s.lang)
	return m, i + 3, ok
}

// skip passes one token if it is a mark of set.
func (s *scanner) skip(i int, set string) int {
	if s.at(i).oneOf(set) {
		return i + 1
	}
	return i
}

// skipJoined passes one token if it is the mark r without a space before it.
func (s *scanner) skipJoined(i int, r rune) int {
	if t := s.at(i); t.gap == joined && t.is(r) {
		return i + 1
	}
	return i
}
