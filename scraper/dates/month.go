package dates

// month is the name of a month.
type month struct {
	value        int
	disputed     bool // other languages call another month so
	trusted      bool // also without a year: the name is long, or of the page's language
	persian      bool // of the Persian calendar
	roman        bool // in Roman capitals
	first, after int  // tokens [first, after)
}

// maxLinks is how many small words can stand before a month: "22 días del mes de septiembre".
const maxLinks = 4

// monthAfter reads the name of a month behind a mark and small words.
func (s *scanner) monthAfter(j int) (month, bool) {
	j = s.skip(j, ",-/–.")
	for range maxLinks {
		if m, ok := s.monthAt(j); ok {
			return m, true
		}
		after, ok := s.linkAt(j)
		if !ok {
			return month{}, false
		}
		j = after
	}
	return s.monthAt(j)
}

// linkAt passes a small word with its dot: "г.", "พ.ศ.".
func (s *scanner) linkAt(j int) (after int, ok bool) {
	_, after, ok = s.name(j, link)
	if !ok {
		return j, false
	}
	return s.skip(after, ".'"), true
}

// skipLinks passes small words.
func (s *scanner) skipLinks(j int) int {
	for range maxLinks {
		after, ok := s.linkAt(j)
		if !ok {
			break
		}
		j = after
	}
	return j
}

// monthBefore reads the name of a month that ends before number token i.
func (s *scanner) monthBefore(i int) (month, bool) {
	j := i - 1
	if s.at(j).oneOf(",-/") {
		j--
	}
	if s.at(j).is('.') && s.at(j).gap == joined {
		j--
	}
	if s.means(j, link) && !s.means(j, monthName) && !s.means(j, persianName) {
		j--
	}
	for first := j; first > j-maxNameTokens && first >= 0; first-- {
		if first < j && !s.beginsName(first) {
			continue
		}
		if m, ok := s.monthAt(first); ok && m.after == j+1 {
			return m, s.opens(s.at(first))
		}
	}
	return month{}, false
}

// maxNameTokens is how many tokens a month's name can have: three words, or two with a dot.
const maxNameTokens = 3

// beginsName reports whether token i can begin a name of several tokens.
func (s *scanner) beginsName(i int) bool {
	return s.at(i+1).is('.') || s.means(i, phraseHead) || s.at(i).kind == number && s.means(i+1, monthSign)
}

// monthAt reads the name of a month that begins with token j.
func (s *scanner) monthAt(j int) (month, bool) {
	switch s.at(j).kind {
	case number:
		return s.countedMonth(j)
	case word:
	default:
		return month{}, false
	}
	if m, ok := s.namedMonth(j, monthName); ok {
		return m, true
	}
	if m, ok := s.namedMonth(j, persianName); ok {
		return m, true
	}
	if m, ok := s.numberedMonth(j); ok {
		return m, true
	}
	return s.romanMonth(j)
}

func (s *scanner) namedMonth(j int, r role) (month, bool) {
	m, after, ok := s.name(j, r)
	if !ok {
		return month{}, false
	}
	t := s.at(j)
	after = s.skipJoined(after, '\'')
	long := s.at(after-1).end-t.start >= 4*bytesPerLetter(s.text[t.start])
	return month{
		value: m.value, disputed: m.disputed, persian: r == persianName, first: j, after: after,
		trusted: (long || m.rank > foreign) && !s.plainWord(j, m),
	}, true
}

// plainWord reports whether an English month is written as an ordinary word
// ("you may 5"), which without a year is not read.
func (s *scanner) plainWord(j int, m meaning) bool {
	c := s.text[s.at(j).start]
	english := s.lang == english && m.rank == native || s.lang == anyLanguage && m.rank == common
	return english && 'a' <= c && c <= 'z'
}

// bytesPerLetter guesses the length of a letter in UTF-8 from a word's first byte.
func bytesPerLetter(lead byte) int {
	switch {
	case lead < 0xC0:
		return 1
	case lead < 0xE0:
		return 2
	}
	return 3
}

// numberedMonth reads a month told by its number behind a word: "tháng 9".
func (s *scanner) numberedMonth(j int) (month, bool) {
	k := s.skipJoined(j+1, '.')
	n := s.at(k)
	if !n.isMonth() || !s.means(j, monthSign) {
		return month{}, false
	}
	return month{value: n.value, trusted: true, first: j, after: k + 1}, true
}

// countedMonth reads a month told by its number before a word: "9-р сарын".
func (s *scanner) countedMonth(j int) (month, bool) {
	n := s.at(j)
	if !n.isMonth() {
		return month{}, false
	}
	k := s.skipJoined(j+1, '-')
	if k > j+1 && s.means(k, dayMark) {
		k++
	}
	if !s.means(k, monthSign) {
		return month{}, false
	}
	return month{value: n.value, trusted: true, first: j, after: k + 1}, true
}

// isMonth reports whether t can be the number of a month.
func (t token) isMonth() bool {
	return t.kind == number && t.digits <= 2 && 1 <= t.value && t.value <= 12
}

// romanMonth reads a month in Roman capitals: "22.IX.2020".
func (s *scanner) romanMonth(j int) (month, bool) {
	t := s.at(j)
	if c := s.text[t.start]; c != 'I' && c != 'V' && c != 'X' {
		return month{}, false
	}
	for i, numeral := range [...]string{"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"} {
		if s.text[t.start:t.end] == numeral {
			return month{value: i + 1, roman: true, first: j, after: j + 1}, true
		}
	}
	return month{}, false
}
