package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/gocolly/colly/v2"
)

// newCollector returns a collector for one host with every trap closed.
//
// Init is used instead of NewCollector, which lets environment variables
// (COLLY_USER_AGENT, COLLY_MAX_BODY_SIZE, COLLY_CACHE_DIR …) override whatever
// the program says.
func newCollector(userAgent string, transport http.RoundTripper) *colly.Collector {
	c := &colly.Collector{}
	c.Init()
	c.UserAgent = userAgent
	c.WithTransport(transport)
	c.DisableCookies()
	c.SetRequestTimeout(0)          // the context of each request has the limit
	c.MaxBodySize = 0               // it would cut in silence: limits.go refuses
	c.IgnoreRobotsTxt = true        // its robots.txt knows no 5xx, manners or limits: robots.go obeys
	c.AllowURLRevisit = true        // else a retry is "already visited", and every address is kept in memory
	c.ParseHTTPErrorResponse = true // every status is an answer
	c.DetectCharset = false
	c.Async = false
	c.SetRedirectHandler(func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse // redirect.go follows, each hop with all manners
	})
	return c
}

// rawAnswer is one answer, before redirects are followed.
type rawAnswer struct {
	status int
	header http.Header
	body   []byte
}

// visit makes one request. A collector has one context for all, so each request
// takes a clone, which shares the client and nothing else. No OnHTML or OnXML is
// registered: colly drops the error of the one for that of the other.
func visit(ctx context.Context, c *colly.Collector, method, address string, header http.Header) (answer rawAnswer, err error) {
	defer func() {
		if p := recover(); p != nil { // in colly and what it calls, on hostile input
			err = fmt.Errorf("the crawler broke down: %v", p)
		}
	}()
	var got *colly.Response
	side := &received{}
	one := c.Clone()
	one.Context = withReceived(ctx, side)
	one.OnResponse(func(r *colly.Response) { got = r })
	err = one.Request(method, address, nil, nil, header)
	var inURL *url.Error
	if errors.As(err, &inURL) {
		err = inURL.Err // the address is named by who called
	}
	if err != nil {
		return rawAnswer{}, err
	}
	if got == nil {
		return rawAnswer{}, errors.New("the crawler gave no answer")
	}
	return rawAnswer{status: got.StatusCode, header: side.header, body: got.Body}, nil
}
