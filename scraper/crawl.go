package scraper

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"onrecord/archive"
	"onrecord/scraper/dates"
	"onrecord/scraper/fetch"
	"onrecord/scraper/listing"
)

// ErrNoAnswer is returned when not one page of a feed answered: nothing is recorded.
var ErrNoAnswer = errors.New("not one page of the feed answered")

// Fetcher asks for pages, politely. It is fetch.Client in the program.
type Fetcher interface {
	Get(ctx context.Context, r fetch.Request) (fetch.Answer, error)
	Allows(ctx context.Context, address string) error // what Get would refuse without asking for the page
}

// Parts are what a crawl works with.
type Parts struct {
	Store   archive.Store
	Fetcher Fetcher
	Files   Fetcher // of attachments, from hosts that only they may be on; nil: Fetcher
	Now     func() time.Time
	Random  *rand.Rand
	Watch   func(Progress) // called from several goroutines, one at a time; nil: nobody watches
	Bounds  Bounds         // of a walk
}

// Options are what a person may say of one crawl.
type Options struct {
	Full    bool // walk every listing to its end
	All     bool // look at every known article again
	Recheck *int // in place of the feed's budget
	Accept  bool // record edits as the publisher's however many there are at once
	DryRun  bool // plan, but fetch no article and record nothing
}

// Phases of a crawl, in their order.
const (
	PhaseListings = "listings"
	PhaseArticles = "articles"
	PhaseReading  = "reading"
)

// Progress says how far a crawl has come.
type Progress struct {
	Phase       string
	Done, Total int // Total is 0 while nobody knows
	URL         string
}

// Report is what a crawl did.
type Report struct {
	Snapshot archive.Snapshot // zero for a dry run
	Requests int              // asked of the site, listings included
	Listings int              // listing pages read
	Pages    int              // article pages that answered
	Bytes    int64
	Plan     []Planned         // dry run: what would be fetched, and why
	Failures []archive.Failure // dry run: listing pages that could not be seen
	Warnings []string          // dry run: as a snapshot would have them
}

// Planned is one page that a crawl means to fetch.
type Planned struct {
	URL    string
	Reason string
}

// Crawl looks at a feed once and records the next snapshot. It returns
// archive.ErrBusy while another crawl of the feed runs and ErrNoAnswer when
// nothing could be seen. When ctx ends nothing is recorded, and the pages
// fetched so far are kept for the next crawl.
func Crawl(ctx context.Context, parts Parts, feed Feed, o Options) (Report, error) {
	feed, err := Current(ctx, parts.Store, feed)
	if err != nil {
		return Report{}, fmt.Errorf("crawl %s: %w", feed.Name, err)
	}
	writer, err := parts.Store.Claim(ctx, feed.Name)
	if err != nil {
		return Report{}, fmt.Errorf("crawl %s: %w", feed.Name, err)
	}
	c := newCrawl(parts, feed, o, writer)
	report, err := c.run(ctx)
	if errRelease := writer.Release(); err == nil && errRelease != nil {
		err = fmt.Errorf("release the claim: %w", errRelease)
	}
	if err != nil {
		return report, fmt.Errorf("crawl %s: %w", feed.Name, err)
	}
	return report, nil
}

// crawl is one crawl under way.
type crawl struct {
	Parts
	feed   Feed
	opts   Options
	writer archive.Writer
	reader *Reader

	seen   archive.Sightings
	walked int                      // how many entries of seen the walks of the listings found
	apart  map[string]archive.Entry // by canonical address: entries that are not, or not as they are, in seen
	done   map[string]bool          // canonical addresses captured already, before an interruption

	readTwice map[string]bool // addresses of pages fetched though they are not modified
	attached  map[string]bool // addresses of attachments that were asked for, or captured before an interruption

	recalled map[string]bool             // entries that an earlier crawl saw, and this one not yet
	earlier  []string                    // their canonical addresses, in order
	waiting  map[string]bool             // entries that an earlier crawl saw and could not capture
	unseen   []unseen                    // entries whose pages were not their articles in earlier crawls
	aliases  []alias                     // what listings printed at other addresses of known articles that were asked
	atAlias  map[string]bool             // canonical addresses of such entries that this crawl asks
	order    string                      // how numeric dates are read, as the listings say; "" is not known
	orders   map[dates.Order]bool        // what single pages of the listings say
	unsure   map[string]listing.Readings // by canonical address: dates of entries that can be read either way
	runs     []*run                      // stretches of listings, for what is missing in them
	missing  []missing
	listings map[string]bool      // canonical addresses of the listings' pages
	modified map[string]time.Time // by canonical address: the last change, as sitemaps say
	scripted map[string]bool      // listings that go on behind a script
	behind   []string             // what to say of them
	mapped   bool                 // a sitemap was read, which lists more than the newest

	mu        sync.Mutex // guards what follows, which the fetching goroutines share
	report    Report
	there     map[archive.Mark]bool // of canonical addresses that were asked: whether their page answered
	answered  bool
	forbidden int     // entries that robots.txt keeps from being captured
	suspects  []visit // known articles whose address says that they are gone; asked again
	why       error   // the first reason for which a page did not answer
	rooted    *bool   // whether the root of the site answers; nil: not asked yet
	control   *bool   // whether a listing could still be read at the end; nil: not asked yet
}

