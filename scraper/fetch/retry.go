package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Waits before a retry: firstBackoff, then twice as long each time.
const (
	firstBackoff = time.Second
	maxBackoff   = 30 * time.Second
)

// ask asks for one address, again after what may pass. An answer that tells to
// come back later is an answer once the retries are used up.
func (c *Client) ask(ctx context.Context, r Request, u *url.URL) (rawAnswer, error) {
	s := c.site(u)
	began := c.options.Now()
	for attempt := 0; ; attempt++ {
		answer, err := c.once(ctx, s, r, u)
		if !again(ctx, answer, err) {
			if err == nil {
				s.answered()
			}
			return answer, err
		}
		pause := backoff(attempt)
		wait := c.heed(s, answer, pause, attempt == 0)
		if attempt >= s.retries(c.retriesAfter(err)) {
			s.block(c.options.Now().Add(backoff(0))) // the next page is the next attempt, as it were
			s.lose(c.options.Now().Sub(began), strains(answer.status))
			return answer, err
		}
		if wait > MaxWait {
			return rawAnswer{}, askedToWait(wait)
		}
		if err := c.options.Sleep(ctx, pause); err != nil {
			return rawAnswer{}, err
		}
	}
}

// again reports whether another attempt may end better.
func again(ctx context.Context, answer rawAnswer, err error) bool {
	if err != nil {
		return ctx.Err() == nil && transient(err)
	}
	return busy(answer.status)
}

// heed keeps all requests to the site back as long as the answer asks for, and
// returns how long that is. A site that says that it is asked too much, and not
// how long to wait, is left alone for a pause, and at a page's first such answer
// asked more slowly from then on.
func (c *Client) heed(s *site, answer rawAnswer, pause time.Duration, first bool) time.Duration {
	now := c.options.Now()
	wait, ok := retryAfter(answer.header.Get("Retry-After"), now)
	if ok {
		s.block(now.Add(wait))
	}
	if strains(answer.status) {
		s.block(now.Add(pause))
		if first {
			s.strained()
		}
	}
	return wait
}

// strains reports whether a status says that the host is asked too much.
func strains(status int) bool {
	return status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable
}

// retriesAfter returns how many retries an attempt that ended so is worth: one
// that ran out of time was long already, and costs the server as much again.
func (c *Client) retriesAfter(err error) int {
	if errors.Is(err, ErrTimeout) {
		return min(c.options.Retries, 1)
	}
	return c.options.Retries
}

// once makes one request with all manners.
func (c *Client) once(ctx context.Context, s *site, r Request, u *url.URL) (rawAnswer, error) {
	if err := c.enter(ctx, s); err != nil {
		return rawAnswer{}, err
	}
	defer s.leave()
	c.options.OnRequest(u.String())
	limited, cancel := context.WithTimeout(ctx, c.options.Timeout)
	defer cancel()
	answer, err := visit(limited, s.collector, r.method(), u.String(), c.header(r, u))
	if err == nil {
		return answer, nil
	}
	if ctx.Err() != nil {
		return rawAnswer{}, ctx.Err()
	}
	if isTimeout(err) {
		return rawAnswer{}, fmt.Errorf("%w: %w", ErrTimeout, err)
	}
	return rawAnswer{}, err
}

func (c *Client) header(r Request, u *url.URL) http.Header {
	h := http.Header{}
	set := func(name, value string) {
		if value != "" {
			h.Set(name, value)
		}
	}
	h.Set("User-Agent", c.options.UserAgent)
	h.Set("Accept-Encoding", acceptEncoding)
	h.Set("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
	set("Accept", r.Accept)
	set("Accept-Language", c.options.AcceptLanguage)
	if r.validates(u) {
		set("If-None-Match", r.ETag)
		set("If-Modified-Since", r.LastModified)
	}
	return h
}

func (r Request) method() string {
	if r.Head {
		return http.MethodHead
	}
	return http.MethodGet
}

// validates reports whether the request's validators belong to u.
func (r Request) validates(u *url.URL) bool {
	if r.ETag == "" && r.LastModified == "" {
		return false
	}
	address := r.Validated
	if address == "" {
		address = r.URL
	}
	v, ok := resolve(&url.URL{}, address)
	return ok && v.String() == u.String()
}

// busy reports whether a status says that another attempt may succeed.
func busy(status int) bool {
	switch status {
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

// transient reports whether an error may pass by itself: a timeout, a broken
// connection, a body shorter than announced, a name server's failure.
func transient(err error) bool {
	var ours *refusal
	if errors.As(err, &ours) {
		return false
	}
	for _, known := range []error{ErrTimeout, io.EOF, io.ErrUnexpectedEOF, syscall.ECONNRESET, syscall.ECONNREFUSED,
		syscall.ECONNABORTED, syscall.EPIPE, syscall.EHOSTUNREACH, syscall.ENETUNREACH} {
		if errors.Is(err, known) {
			return true
		}
	}
	var dns *net.DNSError
	if errors.As(err, &dns) {
		return !dns.IsNotFound
	}
	for _, text := range brokenConnection {
		if strings.Contains(err.Error(), text) {
			return true
		}
	}
	return false
}

// brokenConnection are errors of net/http that have no name.
var brokenConnection = []string{"server closed idle connection", "connection broken", "GOAWAY", "stream error", "client connection lost"}

func isTimeout(err error) bool {
	var timeout net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.As(err, &timeout) && timeout.Timeout()
}

// backoff returns the wait after a failed attempt (0, 1, …): it doubles, and
// varies by half so that many clients do not come back at the same moment.
func backoff(attempt int) time.Duration {
	d := firstBackoff << min(attempt, 10)
	d = min(d, maxBackoff)
	return d/2 + rand.N(d)
}

// retryAfter reads a Retry-After header (RFC 9110, section 10.2.3): seconds or
// a date. It returns false for neither.
func retryAfter(value string, now time.Time) (time.Duration, bool) {
	value = strings.TrimSpace(value)
	if isDigits(value) {
		seconds, err := strconv.ParseInt(value, 10, 64)
		if err != nil || seconds > int64(longWait/time.Second) {
			return longWait, true
		}
		return time.Duration(seconds) * time.Second, true
	}
	t, err := http.ParseTime(value)
	if err != nil {
		return 0, false
	}
	return min(max(t.Sub(now), 0), longWait), true
}

// longWait stands for any longer wait.
const longWait = 10 * 365 * 24 * time.Hour

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
