package dates

// compact reads the basic form of ISO 8601, 20200922 with or without a time
// behind it, which is a date only where nothing else stands beside it.
func (s *scanner) compact() (Match, bool) {
	t := next(s.text, 0)
	if t.kind != number || t.script != '0' || t.digits != 8 && t.digits != 12 && t.digits != 14 {
		return Match{}, false
	}
	s.tokenize(t.start)
	digits := s.text[t.start:t.end]
	r := reading{
		year: decimal(digits[:4]), month: decimal(digits[4:6]), day: decimal(digits[6:8]),
		hasYear: true, after: 1,
	}
	if len(digits) > 8 {
		r.clock = clock{
			set: true, hour: decimal(digits[8:10]), minute: decimal(digits[10:12]), second: decimal(digits[12:]),
		}
	} else {
		s.addClockAfter(&r)
	}
	if s.at(r.after).kind != end || !r.clock.valid() {
		return Match{}, false
	}
	return s.match(r)
}

// decimal returns the value of ASCII digits.
func decimal(digits string) int {
	v := 0
	for _, c := range digits {
		v = v*10 + int(c-'0')
	}
	return v
}
