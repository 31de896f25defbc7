package dates

import (
	"strings"
	"time"
)

// maxLine is the length in bytes up to which a line can be nothing but a date
// with its label.
const maxLine = 120

// relativeDays finds "today" and "yesterday" with the times beside them, and
// "an hour ago", where they stand alone on a line or behind a label.
func (s *scanner) relativeDays() []Match {
	if s.o.Now.IsZero() {
		return nil
	}
	var found []Match
	for start := 0; start < len(s.text); {
		line := s.text[start:]
		if i := strings.IndexByte(line, '\n'); i >= 0 && !s.alone {
			line = line[:i+1]
		}
		if len(line) <= maxLine || s.alone {
			if m, ok := s.relativeDay(start, start+len(line)); ok {
				found = append(found, m)
			}
		}
		start += len(line)
	}
	return found
}

// relativeDay finds a relative day in one line of text.
func (s *scanner) relativeDay(start, stop int) (Match, bool) {
	s.toks = s.toks[:0]
	for i := start; i < stop; {
		t := next(s.text[:stop], i)
		if t.kind == end {
			break
		}
		s.toks = append(s.toks, t)
		i = t.end
	}
	for i := range s.toks {
		r, ok := s.dayWord(i)
		if !ok {
			r, ok = s.oneAgo(i)
		}
		if ok {
			return s.match(r)
		}
	}
	return Match{}, false
}

// dayWord reads a relative day that begins with token i, with its time.
func (s *scanner) dayWord(i int) (reading, bool) {
	days, after, ok := s.relativeName(i)
	if !ok {
		return reading{}, false
	}
	now := s.o.Now.In(s.o.location())
	r := s.dayReading(i, after, time.Date(now.Year(), now.Month(), now.Day()+days, 12, 0, 0, 0, time.UTC))
	s.addClockAfter(&r)
	if !r.clock.set {
		s.addClockBefore(&r)
	}
	return r, s.standsAlone(r.first, r.after)
}

// eastAsianDays are the relative days in Han characters and Hangul.
var eastAsianDays = [...]string{"前天 前日 一昨日 그저께", "昨天 昨日 어제", "今天 今日 本日 오늘"}

// relativeName reads the name of a relative day.
func (s *scanner) relativeName(i int) (days, after int, ok bool) {
	t := s.at(i)
	if t.kind == ideograph {
		for n, names := range eastAsianDays {
			for name := range strings.FieldsSeq(names) {
				if strings.HasPrefix(s.text[t.start:], name) {
					return n - 2, i + len([]rune(name)), true
				}
			}
		}
		return 0, i, false
	}
	m, after, ok := s.name(i, relativeDay)
	known := m.rank > foreign || s.lang == anyLanguage && t.end-t.start > 4
	return m.value, after, ok && known
}

// addClockBefore reads the time before a relative day: "14:05, yesterday".
func (s *scanner) addClockBefore(r *reading) {
	for j := r.first - 2; j >= 0 && j >= r.first-8; j-- {
		if s.at(j).kind != number || s.at(j-1).is(':') {
			continue
		}
		if c, after, ok := s.clockAt(j, false); ok && s.skip(after, ",|-–·") == r.first {
			r.clock, r.first = c, j
			return
		}
	}
}
