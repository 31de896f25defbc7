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
	if s.o.Now.IsZero() || n.digits > 3 || s.at(i+1).kind != word && s.at(i+1).kind != ideograph {
		return reading{}, false
	}
	for _, p := range agoPatterns()[string(s.foldedAt(i+1))] {
		first, after, ok := s.fits(p, i)
		if ok && s.standsAlone(first, after) {
			return s.daysBack(first, after, s.o.Now.In(s.o.location()).Add(-time.Duration(n.value)*p.unit)), true
		}
	}
	return reading{}, false
}

// fits reports whether the words of a pattern stand around number token i.
func (s *scanner) fits(p agoPattern, i int) (first, after int, ok bool) {
	after = i + 1
	for _, w := range p.behind {
		if string(s.foldedAt(after)) != w {
			return 0, 0, false
		}
		after = s.skipJoined(after+1, '.')
	}
	first = i
	for _, w := range slices.Backward(p.before) {
		first--
		if string(s.foldedAt(first)) != w {
			return 0, 0, false
		}
	}
	return first, after, true
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

// daysBack is the reading for the day of t.
func (s *scanner) daysBack(first, after int, t time.Time) reading {
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
