package dates

// pairAlone reads a day and a month in numbers, without a year, that are the
// whole text but for a time: "22.09", "09/22, 14:05". Both must have two
// digits, and Options.Now must tell the year.
func (s *scanner) pairAlone() (Match, bool) {
	if s.o.Now.IsZero() {
		return Match{}, false
	}
	s.tokenize(0)
	i := s.skip(0, "([")
	a, p, b := s.at(i), s.at(i+1), s.at(i+2)
	if a.kind != number || b.kind != number || a.digits != 2 || b.digits != 2 || !p.oneOf("./-") ||
		p.gap != joined || b.gap != joined {
		return Match{}, false
	}
	r := reading{day: a.value, month: b.value, first: i, after: i + 3}
	if s.pairMonthFirst(a, p, b) {
		r.day, r.month = b.value, a.value
	}
	r.after = s.skip(r.after, ".")
	s.addClockAfter(&r)
	if s.at(s.skip(r.after, ")]")).kind != end || p.is('.') && s.languageDotted() {
		return Match{}, false
	}
	return s.match(r)
}

// pairMonthFirst reports whether the month comes first. Chinese, Japanese and
// Korean pages print 09-22; with a hyphen that is what ISO 8601 leads to elsewhere too.
func (s *scanner) pairMonthFirst(a, p, b token) bool {
	switch {
	case a.value > 12:
		return false
	case b.value > 12, s.isEastAsian():
		return true
	case s.o.Order == YearFirst:
		return true
	case p.is('-') && s.o.Order == Unknown:
		return true
	}
	return s.numericOrder(p) == MonthFirst
}
