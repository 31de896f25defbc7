package dates

// numericYear converts the year of a numeric date.
func (s *scanner) numericYear(y token) (int, bool) {
	return y.value, minYear <= y.value && y.value <= maxYear
}

// namedYear converts the year of a date whose month is m.
func (s *scanner) namedYear(y token, m month) (int, bool) {
	return y.value, minYear <= y.value && y.value <= maxYear
}
