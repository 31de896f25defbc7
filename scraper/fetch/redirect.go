package fetch

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"time"

	"onrecord/archive"
)

// follow asks for u, and for where its answer leads, until one answers that is
// no redirect. may is asked before each hop.
func (c *Client) follow(ctx context.Context, r Request, u *url.URL, may func(context.Context, *url.URL) error) (Answer, error) {
	chain := []string{u.String()}
	for {
		if err := may(ctx, u); err != nil {
			return Answer{}, err
		}
		raw, err := c.ask(ctx, r, u)
		if err != nil {
			return Answer{}, err
		}
		if r.Head && unknownMethod(raw.status) {
			r.Head = false
			continue
		}
		location := raw.header.Get("Location")
		if !redirects(raw.status) || location == "" {
			return c.answer(r, u, chain, raw)
		}
		u, err = c.next(u, location, chain)
		if err != nil {
			return Answer{}, err
		}
		chain = append(chain, u.String())
	}
}

func unknownMethod(status int) bool {
	return status == http.StatusMethodNotAllowed || status == http.StatusNotImplemented
}

// next returns the address a redirect leads to.
func (c *Client) next(from *url.URL, location string, chain []string) (*url.URL, error) {
	u, ok := resolve(from, location)
	if !ok {
		return nil, refuse(ErrRedirectElsewhere, "redirect to %.100q, which is no http or https address", location)
	}
	if !c.hosts.allows(u) {
		return nil, refuse(ErrRedirectElsewhere, "redirect to another host: %s", u.Host)
	}
	if slices.Contains(chain, u.String()) {
		return nil, refuse(ErrRedirectLoop, "redirects in a circle, back to %s", u)
	}
	if len(chain) > c.options.MaxRedirects {
		return nil, refuse(ErrTooManyRedirects, "too many redirects (over %d)", c.options.MaxRedirects)
	}
	return u, nil
}

func redirects(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// answer makes the last answer of a chain ours.
func (c *Client) answer(r Request, u *url.URL, chain []string, raw rawAnswer) (Answer, error) {
	a := Answer{
		URL:    r.URL,
		Final:  r.URL,
		Status: raw.status,
		Header: fields(raw.header),
		Body:   raw.body,
		Time:   c.options.Now().UTC().Truncate(time.Second),
	}
	if last := len(chain) - 1; last > 0 {
		a.Final = chain[last]
		a.Redirects = append(a.Redirects, chain[1:last]...)
	}
	if raw.status == http.StatusNotModified {
		if !r.validates(u) {
			return Answer{}, fmt.Errorf("%w", ErrNotModified)
		}
		a.Body = nil
	}
	return a, nil
}

// fields lists headers by name, values of one name as received.
func fields(h http.Header) []archive.Field {
	var list []archive.Field
	for _, name := range slices.Sorted(maps.Keys(h)) {
		for _, value := range h[name] {
			list = append(list, archive.Field{Name: name, Value: value})
		}
	}
	return list
}
