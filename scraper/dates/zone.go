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

// namedZone returns the zone of an abbreviation as officials print it, folded.
// One that means different zones has the meaning of RFC 5322 (section 4.3) or
// that of the page's language.
func (s *scanner) namedZone(name string) zone {
	switch name {
	case "z", "ut", "utc", "gmt", "wet":
		return hours(0)
	case "msk", "msd", "мск":
		return place("Europe/Moscow", 3)
	case "west", "cet", "mez", "bst", "wat":
		return hours(1)
	case "cest", "mesz", "eet", "sast", "cat":
		return hours(2)
	case "eest", "trt", "eat":
		return hours(3)
	case "get", "azt", "gst", "samt":
		return hours(4)
	case "pkt", "uzt", "tjt", "tmt", "yekt":
		return hours(5)
	case "almt":
		return place("Asia/Almaty", 5)
	case "kgt", "omst":
		return hours(6)
	case "wib", "ict", "krat":
		return hours(7)
	case "hkt", "sgt", "wita", "awst", "pht", "myt", "irkt":
		return hours(8)
	case "jst", "kst", "wit", "yakt":
		return hours(9)
	case "aest", "vlat":
		return hours(10)
	case "aedt":
		return hours(11)
	case "nzst":
		return hours(12)
	case "nzdt":
		return hours(13)
	}
	return s.namedZoneElsewhere(name)
}

// namedZoneElsewhere goes on with the Americas, half hours and disputed names.
func (s *scanner) namedZoneElsewhere(name string) zone {
	switch name {
	case "brt", "art":
		return hours(-3)
	case "edt":
		return hours(-4)
	case "est", "cdt":
		return hours(-5)
	case "mdt":
		return hours(-6)
	case "mst", "pdt":
		return hours(-7)
	case "pst", "akdt":
		return hours(-8)
	case "akst":
		return hours(-9)
	case "hst":
		return hours(-10)
	case "et":
		return place("America/New_York", -5)
	case "ct":
		return place("America/Chicago", -6)
	case "mt":
		return place("America/Denver", -7)
	case "pt":
		return place("America/Los_Angeles", -8)
	case "irst":
		return minutes(210)
	case "irdt":
		return minutes(270)
	case "npt":
		return minutes(345)
	case "acst":
		return minutes(570)
	case "cst":
		if s.base == "zh" {
			return hours(8)
		}
		return hours(-6)
	case "ist":
		if s.base == "he" {
			return place("Asia/Jerusalem", 2)
		}
		return minutes(330)
	}
	return zone{}
}

// zonePhrases are zones told in words, folded.
var zonePhrases = [...]struct {
	words []string
	zone  zone
}{
	{[]string{"по", "московскому", "времени"}, place("Europe/Moscow", 3)},
	{[]string{"по", "москве"}, place("Europe/Moscow", 3)},
	{[]string{"moscow", "time"}, place("Europe/Moscow", 3)},
	{[]string{"eastern", "time"}, place("America/New_York", -5)},
	{[]string{"central", "european", "time"}, place("Europe/Brussels", 1)},
	{[]string{"за", "киевом"}, place("Europe/Kyiv", 2)},
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
