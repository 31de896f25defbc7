package config

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml/ast"
)

// The mappings of the file, as messages call them.
const (
	inFile    = "the file"
	inFeed    = "a feed"
	inSelect  = "select"
	inNotify  = "notify"
	inMail    = "mail"
	inWebhook = "webhook"
	inService = "service"
)

// ValidName reports whether a feed can have this short name, which becomes part
// of file names and of commands: 1 to 64 of the letters a-z and A-Z, digits, - and
// _, beginning with a letter or digit.
func ValidName(name string) bool { return feedNames().MatchString(name) }

var feedNames = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$`) })

// config reads the whole file, which lies at path.
func (d *decoder) config(body ast.Node, path string) *Config {
	c := &Config{Archive: DefaultArchive}
	d.folder = filepath.Dir(path)
	feeds := body
	d.mapping(body, inFile, []field{
		{"archive", func(n ast.Node) { c.Archive = d.archive(n) }},
		{"contact", func(n ast.Node) { c.Contact = d.contact(n) }},
		{"notify", func(n ast.Node) { c.Notify = d.notices(n) }},
		{"feeds", func(n ast.Node) { feeds = n; c.Feeds = d.feeds(n) }},
	})
	if len(c.Feeds) == 0 && len(d.problems) == 0 {
		d.fail(feeds, "there are no feeds; name at least one, with its listings")
	}
	if !filepath.IsAbs(c.Archive) {
		c.Archive = filepath.Join(d.folder, c.Archive)
	}
	return c
}

// feeds reads all feeds in file order.
func (d *decoder) feeds(n ast.Node) []Feed {
	var feeds []Feed
	for _, p := range d.pairs(n, "feeds") {
		if !ValidName(p.key) {
			d.fail(p.node, "the feed name %q must be 1 to 64 of the letters a-z and A-Z, digits, - and _, and begin with a letter or digit", p.key)
		}
		feeds = append(feeds, d.feed(p))
	}
	return feeds
}

// feed reads one feed.
func (d *decoder) feed(p pair) Feed {
	before := len(d.problems)
	f := Feed{
		Name: p.key, Title: p.key, Timezone: DefaultTimezone, Delay: DefaultDelay,
		Connections: DefaultConnections, Recheck: DefaultRecheck, Attachments: AttachNone,
	}
	d.mapping(p.value, inFeed, d.feedFields(&f))
	f.location = f.Location()
	if len(f.Listings) == 0 && len(d.problems) == before {
		d.fail(p.node, "the feed %q has no listings; give the address of at least one page that lists its articles", p.key)
	}
	return f
}

// feedFields are the keys of a feed; their values go into f.
func (d *decoder) feedFields(f *Feed) []field {
	return []field{
		{"title", func(n ast.Node) { f.Title = d.title(n, f.Name) }},
		{"listings", func(n ast.Node) { f.Listings = d.listings(n) }},
		{"language", func(n ast.Node) { f.Language = d.language(n) }},
		{"timezone", func(n ast.Node) { f.Timezone = d.timezone(n) }},
		{"select", func(n ast.Node) { f.Select = d.selects(n) }},
		{"delay", func(n ast.Node) { f.Delay = d.duration(n, "delay") }},
		{"connections", func(n ast.Node) { f.Connections = d.number(n, "connections", 1, maxConnections) }},
		{"max_pages", func(n ast.Node) { f.MaxPages = d.number(n, "max_pages", 0, maxCount) }},
		{"recheck", func(n ast.Node) { f.Recheck = d.number(n, "recheck", 0, maxCount) }},
		{"include", func(n ast.Node) { f.Include = d.patterns(n) }},
		{"attachments", func(n ast.Node) { f.Attachments = d.attachments(n) }},
		{"attachment_hosts", func(n ast.Node) { f.FileHosts = d.hosts(n) }},
		{"ping", func(n ast.Node) { f.Ping = d.ping(n) }},
		{"notify", func(n ast.Node) { f.Notify = d.notices(n) }},
	}
}

// placeOf returns the mapping in which a key is known, or "".
func placeOf(key string) string {
	var d decoder
	has := func(f field) bool { return f.key == key }
	switch {
	case slices.Contains([]string{"archive", "contact", "feeds"}, key):
		return inFile
	case slices.ContainsFunc(d.feedFields(nil), has):
		return inFeed
	case slices.ContainsFunc(d.selectFields(nil), has):
		return inSelect
	case slices.ContainsFunc(d.noticeFields(nil), has):
		return inNotify
	case slices.ContainsFunc(d.mailFields(nil), has):
		return inMail
	}
	return ""
}

// title returns the feed's title, or its name where the title is empty.
func (d *decoder) title(n ast.Node, name string) string {
	text, _ := d.text(n, "title")
	if text = strings.Join(strings.Fields(text), " "); text == "" {
		return name
	}
	return text
}
