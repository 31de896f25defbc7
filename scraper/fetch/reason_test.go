package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestReason(t *testing.T) {
	tests := []struct {
		err  error
		want string
	}{
		{nil, ""},
		{ErrTimeout, "timeout"},
		{context.DeadlineExceeded, "timeout"},
		{context.Canceled, "interrupted"},
		{&net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}, "connection refused"},
		{&url.Error{Op: "Get", URL: "x", Err: &net.OpError{Op: "read", Err: syscall.ECONNRESET}}, "connection reset"},
		{&net.DNSError{Err: "no such host", Name: "example.org", IsNotFound: true}, "no such host"},
		{&net.DNSError{Err: "i/o timeout", Name: "example.org", IsTimeout: true}, "timeout"},
		{&net.DNSError{Err: "server misbehaving", Name: "example.org", IsTemporary: true}, "the name server failed: server misbehaving"},
		{tooLarge(32 << 20), "too large (over 32 MiB)"},
		{fmt.Errorf("get x: %w", ErrRobotsForbids), "robots.txt forbids it"},
		{fmt.Errorf("%w: %w", ErrRobotsUnavailable, ErrTimeout), "robots.txt unavailable: timeout"},
		{errors.New("something\n\x1b[31mnew\u2028"), "something [31mnew"},
		{fmt.Errorf("outer: %w", errors.New("the cause")), "the cause"},
		{errors.New(strings.Repeat("x", 300)), strings.Repeat("x", 200) + "…"},
	}
	for _, tt := range tests {
		if got := Reason(tt.err); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.err, got, tt.want)
		}
	}
}

func TestHTTP2(t *testing.T) {
	secure := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == robotsPath {
			http.NotFound(w, r)
			return
		}
		text(r.Proto)(w, r)
	}))
	secure.EnableHTTP2 = true
	secure.StartTLS()
	defer secure.Close()
	hosts, err := parseHosts([]string{hostOf(t, secure.URL)})
	if err != nil {
		t.Fatal(err)
	}
	ours := newTransport(hosts, 1, time.Second)
	ours.TLSClientConfig = &tls.Config{RootCAs: x509.NewCertPool(), MinVersion: tls.VersionTLS12}
	ours.TLSClientConfig.RootCAs.AddCert(secure.Certificate())
	c, err := New(Options{UserAgent: "x", Hosts: []string{hostOf(t, secure.URL)}, Transport: ours})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	a, err := c.Get(t.Context(), Request{URL: secure.URL})
	if err != nil || string(a.Body) != "HTTP/2.0" {
		t.Errorf("%q, error %v", a.Body, err)
	}
}

func TestTLSReasons(t *testing.T) {
	secure := httptest.NewUnstartedServer(http.NotFoundHandler())
	secure.Config.ErrorLog = quiet()
	secure.StartTLS()
	defer secure.Close()
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	for address, want := range map[string]string{
		secure.URL: "robots.txt unavailable: TLS: certificate of an unknown authority",
		strings.Replace(plain.URL, "http:", "https:", 1): "robots.txt unavailable: TLS: the server does not speak it",
	} {
		asked := 0
		c, err := New(Options{UserAgent: "x", Hosts: []string{hostOf(t, address)}, Retries: 3, OnRequest: func(string) { asked++ }})
		if err != nil {
			t.Fatal(err)
		}
		_, err = c.Get(t.Context(), Request{URL: address})
		if got := Reason(err); got != want || asked != 1 {
			t.Errorf("%s: reason %q after %d attempts, error %v", address, got, asked, err)
		}
		c.Close()
	}
}
