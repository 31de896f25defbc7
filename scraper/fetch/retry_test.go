package fetch

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// failing answers with fail as often as n, then with "x".
func failing(n int, fail http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if n--; n >= 0 {
			fail(w, r)
			return
		}
		text("x")(w, r)
	}
}

// reset breaks the connection off.
func reset(w http.ResponseWriter, _ *http.Request) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		panic(err)
	}
	_ = conn.(*net.TCPConn).SetLinger(0)
	_ = conn.Close()
}

// short announces more than it sends.
func short(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", "100")
	_, _ = w.Write([]byte("only this"))
	w.(http.Flusher).Flush()
	panic(http.ErrAbortHandler)
}

func TestRetries(t *testing.T) {
	tests := []struct {
		name     string
		fail     http.HandlerFunc
		failures int
		status   int // 0: an error
		asked    int
		reason   string
	}{
		{"502 passes", status(502), 1, 200, 2, ""},
		{"503 passes at the last attempt", status(503), 3, 200, 4, ""},
		{"503 stays", status(503), 9, 503, 4, ""},
		{"504 stays", status(504), 9, 504, 4, ""},
		{"429 stays", status(429), 9, 429, 4, ""},
		{"500 is an answer", status(500), 9, 500, 1, ""},
		{"403 is an answer", status(403), 9, 403, 1, ""},
		{"404 is an answer", status(404), 9, 404, 1, ""},
		{"a reset passes", reset, 2, 200, 3, ""},
		{"resets stay", reset, 9, 0, 4, "connection reset"},
		{"a short body passes", short, 1, 200, 2, ""},
		{"a short body stays", short, 9, 0, 4, "the answer broke off"},
	}
	for _, tt := range tests {
		s := serve(t, map[string]http.HandlerFunc{"/": failing(tt.failures, tt.fail)})
		c, _ := client(t, s, func(o *Options) { o.Retries = 3 })
		a, err := get(t, c, s, "/")
		if a.Status != tt.status || (err == nil) != (tt.status != 0) || Reason(err) != tt.reason {
			t.Errorf("%s: status %d, error %v", tt.name, a.Status, err)
		}
		// net/http itself asks once more when a kept connection breaks.
		if n := len(s.requests()); n < tt.asked || n > tt.asked+1 {
			t.Errorf("%s: asked %d times, want %d", tt.name, n, tt.asked)
		}
	}
}

func TestBackoffDoublesAndVaries(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/": status(503)})
	var asked []time.Time
	c, _ := client(t, s, func(o *Options) {
		o.Retries = 4
		now := o.Now
		o.OnRequest = func(url string) {
			if !strings.HasSuffix(url, robotsPath) {
				asked = append(asked, now())
			}
		}
	})
	mustGet(t, c, s, "/")
	if len(asked) != 5 {
		t.Fatalf("asked at %v", asked)
	}
	for i, want := range []time.Duration{time.Second, 2 * time.Second, 4 * time.Second, 8 * time.Second} {
		got := asked[i+1].Sub(asked[i]) // a host that says 503 is asked more slowly, by a second
		if got < max(want/2, minStrain) || got > max(want*3/2, minStrain) {
			t.Errorf("wait %d: %v, want about %v", i+1, got, want)
		}
	}
	different := map[time.Duration]bool{}
	for range 20 {
		different[backoff(3)] = true
	}
	if len(different) < 10 {
		t.Error("the waits do not vary")
	}
	if d := backoff(1000); d > 2*maxBackoff || d <= 0 {
		t.Errorf("backoff grows to %v", d)
	}
}

func TestRetryAfter(t *testing.T) {
	after := func(value string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", value)
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	}
	tests := []struct {
		value string
		least time.Duration
		most  time.Duration
	}{
		{"40", 40 * time.Second, 42 * time.Second},
		{"120", 120 * time.Second, 122 * time.Second},
		{"Sun, 01 Mar 2026 12:00:50 GMT", 50 * time.Second, 52 * time.Second},
		{"Sun, 01 Mar 2026 11:00:00 GMT", 0, 2 * time.Second}, // past
		{"0", 0, 2 * time.Second},
		{"soon", 0, 2 * time.Second},
	}
	for _, tt := range tests {
		s := serve(t, map[string]http.HandlerFunc{"/": failing(1, after(tt.value))})
		c, clock := client(t, s, func(o *Options) { o.Retries = 1 })
		if a := mustGet(t, c, s, "/"); a.Status != 200 {
			t.Errorf("%s: status %d", tt.value, a.Status)
		}
		if got := clock.total(); got < tt.least || got > tt.most {
			t.Errorf("%s: waited %v", tt.value, got)
		}
	}
}

