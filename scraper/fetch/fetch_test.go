package fetch

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"onrecord/archive"
)

func TestAnswer(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/a": func(w http.ResponseWriter, _ *http.Request) {
		h := w.Header()
		h["Date"] = nil
		h.Set("Content-Type", "text/html; charset=utf-8")
		h.Set("etag", `"1"`)
		h["Set-Cookie"] = []string{"b=2", "a=1"}
		_, _ = w.Write([]byte("<p>x"))
	}})
	c, _ := client(t, s, nil)
	got := mustGet(t, c, s, "/a#part")
	want := Answer{
		URL:    s.URL + "/a#part",
		Final:  s.URL + "/a#part",
		Status: 200,
		Header: []archive.Field{
			{Name: "Content-Length", Value: "4"},
			{Name: "Content-Type", Value: "text/html; charset=utf-8"},
			{Name: "Etag", Value: `"1"`},
			{Name: "Set-Cookie", Value: "b=2"},
			{Name: "Set-Cookie", Value: "a=1"},
		},
		Body: []byte("<p>x"),
		Time: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	capture := got.Capture()
	if capture.Answered() != want.URL || capture.HeaderValue("Content-Type") != "text/html; charset=utf-8" || string(capture.Body) != "<p>x" {
		t.Errorf("capture: %+v", capture)
	}
}

func TestTimeIsUTCInWholeSeconds(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/": text("x")})
	moscow := time.FixedZone("MSK", 3*60*60)
	c, _ := client(t, s, func(o *Options) {
		o.Now = func() time.Time { return time.Date(2026, 3, 1, 2, 0, 0, 987654321, moscow) }
	})
	want := time.Date(2026, 2, 28, 23, 0, 0, 0, time.UTC)
	if got := mustGet(t, c, s, "/").Time; got != want {
		t.Errorf("time %v, want %v", got, want)
	}
}

func TestRequestHeaders(t *testing.T) {
	var got http.Header
	s := serve(t, map[string]http.HandlerFunc{"/": func(_ http.ResponseWriter, r *http.Request) { got = r.Header.Clone() }})
	c, _ := client(t, s, nil)
	mustGet(t, c, s, "/")
	want := http.Header{
		"User-Agent":      {"onrecord/test (+mail@example.org)"},
		"Accept":          {"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"},
		"Accept-Encoding": {"gzip"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}

	c, _ = client(t, s, func(o *Options) { o.AcceptLanguage = "ru" })
	if _, err := c.Get(t.Context(), Request{URL: s.URL, Accept: "application/pdf", ETag: `"e"`, LastModified: "Mon, 02 Mar 2026 10:00:00 GMT"}); err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{
		"Accept": "application/pdf", "Accept-Language": "ru",
		"If-None-Match": `"e"`, "If-Modified-Since": "Mon, 02 Mar 2026 10:00:00 GMT",
	} {
		if got.Get(name) != value {
			t.Errorf("%s: %q, want %q", name, got.Get(name), value)
		}
	}
}

func TestRobotsIsAskedWithTheSameUserAgent(t *testing.T) {
	var agent string
	s := serve(t, map[string]http.HandlerFunc{"/": text("x"), robotsPath: func(w http.ResponseWriter, r *http.Request) {
		agent = r.Header.Get("User-Agent")
		w.WriteHeader(http.StatusNotFound)
	}})
	c, _ := client(t, s, nil)
	mustGet(t, c, s, "/")
	if agent != "onrecord/test (+mail@example.org)" {
		t.Errorf("robots.txt was asked for by %q", agent)
	}
}

func TestNoCookies(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Cookie") != "" {
			t.Errorf("a cookie came back: %s", r.Header.Get("Cookie"))
		}
		http.SetCookie(w, &http.Cookie{Name: "id", Value: "1"})
	}})
	c, _ := client(t, s, nil)
	mustGet(t, c, s, "/a")
	mustGet(t, c, s, "/b")
}

