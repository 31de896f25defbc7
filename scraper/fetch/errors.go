package fetch

import (
	"context"
	"errors"
	"fmt"
)

// Returned (wrapped) by Get when the address or its host may not be asked.
var (
	// ErrAddress: the address is no absolute http(s) one.
	ErrAddress = errors.New("not an http or https address")
	// ErrForeignHost: the address is not on one of Options.Hosts.
	ErrForeignHost = errors.New("not a host of this feed")
	// ErrForbiddenAddress: the host has a private, loopback or other special
	// address, and the configuration does not name exactly that host and port.
	ErrForbiddenAddress = errors.New("forbidden address")
	// ErrRobotsForbids: robots.txt forbids the page. This is no failure: the
	// site says what it does not want to be read.
	ErrRobotsForbids = errors.New("robots.txt forbids it")
	// ErrRobotsUnavailable: robots.txt answered 5xx or 429, or could not be
	// reached; until it can, RFC 9309 allows nothing of the host to be read.
	ErrRobotsUnavailable = errors.New("robots.txt unavailable")
)

// Returned (wrapped) by Get when a redirect was not followed.
var (
	// ErrRedirectElsewhere: to a host that is not the feed's, or to an address
	// that is not http(s).
	ErrRedirectElsewhere = errors.New("redirect to another host")
	// ErrTooManyRedirects: more than Options.MaxRedirects in one chain.
	ErrTooManyRedirects = errors.New("too many redirects")
	// ErrRedirectLoop: back to an address of the same chain.
	ErrRedirectLoop = errors.New("redirects in a circle")
)

// Returned (wrapped) by Get when the answer cannot be taken.
var (
	// ErrTooLarge: the body, packed or unpacked, is over Options.MaxBody, or
	// the headers over MaxHeader.
	ErrTooLarge = errors.New("too large")
	// ErrTimeout: not complete within Options.Timeout.
	ErrTimeout = errors.New("timeout")
	// ErrEncoding: the content encoding is unknown, or the body is not in it.
	ErrEncoding = errors.New("content encoding")
	// ErrNotModified: 304 to a request without validators.
	ErrNotModified = errors.New("304 Not Modified, but nothing was held")
	// ErrAskedToWait: the server asks for a longer wait than MaxWait.
	ErrAskedToWait = errors.New("asked to wait")
	// ErrGivenUp: the host let requests wait for nothing longer than MaxLost, or
	// said for MaxRefused pages in a row that it is asked too much.
	ErrGivenUp = errors.New("given up")
)

// refusal is an error of this package whose text says all that a person needs.
type refusal struct {
	kind error
	text string
}

func refuse(kind error, format string, args ...any) error {
	return &refusal{kind, fmt.Sprintf(format, args...)}
}

func (r *refusal) Error() string { return r.text }
func (r *refusal) Unwrap() error { return r.kind }

// Ends returns the error that ends a visit to a site whatever page it met: that
// of ctx, or ErrRobotsUnavailable; nil of an error that is of a single page.
func Ends(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if errors.Is(err, ErrRobotsUnavailable) {
		return err
	}
	return nil
}
