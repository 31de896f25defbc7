package config

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
	_ "time/tzdata" // time zones must be known on machines that have no zone database

	"onrecord/internal/nearest"
	"onrecord/scraper/rules"
)

// Errors returned when a configuration cannot be used; test with errors.Is.
var (
	// ErrMissing is returned by Load when there is no file at the path.
	ErrMissing = errors.New("no configuration file")
	// ErrInvalid is returned by Load when the file cannot be read or does not
	// mean a configuration.
	ErrInvalid = errors.New("invalid configuration")
	// ErrNoFeed is returned by Config.Feed when no feed has the name.
	ErrNoFeed = errors.New("no such feed")
	// ErrSeveralFeeds is returned by Config.Feed when none was named.
	ErrSeveralFeeds = errors.New("the configuration has several feeds")
)

// Config is what a config.yaml says, with defaults filled in.
type Config struct {
	Archive string   // path of the archive; a relative one is joined to the config file's folder
	Contact string   // e-mail address or page of the operator; may be empty
	Feeds   []Feed   // in file order; at least one
	Notify  []Notice // whom to tell of every feed's changes
}

// Feed is one configured feed.
type Feed struct {
	Name        string   // letters, digits, "-" and "_"; unique in the file
	Title       string   // defaults to Name
	Listings    []string // absolute http or https addresses; at least one, none twice
	Language    string   // BCP 47 tag; empty: to be detected
	Timezone    string   // IANA name
	Select      rules.Sets
	Delay       time.Duration    // between requests to one host
	Connections int              // at once to one host; at least 1
	MaxPages    int              // of one listing; 0: no limit
	Recheck     int              // known articles asked again per crawl, besides the fresh ones
	Include     []*regexp.Regexp // on path and query of an address; empty: all are taken
	Attachments Attachments
	FileHosts   []string // "host" or "host:port": further hosts that attachments are fetched from
	Ping        string   // address asked after each crawl; empty: none
	Notify      []Notice // whom to tell of the feed's changes

	location *time.Location
}

// Attachments says which attachments of an article are fetched.
type Attachments string

// Values of Attachments.
const (
	AttachNone      Attachments = "none"
	AttachDocuments Attachments = "documents"
	AttachAll       Attachments = "all"
)

// Defaults of values that a configuration may leave out.
const (
	DefaultArchive     = "archive.db"
	DefaultTimezone    = "UTC"
	DefaultDelay       = time.Second
	DefaultConnections = 1
	DefaultRecheck     = 30
)

// Location returns the feed's time zone, UTC where none is known.
func (f Feed) Location() *time.Location {
	if f.location != nil {
		return f.location
	}
	loc, err := time.LoadLocation(f.Timezone)
	if err != nil {
		return time.UTC // Load refuses such a name; only a Feed made by hand gets here
	}
	return loc
}

// Included reports whether the feed takes an address whose path and query
// ("/news/?id=4") are given.
func (f Feed) Included(pathAndQuery string) bool {
	if len(f.Include) == 0 {
		return true
	}
	for _, pattern := range f.Include {
		if pattern.MatchString(pathAndQuery) {
			return true
		}
	}
	return false
}

// Names returns the names of the feeds in file order.
func (c *Config) Names() []string {
	names := make([]string, len(c.Feeds))
	for i, feed := range c.Feeds {
		names[i] = feed.Name
	}
	return names
}

// Feed returns the feed called name; an empty name means the only feed there
// is. Otherwise the error wraps ErrNoFeed or ErrSeveralFeeds and lists the names.
func (c *Config) Feed(name string) (Feed, error) {
	if name == "" {
		if len(c.Feeds) == 1 {
			return c.Feeds[0], nil
		}
		return Feed{}, fmt.Errorf("%w: %s; name one of them with --feed", ErrSeveralFeeds, strings.Join(c.Names(), ", "))
	}
	for _, feed := range c.Feeds {
		if feed.Name == name {
			return feed, nil
		}
	}
	hint := ""
	if near := nearest.Name(name, c.Names()); near != "" {
		hint = fmt.Sprintf("; did you mean %q?", near)
	}
	return Feed{}, fmt.Errorf("%w: %q; the config has: %s%s", ErrNoFeed, name, strings.Join(c.Names(), ", "), hint)
}
