package dates

// addClockAfter reads the time that follows a date: "…, 14:05", "… at 2.05 p.m.".
func (s *scanner) addClockAfter(r *reading) {
	j := r.after
	if s.isT(j) {
		if c, after, ok := s.machineClock(j + 1); ok {
			r.clock, r.after = c, after
		}
		return
	}
	for n := 0; n < 3 && s.at(j).oneOf(",|-–—·/()@;:."); n++ {
		j++
	}
	if k := s.skip(s.skip(j, "("), ","); s.means(k, weekdayName) {
		j = s.skip(s.skip(k+1, ".)"), ",")
	}
	told := false
	for n := 0; n < 3 && s.means(j, timeMark); n++ {
		j, told = s.skip(j+1, ".:"), true
	}
	if c, after, ok := s.clockAt(j, told); ok {
		r.clock, r.after = c, after
	}
}

// clockAt reads a time that begins with token j. told says that a word before
// it announced a time, so that 14.05 is one.
func (s *scanner) clockAt(j int, told bool) (clock, int, bool) {
	h := s.at(j)
	if h.kind != number || h.digits > 2 || !s.opensClock(h) {
		return clock{}, j, false
	}
	c := clock{set: true, hour: h.value}
	p, m := s.at(j+1), s.at(j+2)
	after := j
	switch {
	case p.is(':') && isMinute(p, m):
		c.minute, after = m.value, j+3
		after = s.addSeconds(&c, after)
	case p.is('.') && isMinute(p, m):
		c.minute, after = m.value, j+3
		if _, k := s.half(after); !told && k == after && !s.means(after, clockMark) {
			return clock{}, j, false
		}
	case p.kind == word && p.gap == joined && p.end-p.start == 1 && s.text[p.start]|0x20 == 'h' && isMinute(p, m):
		c.minute, after = m.value, j+3
	case !told:
		if _, k := s.half(j + 1); k == j+1 {
			return clock{}, j, false
		}
		after = j + 1
	default:
		return clock{}, j, false
	}
	return s.finishClock(c, after)
}

// finishClock reads what follows hours and minutes: a.m. or p.m., a word, a zone.
func (s *scanner) finishClock(c clock, after int) (clock, int, bool) {
	if half, k := s.half(after); k > after {
		after = k
		c.hour = twelveHour(c.hour, half)
	}
	if s.means(after, clockMark) {
		after++
	}
	if z, k, ok := s.zoneAt(after, c.exact); ok {
		c.zone, after = z, k
	}
	return c, after, c.valid()
}

func (c clock) valid() bool { return c.hour < 24 && c.minute < 60 && c.second < 60 }

func (s *scanner) opensClock(h token) bool {
	return h.gap != joined || h.start == 0 || !isASCIILetter(s.text[h.start-1])
}

func isMinute(p, m token) bool {
	return p.gap == joined && m.kind == number && m.digits == 2 && m.gap == joined && m.value < 60
}

// addSeconds reads ":30" and a fraction, and returns the token after them.
func (s *scanner) addSeconds(c *clock, j int) int {
	if p, n := s.at(j), s.at(j+1); p.is(':') && isMinute(p, n) || p.is(':') && n.value == 60 && n.digits == 2 {
		c.second, c.exact = min(n.value, 59), true
		j += 2
		if p, n := s.at(j), s.at(j+1); p.oneOf(".,") && p.gap == joined && n.kind == number && n.gap == joined {
			j += 2
		}
	}
	return j
}

// machineClock reads the time behind the T of ISO 8601, extended or basic.
func (s *scanner) machineClock(j int) (clock, int, bool) {
	t := s.at(j)
	if t.digits == 4 || t.digits == 6 {
		v := t.value
		if t.digits == 4 {
			v *= 100
		}
		return s.finishClock(clock{set: true, hour: v / 10000, minute: v / 100 % 100, second: v % 100, exact: true}, j+1)
	}
	if p, m := s.at(j+1), s.at(j+2); t.digits == 2 && p.is(':') && isMinute(p, m) {
		c := clock{set: true, hour: t.value, minute: m.value, exact: true}
		return s.finishClock(c, s.addSeconds(&c, j+3))
	}
	return clock{}, j, false
}

// half reads a.m. or p.m. in any language and returns the token after it.
func (s *scanner) half(j int) (value, after int) {
	if v, _, ok := s.meaning(j, halfDay); ok {
		return v, s.skipJoined(j+1, '.')
	}
	a, p, b := s.at(j), s.at(j+1), s.at(j+2)
	if a.kind != word || !p.is('.') || b.kind != word || a.end-a.start > 4 {
		return 0, j
	}
	both := append([]byte(nil), s.folded(j)...)
	both = append(both, s.folded(j+2)...)
	v, _, ok := s.dict.lookup(both, halfDay, s.lang)
	if !ok {
		return 0, j
	}
	return v, s.skipJoined(j+3, '.')
}

func (s *scanner) skipJoined(j int, r rune) int {
	if t := s.at(j); t.gap == joined && t.is(r) {
		return j + 1
	}
	return j
}

func twelveHour(hour, half int) int {
	switch {
	case half == 1 && hour < 12:
		return hour + 12
	case half == 0 && hour == 12:
		return 0
	}
	return hour
}
