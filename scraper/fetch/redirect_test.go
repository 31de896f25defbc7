package fetch

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func parseURL(s string) (*url.URL, error) { return url.Parse(s) }

func TestRedirects(t *testing.T) {
	other := httptest.NewServer(text("other"))
	t.Cleanup(other.Close)
	s := serve(t, map[string]http.HandlerFunc{
		"/end":       text("end"),
		"/301":       redirect(301, "/end"),
		"/302":       redirect(302, "end"),
		"/303":       redirect(303, "./end?x=1#part"),
		"/307":       redirect(307, "/301"),
		"/308":       redirect(308, "/307"),
		"/spaces":    redirect(302, " /end "),
		"/broken":    redirect(302, "/end?%zz"),
		"/gone":      redirect(302, "/nothing"),
		"/nowhere":   redirect(302, ""),
		"/300":       redirect(300, "/end"),
		"/self":      redirect(302, "/self"),
		"/loop":      redirect(302, "/loop2"),
		"/loop2":     redirect(302, "/loop"),
		"/elsewhere": redirect(302, "https://example.org/x"),
		"/slashes":   redirect(302, "//example.org/x"),
		"/port":      redirect(302, other.URL+"/x"),
		"/metadata":  redirect(302, "http://169.254.169.254/latest"),
		"/file":      redirect(302, "file:///etc/passwd"),
		"/ftp":       redirect(302, "ftp://127.0.0.1/"),
		"/js":        redirect(302, "javascript:alert(1)"),
		"/forbidden": redirect(302, "/private/x"),
		robotsPath:   text("User-agent: *\nDisallow: /private/"),
	})
	c, _ := client(t, s, nil)
	tests := []struct {
		path  string
		via   []string
		final string
		want  error
	}{
		{"/301", nil, "/end", nil},
		{"/302", nil, "/end", nil},
		{"/303", nil, "/end?x=1", nil},
		{"/307", []string{"/301"}, "/end", nil},
		{"/308", []string{"/307", "/301"}, "/end", nil},
		{"/spaces", nil, "/end", nil},
		{"/broken", nil, "/end?%25zz", nil},
		{"/gone", nil, "/nothing", nil}, // 404
		{"/nowhere", nil, "/nowhere", nil},
		{"/300", nil, "/300", nil},
		{"/self", nil, "", ErrRedirectLoop},
		{"/loop", nil, "", ErrRedirectLoop},
		{"/elsewhere", nil, "", ErrRedirectElsewhere},
		{"/slashes", nil, "", ErrRedirectElsewhere},
		{"/port", nil, "", ErrRedirectElsewhere},
		{"/metadata", nil, "", ErrRedirectElsewhere},
		{"/file", nil, "", ErrRedirectElsewhere},
		{"/ftp", nil, "", ErrRedirectElsewhere},
		{"/js", nil, "", ErrRedirectElsewhere},
		{"/forbidden", nil, "", ErrRobotsForbids},
	}
	for _, tt := range tests {
		a, err := get(t, c, s, tt.path)
		if !errors.Is(err, tt.want) {
			t.Errorf("%s: error %v, want %v", tt.path, err, tt.want)
		}
		if err != nil || tt.want != nil {
			continue
		}
		var via []string
		for _, path := range tt.via {
			via = append(via, s.URL+path)
		}
		if diff := cmp.Diff([]any{s.URL + tt.path, via, s.URL + tt.final}, []any{a.URL, a.Redirects, a.Final}); diff != "" {
			t.Errorf("%s: %s", tt.path, diff)
		}
	}
}

func TestRedirectErrorsNameWhereTo(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{
		"/a": redirect(302, "https://Example.org:8443/x"),
		"/b": redirect(302, "file:///etc/passwd\u202e"),
	})
	c, _ := client(t, s, nil)
	_, err := get(t, c, s, "/a")
	if got := Reason(err); got != "redirect to another host: example.org:8443" {
		t.Errorf("reason %q", got)
	}
	_, err = get(t, c, s, "/b")
	if got := Reason(err); !strings.HasPrefix(got, `redirect to "file:///etc/passwd`) || strings.Contains(got, "\u202e") {
		t.Errorf("reason %q", got)
	}
}

func TestTooManyRedirects(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		n := 0
		_, _ = fmt.Sscanf(r.URL.Path, "/%d", &n)
		if n > 0 {
			redirect(302, fmt.Sprintf("/%d", n-1))(w, r)
		}
	}})
	c, _ := client(t, s, func(o *Options) { o.MaxRedirects = 5 })
	if a, err := get(t, c, s, "/5"); err != nil || len(a.Redirects) != 4 || a.Final != s.URL+"/0" {
		t.Errorf("five redirects: %v, final %s, error %v", a.Redirects, a.Final, err)
	}
	if _, err := get(t, c, s, "/6"); !errors.Is(err, ErrTooManyRedirects) || Reason(err) != "too many redirects (over 5)" {
		t.Errorf("six redirects: error %v", err)
	}
}

// TestRedirectWithinTheHost uses a transport that answers for every host name,
// since www. and https need names.
func TestRedirectWithinTheHost(t *testing.T) {
	tests := []struct {
		from, to string
		allowed  bool
	}{
		{"http://example.org/a", "https://example.org/b", true},
		{"http://example.org/a", "https://www.example.org/b", true},
		{"https://www.example.org/a", "http://example.org/b", true},
		{"https://example.org/a", "https://example.org:8443/b", false},
		{"https://example.org/a", "https://news.example.org/b", false},
		{"https://example.org/a", "https://example.org.evil.test/b", false},
		{"https://example.org/a", "https://example.org@evil.test/b", false},
		{"https://example.org/a", "https://evil.test\\@example.org/b", false},
		{"https://example.org/a", "https://wwwexample.org/b", false},
		{"https://example.org/a", "https://cdn.test/b", true}, // named
	}
	for _, tt := range tests {
		names := transport(func(r *http.Request) *http.Response {
			w := httptest.NewRecorder()
			switch r.URL.String() {
			case tt.from:
				w.Header().Set("Location", tt.to)
				w.WriteHeader(http.StatusFound)
			case tt.to:
				_, _ = w.WriteString("end")
			default:
				w.WriteHeader(http.StatusNotFound)
			}
			return w.Result()
		})
		c, err := New(Options{UserAgent: "x", Hosts: []string{"example.org", "cdn.test"}, Transport: names})
		if err != nil {
			t.Fatal(err)
		}
		a, err := c.Get(t.Context(), Request{URL: tt.from})
		switch {
		case tt.allowed && (err != nil || string(a.Body) != "end" || a.Final != tt.to):
			t.Errorf("%s to %s: %q from %s, error %v", tt.from, tt.to, a.Body, a.Final, err)
		case !tt.allowed && !errors.Is(err, ErrRedirectElsewhere):
			t.Errorf("%s to %s: error %v", tt.from, tt.to, err)
		}
	}
}

type transport func(*http.Request) *http.Response

func (f transport) RoundTrip(r *http.Request) (*http.Response, error) {
	res := f(r)
	res.Request = r
	return res, nil
}