func TestStatusesAreAnswers(t *testing.T) {
	for _, code := range []int{200, 203, 204, 300, 400, 401, 403, 404, 410, 418, 451, 500, 501, 503, 429} {
		s := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(code)
			if code != 204 {
				_, _ = w.Write([]byte("said"))
			}
		}})
		c, _ := client(t, s, nil)
		a, err := get(t, c, s, "/")
		if err != nil || a.Status != code {
			t.Errorf("%d: status %d, error %v", code, a.Status, err)
		}
		if code != 204 && string(a.Body) != "said" {
			t.Errorf("%d: body %q", code, a.Body)
		}
	}
}

func TestNotModified(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{
		"/":    status(304),
		"/old": redirect(301, "/new"),
		"/new": func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("If-None-Match") == `"e"` {
				w.WriteHeader(http.StatusNotModified)
			}
		},
	})
	c, _ := client(t, s, nil)
	tests := []struct {
		name   string
		r      Request
		status int
		err    error
	}{
		{"with ETag", Request{URL: s.URL + "/a", ETag: `"e"`}, 304, nil},
		{"with Last-Modified", Request{URL: s.URL + "/a", LastModified: "Mon, 02 Mar 2026 10:00:00 GMT"}, 304, nil},
		{"nobody asked", Request{URL: s.URL + "/a"}, 0, ErrNotModified},
		{"validators of the address asked are not sent to where it leads", Request{URL: s.URL + "/old", ETag: `"e"`}, 200, nil},
		{"validators of the address it leads to are", Request{URL: s.URL + "/old", ETag: `"e"`, Validated: s.URL + "/new"}, 304, nil},
	}
	for _, tt := range tests {
		a, err := c.Get(t.Context(), tt.r)
		if a.Status != tt.status || !errors.Is(err, tt.err) || len(a.Body) > 0 {
			t.Errorf("%s: status %d, body %q, error %v", tt.name, a.Status, a.Body, err)
		}
	}
}

func TestHead(t *testing.T) {
	var methods []string
	s := serve(t, map[string]http.HandlerFunc{
		"/": func(w http.ResponseWriter, r *http.Request) {
			methods = append(methods, r.Method+r.URL.Path)
			switch r.URL.Path {
			case "/moved":
				redirect(301, "/act.pdf")(w, r)
			case "/no-head":
				if r.Method == http.MethodHead {
					w.WriteHeader(http.StatusMethodNotAllowed)
				} else {
					text("whole")(w, r)
				}
			default:
				w.Header().Set("Content-Type", "application/pdf")
				w.Header().Set("Content-Encoding", "gzip")
				w.Header().Set("Content-Length", "99999999999") // no matter: nothing of it is sent
			}
		},
	})
	c, _ := client(t, s, nil)
	tests := []struct {
		path, body, contentType string
		methods                 []string
	}{
		{"/act.pdf", "", "application/pdf", []string{"HEAD/act.pdf"}},
		{"/moved", "", "application/pdf", []string{"HEAD/moved", "HEAD/act.pdf"}},
		{"/no-head", "whole", "text/html; charset=utf-8", []string{"HEAD/no-head", "GET/no-head"}},
	}
	for _, tt := range tests {
		methods = nil
		a, err := c.Get(t.Context(), Request{URL: s.URL + tt.path, Head: true})
		if err != nil || a.Status != 200 || string(a.Body) != tt.body || a.Capture().HeaderValue("Content-Type") != tt.contentType {
			t.Errorf("%s: %+v, error %v", tt.path, a, err)
		}
		if diff := cmp.Diff(tt.methods, methods); diff != "" {
			t.Errorf("%s: %s", tt.path, diff)
		}
	}
}

