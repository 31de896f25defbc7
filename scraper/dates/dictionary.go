package dates

import (
	"strings"
	"sync"
)

// role is what a word can be in a date.
type role uint8

const (
	monthName   role = iota // value 1..12
	jalaliMonth             // value 1..12, of the Persian calendar
	weekdayName             // value 0..6 from Sunday
	halfDay                 // value 0 before noon, 1 after
	relativeDay             // value: days from today
	link                    // stands between day, month and year: "de", "of"
	yearMark                // stands after a year: "года"
	dayMark                 // stands after the number of a day: "nd", "го"
	timeMark                // stands before a time: "at", "в"
	clockMark               // stands after a time: "Uhr"
	phraseHead              // first word of a name of several words
	notDate                 // before a number: it is no date ("ISBN")
)

// sense is one meaning of a word in one language.
type sense struct {
	role  role
	value int8
	lang  uint8 // index into languages; anyLanguage for the lists of extra.go
	next  int32 // the word's next sense, 0 when there is none
}

const anyLanguage = 255

// dictionary maps folded words to their senses.
type dictionary struct {
	first  map[string]int32
	senses []sense // the first is unused, so that 0 means none
}

// words is the dictionary, built when the first word is looked up.
var words = sync.OnceValue(func() *dictionary {
	d := &dictionary{first: make(map[string]int32, 6000), senses: make([]sense, 1, 9000)}
	for i, l := range languages {
		d.addGroups(monthName, uint8(i), 1, l.months)
		d.addGroups(weekdayName, uint8(i), 0, l.weekdays)
		d.addGroups(halfDay, uint8(i), 0, l.halves)
		d.addGroups(relativeDay, uint8(i), -2, l.days)
	}
	d.addExtra()
	return d
})

// addGroups adds words divided by commas in groups divided by semicolons; the
// groups have rising values.
func (d *dictionary) addGroups(r role, lang uint8, value int8, groups string) {
	for group := range strings.SplitSeq(groups, ";") {
		for w := range strings.SplitSeq(group, ",") {
			if w != "" {
				d.add(w, sense{role: r, value: value, lang: lang})
			}
		}
		value++
	}
}

// add appends a sense to a folded word or phrase.
func (d *dictionary) add(w string, s sense) {
	if head, _, phrase := strings.Cut(w, " "); phrase {
		d.add(head, sense{role: phraseHead, lang: s.lang})
	}
	at := d.first[w]
	last := int32(0)
	for ; at != 0; at = d.senses[at].next {
		have := d.senses[at]
		if have.role == s.role && have.value == s.value && have.lang == s.lang {
			return
		}
		last = at
	}
	d.senses = append(d.senses, s)
	added := int32(len(d.senses) - 1)
	if last == 0 {
		d.first[w] = added
		return
	}
	d.senses[last].next = added
}

// lookup returns the word's meaning in a role: in the given language, else in
// English, else in the first language that has it. disputed reports that
// without knowing the language the word could mean another value.
func (d *dictionary) lookup(w []byte, r role, lang uint8) (value int, disputed, ok bool) {
	rank := 0
	for at := d.first[string(w)]; at != 0; at = d.senses[at].next {
		s := d.senses[at]
		if s.role != r {
			continue
		}
		if ok && int(s.value) != value {
			disputed = true
		}
		if n := s.rank(lang); n > rank {
			value, rank, ok = int(s.value), n, true
		}
	}
	return value, disputed && rank < ownLanguage, ok
}

const ownLanguage = 3

func (s sense) rank(lang uint8) int {
	switch {
	case s.lang == lang && lang != anyLanguage:
		return ownLanguage
	case s.lang == english:
		return 2
	}
	return 1
}

// english is the index of English in languages, which the table begins with.
const english = 0

// languageOf returns the index of a BCP 47 tag's language, or anyLanguage.
func languageOf(tag string) uint8 {
	base := baseOf(tag)
	if base == "" {
		return anyLanguage
	}
	for i, l := range languages {
		for name := range strings.SplitSeq(l.tags, " ") {
			if name == base {
				return uint8(i)
			}
		}
	}
	return anyLanguage
}

// baseOf returns the lower-case primary language of a tag: "pt-BR" gives "pt".
func baseOf(tag string) string {
	tag, _, _ = strings.Cut(tag, "-")
	tag, _, _ = strings.Cut(tag, "_")
	return strings.ToLower(tag)
}

// regionOf returns the upper-case region of a tag, or "".
func regionOf(tag string) string {
	parts := strings.FieldsFunc(tag, func(r rune) bool { return r == '-' || r == '_' })
	for _, p := range parts[min(1, len(parts)):] {
		if len(p) == 2 || len(p) == 3 && p[0] <= '9' {
			return strings.ToUpper(p)
		}
	}
	return ""
}
