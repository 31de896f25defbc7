package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"onrecord/internal/config"
	"onrecord/scraper"
	"onrecord/scraper/fetch"
	"onrecord/scraper/learn/survey"
)

// initOptions are the flags of init.
type initOptions struct {
	name, relearn string
	dryRun        bool
}

func newInitCommand(a *app) *cobra.Command {
	var o initOptions
	cmd := &cobra.Command{
		Use:   "init URL",
		Short: "Learn a feed from its site and add it to the configuration",
		Long: `init looks at a site and writes down how it is to be crawled. Any address of the
site will do: the page that lists its articles, its home page, or an article. Its
RSS or Atom feed or its sitemap becomes the listing where no page lists the articles.

It finds the listing and how it goes on, fetches a handful of articles, and
learns where title, date, lead and text stand. It shows what it read and how sure
it is, and adds the feed to the configuration, whose other lines stay as they are.
It asks the site for about a dozen pages, one a second, and obeys its robots.txt.

With --relearn it learns a configured feed anew after a redesign, with the texts
that the archive holds: the new selectors are added with those before kept for
the older pages.`,
		Example: `  onrecord init https://en.odkb-csto.org/news/
  onrecord init https://example.org/ --name ministry --dry-run   # write nothing
  onrecord init --relearn ministry                               # after a redesign`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runInit(cmd.Context(), args, o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.name, "name", "", "short `name` of the feed (default: made of the host)")
	f.StringVar(&o.relearn, "relearn", "", "learn this `feed` of the configuration anew")
	f.BoolVar(&o.dryRun, "dry-run", false, "print what would be written; write nothing")
	if err := cmd.RegisterFlagCompletionFunc("relearn", a.feedNames); err != nil {
		a.say("completion of --relearn: %v\n", err)
	}
	return cmd
}

func (a *app) runInit(ctx context.Context, args []string, o initOptions) error {
	switch {
	case o.relearn != "" && len(args) > 0:
		return usageError{errors.New("--relearn reads the feed's own addresses; leave the URL out")}
	case o.relearn != "" && o.name != "":
		return usageError{errors.New("--relearn keeps the feed's name; leave --name out")}
	case o.relearn != "":
		return a.runRelearn(ctx, o)
	case len(args) == 0:
		return usageError{errors.New("give an address of the site: the page that lists its articles, or any other")}
	}
	address, host, err := siteAddress(args[0])
	if err != nil {
		return err
	}
	if folder := filepath.Dir(a.configPath); !o.dryRun {
		if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
			return usageError{fmt.Errorf("write %s: the folder %s does not exist; make it first", a.configPath, folder)}
		}
	}
	name, contact, err := a.freeName(o.name, host)
	if err != nil {
		return err
	}
	client, err := a.newFetcher(surveyor(host, contact))
	if err != nil {
		return err
	}
	defer client.Close()
	found, err := survey.Site(ctx, a.surveyParts(client), address)
	if err != nil {
		return a.hint(err)
	}
	return a.finishInit(o, name, host, found)
}

// siteAddress returns the whole address that a person typed, and its host.
func siteAddress(typed string) (address, host string, err error) {
	if !strings.Contains(typed, "://") {
		typed = "https://" + typed
	}
	u, err := url.Parse(typed)
	switch {
	case err != nil:
		return "", "", usageError{fmt.Errorf("%q is no address: %w", typed, err)}
	case u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil:
		return "", "", usageError{fmt.Errorf("%q: give an address that begins with http:// or https:// and carries no password", typed)}
	}
	return u.String(), u.Host, nil
}

// freeName returns the name for a new feed and the operator's contact. A
// configuration that is invalid, or has such a feed, is an error.
func (a *app) freeName(name, host string) (free, contact string, err error) {
	if name != "" && !config.ValidName(name) {
		return "", "", usageError{fmt.Errorf("--name %q: use 1 to 64 of the letters a-z and A-Z, digits, - and _, beginning with a letter or digit", name)}
	}
	if name == "" {
		name = survey.Name(host)
	}
	c, err := config.Load(a.configPath)
	if errors.Is(err, config.ErrMissing) {
		return name, "", nil
	}
	if err != nil {
		return "", "", err
	}
	for _, f := range c.Feeds {
		if f.Name == name {
			return "", "", usageError{fmt.Errorf("%s has a feed %q already; choose another name with --name, or learn it anew with: onrecord init --relearn %s", a.configPath, name, name)}
		}
	}
	return name, c.Contact, nil
}

// surveyor is the feed as which a site is asked before it is one: its host is
// what the command line names.
func surveyor(host, contact string) scraper.Feed {
	feed := scraper.Feed{Delay: time.Second, Connections: 1, UserAgent: userAgent(contact)}
	feed.Listings = []string{"http://" + host + "/"}
	if onThisMachine(host) {
		feed.Delay = 0
	}
	return feed
}

// onThisMachine reports whether a host is this machine, which needs no manners.
func onThisMachine(host string) bool {
	u := url.URL{Host: host}
	if ip, err := netip.ParseAddr(u.Hostname()); err == nil {
		return ip.IsLoopback()
	}
	return u.Hostname() == "localhost"
}

func (a *app) surveyParts(client *fetch.Client) survey.Parts {
	return survey.Parts{Fetcher: client, Now: a.now, Say: func(format string, args ...any) {
		a.say("%s\n", safe(fmt.Sprintf(format, args...)))
	}}
}

// finishInit shows what was found and writes the feed.
func (a *app) finishInit(o initOptions, name, host string, found survey.Finding) error {
	draft := a.draftOf(name, host, found)
	data, err := config.AddFeed(a.configPath, draft)
	if err != nil {
		return err
	}
	a.printFinding(found)
	fmt.Fprintf(a.stdout, "\n%s\n", strings.TrimRight(draft.YAML(), "\n"))
	if o.dryRun {
		a.say("\nNothing was written: --dry-run. Without it, this is added to %s.\n", a.configPath)
		return nil
	}
	if err := config.Write(a.configPath, data); err != nil {
		return err
	}
	a.say("\nAdded to %s. Take the first snapshot with: onrecord crawl %s\n", a.configPath, name)
	return nil
}

// draftOf is the feed to be written.
func (a *app) draftOf(name, host string, found survey.Finding) config.Draft {
	d := config.Draft{
		Name: name, Title: found.Title, Listings: []string{found.Listing}, Language: found.Language, Timezone: found.Timezone,
		Select:  found.Learned.Select,
		Comment: []string{fmt.Sprintf("Learned from %d articles on %s. The first of them:", len(found.Samples), a.now().UTC().Format(time.DateOnly))},
	}
	if len(found.Learned.Readings) > 0 {
		c := found.Learned.Readings[0].Content
		d.Comment = append(d.Comment, "  "+dayOr(c.Date)+"  "+safe(titleOr(c.Title)))
	}
	if onThisMachine(host) {
		d.Delay = "0s"
	}
	return d
}
