package dates

import (
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"onrecord/scraper/dates/internal/fold"
)

// agoPattern is a way to say that something lies so many units back.
type agoPattern struct {
	before, behind []string // words around the number, folded; ideographs one by one
	unit           time.Duration
}

// agoPatterns are the patterns of all languages by the first word behind the number.
var agoPatterns = sync.OnceValue(func() map[string][]agoPattern {
	units := [...]time.Duration{time.Minute, time.Hour, day}
	table := make(map[string][]agoPattern, 400)
	for _, l := range languages {
		for i, group := range strings.Split(l.ago, ";") {
			for p := range strings.SplitSeq(group, ",") {
				before, behind, ok := strings.Cut(p, "#")
				if w := strings.Fields(behind); ok && len(w) > 0 {
					table[w[0]] = append(table[w[0]], agoPattern{strings.Fields(before), w, units[i]})
				}
			}
		}
	}
	return table
})

const day = 24 * time.Hour

// ago reads "3 hours ago" from the number on. The result is a day: a time
// counted back from another moment would differ at every look.
func (s *scanner) ago(i int) (reading, bool) {
	n := s.at(i)
	if s.o.Now.IsZero() || n.digits > maxAgoDigits || s.at(i+1).kind != word && s.at(i+1).kind != ideograph {
		return reading{}, false
	}
	for _, p := range agoPatterns()[string(s.foldedAt(i+1))] {
		after, ok := s.says(i+1, p.behind)
		if !ok || !s.saysBefore(i, p.before) {
			continue
		}
		first, span := s.largerUnits(i-len(p.before), p)
		if s.standsAlone(first, after) {
			return s.timeBack(first, after, span+time.Duration(n.value)*p.unit), true
		}
	}
	return reading{}, false
}

// maxAgoDigits bounds the numbers of units counted back.
const maxAgoDigits = 3

// largerUnits adds the larger units before "5 hours ago", as in "2 days, 5 hours
// ago", and returns the first token with them.
func (s *scanner) largerUnits(first int, p agoPattern) (int, time.Duration) {
	j := first - 1
	if s.at(j).is(',') {
		j--
	}
	n := s.at(j - 1)
	if len(p.before) > 0 || s.at(j).kind != word || n.kind != number || n.digits > maxAgoDigits {
		return first, 0
	}
	for _, larger := range agoPatterns()[string(s.foldedAt(j))] {
		if larger.unit > p.unit && len(larger.before) == 0 {
			return j - 1, time.Duration(n.value) * larger.unit
		}
	}
	return first, 0
}

// oneAgo reads "an hour ago" from the word for the unit on.
func (s *scanner) oneAgo(i int) (reading, bool) {
	if s.at(i).kind != word {
		return reading{}, false
	}
	for _, p := range agoPatterns()[string(s.foldedAt(i))] {
		after, ok := s.says(i, p.behind)
		first := i
		if s.means(i-1, article) {
			first--
		}
		if ok && len(p.before)+len(p.behind) > 1 && s.saysBefore(first, p.before) && s.standsAlone(first-len(p.before), after) {
			return s.timeBack(first-len(p.before), after, p.unit), true
		}
	}
	return reading{}, false
}

// says reports whether the tokens from i on are the given words, and returns
// the token after them.
func (s *scanner) says(i int, words []string) (after int, ok bool) {
	for _, w := range words {
		if string(s.foldedAt(i)) != w {
			return i, false
		}
		i = s.skipJoined(i+1, '.')
	}
	return i, true
}

// saysBefore reports whether the tokens before i are the given words.
func (s *scanner) saysBefore(i int, words []string) bool {
	for _, w := range slices.Backward(words) {
		if i--; string(s.foldedAt(i)) != w {
			return false
		}
	}
	return true
}

// timeBack is the reading for the day that lies a span before Now.
func (s *scanner) timeBack(first, after int, span time.Duration) reading {
	return s.dayReading(first, after, s.o.Now.In(s.o.location()).Add(-span))
}

// foldedAt returns the folded form of word token i, or ideograph i as it is. It
// holds until the next call.
func (s *scanner) foldedAt(i int) []byte {
	switch t := s.at(i); t.kind {
	case word:
		s.buf = fold.Append(s.buf[:0], s.text[t.start:t.end])
	case ideograph:
		s.buf = append(s.buf[:0], s.text[t.start:t.end]...)
	default:
		return nil
	}
	return s.buf
}

// dayReading is the reading for the day of t.
func (s *scanner) dayReading(first, after int, t time.Time) reading {
	return reading{
		year: t.Year(), month: int(t.Month()), day: t.Day(),
		hasYear: false, relative: true, first: first, after: after,
	}
}

// standsAlone reports whether tokens [first, after) are no part of a sentence:
// they begin the line or follow a mark or a label, and end the line or precede
// a mark. Behind a label anything may follow ("posted 3 hours ago by …").
func (s *scanner) standsAlone(first, after int) bool {
	labelled := s.means(first-1, label)
	if !labelled && !s.beginsLine(first) && !s.at(first-1).oneOf(":|·,–-(/[>»") {
		return false
	}
	return labelled || s.endsLine(after) || s.at(after).oneOf("|·)–]/<«")
}

func (s *scanner) beginsLine(i int) bool {
	t := s.at(i)
	if t.gap >= broken || t.start == 0 {
		return true
	}
	before := strings.TrimRight(s.text[:t.start], " \t\u00a0")
	r, _ := utf8.DecodeLastRuneInString(before)
	return before == "" || r == '\n'
}

func (s *scanner) endsLine(after int) bool {
	t := s.at(after)
	if t.kind == end || t.gap >= broken {
		return true
	}
	return t.is('.') && (s.at(after+1).kind == end || s.at(after+1).gap >= broken)
}
