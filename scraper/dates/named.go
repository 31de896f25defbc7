package dates

// dayMonth reads a day before the name of its month: "22 September 2020",
// "22-го сентября 2020 г.", "22/Sep/2020". Of a range of days the first counts.
func (s *scanner) dayMonth(i int) (reading, bool) {
	day := s.at(i)
	if day.digits > 2 || day.value < 1 || day.value > 31 || !s.opens(day) {
		return reading{}, false
	}
	m, ok := s.monthAfter(s.skipDayMark(s.skipRange(i) + 1))
	if !ok {
		return reading{}, false
	}
	r := reading{day: day.value, month: m.value, ambiguous: m.disputed, first: i, after: m.after}
	return s.completeYear(r, m)
}

// monthDay reads the name of a month before the day of number token i:
// "September 22nd, 2020".
func (s *scanner) monthDay(i int) (reading, bool) {
	day := s.at(i)
	if day.digits > 2 || day.value < 1 || day.value > 31 {
		return reading{}, false
	}
	m, ok := s.monthBefore(i)
	if !ok {
		return reading{}, false
	}
	after := s.skipDayMark(i + 1)
	if ranged := s.skipRange(i); ranged != i {
		after = s.skipDayMark(ranged + 1)
	}
	r := reading{day: day.value, month: m.value, ambiguous: m.disputed, first: m.first, after: after}
	return s.completeYear(r, m)
}

// yearFirst reads a year before the name of the month: "2020. szeptember 22.",
// "2020 m. rugsėjo 22 d.", or before day and month: "2020. gada 22. septembris".
func (s *scanner) yearFirst(i int) (reading, bool) {
	y := s.at(i)
	if y.digits != 4 || !s.opens(y) {
		return reading{}, false
	}
	j := s.skipYearMark(i + 1)
	marked := j > i+1
	j = s.skip(j, ".,-/")
	if m, ok := s.monthAfter(j); ok {
		return s.yearMonthDay(i, m)
	}
	d := s.at(j)
	if !marked || d.kind != number || d.digits > 2 || d.value < 1 || d.value > 31 {
		return reading{}, false
	}
	m, ok := s.monthAfter(s.skipDayMark(j + 1))
	if !ok {
		return reading{}, false
	}
	return s.withYear(reading{day: d.value, month: m.value, ambiguous: m.disputed, first: i, after: m.after}, y, m)
}

func (s *scanner) yearMonthDay(i int, m month) (reading, bool) {
	j := s.skip(m.after, ".,-/")
	for n := 0; n < 2 && s.means(j, link); n++ {
		j = s.skip(j+1, ".")
	}
	d := s.at(j)
	if d.kind != number || d.digits > 2 || !s.closesDay(j) {
		return reading{}, false
	}
	r := reading{day: d.value, month: m.value, ambiguous: m.disputed, first: i, after: s.skipDayMark(j + 1)}
	return s.withYear(r, s.at(i), m)
}

func (s *scanner) withYear(r reading, y token, m month) (reading, bool) {
	year, ok := s.namedYear(y, m)
	r.year, r.hasYear = year, true
	return r, ok
}

// completeYear reads the year after day and month, or leaves it open.
func (s *scanner) completeYear(r reading, m month) (reading, bool) {
	if done, ok := s.yearAfter(r, m); ok {
		return done, true
	}
	if s.yearBeyond(r.after) || m.roman || !s.closes(s.at(r.after-1).end) {
		return r, false
	}
	return r, !s.o.Now.IsZero()
}

// yearAfter reads the year that follows day and month.
func (s *scanner) yearAfter(r reading, m month) (reading, bool) {
	j := s.skip(s.skip(r.after, ".,"), ",-/'’‘")
	for n := 0; n < 3 && s.means(j, link); n++ {
		j = s.skip(j+1, ".")
	}
	if c, after, ok := s.clockAt(j, false); ok {
		if y := s.at(after); y.digits == 4 {
			r.clock, j = c, after
		}
	}
	y := s.at(j)
	if y.kind != number || !s.closesYear(j) {
		return r, false
	}
	year, ok := 0, false
	switch y.digits {
	case 4:
		year, ok = s.namedYear(y, m)
	case 2:
		year, ok = s.shortNamedYear(j, m)
	}
	r.year, r.hasYear, r.after = year, true, s.skipYearMark(j+1)
	return r, ok
}

// yearBeyond reports whether a year that is not read follows: without it the
// day must not be taken for one of this year.
func (s *scanner) yearBeyond(j int) bool {
	j = s.skip(s.skip(j, ".,"), ",-/'’")
	for n := 0; n < 3 && s.means(j, link); n++ {
		j++
	}
	t := s.at(j)
	return t.kind == number && t.digits > 2 && t.gap <= spaced
}

// shortNamedYear reads a year of two digits: after an apostrophe, after the
// mark that also divides day and month, or where the whole text is a date.
func (s *scanner) shortNamedYear(j int, m month) (int, bool) {
	y, before := s.at(j), s.at(j-1)
	year := s.fullYear(y.value)
	switch {
	case before.oneOf("'’‘"), before.oneOf("-/") && y.gap == joined && before.gap == joined:
		return year, true
	}
	return year, s.alone
}

// closesYear reports whether a year may end with number token j.
func (s *scanner) closesYear(j int) bool {
	t := s.at(j)
	return s.closes(t.end) || s.skipYearMark(j+1) > j+1 || s.isT(j+1) ||
		s.at(j+1).is(':') && s.at(j+2).digits == 2 && s.at(j+3).is(':')
}

// closesDay reports whether a day may end with number token j.
func (s *scanner) closesDay(j int) bool {
	return s.closes(s.at(j).end) || s.skipDayMark(j+1) > j+1 || s.isT(j+1)
}

// skipDayMark passes what stands at the number of a day: "22nd", "1º", "22-го".
func (s *scanner) skipDayMark(j int) int {
	t := s.at(j)
	switch {
	case t.gap != joined:
		return j
	case t.oneOf("°."):
		return j + 1
	case t.is('-') && s.at(j+1).gap == joined && s.means(j+1, dayMark):
		return j + 2
	case t.kind == word && s.means(j, dayMark):
		return j + 1
	}
	return j
}

// skipRange returns the last number of a range of days that begins at i: "22–24".
func (s *scanner) skipRange(i int) int {
	a, p, b := s.at(i), s.at(i+1), s.at(i+2)
	if p.oneOf("-–—") && b.kind == number && b.digits <= 2 && b.value > a.value && b.value <= 31 {
		return i + 2
	}
	return i
}

// skipYearMark passes what stands after a year: "г.", "года", "-yil".
func (s *scanner) skipYearMark(j int) int {
	k := j
	if s.at(k).is('-') && s.at(k).gap == joined && s.at(k+1).gap == joined {
		k++
	}
	t := s.at(k)
	if !s.means(k, yearMark) {
		return j
	}
	dot := s.at(k+1).is('.') && s.at(k+1).gap == joined
	short := t.end-t.start <= 2
	if t.gap != joined && short && s.text[t.start] < 0x80 && !dot {
		return j
	}
	if dot && t.end-t.start <= 6 {
		return k + 2
	}
	return k + 1
}
