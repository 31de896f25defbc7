package fetch

import (
	"context"
	"io"
	"net/http"
	"strings"
)

// received is what a request got that must not pass through the crawling
// library: it would decode charsets and archives by what the headers say,
// follow redirects and keep cookies.
type received struct {
	header http.Header
}

type receivedKey struct{}

func withReceived(ctx context.Context, r *received) context.Context {
	return context.WithValue(ctx, receivedKey{}, r)
}

type beginningKey struct{}

// withBeginning asks for the first n bytes of a body only, whatever more there is.
func withBeginning(ctx context.Context, n int64) context.Context {
	return context.WithValue(ctx, beginningKey{}, n)
}

// beginning reads the first bytes of a body and closes all of it.
type beginning struct {
	io.Reader
	io.Closer
}

// rawTransport makes sure that a body is whole, within the limits and raw. It
// keeps the true headers aside and hands on an answer with none.
type rawTransport struct {
	inner   http.RoundTripper
	hosts   hostSet
	maxBody int64
}

// RoundTrip implements http.RoundTripper.
func (t *rawTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	if !t.hosts.allows(r.URL) { // whatever came between the check of the address and this
		return nil, refuse(ErrForeignHost, "%s is not a host of this feed", r.URL.Host)
	}
	res, err := t.inner.RoundTrip(r)
	if err != nil {
		if strings.Contains(err.Error(), "response headers exceeded") { // net/http has no name for it
			return nil, refuse(ErrTooLarge, "too large (headers over %s)", size(MaxHeader))
		}
		return nil, err
	}
	first, cut := r.Context().Value(beginningKey{}).(int64)
	if res.ContentLength > t.maxBody && !cut && r.Method != http.MethodHead { // which tells of a body and sends none
		res.Body.Close()
		return nil, tooLarge(t.maxBody)
	}
	body, err := undo(res.Body, res.Header.Values("Content-Encoding"), t.maxBody)
	if err != nil {
		res.Body.Close()
		return nil, err
	}
	if cut {
		body = beginning{io.LimitReader(body, first), body}
	}
	if r, ok := r.Context().Value(receivedKey{}).(*received); ok {
		r.header = res.Header
	}
	bare := *res
	bare.Body = body
	bare.Header = http.Header{}
	bare.ContentLength = -1
	bare.Uncompressed = true
	return &bare, nil
}

// CloseIdleConnections closes the connections that no request uses.
func (t *rawTransport) CloseIdleConnections() {
	type closer interface{ CloseIdleConnections() }
	if c, ok := t.inner.(closer); ok {
		c.CloseIdleConnections()
	}
}
