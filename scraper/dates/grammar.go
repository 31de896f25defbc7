package dates

// dateAround reads the date that number token i belongs to, with the weekday
// and time around it.
func (s *scanner) dateAround(i int) (reading, bool) {
	if c, after, ok := s.clockAt(i, false); ok {
		return s.clockFirst(i, c, after)
	}
	r, ok := s.dateWith(i)
	if !ok {
		return r, false
	}
	if !r.clock.set {
		s.addClockAfter(&r)
	}
	s.addWeekday(&r)
	return r, true
}

// clockFirst reads a date that follows its time: "14:05, 22.09.2020".
func (s *scanner) clockFirst(i int, c clock, after int) (reading, bool) {
	k := after
	for n := 0; n < 2 && s.at(k).oneOf(",|-–—·/()"); n++ {
		k++
	}
	if s.means(k, weekdayName) {
		k = s.skip(k+1, ".,")
	}
	for n := k; n < k+3; n++ {
		if s.at(n).kind != number {
			continue
		}
		r, ok := s.dateWith(n)
		if !ok || r.first != k || r.clock.set {
			break
		}
		r.first, r.clock = i, c
		return r, true
	}
	return reading{}, false
}

// dateWith reads the date that number token i belongs to, without the time
// beside it. A month's name before the number wins over a date without a year
// that begins with it.
func (s *scanner) dateWith(i int) (reading, bool) {
	if s.barred(i) {
		return reading{}, false
	}
	for _, form := range [...]func(*scanner, int) (reading, bool){
		(*scanner).eastAsian, (*scanner).numeric, (*scanner).yearFirst,
	} {
		if r, ok := form(s, i); ok {
			return r, true
		}
	}
	r, ok := s.dayMonth(i)
	if ok && r.hasYear {
		return r, true
	}
	if m, found := s.monthDay(i); found {
		return m, true
	}
	return r, ok
}

// barred reports whether a word before the number says that it is no date.
func (s *scanner) barred(i int) bool {
	j := i - 1
	if s.at(j).oneOf(".:") {
		j--
	}
	if s.at(i - 1).oneOf("№§#") {
		return true
	}
	return s.means(j, notDate)
}

// skip passes one token if it is a mark of set.
func (s *scanner) skip(i int, set string) int {
	if s.at(i).oneOf(set) {
		return i + 1
	}
	return i
}

// addWeekday extends the date by the weekday before or behind it.
func (s *scanner) addWeekday(r *reading) {
	for j := r.first - 1; j >= r.first-3 && j >= 0; j-- {
		if s.means(j, weekdayName) {
			r.first = j
			return
		}
		if s.at(j).kind == word || s.at(j).kind == number {
			break
		}
	}
	j := s.skip(s.skip(r.after, ","), "(")
	if s.means(j, weekdayName) {
		r.after = j + 1
		if s.at(j - 1).is('(') {
			r.after = s.skip(r.after, ")")
		}
	}
}
