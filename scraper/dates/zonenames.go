package dates

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
