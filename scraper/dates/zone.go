package dates

import (
	"time"

	"onrecord/scraper/dates/internal/fold"
)

// zone is a printed zone: an offset, or a place whose offset depends on the day.
type zone struct {
	set    bool
	offset int    // seconds east of UTC
	place  string // IANA name; offset counts where it is not known
}

func hours(n int) zone              { return zone{set: true, offset: n * 3600} }
func minutes(n int) zone            { return zone{set: true, offset: n * 60} }
func place(name string, n int) zone { return zone{set: true, offset: n * 3600, place: name} }

// offsetAt returns the zone's offset at the time read.
func (z zone) offsetAt(r reading) (int, bool) {
	if z.place == "" {
		return z.offset, z.set
	}
	loc, err := time.LoadLocation(z.place)
	if err != nil {
		return z.offset, z.set // the machine has no time zone database
	}
	return offsetIn(loc, r), z.set
}

// offsetIn returns the offset of a place at the wall clock read.
func offsetIn(loc *time.Location, r reading) int {
	c := r.clock
	_, offset := time.Date(r.year, time.Month(r.month), r.day, c.hour, c.minute, c.second, 0, loc).Zone()
	return offset
}

// zoneAt reads a zone at token j: "Z", "MSK", "GMT+3", "+03:00", "(UTC +3)". A
// colon after a minus counts only for exact times: 10:00-12:00 is a span.
func (s *scanner) zoneAt(j int, exact bool) (zone, int, bool) {
	k := s.skip(j, "([")
	z, after, ok := s.zoneName(k)
	if !ok {
		z, after, ok = s.numericZone(k, exact, false)
	}
	if ok && k > j {
		after = s.skip(after, ")]")
	}
	return z, after, ok
}

func (s *scanner) zoneName(k int) (zone, int, bool) {
	t := s.at(k)
	if t.kind != word {
		return zone{}, k, false
	}
	for _, p := range zonePhrases {
		if s.saysWords(k, p.words) {
			return p.zone, k + len(p.words), true
		}
	}
	name := fold.Word(s.text[t.start:t.end])
	z := s.namedZone(name)
	if !z.set || !s.isCapital(t) && name != "utc" && name != "gmt" && name != "z" {
		return zone{}, k, false
	}
	if z == hours(0) {
		if more, after, ok := s.numericZone(k+1, true, true); ok {
			return more, after, true
		}
	}
	return z, k + 1, true
}

// isCapital reports whether an ASCII word has capitals only: "et" is French.
func (s *scanner) isCapital(t token) bool {
	for i := t.start; i < t.end; i++ {
		if 'a' <= s.text[i] && s.text[i] <= 'z' {
			return false
		}
	}
	return true
}

// saysWords reports whether the word tokens from k on are the given ones, folded.
func (s *scanner) saysWords(k int, words []string) bool {
	for i, w := range words {
		t := s.at(k + i)
		if t.kind != word || t.end-t.start < len(w) {
			return false
		}
		s.buf = fold.Append(s.buf[:0], s.text[t.start:t.end])
		if string(s.buf) != w {
			return false
		}
	}
	return true
}

// maxOffset is the largest offset of any zone, in hours.
const maxOffset = 14

// numericZone reads a numeric offset. After UTC or GMT hours alone are enough.
func (s *scanner) numericZone(k int, exact, named bool) (zone, int, bool) {
	sign, h := s.at(k), s.at(k+1)
	if !sign.oneOf("+-") || h.kind != number || h.gap != joined && !named {
		return zone{}, k, false
	}
	minute, after := h.value*60, k+2
	p, m := s.at(k+2), s.at(k+3)
	switch {
	case h.digits == 4:
		minute = h.value/100*60 + h.value%100
	case h.digits <= 2 && p.is(':') && isMinute(p, m) && (exact || sign.is('+')):
		minute, after = h.value*60+m.value, k+4
	case h.digits > 2 || !named && !exact:
		return zone{}, k, false
	}
	if minute > maxOffset*60 {
		return zone{}, k, false
	}
	if sign.is('-') {
		minute = -minute
	}
	return minutes(minute), after, true
}
