package dates

// triple is three numbers with the same mark between them: a numeric date.
type triple struct {
	a, b, c token
	p       token // the first mark
}

// tripleAt reads the triple that begins with number token i.
func (s *scanner) tripleAt(i int) (triple, bool) {
	t := triple{s.at(i), s.at(i + 2), s.at(i + 4), s.at(i + 1)}
	q := s.at(i + 3)
	if !t.p.oneOf("./-–") || t.b.kind != number || t.c.kind != number || !s.sameMark(t.p, q) {
		return t, false
	}
	return t, t.a.script == t.b.script && t.b.script == t.c.script && t.b.digits <= 2 && t.evenlySpaced(q)
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
// or with spaces behind the dots, or with spaces around the slashes.
func (t triple) evenlySpaced(q token) bool {
	p, b, c := t.p.gap != joined, t.b.gap != joined, t.c.gap != joined
	spaces := q.gap != joined
	switch {
	case t.p.is('.'):
		return !p && !spaces && (!b || c)
	case t.p.is('/'):
		return p == b && spaces == c
	}
	return !p && !b && !spaces && !c
}

// numeric reads a date in numbers.
func (s *scanner) numeric(i int) (reading, bool) {
	t, ok := s.tripleAt(i)
	if !ok {
		return reading{}, false
	}
	r := reading{first: i, after: i + 5, hasYear: true}
	if year, ok := s.eraInitial(i); ok {
		r.year, r.month, r.day, r.first = year, t.b.value, t.c.value, i-1
	} else if !s.opens(t.a) || !s.readTriple(&r, t) {
		return r, false
	}
	if !s.numericCloses(i+4, t.p) || !validDay(r.year, r.month, r.day) {
		return r, false
	}
	r.after = s.skipYearMarks(s.skipKoreanDot(r.after, t))
	return r, true
}

// readTriple gives the numbers their meaning.
func (s *scanner) readTriple(r *reading, t triple) bool {
	switch {
	case t.a.digits == 4 && t.c.digits <= 2:
		r.month, r.day = t.b.value, t.c.value
		return s.setNumericYear(r, t.a)
	case t.a.digits <= 2 && t.c.digits == 4:
		s.orderDayMonth(r, t)
		return s.setNumericYear(r, t.c)
	case t.a.digits <= 3 && t.a.digits > 1 && t.a.value > 31 && t.c.digits == 2 && s.isTaiwanese():
		r.year, r.month, r.day = t.a.value+republicYears, t.b.value, t.c.value
		return true
	case t.a.digits <= 2 && t.c.digits == 2:
		return s.readShortTriple(r, t)
	}
	return false
}

// orderDayMonth decides which of the first two numbers is the day.
func (s *scanner) orderDayMonth(r *reading, t triple) {
	first := s.numericOrder(t.p)
	switch {
	case t.a.value > 12:
		first = DayFirst
	case t.b.value > 12:
		first = MonthFirst
	default:
		r.ambiguous = t.a.value != t.b.value && s.o.Order == Unknown
	}
	r.day, r.month = t.a.value, t.b.value
	if first == MonthFirst {
		r.day, r.month = t.b.value, t.a.value
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

// readShortTriple reads a date whose year has two digits. Hyphens and unpadded
// numbers between dots are as often telephone and section numbers, so they
// count only where the whole text is a date; those with dots also on a line of
// their own.
func (s *scanner) readShortTriple(r *reading, t triple) bool {
	padded := t.a.digits == 2 && t.b.digits == 2
	if !s.alone && (t.p.oneOf("-–") || t.p.is('.') && !padded && !s.standsAlone(r.first, r.after)) {
		return false
	}
	if s.yearLeads(t) {
		r.year, r.month, r.day = s.fullYear(t.a.value), t.b.value, t.c.value
		return true
	}
	s.orderDayMonth(r, t)
	r.year = s.fullYear(t.c.value)
	if s.base == "th" {
		r.year = s.fullYear((t.c.value + 57) % 100) // 2563 is 2020
	}
	return true
}

// yearLeads reports whether a date of two-digit numbers begins with its year.
func (s *scanner) yearLeads(t triple) bool {
	if t.a.digits != 2 || t.c.value > 31 {
		return false
	}
	if t.a.value > 31 || s.o.Order == YearFirst {
		return true
	}
	return s.o.Order == Unknown && s.isEastAsian()
}

// isEastAsian reports whether the page's language writes dates from the year down.
func (s *scanner) isEastAsian() bool { return s.base == "ko" || s.base == "ja" || s.base == "zh" }

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

// numericCloses reports whether the numeric date whose last number is token i
// may end there. A second date of the same form may follow a hyphen.
func (s *scanner) numericCloses(i int, p token) bool {
	if s.closes(s.at(i).end) {
		return true
	}
	t := s.at(i + 1)
	if t.kind == word && (s.means(i+1, yearMark) || s.isT(i+1)) {
		return true
	}
	if second, ok := s.tripleAt(i + 2); ok && t.oneOf("-–") && !t.is(rune(p.value)) && second.p.value == p.value {
		return true
	}
	return s.clockBehind(i)
}

// skipKoreanDot passes the dot that ends "2020. 9. 22.".
func (s *scanner) skipKoreanDot(j int, t triple) int {
	if t.p.is('.') && t.a.digits == 4 && t.b.gap != joined {
		return s.skipJoined(j, '.')
	}
	return j
}

// isT reports whether token i is the T between a date and its time.
func (s *scanner) isT(i int) bool {
	t, n := s.at(i), s.at(i+1)
	return t.kind == word && t.gap == joined && t.end-t.start == 1 && s.text[t.start]|0x20 == 't' &&
		n.kind == number && n.gap == joined
}
