package scraper

import (
	"context"
	"errors"
	"fmt"

	"onrecord/scraper/fetch"
)

// rehearse reports what a crawl would fetch, in place of fetching it. It fails
// where the crawl would: when nothing of the feed answered.
func (c *crawl) rehearse(ctx context.Context, visits []planned) error {
	if !c.answered {
		return fmt.Errorf("%w: %w", ErrNoAnswer, c.why)
	}
	err := c.eachVisit(ctx, visits, func(v visit) error {
		err := c.Fetcher.Allows(ctx, v.request.URL)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, fetch.ErrRobotsForbids):
			if !v.known {
				c.forbidden++
			}
		default: // any other reason is a failure of that page, which the crawl would try
			c.report.Plan = append(c.report.Plan, Planned{URL: v.request.URL, Reason: v.reason})
		}
		return nil
	})
	if err != nil {
		return err
	}
	c.warnOfForbidden()
	c.report.Failures, c.report.Warnings = c.seen.Failures, c.seen.Warnings
	return nil
}
