package dates

// numeric reads three numbers with the same mark between them.
func (s *scanner) numeric(i int) (reading, bool) {
	a, p, b, q, c := s.at(i), s.at(i+1), s.at(i+2), s.at(i+3), s.at(i+4)
	if !p.oneOf("./-–") || !s.sameMark(p, q) || b.kind != number || c.kind != number {
		return reading{}, false
	}
	if a.script != b.script || b.script != c.script || b.digits > 2 || !evenlySpaced(p, b, q, c) {
		return reading{}, false
	}
	if !s.opens(a) || !s.numericCloses(i+4, p) {
		return reading{}, false
	}
	r := reading{first: i, after: i + 5, hasYear: true}
	ok := false
	switch {
	case a.digits == 4 && c.digits <= 2:
		r.month, r.day = b.value, c.value
		r.year, ok = s.numericYear(a)
	case a.digits <= 2 && c.digits == 4:
		r.year, ok = s.numericYear(c)
		s.orderDayMonth(&r, a, b, p)
	case a.digits <= 2 && c.digits == 2:
		ok = s.shortNumeric(&r, a, b, c, p)
	}
	if !ok || !validDay(r.year, r.month, r.day) {
		return reading{}, false
	}
	r.after = s.skipYearMark(r.after)
	return r, true
}

// sameMark reports whether both marks divide one date. Scandinavian dates have
// a slash and then a hyphen: "22/9-2020".
func (s *scanner) sameMark(p, q token) bool {
	if p.is('/') && q.is('-') {
		switch s.base {
		case "da", "nb", "nn", "no", "sv":
			return true
		}
	}
	return q.kind == mark && p.value == q.value
}

// evenlySpaced reports whether the numbers and marks stand as in a date: joined,
// or with a space after each dot, or with spaces around each slash.
func evenlySpaced(p, b, q, c token) bool {
	if p.gap != q.gap || b.gap > spaced || c.gap > spaced || p.gap > spaced {
		return false
	}
	switch {
	case p.is('.'):
		return p.gap == joined && (b.gap == joined || c.gap == spaced)
	case p.is('/'):
		return p.gap == b.gap && q.gap == c.gap
	}
	return p.gap == joined && b.gap == joined && c.gap == joined
}

// numericCloses reports whether the numeric date whose last number is token i
// may end there. A second date of the same form may follow a hyphen.
func (s *scanner) numericCloses(i int, p token) bool {
	t, after := s.at(i), s.at(i+1)
	if s.closes(t.end) {
		return true
	}
	switch {
	case after.kind == word && after.gap == joined:
		return s.means(i+1, yearMark) || s.isT(i+1) || p.is('.') && s.means(i+1, timeMark)
	case after.is('-') || after.is('–'):
		return p.value != after.value && s.at(i+2).kind == number &&
			s.at(i+3).value == p.value && s.at(i+5).value == p.value
	case after.is(':'):
		return s.at(i+2).digits == 2 && s.at(i+3).is(':')
	}
	return false
}

// isT reports whether token i is the T between a date and its time.
func (s *scanner) isT(i int) bool {
	t, n := s.at(i), s.at(i+1)
	return t.end-t.start == 1 && (s.text[t.start]|0x20) == 't' && n.kind == number && n.gap == joined
}

// orderDayMonth decides which of two numbers is the day.
func (s *scanner) orderDayMonth(r *reading, a, b, p token) {
	first := s.numericOrder(p)
	switch {
	case a.value > 12:
		first = DayFirst
	case b.value > 12:
		first = MonthFirst
	default:
		r.ambiguous = a.value != b.value && s.o.Order == Unknown
	}
	r.day, r.month = a.value, b.value
	if first == MonthFirst {
		r.day, r.month = b.value, a.value
	}
}

// numericOrder returns the order for numbers that could be read either way.
func (s *scanner) numericOrder(p token) Order {
	switch {
	case s.o.Order == DayFirst || s.o.Order == MonthFirst:
		return s.o.Order
	case p.is('.'):
		return DayFirst
	case orderOfTag(s.o.Language) == MonthFirst:
		return MonthFirst
	}
	return DayFirst
}

// shortNumeric reads a date whose year has two digits. Hyphens and unpadded
// numbers between dots are as often telephone and section numbers, so they
// count only where the whole text is a date.
func (s *scanner) shortNumeric(r *reading, a, b, c, p token) bool {
	padded := a.digits == 2 && b.digits == 2
	if !s.alone && (p.is('-') || p.is('–') || p.is('.') && !padded) {
		return false
	}
	if s.yearLeads(a, c) {
		r.month, r.day = b.value, c.value
		r.year = s.fullYear(a.value)
		return true
	}
	r.year = s.fullYear(c.value)
	s.orderDayMonth(r, a, b, p)
	return true
}

// yearLeads reports whether a date of two-digit numbers begins with its year.
func (s *scanner) yearLeads(a, c token) bool {
	if a.digits != 2 || c.value > 31 {
		return false
	}
	if a.value > 31 || s.o.Order == YearFirst {
		return true
	}
	return s.o.Order == Unknown && orderOfTag(s.o.Language) == YearFirst
}

// fullYear completes a year of two digits: the latest that is not after next
// year, or before 2070 where the time of capture is unknown.
func (s *scanner) fullYear(yy int) int {
	limit := 2069
	if !s.o.Now.IsZero() {
		limit = s.o.Now.Year() + 1
	}
	year := limit - limit%100 + yy
	if year > limit {
		year -= 100
	}
	return year
}