func TestAddressesRefused(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/": text("x")})
	c, _ := client(t, s, nil)
	tests := []struct {
		address string
		want    error
	}{
		{"", ErrAddress},
		{"/a", ErrAddress},
		{"file:///etc/passwd", ErrAddress},
		{"ftp://example.org/", ErrAddress},
		{"https://exa mple.org/", ErrAddress},
		{"https://example.org/", ErrForeignHost},
		{"http://127.0.0.1/", ErrForeignHost},
		{"http://127.0.0.1:1/", ErrForeignHost},
	}
	for _, tt := range tests {
		_, err := c.Get(t.Context(), Request{URL: tt.address})
		if !errors.Is(err, tt.want) {
			t.Errorf("%q: error %v, want %v", tt.address, err, tt.want)
		}
	}
	if len(s.asked) > 0 {
		t.Errorf("asked %v", s.asked)
	}
}

func TestNewRefuses(t *testing.T) {
	for _, o := range []Options{
		{Hosts: []string{"example.org"}},
		{UserAgent: "x", Hosts: []string{"https://example.org/"}},
		{UserAgent: "x", Hosts: []string{""}},
		{UserAgent: "x", Hosts: []string{"exa mple.org"}},
		{UserAgent: "x", Hosts: []string{"example.org/news"}},
	} {
		if _, err := New(o); err == nil {
			t.Errorf("%+v was taken", o)
		}
	}
}

// TestAddressesArriveAsWritten: neither our nor colly's reading of an address
// changes what the server is asked for.
func TestAddressesArriveAsWritten(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/": text("x")})
	c, _ := client(t, s, nil)
	for _, path := range []string{
		"/", "/a%20b", "/a%2Fb", "/a//b/", "/%D0%BD/?q=%D0%BD", "/a;b=1,2?x=1&y=2;z=3", "/a?b=c?d=/e", "/?", "/a'b(c)!~*",
		"/a+b?c+d", "/a?b=%26&c=[1]", "/a:b@c", "/%7Ejoe", "/%e9?%e9", "/a?q=%zz",
	} {
		before := len(s.requests())
		mustGet(t, c, s, path)
		want := strings.ReplaceAll(strings.TrimSuffix(path, "?"), "%zz", "%25zz")
		if got := s.requests()[before]; got != want {
			t.Errorf("asked for %q, the server got %q", want, got)
		}
	}
}

func TestCancelEndsARequestAtOnce(t *testing.T) {
	started := make(chan struct{})
	s := serve(t, map[string]http.HandlerFunc{"/": func(_ http.ResponseWriter, r *http.Request) {
		close(started)
		<-r.Context().Done()
	}})
	c, _ := client(t, s, func(o *Options) { o.Retries = 5 })
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-started
		cancel()
	}()
	_, err := c.Get(ctx, Request{URL: s.URL})
	if !errors.Is(err, context.Canceled) || Reason(err) != "interrupted" {
		t.Errorf("error %v, reason %q", err, Reason(err))
	}
}

func TestCancelEndsAWaitAtOnce(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/": text("x")})
	c, _ := client(t, s, func(o *Options) {
		o.Delay, o.Now, o.Sleep = time.Hour, nil, nil // real ones
	})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err := c.Get(ctx, Request{URL: s.URL}) // robots.txt first, then an hour
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v", err)
	}
	if len(s.requests()) > 0 {
		t.Errorf("asked for %v within the delay", s.requests())
	}
}

func TestOnRequestCountsEverything(t *testing.T) {
	var n atomic.Int32
	tries := 0
	s := serve(t, map[string]http.HandlerFunc{
		"/a": redirect(302, "/b"),
		"/b": func(w http.ResponseWriter, _ *http.Request) {
			if tries++; tries == 1 {
				w.WriteHeader(http.StatusServiceUnavailable)
			}
		},
	})
	c, _ := client(t, s, func(o *Options) {
		o.Retries = 1
		o.OnRequest = func(string) { n.Add(1) }
	})
	mustGet(t, c, s, "/a")
	if n.Load() != 4 { // robots.txt, /a, /b, /b again
		t.Errorf("%d requests were told of", n.Load())
	}
}

func TestErrorNamesTheAddress(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{robotsPath: text("User-agent: *\nDisallow: /")})
	c, _ := client(t, s, nil)
	_, err := get(t, c, s, "/a")
	if want := "get " + s.URL + "/a: robots.txt forbids it"; err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}
