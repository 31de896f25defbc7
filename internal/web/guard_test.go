package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"onrecord/internal/web/guard"
)

func TestHeaders(t *testing.T) {
	s, r := newServer(t)
	own := get(t, s, "/").Header
	if got := own.Get("Content-Security-Policy"); got != guard.Policy || strings.Contains(got, "unsafe") || !strings.HasPrefix(got, "default-src 'none'") {
		t.Errorf("policy %q", got)
	}
	for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY", "Cross-Origin-Resource-Policy": "same-origin"} {
		if got := own.Get(name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	raw := get(t, s, "/feeds/mlo/articles/"+r.idAt(t, bridges)+"/revisions/1/raw").Header
	if got := raw.Get("Content-Security-Policy"); !strings.HasPrefix(got, "sandbox; default-src 'none'") || strings.Contains(got, "allow-") {
		t.Errorf("policy of an archived page: %q", got)
	}
	if got := get(t, s, "/nothing").Header.Get("Content-Security-Policy"); got != guard.Policy {
		t.Errorf("policy of an error: %q", got)
	}
}

func TestWhoMayAsk(t *testing.T) {
	s, _ := newServer(t)
	for _, tt := range []struct {
		headers []string
		want    int
	}{
		{nil, 200},
		{[]string{"Host", "localhost:8080"}, 200},
		{[]string{"Host", "[::1]:8080"}, 200},
		{[]string{"Host", "192.168.1.5"}, 200},
		{[]string{"Host", "rebound.example"}, 421},
		{[]string{"Host", "127.0.0.1.rebound.example"}, 421},
		{[]string{"Host", ""}, 421},
		{[]string{"Origin", "http://127.0.0.1:8080"}, 200},
		{[]string{"Origin", "http://127.0.0.1:9999"}, 403},
		{[]string{"Origin", "https://evil.example"}, 403},
		{[]string{"Origin", "null"}, 403},
		{[]string{"Sec-Fetch-Site", "same-origin", "Sec-Fetch-Mode", "no-cors"}, 200},
		{[]string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "image"}, 403},
		{[]string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"}, 403},
		{[]string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, 200},
	} {
		if got := get(t, s, "/", tt.headers...); got.StatusCode != tt.want {
			t.Errorf("%q: %s", tt.headers, got.Status)
		}
	}
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "CONNECT"} {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), method, "http://127.0.0.1/", nil))
		if w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %d", method, w.Code)
		}
	}
}

func TestToken(t *testing.T) {
	o, _ := replicaOptions(t)
	o.Token = "a token of some length"
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/", "/api/v1/feeds", "/metrics", "/static/x", "/timegate/https://a.example/", "/events", "/?token=wrong", "/healthz/", "//healthz"} {
		got := get(t, s, path)
		if got.StatusCode != http.StatusUnauthorized || got.Header.Get("WWW-Authenticate") == "" {
			t.Errorf("%s without a token: %s", path, got.Status)
		}
	}
	if got := get(t, s, "/healthz"); got.StatusCode != http.StatusOK {
		t.Errorf("healthz: %s", got.Status)
	}
	admitted := get(t, s, "/feeds/mlo/?q=a&token="+url.QueryEscape(o.Token))
	if admitted.StatusCode != http.StatusSeeOther || admitted.Header.Get("Location") != "?q=a" || len(admitted.Cookies()) != 1 {
		t.Fatalf("%s to %q, cookies %v", admitted.Status, admitted.Header.Get("Location"), admitted.Cookies())
	}
	c := admitted.Cookies()[0]
	if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || strings.Contains(c.Value, "token") {
		t.Errorf("cookie %v", c)
	}
	basic := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
	basic.SetBasicAuth("anyone", o.Token)
	for _, headers := range [][]string{{"Cookie", c.Name + "=" + c.Value}, {"Authorization", "Bearer " + o.Token}, {"Authorization", basic.Header.Get("Authorization")}} {
		if got := get(t, s, "/", headers...); got.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", headers[0], got.Status)
		}
	}
	for _, headers := range [][]string{{"Cookie", c.Name + "=" + o.Token}, {"Authorization", "Bearer "}, {"Authorization", "Bearer " + o.Token + "x"}} {
		if got := get(t, s, "/", headers...); got.StatusCode != http.StatusUnauthorized {
			t.Errorf("%q: %s", headers, got.Status)
		}
	}
}

