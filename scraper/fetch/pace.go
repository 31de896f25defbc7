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

// A host that answers 429 or 503 is asked more slowly, by all: minStrain more
// between two requests, then twice as much at each page that is answered so, up
// to maxStrain. Each other answer takes an eighth of it away.
const (
	minStrain = time.Second
	maxStrain = 30 * time.Second
)

// MaxLost is how long a client lets one host keep it waiting for nothing, all
// requests together, before it gives up: a host that is dead, or drips, must
// not hold up the other feeds for days. Each answer makes good madeGood.
const (
	MaxLost  = 10 * time.Minute
	madeGood = 10 * time.Second
)

// After someInVain pages in a row that came to nothing, retries included, the
// host and not the page is at fault: each further one is asked for once, until
// one answers. After MaxRefused in a row that were answered with 429 or 503 at
// last, the host does not want to be asked any more.
const (
	someInVain = 3
	MaxRefused = 8
)

// site is one host as one client asks it.
type site struct {
	*pace
	collector *colly.Collector
	slots     chan struct{} // one for each request under way
	delay     time.Duration // between the starts of requests, at least
}

func (c *Client) site(u *url.URL) *site {
	c.mu.Lock()
	defer c.mu.Unlock()
	key := siteKey(u)
	s := c.sites[key]
	if s == nil {
		s = &site{
			pace:      c.options.Manners.pace(key),
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
		wait, err := s.turn(c.options.Now(), s.delay)
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

// pace is how fast one host may be asked, whoever asks.
type pace struct {
	mu         sync.Mutex
	started    time.Time     // the start of the last request
	crawlDelay time.Duration // what its robots.txt asks for
	strain     time.Duration // further delay while it says that it is asked too much
	blocked    time.Time     // no request before: the server asked for it
	lost       time.Duration // spent on requests that came to nothing, less what answers make good
	inVain     int           // pages in a row that came to nothing
	refused    int           // of the last ones in a row, those answered with 429 or 503
}

// turn returns 0 when a request may start at now, at least delay after the one
// before, and notes that it does; or else how long to wait before asking again.
func (p *pace) turn(now time.Time, delay time.Duration) (time.Duration, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.lost > MaxLost {
		return 0, refuse(ErrGivenUp, "given up: the host let requests wait for %s in vain", MaxLost)
	}
	if p.refused >= MaxRefused {
		return 0, refuse(ErrGivenUp, "given up: the host says that it is asked too much, for %d pages in a row", MaxRefused)
	}
	if wait := p.blocked.Sub(now); wait > MaxWait {
		return 0, askedToWait(wait)
	} else if wait > 0 {
		return wait, nil
	}
	next := p.started.Add(max(delay, p.crawlDelay) + p.strain)
	if wait := next.Sub(now); wait > 0 && !p.started.IsZero() {
		return wait, nil
	}
	p.started = now
	return 0, nil
}

// slowDown makes the delay at least d.
func (p *pace) slowDown(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.crawlDelay = max(p.crawlDelay, min(d, maxCrawlDelay))
}

// block lets no request start before t.
func (p *pace) block(t time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if t.After(p.blocked) {
		p.blocked = t
	}
}

// strained notes that the host said that it is asked too much.
func (p *pace) strained() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.strain = min(max(2*p.strain, minStrain), maxStrain)
}

// answered notes an answer that asks for nothing: by and by the host is asked
// as before.
func (p *pace) answered() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.strain -= p.strain / 8; p.strain < minStrain/4 {
		p.strain = 0
	}
	p.lost = max(0, p.lost-madeGood)
	p.inVain, p.refused = 0, 0
}

// lose notes a page that came to nothing, and the time spent on it. refused
// tells that the host said at last that it is asked too much.
func (p *pace) lose(d time.Duration, refused bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.lost += d
	p.inVain++
	if refused {
		p.refused++
	} else {
		p.refused = 0
	}
}

// retries returns how many of the retries a page is worth.
func (p *pace) retries(most int) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.inVain >= someInVain {
		return 0
	}
	return most
}

func askedToWait(wait time.Duration) error {
	return refuse(ErrAskedToWait, "the server asks to wait %s", wait.Round(time.Second))
}
