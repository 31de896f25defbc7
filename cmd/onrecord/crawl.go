package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"strconv"

	"github.com/spf13/cobra"

	"onrecord/archive"
	"onrecord/internal/config"
	"onrecord/scraper"
	"onrecord/scraper/fetch"
)

// crawlOptions are the flags of crawl.
type crawlOptions struct {
	full    bool
	recheck string
	accept  bool
	dryRun  bool
}

func newCrawlCommand(a *app) *cobra.Command {
	var o crawlOptions
	cmd := &cobra.Command{
		Use:   "crawl [FEED...]",
		Short: "Look at the feeds once and record a snapshot of each",
		Long: `crawl reads the listings of each feed, fetches the articles that are new and the
known ones that are due for another look, and records a snapshot with what changed.

It can be interrupted at any time: the pages fetched so far are kept, and the
next crawl goes on from there. With several feeds, one feed's failure never
stops the others.`,
		Example: `  onrecord crawl                          # all feeds
  onrecord crawl csto                     # one feed
  onrecord crawl --full --recheck all     # every listing page and every known article
  onrecord crawl --dry-run                # what would be fetched, and why
  17 * * * *  cd /srv/news && onrecord crawl --quiet     # from cron: it mails only trouble`,
		ValidArgsFunction: a.feedNames,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runCrawl(cmd.Context(), args, o)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&o.full, "full", false, "walk every listing to its end")
	f.StringVar(&o.recheck, "recheck", "", "look again at `all|N`: every known article, or at most N of those that are due (default: as configured)")
	f.BoolVar(&o.accept, "accept", false, "record edits that were held back as suspect: they are the publisher's")
	f.BoolVar(&o.dryRun, "dry-run", false, "print what would be fetched and why; record nothing")
	return cmd
}

func (o crawlOptions) scraper() (scraper.Options, error) {
	s := scraper.Options{Full: o.full, Accept: o.accept, DryRun: o.dryRun}
	switch n, err := strconv.Atoi(o.recheck); {
	case o.recheck == "":
	case o.recheck == "all":
		s.All = true
	case err != nil || n < 0:
		return s, usageError{fmt.Errorf("--recheck %q: want all, or a number of articles", o.recheck)}
	default:
		s.Recheck = &n
	}
	return s, nil
}

func (a *app) runCrawl(ctx context.Context, names []string, o crawlOptions) error {
	a.garbage.keepTo(crawlGarbage())
	defer a.garbage.keepTo(usualGarbage())
	options, err := o.scraper()
	if err != nil {
		return err
	}
	opened, err := a.open()
	if err != nil {
		return err
	}
	feeds, err := opened.named(names)
	if err != nil {
		return err
	}
	boxes, err := a.outboxes(opened, feeds)
	if err != nil {
		return err
	}
	codes := map[int]bool{}
	for _, f := range feeds {
		if !options.DryRun {
			a.beginTelling(ctx, boxes[f.Name])
		}
		code := a.crawlOne(ctx, opened, f, options)
		if code == exitInterrupt || code == exitTerminated {
			return &stoppedError{"no snapshot of " + f.Name + " was recorded; pages fetched so far are kept for the next run"}
		}
		codes[code] = true
		if !options.DryRun {
			a.announce(ctx, boxes[f.Name], code)
			a.ping(ctx, f, opened.config.Contact, code)
		}
	}
	return worst(codes)
}

// worst returns the first of the exit codes 1, 2, 4, 3, 75 that any feed had.
func worst(codes map[int]bool) error {
	for _, code := range []int{exitFailed, exitUsage, exitSuspect, exitPartial, exitBusy} {
		if codes[code] {
			return &toldError{code}
		}
	}
	return nil
}

// crawlOne crawls one feed, says what came of it and returns the exit code.
func (a *app) crawlOne(ctx context.Context, o *opened, f config.Feed, options scraper.Options) int {
	feed := feedOf(f, o.config.Contact)
	client, files, err := a.newFetchers(feed)
	if err == nil {
		defer client.Close()
		defer files.Close()
		var report scraper.Report
		watch, done := a.watcher()
		report, err = scraper.Crawl(ctx, scraper.Parts{
			Store: o.store, Fetcher: client, Files: files, Now: a.now, Watch: watch, Bounds: a.bounds,
			Random: rand.New(rand.NewPCG(rand.Uint64(), rand.Uint64())),
		}, feed, options)
		done()
		if err == nil && options.DryRun {
			return a.printPlan(report)
		}
		if err == nil {
			a.printSummary(o.config.Archive, report, a.notices(ctx, o, f.Name))
			return snapshotCode(report.Snapshot)
		}
	}
	if !errors.Is(err, context.Canceled) {
		fmt.Fprintln(a.stderr, message(a.hint(err)))
	}
	return exitCode(ctx, err)
}

// newFetchers returns what asks for pages, and for attachments, which may be on
// further hosts.
func (a *app) newFetchers(feed scraper.Feed) (pages, files *fetch.Client, err error) {
	if pages, err = a.newFetcher(feed); err != nil {
		return nil, nil, err
	}
	files, err = a.newFetcher(feed, feed.FileHosts...)
	return pages, files, err
}

func (a *app) newFetcher(feed scraper.Feed, more ...string) (*fetch.Client, error) {
	o := a.fetching
	o.UserAgent, o.Hosts = feed.UserAgent, append(feed.Hosts(), more...)
	o.Delay, o.Connections = feed.Delay, feed.Connections
	return fetch.New(o)
}

// hint adds what a person can do about an error.
func (a *app) hint(err error) error {
	switch {
	case errors.Is(err, scraper.ErrNoAnswer):
		return fmt.Errorf("%w\n  nothing was recorded and the archive is as it was; check the address and the network, then crawl again", err)
	case errors.Is(err, fetch.ErrRobotsUnavailable):
		return fmt.Errorf("%w\n  nothing was recorded and the archive is as it was; a site that does not give its robots.txt is not crawled\n  (RFC 9309): check the address and the network, or crawl again later", err)
	case errors.Is(err, archive.ErrCannotWrite) && errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%w\n  nothing was recorded; make the archive's folder, or correct \"archive\" in %s, then crawl again", err, a.configPath)
	case errors.Is(err, archive.ErrCannotWrite) && !lacksRoom(err):
		return fmt.Errorf("%w\n  nothing that was recorded is lost; give write permission, then crawl again", err)
	}
	return err
}

func snapshotCode(s archive.Snapshot) int {
	switch s.Status {
	case archive.Partial:
		return exitPartial
	case archive.Suspect:
		return exitSuspect
	}
	return exitDone
}

// printPlan prints the pages that a crawl would fetch, says which listings could
// not be seen, and returns the exit code.
func (a *app) printPlan(r scraper.Report) int {
	for _, p := range r.Plan {
		fmt.Fprintf(a.stdout, "%-4s %s\n", p.Reason, safe(p.URL))
	}
	printFailures(a.stderr, r.Failures)
	if !a.quiet {
		printNotes(a.stderr, r.Warnings)
	}
	a.say("%s would be fetched; nothing was recorded\n", count(len(r.Plan), "page"))
	if len(r.Failures) > 0 {
		return exitPartial
	}
	return exitDone
}
