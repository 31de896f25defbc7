package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"onrecord/archive"
	"onrecord/archive/bolt"
	"onrecord/internal/config"
	"onrecord/scraper"
	"onrecord/scraper/fetch"
)

// app is what every command works with.
type app struct {
	stdout, stderr io.Writer
	now            func() time.Time
	terminal       bool // stdout is a terminal
	talking        bool // stderr is a terminal
	noColour       bool
	fetching       fetch.Options  // limits of every request; a feed adds its own
	bounds         scraper.Bounds // of the walk of a listing
	readPDF        func(ctx context.Context, document []byte) (string, error)
	garbage        garbage

	configPath string // --config
	quiet      bool   // --quiet

	leave []func() // give back what stays open until the command ends
}

// say prints talk: to stderr, and not at all with --quiet.
func (a *app) say(format string, args ...any) {
	if !a.quiet {
		fmt.Fprintf(a.stderr, format, args...)
	}
}

// colour reports whether results are printed in colour.
func (a *app) colour() bool { return a.terminal && !a.noColour }

// opened is a configuration with its archive.
type opened struct {
	config *config.Config
	store  *bolt.Store
}

// open loads the configuration and opens its archive.
func (a *app) open() (*opened, error) {
	c, err := config.Load(a.configPath)
	if err != nil {
		return nil, err
	}
	store, err := a.openArchive(c.Archive)
	if err != nil {
		return nil, err
	}
	return &opened{config: c, store: store}, nil
}

// openArchive opens the archive at path until the command ends, and says it when
// that migrated it.
func (a *app) openArchive(path string) (*bolt.Store, error) {
	store, err := bolt.Open(path, bolt.Options{Migrated: func(m bolt.Migration) {
		a.say("the archive was brought from format version %d to %d; a copy of it as it was is %s\n", m.From, m.To, m.Backup)
	}})
	if err != nil {
		return nil, fmt.Errorf("open the archive %s: %w", path, err)
	}
	a.leave = append(a.leave, store.StayOpen())
	return store, nil
}

// subject is one feed that a command reads.
type subject struct {
	store    archive.Store
	name     string
	title    string // of the publisher; may be empty
	location *time.Location
	reader   *scraper.Reader // nil for a feed that is in the archive only
}

// view calls fn with the feed's view.
func (s subject) view(ctx context.Context, fn func(archive.View) error) error {
	return s.store.View(ctx, s.name, fn)
}

// subject opens the feed called name; an empty name means the only one there is.
func (a *app) subject(ctx context.Context, name string) (subject, error) {
	o, err := a.open()
	if err != nil {
		return subject{}, err
	}
	return o.subject(ctx, name)
}

func (o *opened) subject(ctx context.Context, name string) (subject, error) {
	f, err := o.config.Feed(name)
	if err == nil {
		feed, err := scraper.Current(ctx, o.store, feedOf(f, o.config.Contact))
		return subject{store: o.store, name: f.Name, title: f.Title, location: f.Location(), reader: scraper.NewReader(feed)}, err
	}
	if name == "" {
		return subject{}, usageError{err}
	}
	kept, errKept := o.store.Feeds(ctx) // a feed that was taken out of the configuration can still be read
	if errKept != nil && !errors.Is(errKept, archive.ErrNoArchive) {
		return subject{}, errKept
	}
	if slices.Contains(kept, name) {
		return subject{store: o.store, name: name, location: time.UTC}, nil
	}
	return subject{}, err
}

// named returns the configured feeds with these names, each once; all of them
// when there are no names.
func (o *opened) named(names []string) ([]config.Feed, error) {
	if len(names) == 0 {
		return o.config.Feeds, nil
	}
	var feeds []config.Feed
	for i, name := range names {
		f, err := o.config.Feed(name)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(names[:i], name) {
			feeds = append(feeds, f)
		}
	}
	return feeds, nil
}

// all returns every configured feed.
func (o *opened) all(ctx context.Context) ([]subject, error) {
	var list []subject
	for _, name := range o.config.Names() {
		s, err := o.subject(ctx, name)
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, nil
}

// snapshot resolves what a person typed for a snapshot; empty means the newest.
func (s subject) snapshot(ctx context.Context, spec string) (number int, err error) {
	if spec == "" {
		spec = "latest"
	}
	err = s.view(ctx, func(v archive.View) error {
		number, err = archive.ResolveSnapshot(v, spec, s.location)
		return err
	})
	if err != nil {
		return 0, s.explain(err, usageError{err})
	}
	return number, nil
}

// explain says what to do when there is no archive; any other error is other.
func (s subject) explain(err, other error) error {
	if errors.Is(err, archive.ErrNoArchive) {
		return fmt.Errorf("feed %s: %w yet; run: onrecord crawl", s.name, archive.ErrNoArchive)
	}
	if errors.Is(err, archive.ErrDamaged) || errors.Is(err, archive.ErrForeign) || errors.Is(err, archive.ErrNewerVersion) || errors.Is(err, archive.ErrOlderVersion) {
		return err
	}
	return other
}

// feedOf is the scraper's view of a configured feed.
func feedOf(f config.Feed, contact string) scraper.Feed {
	return scraper.Feed{
		Feed: archive.Feed{
			Name: f.Name, Title: f.Title, Listings: f.Listings, Language: f.Language, Timezone: f.Timezone,
		},
		Location: f.Location(), Select: f.Select, Delay: f.Delay, Connections: f.Connections,
		MaxPages: f.MaxPages, Recheck: f.Recheck, Include: f.Include,
		Attachments: string(f.Attachments), FileHosts: f.FileHosts, UserAgent: userAgent(contact),
	}
}

// userAgent names the program and whom to write to, as site owners ask.
func userAgent(contact string) string {
	agent := "onrecord/" + strings.TrimPrefix(build().Version, "v")
	if contact != "" {
		agent += " (+" + contact + ")"
	}
	return agent
}

// letGo gives back what was to stay open until the command ends.
func (a *app) letGo() {
	for _, leave := range a.leave {
		leave()
	}
	a.leave = nil
}
