package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"onrecord/archive"
	"onrecord/archive/export"
	"onrecord/archive/jsondoc"
	"onrecord/internal/config"
	"onrecord/scraper"
	"onrecord/scraper/article"
	"onrecord/scraper/fetch"
	"onrecord/scraper/listing"
	"onrecord/scraper/page"
)

// readOptions are the flags of read.
type readOptions struct {
	feed, url              string
	listing, explain, json bool
}

func newReadCommand(a *app) *cobra.Command {
	var o readOptions
	cmd := &cobra.Command{
		Use:   "read FILE|URL...",
		Short: "Read pages without an archive, to try selectors",
		Long: `read prints what onrecord reads of pages: title, date, summary, body, attachments;
or, with --listing, the entries and the address of the next page. It keeps nothing.
With --feed it reads as that feed is configured, else without any help.`,
		Example: `  onrecord read page.html --url https://example.org/news/12 --explain
  onrecord read --feed csto https://en.odkb-csto.org/news/news_odkb/1/
  onrecord read --listing https://example.org/news/ --json | jq '.entries[].title'
  onrecord read --json pages/*.html > readings.jsonl`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runRead(cmd.Context(), args, o)
		},
	}
	f := cmd.Flags()
	a.feedFlag(cmd, &o.feed)
	f.StringVar(&o.url, "url", "", "the `address` from which the one FILE was saved")
	f.BoolVar(&o.listing, "listing", false, "read listing pages: entries and the next page")
	f.BoolVar(&o.explain, "explain", false, "say where each field was read, and what other sources said")
	f.BoolVar(&o.json, "json", false, "print one JSON object a line")
	exclusive(cmd, "listing", "explain")
	exclusive(cmd, "json", "explain")
	return cmd
}

func (a *app) runRead(ctx context.Context, names []string, o readOptions) error {
	if o.url != "" && len(names) > 1 {
		return usageError{errors.New("--url goes with one FILE")}
	}
	feed, err := a.readingFeed(o.feed)
	if err != nil {
		return err
	}
	r := &pageReader{app: a, feed: feed, opts: o}
	failed := 0
	for _, name := range names {
		if err := r.one(ctx, name); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			failed++
			fmt.Fprintf(a.stderr, "onrecord: read %s: %s\n", safe(name), safe(err.Error()))
		}
	}
	switch failed {
	case 0:
		return nil
	case len(names):
		return &toldError{exitFailed}
	}
	return &toldError{exitPartial}
}

// readingFeed returns the feed whose configuration is used, or one that says
// nothing.
func (a *app) readingFeed(name string) (scraper.Feed, error) {
	if name == "" {
		return scraper.Feed{Location: time.UTC, Delay: config.DefaultDelay, Connections: 1, UserAgent: userAgent("")}, nil
	}
	c, err := config.Load(a.configPath)
	if err != nil {
		return scraper.Feed{}, err
	}
	f, err := c.Feed(name)
	if err != nil {
		return scraper.Feed{}, err
	}
	return feedOf(f, c.Contact), nil
}

// pageReader reads the pages that one command line names.
type pageReader struct {
	*app
	feed scraper.Feed
	opts readOptions
}

func (r *pageReader) one(ctx context.Context, name string) error {
	c, file, err := r.capture(ctx, name)
	if err != nil {
		return err
	}
	source := page.Source{
		Body: c.Body, ContentType: c.HeaderValue("Content-Type"), Address: c.Answered(), TrustUTF8: file,
	}
	if r.opts.listing {
		return r.printListing(c, source)
	}
	p, err := page.Parse(source)
	if err != nil {
		return err
	}
	reading := article.Read(p, article.Options{
		Select:   r.feed.Select.On(c.Time.Format(archive.DayLayout)),
		Language: r.feed.Language, Location: r.feed.Location, Now: c.Time, Attachments: r.feed.Attachments,
	})
	switch {
	case r.opts.json:
		return r.printJSON(c.Answered(), reading)
	case r.opts.explain:
		return r.printExplained(reading)
	}
	return r.printReading(reading)
}