func newCrawl(parts Parts, feed Feed, o Options, w archive.Writer) *crawl {
	parts.Bounds = parts.Bounds.withDefaults()
	return &crawl{
		Parts: parts, feed: feed, opts: o, writer: w, reader: NewReader(feed),
		seen: archive.Sightings{
			Feed: feed.Feed, Started: parts.Now().UTC().Truncate(time.Second), Memos: map[string][]byte{},
		},
		scripted: map[string]bool{}, apart: map[string]archive.Entry{}, done: map[string]bool{},
		recalled: map[string]bool{}, waiting: map[string]bool{}, listings: map[string]bool{}, there: map[archive.Mark]bool{},
		modified: map[string]time.Time{}, atAlias: map[string]bool{}, attached: map[string]bool{}, readTwice: map[string]bool{},
		orders: map[dates.Order]bool{}, unsure: map[string]listing.Readings{},
	}
}

func (c *crawl) run(ctx context.Context) (Report, error) {
	if err := c.resume(ctx); err != nil {
		return c.report, err
	}
	if err := c.walk(ctx); err != nil {
		return c.report, err
	}
	if err := c.settleOrder(ctx); err != nil {
		return c.report, err
	}
	visits, err := c.plan(ctx)
	if err != nil {
		return c.report, err
	}
	if c.opts.DryRun {
		return c.report, c.rehearse(ctx, visits)
	}
	visited := ""
	if len(visits) > 0 {
		visited = c.address(visits[0])
	}
	if err := c.visit(ctx, visits); err != nil {
		return c.report, err
	}
	if err := c.confirmGone(ctx); err != nil {
		return c.report, err
	}
	if !c.answered {
		return c.report, fmt.Errorf("%w: %w", ErrNoAnswer, c.why)
	}
	if err := c.confirmUnlisted(ctx); err != nil {
		return c.report, err
	}
	if err := c.attachments(ctx); err != nil {
		return c.report, err
	}
	if err := c.probe(ctx, visited); err != nil {
		return c.report, err
	}
	if err := c.remember(ctx); err != nil {
		return c.report, err
	}
	c.warnOfForbidden()
	c.runs, c.missing, c.there = nil, nil, nil // recording asks nobody where entries stood
	c.report.Snapshot, err = archive.Record(ctx, archive.Recording{
		Store: c.Store, Writer: c.writer, Reader: c.reader, Ask: c.ask, Relearn: c.relearn, Now: c.Now, Accept: c.opts.Accept,
		Unseen: func(addresses []string) (map[string][]byte, error) { return c.rememberUnseen(ctx, addresses) },
		Step:   func(done, total int) { c.watch(Progress{Phase: PhaseReading, Done: done, Total: total}) },
	}, c.seen)
	return c.report, err
}

// warnOfForbidden says what robots.txt keeps from being captured: no failure,
// but silence would look like health.
func (c *crawl) warnOfForbidden() {
	if c.forbidden > 0 {
		c.seen.Warnings = append(c.seen.Warnings,
			fmt.Sprintf("robots.txt forbids %d of the articles that the listings show; they are left alone", c.forbidden))
	}
}

// resume finds what an interrupted crawl fetched already.
func (c *crawl) resume(ctx context.Context) error {
	return c.writer.Pending(ctx, func(info archive.CaptureInfo) error {
		if info.Of != "" {
			c.attached[info.URL] = true
			return nil
		}
		canonical, err := archive.Canonical(info.URL)
		if err != nil {
			return err
		}
		c.done[canonical] = true
		return nil
	})
}

func (c *crawl) view(ctx context.Context, fn func(archive.View) error) error {
	return c.Store.View(ctx, c.feed.Name, fn)
}

func (c *crawl) watch(p Progress) {
	if c.Watch != nil {
		c.Watch(p)
	}
}

// get asks for a page and counts the answer.
func (c *crawl) get(ctx context.Context, r fetch.Request) (fetch.Answer, error) {
	answer, err := c.Fetcher.Get(ctx, r)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.report.Requests++
	c.report.Bytes += int64(len(answer.Body))
	switch {
	case err != nil:
		c.because(err)
	case saysSomething(answer.Status):
		c.answered = true
	default:
		c.because(fmt.Errorf("status %d from %s", answer.Status, r.URL))
	}
	return answer, err
}

// because keeps the first reason; the caller holds the lock.
func (c *crawl) because(err error) {
	if c.why == nil {
		c.why = err
	}
}

// saysSomething reports whether a status is an answer about the page rather
// than a failure.
func saysSomething(status int) bool {
	return status >= 200 && status < 300 || status == 304 || status == 404 || status == 410
}
