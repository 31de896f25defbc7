package dates

import "time"

// zone is a printed zone: an offset, or a place whose offset depends on the day.
type zone struct {
	set    bool
	offset int    // seconds east of UTC
	place  string // IANA name; offset counts where it is not known
}

// offsetAt returns the zone's offset at the time read.
func (z zone) offsetAt(r reading) (int, bool) {
	if z.place == "" {
		return z.offset, z.set
	}
	loc, err := time.LoadLocation(z.place)
	if err != nil {
		return z.offset, z.set // the machine has no time zone database
	}
	c := r.clock
	_, offset := time.Date(r.year, time.Month(r.month), r.day, c.hour, c.minute, c.second, 0, loc).Zone()
	return offset, z.set
}

// zoneNames are the abbreviations officials print. Those that mean different
// zones in different countries have the meaning of RFC 5322 or none.
var zoneNames = map[string]zone{
	"z": hours(0), "ut": hours(0), "utc": hours(0), "gmt": hours(0), "wet": hours(0),
	"west": hours(1), "cet": hours(1), "mez": hours(1), "bst": hours(1),
	"cest": hours(2), "mesz": hours(2), "eet": hours(2), "eest": hours(3),
	"msk": at("Europe/Moscow", 3), "мск": at("Europe/Moscow", 3),
	"est": hours(-5), "edt": hours(-4), "cst": hours(-6), "cdt": hours(-5),
	"mst": hours(-7), "mdt": hours(-6), "pst": hours(-8), "pdt": hours(-7),
	"et": at("America/New_York", -5), "ct": at("America/Chicago", -6), "pt": at("America/Los_Angeles", -8),
	"akst": hours(-9), "akdt": hours(-8), "hst": hours(-10),
	"jst": hours(9), "kst": hours(9), "hkt": hours(8), "sgt": hours(8), "pkt": hours(5),
	"ist": {set: true, offset: 5*3600 + 1800}, "wib": hours(7), "wita": hours(8), "wit": hours(9),
	"aest": hours(10), "aedt": hours(11), "awst": hours(8), "nzst": hours(12), "nzdt": hours(13),
	"sast": hours(2), "eat": hours(3), "wat": hours(1), "brt": hours(-3),
}

func hours(n int) zone            { return zone{set: true, offset: n * 3600} }
func at(place string, n int) zone { return zone{set: true, offset: n * 3600, place: place} }

// zoneAt reads a zone at token j: "Z", "MSK", "GMT+3", "+03:00", "(UTC +3)". A
// colon after a minus counts only for exact times: 10:00-12:00 is a span.
func (s *scanner) zoneAt(j int, exact bool) (zone, int, bool) {
	k := s.skip(j, "([")
	z, after, ok := s.zoneName(k)
	if !ok {
		z, after, ok = s.offsetAt(k, exact, false)
	}
	if ok && k > j {
		after = s.skip(after, ")]")
	}
	return z, after, ok
}

func (s *scanner) zoneName(k int) (zone, int, bool) {
	if s.at(k).kind != word {
		return zone{}, k, false
	}
	z, ok := zoneNames[string(s.folded(k))]
	if !ok {
		return zone{}, k, false
	}
	if z.offset == 0 {
		if more, after, ok := s.offsetAt(k+1, true, true); ok {
			return more, after, true
		}
	}
	return z, k + 1, true
}

// offsetAt reads a numeric offset. After UTC or GMT hours alone are enough.
func (s *scanner) offsetAt(k int, exact, named bool) (zone, int, bool) {
	sign, h := s.at(k), s.at(k+1)
	if !sign.oneOf("+-") || h.kind != number || h.gap != joined && !named {
		return zone{}, k, false
	}
	hour, minute, after := h.value, 0, k+2
	p, m := s.at(k+2), s.at(k+3)
	switch {
	case h.digits == 4:
		hour, minute = h.value/100, h.value%100
	case h.digits <= 2 && p.is(':') && isMinute(p, m):
		minute, after = m.value, k+4
		if sign.is('-') && !exact {
			return zone{}, k, false
		}
	case h.digits > 2 || !named && !exact:
		return zone{}, k, false
	}
	if hour > 14 || minute > 59 {
		return zone{}, k, false
	}
	offset := hour*3600 + minute*60
	if sign.is('-') {
		offset = -offset
	}
	return zone{set: true, offset: offset}, after, true
}
