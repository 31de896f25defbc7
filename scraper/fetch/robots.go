package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"
)

// productToken is the name that robots.txt files call us by.
const productToken = "onrecord"

// maxRobotsAge is how long a robots.txt holds (RFC 9309, section 2.4).
const maxRobotsAge = 24 * time.Hour

// robotsEntry is what one authority's robots.txt says.
type robotsEntry struct {
	lock    chan struct{} // held while it is fetched; a channel, so that waiting ends with the context
	fetched time.Time     // zero: not yet
	rules   robotsRules
	err     error
}

// checkRobots returns ErrRobotsForbids or ErrRobotsUnavailable when u may not
// be read.
func (c *Client) checkRobots(ctx context.Context, u *url.URL) error {
	if u.Path == robotsPath {
		return nil
	}
	rules, err := c.robotsOf(ctx, u)
	if err != nil {
		return err
	}
	if !rules.allow(u) {
		return fmt.Errorf("%w", ErrRobotsForbids)
	}
	return nil
}

const robotsPath = "/robots.txt"

// robotsOf returns the rules for u's authority, which it asks for them once a day.
func (c *Client) robotsOf(ctx context.Context, u *url.URL) (robotsRules, error) {
	entry := c.options.Manners.robotsEntry(u)
	select {
	case entry.lock <- struct{}{}:
		defer func() { <-entry.lock }()
	case <-ctx.Done():
		return robotsRules{}, ctx.Err()
	}
	if now := c.options.Now(); !entry.fetched.IsZero() && now.Sub(entry.fetched) < maxRobotsAge {
		return entry.rules, entry.err
	}
	rules, err := c.fetchRobots(ctx, u)
	if ctx.Err() != nil {
		return robotsRules{}, ctx.Err() // nothing was learned
	}
	entry.rules, entry.err, entry.fetched = rules, err, c.options.Now()
	c.site(u).slowDown(rules.delay)
	return rules, err
}

// fetchRobots asks for robots.txt and judges the answer as RFC 9309, section
// 2.3.1, says: what the server refuses (4xx), or hides behind redirects that
// lead elsewhere or nowhere, allows everything; what it fails to give (5xx, no
// connection) allows nothing. 429 is a failure: it says that we ask too much.
func (c *Client) fetchRobots(ctx context.Context, u *url.URL) (robotsRules, error) {
	address := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: robotsPath}
	request := Request{URL: address.String(), Accept: "text/plain,*/*;q=0.8"}
	answer, err := c.follow(withBeginning(ctx, maxRobots+1), request, address, func(context.Context, *url.URL) error { return nil })
	switch {
	case errors.Is(err, ErrRedirectElsewhere), errors.Is(err, ErrRedirectLoop), errors.Is(err, ErrTooManyRedirects):
		return robotsRules{}, nil
	case err != nil:
		return robotsRules{}, fmt.Errorf("%w: %w", ErrRobotsUnavailable, err)
	case answer.Status == http.StatusTooManyRequests, answer.Status >= 500:
		return robotsRules{}, refuse(ErrRobotsUnavailable, "robots.txt unavailable: it answered %d", answer.Status)
	case answer.Status >= 200 && answer.Status < 300:
		return parseRobots(answer.Body), nil
	}
	return robotsRules{}, nil
}
