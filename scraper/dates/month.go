package dates

// month is the name of a month.
type month struct {
	value        int
	disputed     bool // other languages call another month so
	jalali       bool
	roman        bool
	first, after int // tokens [first, after)
}

const maxLinks = 4 // "22 días del mes de septiembre"

// monthAfter reads the name of a month at token j, behind a mark and small words.
func (s *scanner) monthAfter(j int) (month, bool) {
	j = s.skip(j, ",-/–.")
	for range maxLinks {
		if m, ok := s.monthAt(j); ok {
			return m, true
		}
		if !s.means(j, link) {
			return month{}, false
		}
		j = s.skip(j+1, ".")
	}
	return s.monthAt(j)
}

// monthBefore reads the name of a month that ends before number token i.
func (s *scanner) monthBefore(i int) (month, bool) {
	j := i - 1
	if s.at(j).oneOf(",-/") {
		j--
	}
	if s.at(j).is('.') {
		j--
	}
	if s.means(j, link) && !s.means(j, monthName) {
		j--
	}
	for first := j; first > j-3 && s.at(first).kind == word; first-- {
		if m, ok := s.monthAt(first); ok && m.after == j+1 {
			return m, true
		}
	}
	return month{}, false
}

// monthAt reads the name of a month that begins with token j.
func (s *scanner) monthAt(j int) (month, bool) {
	if s.at(j).kind != word {
		return month{}, false
	}
	if m, ok := s.monthPhrase(j); ok {
		return m, true
	}
	for _, r := range [...]role{monthName, jalaliMonth} {
		if v, disputed, ok := s.meaning(j, r); ok {
			return month{value: v, disputed: disputed, jalali: r == jalaliMonth, first: j, after: j + 1}, true
		}
	}
	return s.romanMonth(j)
}

// monthPhrase reads a name of several words: "كانون الثاني".
func (s *scanner) monthPhrase(j int) (month, bool) {
	if !s.means(j, phraseHead) {
		return month{}, false
	}
	phrase := append([]byte(nil), s.folded(j)...)
	for n := 1; n < 3 && s.at(j+n).kind == word; n++ {
		phrase = append(append(phrase, ' '), s.folded(j+n)...)
		if v, disputed, ok := s.dict.lookup(phrase, monthName, s.lang); ok {
			return month{value: v, disputed: disputed, first: j, after: j + n + 1}, true
		}
	}
	return month{}, false
}

// romanMonth reads a month in Roman capitals: "22.IX.2020".
func (s *scanner) romanMonth(j int) (month, bool) {
	t := s.at(j)
	for i, numeral := range [...]string{"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"} {
		if s.text[t.start:t.end] == numeral {
			return month{value: i + 1, roman: true, first: j, after: j + 1}, true
		}
	}
	return month{}, false
}
