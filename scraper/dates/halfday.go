package dates

import "strings"

// halfAfter reads a.m. or p.m. behind a time, in English, the page's language,
// or one of another script.
func (s *scanner) halfAfter(j int) (value, after int, ok bool) {
	if s.at(j).kind == ideograph {
		value, after = s.halfBefore(j)
		return value, after, after > j
	}
	m, after, ok := s.name(j, halfDay)
	if !ok || m.rank == foreign && s.text[s.at(j).start] < 0x80 {
		return 0, j, false
	}
	return m.value, s.skipJoined(after, '.'), true
}

// halfBefore reads a.m. or p.m. before a time: 午後, 오후, "PM".
func (s *scanner) halfBefore(j int) (value, after int) {
	t := s.at(j)
	switch t.kind {
	case ideograph:
		for i, names := range [...]string{"上午 午前 오전 凌晨 早上 清晨", "下午 午後 오후 午后 晚上 中午"} {
			for name := range strings.FieldsSeq(names) {
				if strings.HasPrefix(s.text[t.start:], name) {
					return i, j + 2
				}
			}
		}
	case word:
		if m, after, ok := s.name(j, halfDay); ok && m.rank > foreign {
			return m.value, s.skipJoined(after, '.')
		}
	}
	return 0, j
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
