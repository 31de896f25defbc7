package fetch

import (
	"context"
	"net/url"
	"sync"
	"time"

	"github.com/gocolly/colly/v2"
)

// MaxWait is the longest wait a server may ask for with Retry-After. One that
// asks for more is left alone until then: Get fails with ErrAskedToWait.
const MaxWait = 2 * time.Minute

// maxCrawlDelay is the longest Crawl-delay that is kept. Some sites ask for
// hours, which would mean never to be read.
const maxCrawlDelay = time.Minute

// site is one host with the manners it is treated with.
type site struct {
	collector *colly.Collector
	slots     chan struct{} // one for each request under way

	mu      sync.Mutex
	delay   time.Duration // between the starts of requests
	next    time.Time     // the earliest start of the next one
	blocked time.Time     // no request before: the server asked for it
}

func (c *Client) site(u *url.URL) *site {
	c.mu.Lock()
	defer c.mu.Unlock()
	key := siteKey(u)
	s := c.sites[key]
	if s == nil {
		s = &site{
			collector: newCollector(c.options.UserAgent, c.transport),
			slots:     make(chan struct{}, c.options.Connections),
			delay:     c.options.Delay,
		}
		c.sites[key] = s
	}
	return s
}

// enter waits until a request may start; leave must be called at its end.
func (c *Client) enter(ctx context.Context, s *site) error {
	select {
	case s.slots <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	for {
		wait, err := s.turn(c.options.Now())
		if err == nil && wait > 0 {
			err = c.options.Sleep(ctx, wait)
		}
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			s.leave()
			return err
		}
		if wait <= 0 {
			return nil
		}
	}
}

func (s *site) leave() { <-s.slots }

// turn returns 0 when a request may start at now, and keeps the time for it, or
// else how long to wait before asking again.
func (s *site) turn(now time.Time) (time.Duration, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if wait := s.blocked.Sub(now); wait > MaxWait {
		return 0, askedToWait(wait)
	} else if wait > 0 {
		return wait, nil
	}
	if wait := s.next.Sub(now); wait > 0 {
		return wait, nil
	}
	s.next = now.Add(s.delay)
	return 0, nil
}

// slowDown makes the delay at least d, from the last start on.
func (s *site) slowDown(d time.Duration) {
	d = min(d, maxCrawlDelay)
	s.mu.Lock()
	defer s.mu.Unlock()
	if d > s.delay {
		s.next = s.next.Add(d - s.delay)
		s.delay = d
	}
}

// block lets no request start before t.
func (s *site) block(t time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if t.After(s.blocked) {
		s.blocked = t
	}
}

func askedToWait(wait time.Duration) error {
	return refuse(ErrAskedToWait, "the server asks to wait %s", wait.Round(time.Second))
}
