// Package ping tells a dead man's switch how a run ended. Such a service
// raises the alarm when it was not asked for too long: a program that has died,
// or a machine that is off, cannot say so itself.
//
// The protocol is the common one of healthchecks.io and what is compatible with
// it: a GET of the address after a good run, and of the address with "/fail"
// after its path after a bad one. A query stays as it is.
package ping

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"
)

// timeout limits the whole exchange.
const timeout = 10 * time.Second

// Send asks the address after a run that was good, or a bad one. Any answer
// with a 2xx status will do. The error names the host only, for the rest of
// such an address is a secret.
func Send(ctx context.Context, address string, good bool, agent string) error {
	u, err := url.Parse(address)
	if err != nil {
		return errors.New("the address of the ping is none") // url.Error would show it
	}
	if !good {
		u = u.JoinPath("fail")
	}
	if err := get(ctx, u, agent); err != nil {
		return fmt.Errorf("the ping to %s failed: %w", u.Host, err)
	}
	return nil
}

func get(ctx context.Context, u *url.URL, agent string) error {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return err
	}
	request.Header.Set("User-Agent", agent)
	client := http.Client{Transport: &http.Transport{Proxy: http.ProxyFromEnvironment, DisableKeepAlives: true}}
	answer, err := client.Do(request)
	if err != nil {
		return bare(err)
	}
	const enough = 64 << 10 // of a page that nobody reads
	_, err = io.Copy(io.Discard, io.LimitReader(answer.Body, enough))
	if err := errors.Join(err, answer.Body.Close()); err != nil {
		return bare(err)
	}
	if answer.StatusCode < 200 || answer.StatusCode > 299 {
		return fmt.Errorf("it answered %d", answer.StatusCode)
	}
	return nil
}

// bare takes the address out of an error of net/http.
func bare(err error) error {
	var of *url.Error
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("no answer in %s", timeout)
	case errors.As(err, &of):
		return of.Err
	}
	return err
}
