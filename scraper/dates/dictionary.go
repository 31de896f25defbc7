package dates

import (
	"strings"
	"sync"
)

// role is what a word can be in a date.
type role uint8

const (
	monthName   role = iota // value 1..12
	persianName             // value 1..12, a month of the Persian calendar
	weekdayName             // value 0..6 from Sunday
	halfDay                 // value 0 before noon, 1 after
	relativeDay             // value: days from today
	monthSign               // says that the number beside it is a month: "tháng", "сарын"
	link                    // stands between day, month and year: "de", "of"
	yearMark                // stands after a year: "года"
	dayMark                 // stands after the number of a day: "nd", "го"
	timeMark                // stands before a time: "at", "в"
	clockMark               // stands after a time: "Uhr"
	label                   // stands before a relative date: "published"
	article                 // stands for the number one: "an hour ago"
	notDate                 // stands before a number that is no date: "ISBN"
	phraseHead              // first word of a name of several words
)

// sense is one meaning of a word in one language.
type sense struct {
	role  role
	value int8
	lang  uint8 // index into languages; anyLanguage for the lists of extra.go
	next  int32 // the word's next sense, 0 when there is none
}

const (
	english     = 0   // the index of English in languages
	anyLanguage = 255 // the language is not known, or the word counts in all
)

// dictionary maps words to their senses.
type dictionary struct {
	first  map[string]int32
	senses []sense // the first is unused, so that 0 means none
}

// words is the dictionary, built when the first word is looked up.
var words = sync.OnceValue(buildWords)

func buildWords() *dictionary {
	d := &dictionary{first: make(map[string]int32, 5000), senses: make([]sense, 1, 8000)}
	for i, l := range languages {
		d.addGroups(monthName, uint8(i), 1, l.months)
		d.addGroups(weekdayName, uint8(i), 0, l.weekdays)
		d.addGroups(halfDay, uint8(i), 0, l.halves)
		d.addGroups(relativeDay, uint8(i), -2, l.days)
	}
	d.addExtra()
	return d
}

// addGroups adds the words of groups with rising values.
func (d *dictionary) addGroups(r role, lang uint8, value int8, groups string) {
	for group := range strings.SplitSeq(groups, ";") {
		for w := range strings.SplitSeq(group, ",") {
			d.add(w, sense{role: r, value: value, lang: lang})
		}
		value++
	}
}

// add adds a sense to a folded word or phrase.
func (d *dictionary) add(key string, s sense) {
	if key == "" {
		return
	}
	if i := strings.IndexByte(key, ' '); i > 0 {
		d.addKey(key[:i], sense{role: phraseHead, lang: anyLanguage})
	}
	d.addKey(key, s)
}

func (d *dictionary) addKey(key string, s sense) {
	last := int32(0)
	for at := d.first[key]; at != 0; at = d.senses[at].next {
		have := d.senses[at]
		if have.role == s.role && have.value == s.value && have.lang == s.lang {
			return
		}
		last = at
	}
	added := int32(len(d.senses))
	d.senses = append(d.senses, s)
	if last == 0 {
		d.first[key] = added
		return
	}
	d.senses[last].next = added
}

// meaning is what a word means in a role.
type meaning struct {
	value    int
	rank     rank
	disputed bool // to somebody who does not know the language it could mean another value
}

// rank says how much a sense is to be trusted.
type rank uint8

const (
	unread  rank = iota // no sense
	foreign             // of another language than the page's
	common              // English
	native              // of the page's language, or of the lists for all
)

// find returns a word's first sense, or 0.
func (d *dictionary) find(key []byte) int32 { return d.first[string(key)] }

// pick returns what the word with the given first sense means in a role: in the
// given language, else in English, else in the first language that has it.
func (d *dictionary) pick(at int32, r role, lang uint8) (meaning, bool) {
	var m meaning
	for ; at > 0; at = d.senses[at].next {
		s := d.senses[at]
		if s.role != r {
			continue
		}
		if m.rank != unread && int(s.value) != m.value {
			m.disputed = true
		}
		if n := s.rankIn(lang); n > m.rank {
			m.value, m.rank = int(s.value), n
		}
	}
	m.disputed = m.disputed && m.rank < native
	return m, m.rank != unread
}

func (s sense) rankIn(lang uint8) rank {
	switch s.lang {
	case lang, anyLanguage:
		return native
	case english:
		return common
	}
	return foreign
}
