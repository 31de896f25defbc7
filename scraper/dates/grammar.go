package dates

import "strings"

// dateAround reads the date that number token i belongs to, with the weekday
// and time around it.
func (s *scanner) dateAround(i int) (reading, bool) {
	if s.at(i).digits > 4 {
		return reading{}, false
	}
	if c, after, ok := s.clockAt(i, false); ok {
		if r, ok := s.clockFirst(i, c, after); ok {
			return r, true
		}
		return s.ago(i) // "2 часа назад" begins like a time
	}
	r, ok := s.dateWith(i)
	if !ok {
		return s.ago(i)
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
	for n := 0; n < 2 && s.at(k).oneOf(",|-–·/()"); n++ {
		k++
	}
	if _, j, ok := s.name(k, weekdayName); ok {
		k = s.skip(j, ".,")
	}
	if k = s.skipLinks(k); s.means(k, label) {
		k++ // "5 p.m. on May 28"
	}
	for n := k; n < k+4; n++ {
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
	if r, ok := s.eastAsian(i); ok {
		return r, true
	}
	if r, ok := s.numeric(i); ok {
		return r, true
	}
	if r, ok := s.yearFirst(i); ok {
		return r, true
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

// barred reports whether what stands before the number says that it is no
// date: "ISBN 2-…", "№ 12…", "No. 5".
func (s *scanner) barred(i int) bool {
	before := s.at(i - 1)
	switch {
	case before.oneOf("№§#"):
		return true
	case before.kind == word:
		return s.means(i-1, notDate)
	case before.oneOf(".:°") && s.at(i-2).kind == word:
		t := s.at(i - 2)
		switch strings.ToLower(s.text[t.start:t.end]) {
		case "no", "nr", "n", "num":
			return !before.is(':')
		}
		return s.means(i-2, notDate)
	}
	return false
}

// addWeekday extends the date by the weekday before or behind it.
func (s *scanner) addWeekday(r *reading) {
	r.after = s.skipWeekday(r.after)
	for j := r.first - 1; j >= r.first-4 && j >= 0 && s.toks[j].start >= s.last; j-- {
		if m, after, ok := s.name(j, weekdayName); ok && s.sureWeekday(j, m) && s.skip(s.skip(after, "."), ",") == r.first {
			r.first = j
			return
		}
		if s.at(j).kind == number {
			return
		}
	}
}

// sureWeekday keeps the short names of foreign weekdays, which are ordinary
// words elsewhere, out of the date.
func (s *scanner) sureWeekday(j int, m meaning) bool {
	t := s.at(j)
	return m.rank > foreign || t.end-t.start >= 4
}

// skipWeekday passes the weekday behind a date: ", Tuesday", "（火）", "星期二".
func (s *scanner) skipWeekday(j int) int {
	k := s.skip(j, ",")
	open := s.skip(k, "([")
	if s.at(open).kind == ideograph {
		return s.skipIdeographs(j, open, open > k)
	}
	m, after, ok := s.name(open, weekdayName)
	if !ok || !s.sureWeekday(open, m) {
		return j
	}
	after = s.skipJoined(after, '.')
	if open > k {
		after = s.skip(after, ")]")
	}
	return after
}

// skipIdeographs passes a weekday in Han characters or Hangul from token k on.
func (s *scanner) skipIdeographs(j, k int, enclosed bool) int {
	n := k
	for n < k+3 && s.at(n).oneOf("星期週周日月火水木金土曜一二三四五六天일월화수목금토요") {
		n++
	}
	if enclosed {
		if s.at(n).oneOf(")]") {
			return n + 1
		}
		return j
	}
	if n-k >= 2 {
		return n
	}
	return j
}
