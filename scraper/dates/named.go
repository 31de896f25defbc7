package dates

// isDay reports whether t can be the number of a day.
func (t token) isDay() bool {
	return t.kind == number && t.digits <= 2 && 1 <= t.value && t.value <= 31
}

// dayMonth reads a day before the name of its month: "22 September 2020",
// "22-го сентября 2020 г.", "22/Sep/2020". Of a range of days the first counts.
func (s *scanner) dayMonth(i int) (reading, bool) {
	if !s.at(i).isDay() || !s.opens(s.at(i)) {
		return reading{}, false
	}
	m, ok := s.monthAfter(s.skipDayMark(s.skipRange(i, false) + 1))
	if !ok {
		return reading{}, false
	}
	m.after = s.skipTwin(m)
	return s.completeYear(m.reading(s.at(i), i, m.after), m)
}

// monthDay reads the name of a month before the day of number token i:
// "September 22nd, 2020".
func (s *scanner) monthDay(i int) (reading, bool) {
	if !s.at(i).isDay() {
		return reading{}, false
	}
	m, ok := s.monthBefore(i)
	if !ok {
		return reading{}, false
	}
	return s.completeYear(m.reading(s.at(i), m.first, s.skipDayMark(s.skipRange(i, true)+1)), m)
}

// yearFirst reads a year before the name of the month: "2020. szeptember 22.",
// "2020 m. rugsėjo 22 d.", or before day and month: "2020. gada 22. septembris".
func (s *scanner) yearFirst(i int) (reading, bool) {
	y := s.at(i)
	if y.digits != 4 || !s.opens(y) {
		return reading{}, false
	}
	marked := s.skipYearMarks(i + 1)
	j := s.skip(marked, ".,-/")
	if m, ok := s.monthAfter(j); ok {
		return s.yearMonthDay(i, m)
	}
	if marked == i+1 || !s.at(j).isDay() {
		return reading{}, false
	}
	m, ok := s.monthAfter(s.skipDayMark(j + 1))
	if !ok {
		return reading{}, false
	}
	return s.withYear(m.reading(s.at(j), i, m.after), y, m)
}

// yearMonthDay goes on behind year and month.
func (s *scanner) yearMonthDay(i int, m month) (reading, bool) {
	j := s.skipLinks(s.skip(m.after, ".,-/"))
	if !s.at(j).isDay() || !s.closesDay(j) {
		return reading{}, false
	}
	return s.withYear(m.reading(s.at(j), i, s.skipLinksAfterDay(s.skipDayMark(j+1))), s.at(i), m)
}

// skipLinksAfterDay passes the "d." of Lithuanian and "nap" of Hungarian dates.
func (s *scanner) skipLinksAfterDay(j int) int {
	t := s.at(j)
	if t.kind == word && t.end-t.start == 1 && s.text[t.start] == 'd' {
		return s.skipJoined(j+1, '.')
	}
	return j
}

func (m month) reading(day token, first, after int) reading {
	return reading{day: day.value, month: m.value, ambiguous: m.disputed, first: first, after: after}
}

func (s *scanner) withYear(r reading, y token, m month) (reading, bool) {
	ok := s.setYear(&r, y, m)
	r.hasYear = true
	return r, ok
}

// completeYear reads the year after day and month, or leaves it open.
func (s *scanner) completeYear(r reading, m month) (reading, bool) {
	if done, ok := s.yearAfter(r, m); ok {
		return done, true
	}
	if s.o.Now.IsZero() || m.roman || m.persian || !m.trusted && !s.alone {
		return r, false
	}
	return r, !s.yearBeyond(r.after) && s.closes(s.at(r.after-1).end)
}

// yearAfter reads the year that follows day and month; a time may stand
// between, as in "Tue Sep 22 14:05:00 MSK 2020".
func (s *scanner) yearAfter(r reading, m month) (reading, bool) {
	j := s.skipLinks(s.skip(s.skip(r.after, ".,"), ",-/'"))
	if c, after, ok := s.clockAt(j, false); ok && s.at(after).digits == 4 {
		r.clock, j = c, after
	}
	y := s.at(j)
	if y.kind != number || !s.closesYear(j) {
		return r, false
	}
	r.hasYear, r.after = true, s.skipYearMarks(j+1)
	if y.digits == 2 && s.shortYearAt(j) {
		r.year = s.fullYear(y.value)
		if s.isThai(m) {
			r.year = s.fullYear((y.value + 57) % 100)
		}
		return r, !m.persian
	}
	return r, y.digits == 4 && s.setYear(&r, y, m)
}

// yearBeyond reports whether a number follows that would be a year: without it
// the day must not be taken for one of this year. So it is for the first day
// of a span whose year stands at its end.
func (s *scanner) yearBeyond(j int) bool {
	j = s.skipLinks(s.skip(s.skip(j, ".,"), ",-/'–"))
	t := s.at(j)
	return t.kind == number && (t.digits > 2 && t.gap < parted || s.at(j-1).oneOf("-–"))
}

