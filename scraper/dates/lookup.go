package dates

import "onrecord/scraper/dates/internal/fold"

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
