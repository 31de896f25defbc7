// Package fetch asks a feed's hosts for pages, politely and safely.
//
// A [Client] obeys robots.txt (RFC 9309), keeps a delay between requests to one
// host, waits when a server asks it to (Retry-After), and retries what may pass.
// It follows redirects within the feed's hosts only, never connects to private
// addresses that the configuration does not name, and never hands on a body
// that was cut. It knows nothing of what the pages say.
//
// The requests themselves are made by Colly, one collector per host; see colly.go.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"

	"onrecord/archive"
)

// Options say how a Client behaves. The zero value of a field stands for the
// default named beside it.
type Options struct {
	UserAgent      string        // the whole header, such as "onrecord/1.0 (+mail@example.org)"; required
	AcceptLanguage string        // the whole header; none by default
	Hosts          []string      // "host" or "host:port", as the configuration names them; no other is asked
	Delay          time.Duration // between the starts of two requests to one host; 0: none
	Connections    int           // requests at once to one host; 1
	MaxBody        int64         // bytes of a body, packed and unpacked; 32 MiB
	Timeout        time.Duration // for one request, to the last byte of its body; 60 s
	MaxRedirects   int           // in one chain; 10
	Retries        int           // further attempts after one that failed in passing; 0: none
	Manners        *Manners      // shared with the clients of other feeds; the client's own by default

	Now       func() time.Time                                 // time.Now
	Sleep     func(ctx context.Context, d time.Duration) error // waits d, or until ctx ends and returns its error
	Transport http.RoundTripper                                // for tests: instead of the guarded one
	OnRequest func(address string)                             // called before each request, robots.txt and retries too; from several goroutines
}

// Request asks for one page.
type Request struct {
	URL          string // absolute http(s) address
	ETag         string // validators of an answer held: makes the request conditional
	LastModified string
	Validated    string // the address that gave the validators; URL if empty. They are sent to no other
	Accept       string // the header; pages first by default
	Head         bool   // ask for the headers only; a server that knows no HEAD is asked for all
}

// Answer is what a server said. Permanent refusals such as 404 or 403 are
// answers, and so are 429 and 5xx once all retries are used up.
type Answer struct {
	URL       string          // the address asked
	Final     string          // the address that answered; URL when nothing redirected
	Redirects []string        // the addresses between URL and Final, in order
	Status    int             // of the last answer
	Header    []archive.Field // of the last answer: canonical names in byte order, values as received
	Body      []byte          // of the last answer, content encodings undone; none for 304
	Time      time.Time       // when the last answer was complete: UTC, whole seconds
}

// Capture returns the answer as it is archived.
func (a Answer) Capture() archive.Capture {
	return archive.Capture{URL: a.URL, Final: a.Final, Redirects: a.Redirects, Status: a.Status, Header: a.Header, Body: a.Body, Time: a.Time}
}

// Client fetches pages of one feed. It is safe for use by several goroutines.
type Client struct {
	options   Options
	hosts     hostSet
	transport http.RoundTripper

	mu    sync.Mutex
	sites map[string]*site // by site key
}

// New returns a client, or an error that says which option is impossible.
func New(o Options) (*Client, error) {
	if o.UserAgent == "" {
		return nil, errors.New("set up fetching: no User-Agent is given")
	}
	hosts, err := parseHosts(o.Hosts)
	if err != nil {
		return nil, fmt.Errorf("set up fetching: %w", err)
	}
	o = o.withDefaults()
	inner := o.Transport
	if inner == nil {
		inner = newTransport(hosts, o.Connections, o.Timeout)
	}
	return &Client{
		options:   o,
		hosts:     hosts,
		transport: &rawTransport{inner: inner, hosts: hosts, maxBody: o.MaxBody},
		sites:     map[string]*site{},
	}, nil
}

func (o Options) withDefaults() Options {
	if o.Connections <= 0 {
		o.Connections = 1
	}
	if o.MaxBody <= 0 {
		o.MaxBody = 32 << 20
	}
	if o.Timeout <= 0 {
		o.Timeout = time.Minute
	}
	if o.MaxRedirects <= 0 {
		o.MaxRedirects = 10
	}
	if o.Manners == nil {
		o.Manners = NewManners()
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	if o.OnRequest == nil {
		o.OnRequest = func(string) {}
	}
	return o
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// Get asks for a page and returns the answer, whatever its status. Its errors
// are those of this package, or wrap what the network said; Reason puts any of
// them into a few words. When ctx ends, Get returns at once with ctx's error.
func (c *Client) Get(ctx context.Context, r Request) (Answer, error) {
	u, err := c.parse(r.URL)
	if err != nil {
		return Answer{}, fmt.Errorf("get %s: %w", r.URL, err)
	}
	answer, err := c.follow(ctx, r, u, c.checkRobots)
	if ctx.Err() != nil {
		return Answer{}, fmt.Errorf("get %s: %w", r.URL, ctx.Err())
	}
	if err != nil {
		return Answer{}, fmt.Errorf("get %s: %w", r.URL, err)
	}
	return answer, nil
}

// Allows returns nil when Get would ask for the address: when it is on one of
// the feed's hosts and robots.txt does not forbid it. It asks for no more than
// robots.txt, and returns the errors that Get would.
func (c *Client) Allows(ctx context.Context, address string) error {
	u, err := c.parse(address)
	if err == nil {
		err = c.checkRobots(ctx, u)
	}
	if err != nil {
		return fmt.Errorf("get %s: %w", address, err)
	}
	return nil
}

// Close closes idle connections. Requests under way are not disturbed.
func (c *Client) Close() {
	c.transport.(*rawTransport).CloseIdleConnections()
}

// parse returns the address in the form in which it is sent.
func (c *Client) parse(address string) (*url.URL, error) {
	u, ok := resolve(&url.URL{}, address)
	if !ok {
		return nil, ErrAddress
	}
	if !c.hosts.allows(u) {
		return nil, refuse(ErrForeignHost, "%s is not a host of this feed", u.Host)
	}
	return u, nil
}
