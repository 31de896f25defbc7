package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"onrecord/scraper/dates/internal/fold"
)

// language is a group with its locales, the group's own first.
type language struct {
	group
	locales []locale
}

var (
	monthKeys = []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}
	dayKeys   = []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}
	halfKeys  = []string{"am", "pm"}
	pastKeys  = []string{"relative-type--2", "relative-type--1", "relative-type-0"}
	agoUnits  = [][]string{{"minute", "minute-short"}, {"hour", "hour-short"}, {"day", "day-short"}}
)

// months returns the names of the twelve months in all forms and locales.
func (l language) months() []string {
	more := strings.Split(moreNames[l.locale], ";")
	return l.collect(monthKeys, fold.Phrase, func(loc locale, key string) []string {
		var names []string
		for _, name := range loc.calendar.Months.names(key) {
			names = append(names, name)
			names = append(names, loc.affixed(name)...)
		}
		if i := slices.Index(monthKeys, key); i < len(more) {
			names = append(names, strings.Split(more[i], ",")...)
		}
		return slices.DeleteFunc(names, hasDigit)
	})
}

func (l language) weekdays() []string {
	return l.collect(dayKeys, fold.Phrase, func(loc locale, key string) []string { return loc.calendar.Days.names(key) })
}

func (l language) halves() []string {
	return l.collect(halfKeys, fold.Joined, func(loc locale, key string) []string {
		return loc.calendar.DayPeriods.names(key)
	})
}

// relativeDays returns the words for the day before yesterday, yesterday and today.
func (l language) relativeDays() []string {
	more := strings.Split(moreDays[l.locale], ";")
	return l.collect(pastKeys, fold.Phrase, func(loc locale, key string) []string {
		name := loc.relativeDay(key)
		if hasDigit(name) || name == loc.relativeDay("relative-type-1") || name == loc.relativeDay("relative-type-2") {
			return nil // Hindi has one word for yesterday and tomorrow
		}
		names := []string{name}
		if i := slices.Index(pastKeys, key); i < len(more) {
			names = append(names, strings.Split(more[i], ",")...)
		}
		return names
	})
}

func (loc locale) relativeDay(key string) string {
	var name string
	if raw, ok := loc.fields["day"][key]; !ok || json.Unmarshal(raw, &name) != nil {
		return ""
	}
	return name
}

// ago returns the patterns of past minutes, hours and days, with # for the number.
func (l language) ago() []string {
	if !l.group.ago {
		return nil
	}
	groups := make([]string, len(agoUnits))
	for i, units := range agoUnits {
		groups[i] = l.collect([]string{""}, foldPattern, func(loc locale, _ string) []string {
			return loc.past(units)
		})[0]
	}
	return groups
}

// past returns a locale's patterns for units that lie back.
func (loc locale) past(units []string) []string {
	var list []string
	for _, unit := range units {
		var patterns map[string]string
		raw, ok := loc.fields[unit]["relativeTime-type-past"]
		if !ok || json.Unmarshal(raw, &patterns) != nil {
			continue
		}
		for _, p := range patterns {
			p = strings.ReplaceAll(p, "{0}", "#")
			if isAgo(p) {
				list = append(list, p)
			}
		}
	}
	slices.Sort(list)
	return list
}

// isAgo reports whether a pattern has a unit behind its number. Patterns that
// only have a sign ("-5 h"), and those with the number in parentheses, are not printed.
func isAgo(p string) bool {
	_, after, ok := strings.Cut(p, "#")
	return ok && !strings.HasPrefix(p, "-") && !strings.Contains(p, "(#") &&
		strings.ContainsFunc(after, unicode.IsLetter)
}

// collect gathers the distinct names of every key over all locales, folded and
// divided by commas.
func (l language) collect(keys []string, folded func(string) string, names func(locale, string) []string) []string {
	out := make([]string, len(keys))
	for i, key := range keys {
		var list []string
		for _, loc := range l.locales {
			for _, name := range names(loc, key) {
				if name = folded(name); isName(name) && !slices.Contains(list, name) {
					list = append(list, name)
				}
			}
		}
		out[i] = strings.Join(dropPhrases(list), ",")
	}
	return out
}

// names returns the wide and abbreviated names of a key in every context.
func (c contexts) names(key string) []string {
	var list []string
	for _, context := range []string{"format", "stand-alone"} {
		for _, width := range []string{"wide", "abbreviated"} {
			list = append(list, c[context][width][key])
		}
	}
	return list
}

// affixed returns the name with the letters that the locale's patterns join to it.
func (loc locale) affixed(name string) []string {
	var list []string
	for _, p := range loc.calendar.DateFormats {
		before, after := affixes(string(p))
		if before+after != "" {
			list = append(list, before+name+after)
		}
	}
	slices.Sort(list)
	return list
}

// affixes returns the letters next to the month's name in a pattern.
func affixes(p string) (before, after string) {
	parts := splitPattern(p)
	for i, part := range parts {
		if !part.field || part.text[0] != 'M' || len(part.text) < 3 {
			continue
		}
		if i > 0 && !parts[i-1].field {
			before = trailingLetters(parts[i-1].text)
		}
		if i+1 < len(parts) && !parts[i+1].field {
			after = leadingLetters(parts[i+1].text)
		}
	}
	return before, after
}

func leadingLetters(s string) string {
	if i := strings.IndexFunc(s, func(r rune) bool { return !fold.IsLetter(r) }); i >= 0 {
		return s[:i]
	}
	return s
}

func trailingLetters(s string) string {
	runes := []rune(s)
	i := len(runes)
	for i > 0 && fold.IsLetter(runes[i-1]) {
		i--
	}
	return string(runes[i:])
}

func hasDigit(s string) bool { return s == "" || strings.ContainsFunc(s, unicode.IsDigit) }

// isName reports whether a folded name is looked up in the dictionary: those in
// Han characters and Hangul, but for the patterns with a #, are read otherwise.
func isName(name string) bool {
	return name != "" && (strings.Contains(name, "#") || !strings.ContainsFunc(name, fold.IsIdeograph))
}

// foldPattern folds the words of a pattern around its #, ideographs one by one.
func foldPattern(p string) string {
	var b strings.Builder
	for _, r := range p {
		switch {
		case r == '#' || fold.IsIdeograph(r):
			fmt.Fprintf(&b, " %c ", r)
		case fold.IsLetter(r) || fold.IsApostrophe(r):
			b.WriteString(fold.Word(string(r)))
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// dropPhrases removes the phrases whose last word is in the list by itself: the
// small word before it ("de març") is no part of the name.
func dropPhrases(list []string) []string {
	return slices.DeleteFunc(list, func(name string) bool {
		i := strings.LastIndexByte(name, ' ')
		return i >= 0 && slices.Contains(list, name[i+1:])
	})
}
