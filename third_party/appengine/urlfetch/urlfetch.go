// Package urlfetch is what Colly needs of google.golang.org/appengine/urlfetch
// to compile. Colly asks for a client only in its Collector.Appengine, which
// onrecord never calls.
package urlfetch

import (
	"context"
	"errors"
	"net/http"
)

// Client gives a client that answers every request with an error.
func Client(context.Context) *http.Client { return &http.Client{Transport: nowhere{}} }

type nowhere struct{}

func (nowhere) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		r.Body.Close()
	}
	return nil, errors.New("onrecord is built without App Engine: fetch with the collector's own client instead")
}
