package dates

import (
	"strings"
	"sync"
)

// languageIndex maps the primary languages of BCP 47 to their places in languages.
var languageIndex = sync.OnceValue(func() map[string]uint8 {
	index := make(map[string]uint8, 2*len(languages))
	for i, l := range languages {
		for tag := range strings.FieldsSeq(l.tags) {
			index[tag] = uint8(i)
		}
	}
	return index
})

// languageOf returns the index of a BCP 47 tag's language, or anyLanguage.
func languageOf(tag string) uint8 {
	if i, ok := languageIndex()[baseOf(tag)]; ok {
		return i
	}
	return anyLanguage
}

// baseOf returns the lower-case primary language of a tag: "pt-BR" gives "pt".
func baseOf(tag string) string {
	if i := strings.IndexAny(tag, "-_"); i >= 0 {
		tag = tag[:i]
	}
	return strings.ToLower(tag)
}

// regionOf returns the upper-case region of a tag, or "": two letters or three
// digits behind the language (RFC 5646, section 2.2.4).
func regionOf(tag string) string {
	for i, p := range strings.FieldsFunc(tag, func(r rune) bool { return r == '-' || r == '_' }) {
		if i > 0 && (len(p) == 2 || len(p) == 3 && '0' <= p[0] && p[0] <= '9') {
			return strings.ToUpper(p)
		}
	}
	return ""
}

// orderOfTag returns the order of short numeric dates in a language and region
// as CLDR has it.
func orderOfTag(tag string) Order {
	lang := languageOf(tag)
	if lang == anyLanguage {
		return Unknown
	}
	region := regionOf(tag)
	switch base := baseOf(tag); {
	case base == "en" && !monthFirstRegion(region), base == "fr":
		return DayFirst
	case base == "es" && (region == "PA" || region == "PR"):
		return MonthFirst
	}
	return languages[lang].order
}

// monthFirstRegion reports whether English dates begin with the month in a
// region; without one they do.
func monthFirstRegion(region string) bool {
	switch region {
	case "", "US", "AS", "BI", "GU", "MH", "MP", "PH", "PR", "UM", "VI":
		return true
	}
	return false
}
