// Package scraper goes from a feed's addresses to captures and readings: it
// walks the listings, plans which articles are looked at, fetches them politely
// and hands what it saw to the archive.
//
// Its parts, one folder each: fetch (polite fetching, on Colly), page (bytes to
// DOM), listing (entries and paging), syndication (RSS, Atom, JSON Feed,
// sitemaps), article (title, date, summary, body), dates, rules (what a person
// says of how a feed is read), learn (selectors from a listing's labels).
package scraper

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"onrecord/archive"
	"onrecord/scraper/article"
	"onrecord/scraper/rules"
)

// Feed is one feed as it is configured.
type Feed struct {
	archive.Feed
	Location    *time.Location // of Timezone
	Select      rules.Sets
	Learned     []rules.Select // templates learned anew since Select was written, the newest first
	Delay       time.Duration  // between requests to one host
	Connections int            // at once, to one host
	MaxPages    int            // of a listing; 0: no limit
	Recheck     int            // known articles looked at again per crawl, besides the fresh ones
	Include     []*regexp.Regexp
	Attachments string   // none, documents or all
	FileHosts   []string // further hosts of attachments
	UserAgent   string
}

// Hosts returns the hosts of the feed's listings, with their ports, each once.
func (f Feed) Hosts() []string {
	var hosts []string
	for _, l := range f.Listings {
		if u, err := url.Parse(l); err == nil && !slices.Contains(hosts, u.Host) {
			hosts = append(hosts, u.Host)
		}
	}
	return hosts
}

// Stamp names the reader's version and everything configured that changes what
// is read: readings with the same stamp can be compared.
func (f Feed) Stamp() archive.Stamp {
	type readBy struct {
		Marks              []string
		Untils             []archive.Date
		Language, Timezone string
	}
	by := readBy{Language: f.Language, Timezone: f.Timezone}
	for _, s := range f.Select {
		by.Marks = append(by.Marks, s.Mark())
		by.Untils = append(by.Untils, s.Until)
	}
	for _, s := range f.Learned {
		by.Marks = append(by.Marks, "learned "+s.Mark())
	}
	if f.Attachments == article.AttachAll {
		by.Marks = append(by.Marks, "with images")
	}
	b, err := json.Marshal(by)
	if err != nil {
		b = []byte(err.Error()) // strings always encode
	}
	sum := sha256.Sum256(b)
	return archive.Stamp(article.Version + "-" + hex.EncodeToString(sum[:4]))
}

// own reports whether an address is on one of the feed's hosts, with or without
// a leading "www.".
func (f Feed) own(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	return slices.ContainsFunc(f.Hosts(), func(host string) bool { return bare(host) == bare(u.Host) })
}

// rootPath matches what follows the host's slash in the address of a site's
// root: nothing, a language, an index page.
var rootPath = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^([a-z]{2}(-[a-z]{2})?/?)?((index|default|home)\.[a-z]{2,5})?$`)
})

func bare(host string) string { return strings.TrimPrefix(strings.ToLower(host), "www.") }

// home reports whether an address is the site's root, in some language
// perhaps, or one of the feed's listings: a page about no single article.
func (f Feed) home(address string) bool {
	c, err := archive.Canonical(address)
	if err != nil {
		return false
	}
	if _, path, _ := strings.Cut(c, "/"); rootPath().MatchString(path) {
		return true
	}
	return slices.ContainsFunc(f.Listings, func(l string) bool {
		other, err := archive.Canonical(l)
		return err == nil && other == c
	})
}