// Behind a reverse proxy every address lies under its prefix.
func TestPrefix(t *testing.T) {
	o, r := replicaOptions(t)
	o.Base = &url.URL{Scheme: "https", Host: "news.example", Path: "/archive/"}
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	doc := open(t, s, "/archive/feeds/mlo/", "Host", "news.example")
	for _, attribute := range []string{"href", "src", "action", "data-events", "data-home", "data-go"} {
		for _, e := range doc.Find("[" + attribute + "]").EachIter() {
			address := e.AttrOr(attribute, "")
			if !strings.HasPrefix(address, "/archive/") && !strings.HasPrefix(address, "#") && !strings.HasPrefix(address, "https://news.example/archive/") {
				t.Errorf("%s %q leaves the prefix", attribute, address)
			}
		}
	}
	for path, want := range map[string]int{"/archive": 303, "/archive/": 200, "/feeds/mlo/": 404, "/archive/api/v1/feeds": 200, "/archivefeeds/": 404} {
		if got := get(t, s, path, "Host", "news.example"); got.StatusCode != want {
			t.Errorf("%s: %s", path, got.Status)
		}
	}
	id := r.idAt(t, bridges)
	for path, want := range map[string]string{
		"": "/archive/", "//feeds/mlo/": "/archive/feeds/mlo/", "/feeds/mlo": "/archive/feeds/mlo/", "/feeds/mlo?state=removed": "/archive/feeds/mlo/?state=removed",
		"/feeds/../feeds/./mlo//?q=a%20b": "/archive/feeds/mlo/?q=a%20b", "//evil.example/..": "/archive/", "//feeds/mlo/a%20b%2Fc": "/archive/feeds/mlo/a%20b%2Fc", "//a:b": "/archive/a:b",
		"/static/../..//evil.example/":   "/archive/evil.example/",
		"/feeds/mlo/compare?from=1&to=2": "/archive/feeds/mlo/compare/1/2", "/feeds/mlo/articles/" + id[:6]: "/archive/feeds/mlo/articles/" + id,
		"/feeds/mlo/articles/" + id + "/compare?from=1&to=2": "/archive/feeds/mlo/articles/" + id + "/compare/1/2", "/api/v1": "", "/feeds/mlo/compare?from=9&to=1": "",
	} {
		if got := get(t, s, "/archive"+path, "Host", "news.example"); got.Header.Get("Location") != want {
			t.Errorf("%s leads to %q (%s), wanted %q", path, got.Header.Get("Location"), got.Status, want)
		}
	}
	if got := get(t, s, "/archive/", "Host", "news.example", "Origin", "https://news.example"); got.StatusCode != http.StatusOK {
		t.Errorf("its own origin: %s", got.Status)
	}
}

func TestRate(t *testing.T) {
	o, _ := replicaOptions(t)
	o.Base = &url.URL{Scheme: "https", Host: "127.0.0.1", Path: "/"}
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	ask := func(remote string, headers ...string) int {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://127.0.0.1/healthz", nil)
		r.RemoteAddr = remote
		for i := 0; i+1 < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w.Code
	}
	for n := range burst {
		if got := ask("203.0.113.7:4000"); got != http.StatusOK {
			t.Fatalf("request %d: %d", n, got)
		}
	}
	for remote, want := range map[string]int{"203.0.113.7:4001": 429, "203.0.113.8:4000": 200, "127.0.0.1:4000": 200, "[2001:db8::1]:1": 200} {
		if got := ask(remote); got != want {
			t.Errorf("%s: %d, wanted %d", remote, got, want)
		}
	}
	// A proxy on this machine names its client; others' words do not count.
	if got := ask("127.0.0.1:1", "X-Forwarded-For", "198.51.100.1, 203.0.113.7"); got != http.StatusTooManyRequests {
		t.Errorf("through the proxy: %d", got)
	}
	if got := ask("203.0.113.7:1", "X-Forwarded-For", "198.51.100.1"); got != http.StatusTooManyRequests {
		t.Errorf("by another name: %d", got)
	}
}