func TestRetryAfterSlowsTheWholeHost(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{
		"/busy": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "60")
			w.WriteHeader(http.StatusTooManyRequests)
		},
		"/": text("x"),
	})
	c, clock := client(t, s, nil)
	if a := mustGet(t, c, s, "/busy"); a.Status != 429 {
		t.Errorf("status %d", a.Status)
	}
	if clock.total() != 0 {
		t.Errorf("waited %v for an answer that is not asked for again", clock.total())
	}
	mustGet(t, c, s, "/other")
	if clock.total() != time.Minute {
		t.Errorf("the next request waited %v", clock.total())
	}
}

func TestRetryAfterBeyondMeasure(t *testing.T) {
	for _, value := range []string{"3600", "99999999999999999999", "Sun, 01 Mar 2026 13:00:00 GMT"} {
		s := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", value)
			w.WriteHeader(http.StatusServiceUnavailable)
		}})
		c, clock := client(t, s, func(o *Options) { o.Retries = 3 })
		for range 3 { // all further requests fail without being made
			_, err := get(t, c, s, "/")
			if !errors.Is(err, ErrAskedToWait) || !strings.HasPrefix(Reason(err), "the server asks to wait ") {
				t.Errorf("%s: error %v", value, err)
			}
		}
		if n := len(s.requests()); n != 1 || clock.total() != 0 {
			t.Errorf("%s: asked %d times, waited %v", value, n, clock.total())
		}
	}
}

func TestConnectionRefused(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	_ = listener.Close()
	asked := 0
	clock := newClock()
	c, err := New(Options{UserAgent: "x", Hosts: []string{address}, Retries: 2, Now: clock.Now, Sleep: clock.Sleep,
		OnRequest: func(string) { asked++ }})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Get(t.Context(), Request{URL: "http://" + address + "/"})
	if !errors.Is(err, ErrRobotsUnavailable) || Reason(err) != "robots.txt unavailable: connection refused" {
		t.Errorf("error %v, reason %q", err, Reason(err))
	}
	if asked != 3 {
		t.Errorf("tried %d times", asked)
	}
}

func TestReadRetryAfter(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	tests := []struct {
		value string
		want  time.Duration
		ok    bool
	}{
		{"0", 0, true},
		{"7", 7 * time.Second, true},
		{" 7 ", 7 * time.Second, true},
		{"Sun, 01 Mar 2026 12:01:00 GMT", time.Minute, true},
		{"Sunday, 01-Mar-26 12:01:00 GMT", time.Minute, true}, // RFC 850
		{"Sun Mar  1 12:01:00 2026", time.Minute, true},       // asctime
		{"Sat, 28 Feb 2026 12:01:00 GMT", 0, true},
		{"18446744073709551616", longWait, true},
		{"9223372036", longWait, true},
		{"", 0, false},
		{"-1", 0, false},
		{"1.5", 0, false},
		{"1m", 0, false},
		{"٣", 0, false},
	}
	for _, tt := range tests {
		got, ok := retryAfter(tt.value, now)
		if got != tt.want || ok != tt.ok {
			t.Errorf("%q: %v, %v; want %v, %v", tt.value, got, ok, tt.want, tt.ok)
		}
	}
}

func FuzzRetryAfter(f *testing.F) {
	for _, value := range []string{"120", "Sun, 01 Mar 2026 12:01:00 GMT", "-1", "99999999999999999999999"} {
		f.Add(value)
	}
	f.Fuzz(func(t *testing.T, value string) {
		wait, ok := retryAfter(value, time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC))
		if wait < 0 || wait > longWait || !ok && wait != 0 {
			t.Errorf("%q: %v, %v", value, wait, ok)
		}
	})
}

func TestTransient(t *testing.T) {
	for _, err := range []error{
		&net.DNSError{Err: "server misbehaving", IsTemporary: true},
		fmt.Errorf("get: %w", ErrTimeout),
		errors.New("http2: server sent GOAWAY and closed the connection"),
		errors.New("http: server closed idle connection"),
	} {
		if !transient(err) {
			t.Errorf("%v does not pass", err)
		}
	}
	for _, err := range []error{
		&net.DNSError{Err: "no such host", IsNotFound: true},
		tooLarge(1),
		refuse(ErrForbiddenAddress, "forbidden address 10.0.0.1"),
		errors.New("x509: certificate signed by unknown authority"),
	} {
		if transient(err) {
			t.Errorf("%v passes", err)
		}
	}
}
