package scraper

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"onrecord/archive"
	"onrecord/scraper/article"
	"onrecord/scraper/fetch"
)

// linked is an attachment that an article looked at in this crawl links to.
type linked struct {
	archive.Attachment
	of      string              // the address of the article's page
	held    archive.CaptureInfo // its last capture; zero: none
	unread  bool                // the page itself is not modified
	missing string              // why it was not captured
}

// attachments fetches what the articles looked at in this crawl link to, and
// the feed takes: what was captured before only if it changed. Re-checks are
// limited like those of articles.
func (c *crawl) attachments(ctx context.Context) error {
	if c.feed.Attachments == "" || c.feed.Attachments == "none" {
		return nil
	}
	files, err := c.linked(ctx)
	if err != nil {
		return err
	}
	rechecks := max(c.budget(), leastRechecks)
	var missed []linked
	for _, f := range files {
		if c.attached[f.URL] {
			continue
		}
		if f.SHA256 != "" && !c.opts.All {
			if rechecks--; rechecks < 0 {
				continue
			}
		}
		c.attached[f.URL] = true
		if err := c.attach(ctx, &f); err != nil {
			return err
		}
		if f.missing != "" {
			missed = append(missed, f)
		}
	}
	c.warnOfFiles(missed)
	return nil
}

// leastRechecks is how many attachments may be asked again in a crawl that
// looks at few articles again.
const leastRechecks = 30

// warnOfFiles says which attachments were not captured. That is no failure of
// the crawl: publishers link to files that are not there.
func (c *crawl) warnOfFiles(missed []linked) {
	const named = 3
	for i, f := range missed {
		if i == named {
			c.seen.Warnings = append(c.seen.Warnings, fmt.Sprintf("%d more attachments were not captured", len(missed)-named))
			return
		}
		c.seen.Warnings = append(c.seen.Warnings, fmt.Sprintf("an attachment was not captured (%s): %s", f.missing, f.URL))
	}
}

// linked lists the attachments of the articles whose pages answered.
func (c *crawl) linked(ctx context.Context) ([]linked, error) {
	var files []linked
	err := c.writer.Pending(ctx, func(info archive.CaptureInfo) error {
		if info.Of != "" {
			return nil
		}
		body, err := c.writer.PendingRaw(ctx, info.Raw)
		if errors.Is(err, archive.ErrNotFound) {
			return nil // only its headers were asked for
		}
		if err != nil {
			return err
		}
		if capture := info.With(body); !isDocument(capture) {
			reading, err := c.reader.Read(capture)
			if err == nil {
				files, err = c.wanted(ctx, files, info.URL, &reading.Content, false)
			} else {
				err = nil // Record says it
			}
			return err
		}
		return nil
	})
	for _, s := range c.seen.Unmodified {
		if err == nil {
			files, err = c.wanted(ctx, files, s.URL, nil, true)
		}
	}
	return files, err
}

// wanted adds those attachments of an article that the feed takes. Without a
// content it is that of the newest revision.
func (c *crawl) wanted(ctx context.Context, files []linked, address string, content *archive.Content, unread bool) ([]linked, error) {
	canonical, err := archive.Canonical(address)
	if err != nil {
		return files, nil //nolint:nilerr // nothing is known of such an address
	}
	err = c.view(ctx, func(v archive.View) error {
		at, err := v.Latest()
		if err != nil {
			return err
		}
		var known archive.Content
		var held []archive.CaptureInfo
		ref, err := v.Lookup(canonical, 0)
		if err == nil {
			known, held, err = knownFiles(v, ref, at)
		}
		if err != nil && !errors.Is(err, archive.ErrNotFound) {
			return err
		}
		if content == nil {
			content = &known
		}
		for _, a := range content.Attachments {
			if c.takes(a) {
				files = append(files, withHeld(linked{Attachment: a, of: address, unread: unread}, known, held))
			}
		}
		return nil
	})
	return files, err
}

