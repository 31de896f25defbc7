package scraper

import (
	"context"
	"net/url"

	"onrecord/archive"
	"onrecord/scraper/fetch"
)

// outOfOrder is why an article was not seen at an address that says it is gone.
const outOfOrder = "its address says that it is gone, but so does everything else of the feed, listings included: the site may be out of order"

// unsteady is why an article was not seen at an address that says it is gone,
// on a site that says so of pages that are there.
const unsteady = "its address says that it is gone, but so did others that were there when they were asked again: the site may be out of order"

// stands reports whether an address that says its article is gone can be
// believed. Where a listing showed entries or an article answered in this crawl, it can. Where
// all of the feed is gone, it can when the root of the site is still there:
// then the feed was taken down. A site that answers everything with "not found",
// or leads everything to its root, is out of order.
func (c *crawl) stands(ctx context.Context, gone string, address string) (bool, error) {
	if c.seen.Entries.Len() > 0 || c.report.Pages > 0 || len(c.seen.Unmodified) > 0 {
		return true, nil
	}
	if gone == archive.ReasonRedirect {
		return false, nil
	}
	if c.rooted == nil {
		answers, err := c.rootAnswers(ctx, address)
		if err != nil {
			return false, err
		}
		c.rooted = &answers
	}
	return *c.rooted, nil
}

// rootAnswers reports whether the root of an article's site answers with a page.
func (c *crawl) rootAnswers(ctx context.Context, address string) (bool, error) {
	u, err := url.Parse(address)
	if err != nil {
		return false, nil //nolint:nilerr // an address that was asked is none such
	}
	answer, err := c.get(ctx, fetch.Request{URL: u.Scheme + "://" + u.Host + "/"})
	return err == nil && answer.Status == 200 && c.feed.home(answer.Final), ctx.Err()
}
