package dates

import "strings"

// clock is a printed time of day.
type clock struct {
	set                  bool
	hour, minute, second int
	exact                bool // printed as programs do: with seconds, or behind a T
	zone                 zone
}

func (c clock) valid() bool { return c.hour < 24 && c.minute < 60 && c.second < 60 }

// addClockAfter reads the time that follows a date: "…, 14:05", "… at 2.05 p.m.".
func (s *scanner) addClockAfter(r *reading) {
	if s.isT(r.after) {
		s.addMachineClock(r)
		return
	}
	s.ending = s.at(r.after - 1).end
	j := s.skipWeekday(r.after)
	for n := 0; n < 3 && s.at(j).oneOf(",|-–·/()@[;:."); n++ {
		j++
	}
	told := s.languageDotted()
	for n := 0; n < 3 && s.means(j, timeMark); n++ {
		j, told = s.skip(j+1, ".:"), true
	}
	if c, after, ok := s.clockAt(j, told); ok {
		r.clock, r.after = c, after
	}
}

// addMachineClock reads the time behind the T of ISO 8601: T14:05:00, T1405.
func (s *scanner) addMachineClock(r *reading) {
	c, after, ok := s.basicClock(r.after + 1)
	if !ok {
		c, after, ok = s.clockAt(r.after+1, true)
	}
	if !ok {
		return
	}
	if z, k, found := s.zoneAt(after, true); found && !c.zone.set {
		c.zone, after = z, k
	}
	r.clock, r.after = c, after
}

// languageDotted reports whether the page's language writes 14.05 for a time.
func (s *scanner) languageDotted() bool {
	return s.lang != anyLanguage && languages[s.lang].dotted
}

// clockAt reads a time that begins with token j. told says that something
// announced a time, so that 14.05 is one.
func (s *scanner) clockAt(j int, told bool) (clock, int, bool) {
	half, k := s.halfBefore(j)
	h := s.at(k)
	if h.kind != number || h.digits > 2 || !s.opensClock(h) {
		return clock{}, j, false
	}
	c := clock{set: true, hour: h.value}
	after, ok := s.minutesAfter(&c, k, told)
	if !ok {
		// An hour alone is a time only with a.m. or p.m. beside it.
		after = k + 1
		if _, _, ok = s.halfAfter(after); !ok && k == j {
			return clock{}, j, false
		}
	}
	if k > j {
		c.hour = twelveHour(c.hour, half)
	}
	return s.finishClock(c, after)
}

// minutesAfter reads the minutes behind the hour of token k, in the forms
// 14:05, 14.05, 14h05, 14h, 14 Uhr, 14時05分. It returns the token after them.
func (s *scanner) minutesAfter(c *clock, k int, told bool) (after int, ok bool) {
	p, m := s.at(k+1), s.at(k+2)
	switch {
	case p.is(':') && isMinute(p, m):
		c.minute = m.value
		return s.addSeconds(c, k+3), true
	case p.is('.') && isMinute(p, m):
		_, _, half := s.halfAfter(k + 3)
		c.minute = m.value
		return k + 3, told || half || s.means(k+3, clockMark)
	case p.oneOf("時时點点시") && !s.at(k+2).oneOf("間间간"):
		return s.eastAsianMinutes(c, k+2), true
	case p.kind == word && s.means(k+1, clockMark):
		return s.minutesBehindWord(c, k+2, told || p.gap == joined)
	}
	return k, false
}

// minutesBehindWord reads the minutes behind a word for hours: "14 h 05",
// "14 ч. 05 мин.". Without minutes the word alone must be a sure sign of a time.
func (s *scanner) minutesBehindWord(c *clock, j int, told bool) (after int, ok bool) {
	j = s.skipJoined(j, '.')
	if m := s.at(j); m.kind == number && m.digits == 2 && m.value < 60 {
		if s.hasPrefix(j+1, "min", "мин") {
			c.minute = m.value
			return s.skipJoined(j+2, '.'), true
		}
		if s.closes(m.end) {
			c.minute = m.value
			return j + 1, true
		}
	}
	return j, told || s.hasPrefix(j-1, "Uhr", "час")
}

func (s *scanner) hasPrefix(j int, prefixes ...string) bool {
	t := s.at(j)
	for _, p := range prefixes {
		if t.kind == word && strings.HasPrefix(s.text[t.start:t.end], p) {
			return true
		}
	}
	return false
}

func (s *scanner) eastAsianMinutes(c *clock, j int) int {
	if m := s.at(j); m.kind == number && s.at(j+1).oneOf("分분") {
		c.minute = m.value
		j += 2
	}
	if n := s.at(j); n.kind == number && s.at(j+1).oneOf("秒초") {
		c.second = n.value
		j += 2
	}
	return j
}

// finishClock reads what follows hours and minutes: a.m. or p.m., a word, a zone.
func (s *scanner) finishClock(c clock, after int) (clock, int, bool) {
	if half, k, ok := s.halfAfter(after); ok {
		c.hour, after = twelveHour(c.hour, half), k
	}
	if s.means(after, clockMark) {
		after = s.skipJoined(after+1, '.')
	}
	if z, k, ok := s.zoneAt(after, c.exact); ok {
		c.zone, after = z, k
	}
	return c, after, c.valid()
}

// opensClock reports whether a time may begin with number h.
func (s *scanner) opensClock(h token) bool {
	if h.gap != joined || h.start == 0 || h.start-1 == s.ending {
		return true
	}
	switch c := s.text[h.start-1]; c {
	case 'T', 't':
		return true
	case '.', ':', '-', '+':
		return h.start < 2 || !isAlnum(rune(s.text[h.start-2]))
	default:
		return !isASCIILetter(c)
	}
}

func isMinute(p, m token) bool {
	return p.gap == joined && m.kind == number && m.digits == 2 && m.gap == joined && m.value < 60
}

// addSeconds reads ":30" and a fraction, and returns the token after them. A
// leap second is read as the last ordinary one.
func (s *scanner) addSeconds(c *clock, j int) int {
	p, n := s.at(j), s.at(j+1)
	if !p.is(':') || n.kind != number || n.digits != 2 || n.value > 60 || n.gap != joined {
		return j
	}
	c.second, c.exact = min(n.value, 59), true
	j += 2
	if p, n := s.at(j), s.at(j+1); p.oneOf(".,") && p.gap == joined && n.kind == number && n.gap == joined {
		j += 2
	}
	return j
}

// basicClock reads a time in the basic form of ISO 8601: 140500.
func (s *scanner) basicClock(j int) (clock, int, bool) {
	t := s.at(j)
	v := t.value
	switch t.digits {
	case 4:
		v *= 100
	case 6:
	default:
		return clock{}, j, false
	}
	return s.finishClock(clock{set: true, hour: v / 10000, minute: v / 100 % 100, second: v % 100, exact: true}, j+1)
}