// knownFiles returns the content of an article's newest revision, and the
// captures of its attachments.
func knownFiles(v archive.View, ref archive.Ref, at int) (c archive.Content, held []archive.CaptureInfo, err error) {
	a, err := v.Article(ref, at)
	if err != nil {
		return c, nil, err
	}
	newest, err := v.Revision(ref, a.Revision)
	if err != nil {
		return c, nil, err
	}
	if c, err = v.Content(newest.Reading().Content); err != nil {
		return c, nil, err
	}
	held, err = v.Attached(ref, at)
	return c, held, err
}

// withHeld completes a file with what is known of it.
func withHeld(f linked, known archive.Content, held []archive.CaptureInfo) linked {
	f.SHA256 = ""
	for _, a := range known.Attachments {
		if a.URL == f.URL {
			f.SHA256 = a.SHA256
		}
	}
	for _, h := range held {
		if h.URL == f.URL {
			f.held = h
		}
	}
	return f
}

// takes reports whether the feed takes an attachment of this kind.
func (c *crawl) takes(a archive.Attachment) bool {
	return a.Kind == archive.KindDocument || c.feed.Attachments == article.AttachAll
}

// attach asks for an attachment and keeps it when it is new or has changed. A
// page that is not modified is fetched once more then, so that there is a
// capture for the revision that it makes.
func (c *crawl) attach(ctx context.Context, f *linked) error {
	fetcher, ok := c.fetcherOf(f.URL)
	if !ok {
		f.missing = "its host is not the feed's; attachment_hosts would allow it"
		return nil
	}
	request := fetch.Request{URL: f.URL, Accept: "*/*"}
	if head := (archive.Capture{Header: f.held.Header}); f.SHA256 == f.held.Raw.Hex() {
		request.ETag, request.LastModified = head.HeaderValue("Etag"), head.HeaderValue("Last-Modified")
	}
	answer, err := fetcher.Get(ctx, request)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	c.report.Requests++
	c.report.Bytes += int64(len(answer.Body))
	capture := answer.Capture()
	capture.Of = f.of
	switch {
	case err != nil:
		f.missing = fetch.Reason(err)
		return nil
	case answer.Status == 304:
		return nil
	case answer.Status != 200:
		f.missing = fmt.Sprintf("status %d", answer.Status)
		return nil
	case len(answer.Body) == 0:
		f.missing = "it is empty"
		return nil
	case isPage(capture):
		f.missing = "a page answers in its place"
		return nil
	}
	if capture.Info().Raw.Hex() == f.SHA256 && f.held.Of != "" {
		return nil
	}
	if err := c.writer.Keep(ctx, capture, archive.Digest{}); err != nil || !f.unread {
		return err
	}
	return c.readAgain(ctx, f.of)
}

// readAgain fetches a page that was not modified.
func (c *crawl) readAgain(ctx context.Context, address string) error {
	c.seen.Unmodified = slices.DeleteFunc(c.seen.Unmodified, func(s archive.Sighting) bool { return s.URL == address })
	if c.readTwice[address] {
		return nil
	}
	c.readTwice[address] = true
	var a archive.Article
	err := c.view(ctx, func(v archive.View) error {
		canonical, err := archive.Canonical(address)
		if err != nil {
			return err
		}
		at, err := v.Latest()
		if err != nil {
			return err
		}
		ref, err := v.Lookup(canonical, 0)
		if err != nil {
			return err
		}
		a, err = v.Article(ref, at)
		return err
	})
	if err != nil {
		return err
	}
	v, err := c.recheck(ctx, known{Article: a, unconditional: true})
	if err != nil {
		return err
	}
	v.request.URL = address
	return c.one(ctx, v)
}

// fetcherOf returns what asks a file's host, false when it may not be asked.
func (c *crawl) fetcherOf(address string) (Fetcher, bool) {
	if c.feed.own(address) {
		return c.Fetcher, true
	}
	u, err := url.Parse(address)
	allowed := err == nil && c.Files != nil &&
		slices.ContainsFunc(c.feed.FileHosts, func(host string) bool { return bare(host) == bare(u.Host) })
	return c.Files, allowed
}

// isPage reports whether a capture is that of an HTML page.
func isPage(c archive.Capture) bool {
	return strings.Contains(strings.ToLower(c.HeaderValue("Content-Type")), "html")
}
