// Package rules holds what a person, or learning, says of how a feed's pages
// are read. Feeds are data: nothing else in the program knows a site.
package rules

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"regexp"
	"slices"

	"onrecord/archive"
)

// Select holds CSS selectors, as goquery takes them, for one template of a
// feed. An empty selector means that the field is read without help; so does a
// selector that finds nothing on a page.
type Select struct {
	Entry      string // one item of a listing
	Next       string // the link to the next, older listing page
	Title      string // on an article page, as are those below
	Date       string
	DateFormat string       // Go layout of the printed date, such as "02.01.2006"
	Summary    string       // the lead
	Body       string       // everything that matches, in the order of the page
	Remove     []string     // dropped from the page before anything is read
	Until      archive.Date // the last day these selectors held; empty: they still do
}

// Sets are dated sets of selectors, those that still hold last.
type Sets []Select

// On returns the selectors that hold for a page captured on day ("2026-03-01"):
// the set with the earliest Until that is not before day, else the one without Until.
func (s Sets) On(day string) Select {
	var best Select
	found := false
	for _, set := range s {
		switch {
		case set.Until == "" && !found:
			best = set
		case set.Until != "" && set.Until.Day() >= day && (!found || set.Until < best.Until):
			best, found = set, true
		}
	}
	return best
}

// Included reports whether an address is one that include asks for: one of them
// matches its path and query, or there are none.
func Included(u *url.URL, include []*regexp.Regexp) bool {
	if len(include) == 0 {
		return true
	}
	target := u.EscapedPath()
	if u.RawQuery != "" {
		target += "?" + u.RawQuery
	}
	return slices.ContainsFunc(include, func(re *regexp.Regexp) bool { return re.MatchString(target) })
}

// Mark returns a short name that is the same for the same selectors, in
// hexadecimal: a part of every reading's stamp.
func (s Select) Mark() string {
	s.Entry, s.Next, s.Until = "", "", "" // they find pages; they do not read them
	b, err := json.Marshal(s)
	if err != nil {
		return "" // strings and lists of strings always encode
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:4])
}