// shortYearAt reports whether two digits are a year: after an apostrophe, after
// the mark that also divides day and month, before a time, or where the whole
// text is a date.
func (s *scanner) shortYearAt(j int) bool {
	y, before := s.at(j), s.at(j-1)
	switch {
	case s.alone, before.is('\''), s.base == "th":
		return true
	case before.oneOf("-/.") && y.gap == joined && before.gap == joined:
		return true
	}
	return s.clockBehind(j)
}

// closesYear reports whether a year may end with number token j.
func (s *scanner) closesYear(j int) bool {
	return s.closes(s.at(j).end) || s.skipYearMark(j+1) > j+1 || s.isT(j+1) || s.clockBehind(j)
}

// clockBehind reports whether a time with minutes follows token j, be it without
// a space: "2020,07:02", "2020:14:05:00", "2020-14:05".
func (s *scanner) clockBehind(j int) bool {
	k := s.skip(j+1, ",:-–/|")
	for n := 0; n < 2 && s.means(k, timeMark); n++ {
		k++
	}
	h, p, m := s.at(k), s.at(k+1), s.at(k+2)
	return h.kind == number && h.digits <= 2 && p.is(':') && isMinute(p, m)
}

// closesDay reports whether a day may end with number token j.
func (s *scanner) closesDay(j int) bool {
	return s.closes(s.at(j).end) || s.skipDayMark(j+1) > j+1 || s.isT(j+1)
}

// skipDayMark passes what stands at the number of a day: "22nd", "1º", "22-го",
// "22(a)", and the quotation marks of «22» сентября.
func (s *scanner) skipDayMark(j int) int {
	t := s.at(j)
	switch {
	case t.gap != joined:
		return j
	case t.is('.') && s.at(j+1).gap == joined && s.means(j+1, dayMark):
		return j + 2
	case t.oneOf("°.»\"”"):
		return j + 1
	case t.oneOf("-'") && s.at(j+1).gap == joined && s.means(j+1, dayMark):
		return j + 2
	case t.is('(') && s.means(j+1, dayMark) && s.at(j+2).is(')'):
		return j + 3
	case t.kind == word && s.means(j, dayMark):
		return j + 1
	}
	return j
}

// skipRange returns the last number of a range of days that begins at i: "22–24".
// With spaces around the dash the first number could belong to what stands
// before it ("Issue 15 – 22 September"), unless that is the month.
func (s *scanner) skipRange(i int, behindMonth bool) int {
	j := s.skipDayMark(i + 1)
	dash, b := s.at(j), s.at(j+1)
	if !dash.oneOf("-–") || !b.isDay() || b.value <= s.at(i).value {
		return i
	}
	if dash.gap != joined && !behindMonth && s.at(i-1).kind == word && s.at(i).gap == spaced {
		return i
	}
	return j + 1
}

// skipTwin passes a second name of the same month behind a slash or in
// parentheses: "أيلول/سبتمبر".
func (s *scanner) skipTwin(m month) int {
	if !s.at(m.after).oneOf("/(") {
		return m.after
	}
	twin, ok := s.monthAt(m.after + 1)
	if !ok || twin.value != m.value || twin.roman {
		return m.after
	}
	if s.at(m.after).is('(') {
		return s.skip(twin.after, ")")
	}
	return twin.after
}

// skipYearMarks passes what stands after a year: "г.", "года", "-ci il".
func (s *scanner) skipYearMarks(j int) int {
	after := s.skipYearMark(j)
	if after == j || !s.means(after, yearMark) || s.at(after).gap > spaced {
		return after
	}
	return s.skipJoined(after+1, '.')
}

// maxAbbreviation is how many bytes an abbreviated word has at most; a dot
// behind a longer one ends the sentence.
const maxAbbreviation = 6

// skipYearMark passes one such word.
func (s *scanner) skipYearMark(j int) int {
	k := j
	if t := s.at(k); t.gap == joined && (t.oneOf("-'") && s.at(k+1).gap == joined || t.is('.')) {
		k++
	}
	if s.at(k).is('(') && s.at(k+2).is(')') && s.means(k+3, yearMark) {
		return k + 4 // Basque 2020(e)ko
	}
	t := s.at(k)
	if !s.means(k, yearMark) || t.gap > spaced {
		return j
	}
	after := k + 1
	if t.end-t.start <= maxAbbreviation {
		after = s.skipJoined(after, '.')
	}
	initial := t.end-t.start <= 2 && s.text[t.start] < 0x80
	if initial && t.gap != joined && after == k+1 {
		return j // without its dot the "a" of "2020 a" is a word of the sentence
	}
	return after
}