// capture gets a page: an address from the network, all else from a file.
func (r *pageReader) capture(ctx context.Context, name string) (c archive.Capture, file bool, err error) {
	if !strings.Contains(name, "://") {
		body, err := os.ReadFile(name)
		return archive.Capture{URL: r.opts.url, Body: body, Time: r.now()}, true, err
	}
	feed := r.feed
	if u, err := url.Parse(name); err == nil {
		feed.Listings = append(feed.Listings, u.Scheme+"://"+u.Host+"/")
	}
	client, err := r.newFetcher(feed)
	if err != nil {
		return c, false, err
	}
	defer client.Close()
	answer, err := client.Get(ctx, fetch.Request{URL: name})
	if err != nil {
		return c, false, errors.New(fetch.Reason(err))
	}
	if answer.Status != 200 {
		return c, false, fmt.Errorf("status %d", answer.Status)
	}
	return answer.Capture(), false, nil
}

// readDocument is what read --json prints of an article page.
type readDocument struct {
	URL         string              `json:"url"`
	Title       jsondoc.Text        `json:"title"`
	Date        jsondoc.Text        `json:"date"`
	Summary     jsondoc.Text        `json:"summary"`
	Body        jsondoc.Text        `json:"body"`
	Language    jsondoc.Text        `json:"language"`
	Attachments []export.Attachment `json:"attachments"`
	Sources     map[string]string   `json:"sources"`
}

func (r *pageReader) printJSON(address string, reading article.Reading) error {
	c := reading.Content.Normalised()
	doc := readDocument{
		URL: address, Title: jsondoc.Text(c.Title), Date: jsondoc.Text(c.Date), Summary: jsondoc.Text(c.Summary),
		Body: jsondoc.Text(c.Body), Language: jsondoc.Text(reading.Language),
		Attachments: export.Attachments(c.Attachments), Sources: reading.Sources,
	}
	if doc.Sources == nil {
		doc.Sources = map[string]string{}
	}
	return r.printLine(doc)
}

func (r *pageReader) printLine(doc any) error {
	b, err := jsondoc.Marshal(doc)
	if err != nil {
		return err
	}
	_, err = r.stdout.Write(append(b, '\n'))
	return err
}

// listingDocument is what read --listing --json prints.
type listingDocument struct {
	URL     string          `json:"url"`
	Entries []entryDocument `json:"entries"`
	Next    jsondoc.Text    `json:"next"`
}

type entryDocument struct {
	URL    string       `json:"url"`
	Date   jsondoc.Text `json:"date"`
	Title  jsondoc.Text `json:"title"`
	Teaser jsondoc.Text `json:"teaser"`
}

func (r *pageReader) printListing(c archive.Capture, source page.Source) error {
	document, err := scraper.ReadListing(r.feed, source, c.Time)
	if err != nil {
		return err
	}
	found := document.Page
	if !r.opts.json {
		return r.printEntries(found)
	}
	doc := listingDocument{URL: c.Answered(), Entries: []entryDocument{}, Next: jsondoc.Text(found.Next)}
	for _, e := range found.Entries {
		doc.Entries = append(doc.Entries, entryDocument{
			URL: e.URL, Date: jsondoc.Text(e.Date), Title: jsondoc.Text(e.Title), Teaser: jsondoc.Text(e.Teaser),
		})
	}
	return r.printLine(doc)
}

// printReading prints an article for a reader.
func (r *pageReader) printReading(reading article.Reading) error {
	c := reading.Content.Normalised()
	_, err := fmt.Fprintf(r.stdout, "%s\n%s\n\n%s\n", safe(titleOr(c.Title)), dateOr(c.Date), strings.TrimSpace(safeBlock(c.Text())))
	for _, at := range c.Attachments {
		if err == nil {
			_, err = fmt.Fprintf(r.stdout, "\n%s: %s %s\n", at.Kind, safe(at.Title), safe(at.URL))
		}
	}
	return err
}

func (r *pageReader) printEntries(p listing.Page) error {
	for _, e := range p.Entries {
		if _, err := fmt.Fprintf(r.stdout, "%s  %s\n            %s\n", dayOr(e.Date), safe(titleOr(e.Title)), safe(e.URL)); err != nil {
			return err
		}
	}
	next := p.Next
	if next == "" {
		next = "none"
	}
	r.say("%s; next page: %s\n", entries(len(p.Entries)), safe(next))
	return nil
}

func entries(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return fmt.Sprintf("%d entries", n)
}
