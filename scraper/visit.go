package scraper

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"golang.org/x/sync/errgroup"

	"onrecord/archive"
	"onrecord/scraper/fetch"
)

// visit fetches the planned pages, as many at once as the feed allows. Every
// page is durable before its goroutine asks for the next.
func (c *crawl) visit(ctx context.Context, visits []planned) error {
	group, ctx := errgroup.WithContext(ctx)
	next := make(chan visit)
	group.Go(func() error {
		defer close(next)
		return c.eachVisit(ctx, visits, func(v visit) error {
			select {
			case next <- v:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	})
	done := 0
	for range max(1, c.feed.Connections) {
		group.Go(func() error {
			for v := range next {
				if err := c.one(ctx, v); err != nil {
					return err
				}
				c.mu.Lock()
				done++
				c.watch(Progress{Phase: PhaseArticles, Done: done, Total: len(visits), URL: v.request.URL})
				c.mu.Unlock()
			}
			return nil
		})
	}
	return group.Wait()
}

// one fetches one page and notes how it answered.
func (c *crawl) one(ctx context.Context, v visit) error {
	o, err := c.look(ctx, v)
	if err != nil {
		return err
	}
	s := archive.Sighting{URL: v.request.URL, Time: o.Time}
	c.mu.Lock()
	defer c.mu.Unlock()
	if canonical, err := archive.Canonical(v.request.URL); err == nil {
		c.there[archive.MarkOf(canonical)] = o.Gone == "" && o.Missed == ""
	}
	switch {
	case o.unmodified:
		c.seen.Unmodified = append(c.seen.Unmodified, s)
	case v.alias && (o.Gone != "" || o.Missed != ""):
		c.missedAlias(v, o)
	case o.Gone != "" && v.known:
		c.suspects = append(c.suspects, v)
	case o.Gone != "":
		s.Reason = o.Gone
		c.seen.Gone = append(c.seen.Gone, s)
	case o.Missed != "":
		s.Reason, s.Excuse = o.Missed, o.excuse
		c.seen.Missed = append(c.seen.Missed, s)
		if o.excuse && !v.known {
			c.forbidden++
		}
	default:
		c.report.Pages++
	}
	return nil
}

// missedAlias notes that there is nothing at an address that is not the
// article's own: that says nothing of the article.
func (c *crawl) missedAlias(v visit, o outcome) {
	switch {
	case o.Gone != "":
		c.seen.Warnings = append(c.seen.Warnings, fmt.Sprintf("a listing leads to a page that is not there (%s): %s", o.Gone, v.request.URL))
	case !o.excuse:
		c.seen.Failures = append(c.seen.Failures, archive.Failure{URL: v.request.URL, Reason: o.Missed, Time: o.Time})
	}
}

// outcome is how a look at an article's page ended.
type outcome struct {
	archive.Outcome
	captured   archive.Capture // of which Outcome.Capture, which has the digest of all bytes, is made when it is needed
	unmodified bool
	excuse     bool // robots.txt forbids the page
}

// look asks for a page and keeps it when it answers. An error means that the
// crawl cannot go on.
func (c *crawl) look(ctx context.Context, v visit) (outcome, error) {
	answer, err := c.get(ctx, v.request)
	o := outcome{Outcome: archive.Outcome{Time: answer.Time}}
	if o.Time.IsZero() {
		o.Time = c.Now().UTC()
	}
	switch {
	case ctx.Err() != nil:
		return o, ctx.Err()
	case errors.Is(err, fetch.ErrRobotsForbids):
		o.Missed, o.excuse = fetch.Reason(err), true
	case err != nil:
		o.Missed = fetch.Reason(err)
	case answer.Status == 304:
		o.unmodified = true
	case answer.Status == 404 || answer.Status == 410:
		o.Gone = strconv.Itoa(answer.Status)
	case answer.Status != 200:
		o.Missed = fmt.Sprintf("status %d", answer.Status)
	case c.leadsNowhere(v, answer):
		o.Gone = archive.ReasonRedirect
	default:
		o.captured = answer.Capture()
		if o.captured.Entry = v.entry; c.order != "" {
			o.captured.Entry.Order = c.order
		}
		if err := c.writer.Keep(ctx, o.captured, v.base); err != nil {
			return o, err // it says what was being kept
		}
	}
	return o, nil
}

// confirmGone asks the pages that said they are gone once more: a hiccup of the
// site is no removal. Where some of them are there after all, the site has
// hiccups: when most are, the others are not believed either, and else all of
// those have to say it a third time.
func (c *crawl) confirmGone(ctx context.Context) error {
	gone, back, err := c.askGone(ctx, c.suspects)
	if err != nil {
		return err
	}
	steady := back == 0
	if !steady && back <= len(gone) {
		visits := make([]visit, 0, len(gone))
		for _, g := range gone {
			visits = append(visits, g.visit)
		}
		if gone, back, err = c.askGone(ctx, visits); err != nil {
			return err
		}
		steady = back == 0
	}
	for _, g := range gone {
		if err := c.settleGone(ctx, g, steady); err != nil {
			return err
		}
	}
	return nil
}

// gonePage is a visit to a page that says that it is gone.
type gonePage struct {
	visit
	outcome
}

// askGone asks pages that said they are gone, and returns those that say it
// again, and how many are there.
func (c *crawl) askGone(ctx context.Context, suspects []visit) (gone []gonePage, back int, err error) {
	for _, v := range suspects {
		v.request.ETag, v.request.LastModified = "", ""
		o, err := c.look(ctx, v)
		switch {
		case err != nil:
			return nil, 0, err
		case o.Gone != "":
			gone = append(gone, gonePage{v, o})
		case o.Missed != "":
			c.seen.Missed = append(c.seen.Missed, archive.Sighting{URL: v.request.URL, Time: o.Time, Reason: o.Missed, Excuse: o.excuse})
		default:
			back++
		}
	}
	return gone, back, nil
}

// settleGone notes a page that said more than once that it is gone: steady,
// unless others that said so were there the next time.
func (c *crawl) settleGone(ctx context.Context, g gonePage, steady bool) error {
	s := archive.Sighting{URL: g.request.URL, Time: g.Time, Reason: g.Gone}
	stands, err := c.stands(ctx, g.Gone, g.request.URL)
	switch {
	case err != nil:
		return err
	case !stands:
		s.Reason = outOfOrder
	case !steady:
		s.Reason = unsteady
	default:
		c.seen.Gone = append(c.seen.Gone, s)
		return c.atAnother(ctx, g.visit)
	}
	c.seen.Missed = append(c.seen.Missed, s)
	return nil
}

// hostLeft is why an address stands for its article no longer: a person took its
// host out of the feed, as when the whole site moved to another one.
const hostLeft = "no host of this feed any more"

// ask answers archive.Record when it must know whether a known article's
// address still answers.
func (c *crawl) ask(ctx context.Context, a archive.Article) archive.Outcome {
	if !c.feed.own(a.URL) {
		return archive.Outcome{Gone: hostLeft, Time: c.Now().UTC()}
	}
	v, err := c.recheck(ctx, known{Article: a, unconditional: true})
	if err != nil {
		return archive.Outcome{Missed: err.Error(), Time: c.Now().UTC()}
	}
	o, err := c.look(ctx, v)
	if err == nil && o.Gone == "" && o.Missed == "" {
		o.Capture = o.captured.Info()
		err = c.askedInVain(ctx, &o.Outcome)
	}
	if err != nil {
		o.Missed = err.Error()
	}
	return o.Outcome
}

// askedInVain makes an outcome of soft-404 of a page that says with status 200 that it
// does not exist, provided that the site's listing can still be read: a site
// that answers everything with one page is out of order.
func (c *crawl) askedInVain(ctx context.Context, o *archive.Outcome) error {
	body, err := c.writer.PendingRaw(ctx, o.Capture.Raw)
	if err != nil {
		return err
	}
	if _, err := c.reader.Read(o.Capture.With(body)); !errors.Is(err, archive.ErrGonePage) {
		return nil
	}
	if c.control == nil {
		inOrder, err := c.listingAnswers(ctx)
		if err != nil {
			return err
		}
		c.control = &inOrder
	}
	if *c.control {
		o.Gone = archive.ReasonSoft404
	} else {
		o.Missed = "the site answers with its page for what does not exist, and its listing cannot be read either"
	}
	return nil
}
