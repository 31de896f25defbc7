package fetch

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"strings"
	"testing"
)

// TestEnvironmentChangesNothing: colly lets variables override the program.
func TestEnvironmentChangesNothing(t *testing.T) {
	for name, value := range map[string]string{
		"COLLY_USER_AGENT":                "impostor",
		"COLLY_MAX_BODY_SIZE":             "3",
		"COLLY_ALLOWED_DOMAINS":           "example.org",
		"COLLY_DISALLOWED_DOMAINS":        "127.0.0.1",
		"COLLY_CACHE_DIR":                 t.TempDir(),
		"COLLY_DETECT_CHARSET":            "yes",
		"COLLY_IGNORE_ROBOTSTXT":          "yes",
		"COLLY_FOLLOW_REDIRECTS":          "yes",
		"COLLY_MAX_DEPTH":                 "-1",
		"COLLY_MAX_REQUESTS":              "1",
		"COLLY_PARSE_HTTP_ERROR_RESPONSE": "no",
		"COLLY_TRACE_HTTP":                "yes",
		"HTTP_PROXY":                      "http://127.0.0.1:1",
	} {
		t.Setenv(name, value)
	}
	var agents []string
	s := serve(t, map[string]http.HandlerFunc{
		"/a": func(w http.ResponseWriter, r *http.Request) {
			agents = append(agents, r.UserAgent())
			text("whole body")(w, r)
		},
		"/gone":    status(410),
		robotsPath: text("User-agent: onrecord\nDisallow: /no"),
	})
	c, _ := client(t, s, nil)
	for range 3 {
		if a := mustGet(t, c, s, "/a"); string(a.Body) != "whole body" {
			t.Errorf("body %q", a.Body)
		}
	}
	if len(agents) != 3 || agents[0] != "onrecord/test (+mail@example.org)" {
		t.Errorf("asked by %q", agents)
	}
	if a := mustGet(t, c, s, "/gone"); a.Status != 410 {
		t.Errorf("status %d", a.Status)
	}
	if _, err := get(t, c, s, "/no"); err == nil {
		t.Error("robots.txt was ignored")
	}
}

// TestBodyIsRaw: colly decodes charsets and archives by what headers and
// addresses say.
func TestBodyIsRaw(t *testing.T) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, _ = z.Write([]byte("<urlset/>"))
	_ = z.Close()
	tests := []struct {
		path, contentType string
		body              []byte
	}{
		{"/latin", "text/html; charset=iso-8859-1", []byte("caf\xe9")},
		{"/cyrillic", "text/html; charset=windows-1251", []byte("\xcf\xf0\xe8\xe2\xe5\xf2")},
		{"/liar", "text/html; charset=windows-1251", []byte("Привет")},
		{"/unknown", "text/html; charset=nonsense", []byte("caf\xe9")},
		{"/none", "text/html", []byte("caf\xe9")},
		{"/utf16", "text/html; charset=utf-16", []byte("\xff\xfea\x00")},
		{"/nul", "text/html; charset=utf-8", []byte("a\x00b\xff")},
		{"/sitemap.xml.gz", "application/xml", packed.Bytes()},
		{"/not-packed.xml.gz", "application/xml", []byte("<urlset/>")},
		{"/archive", "application/gzip", packed.Bytes()},
		{"/empty", "text/html; charset=koi8-r", nil},
	}
	for _, tt := range tests {
		s := serve(t, map[string]http.HandlerFunc{tt.path: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", tt.contentType)
			_, _ = w.Write(tt.body)
		}})
		c, _ := client(t, s, nil)
		a, err := get(t, c, s, tt.path)
		if err != nil || !bytes.Equal(a.Body, tt.body) {
			t.Errorf("%s as %s: %q, error %v; want %q", tt.path, tt.contentType, a.Body, err, tt.body)
		}
		if got := a.Capture().HeaderValue("Content-Type"); got != tt.contentType {
			t.Errorf("%s: Content-Type %q", tt.path, got)
		}
	}
}

// TestWholeBody: colly cuts at 10 MiB and hands the beginning on as the whole.
func TestWholeBody(t *testing.T) {
	body := strings.Repeat("0123456789abcdef", 11<<16) // 11 MiB
	s := serve(t, map[string]http.HandlerFunc{"/": text(body)})
	c, _ := client(t, s, nil)
	if a := mustGet(t, c, s, "/"); len(a.Body) != len(body) {
		t.Errorf("%d bytes of %d", len(a.Body), len(body))
	}
}

func TestSameAddressAgain(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/": text("x")})
	c, _ := client(t, s, nil)
	for range 3 {
		mustGet(t, c, s, "/a")
	}
	if n := len(s.requests()); n != 3 {
		t.Errorf("%d requests", n)
	}
}

type panicking struct{}

func (panicking) RoundTrip(*http.Request) (*http.Response, error) { panic("broken") }

func TestPanicIsAnError(t *testing.T) {
	s := serve(t, nil)
	c, _ := client(t, s, func(o *Options) { o.Transport = panicking{} })
	for range 2 { // the second finds the slot free again
		_, err := c.Get(t.Context(), Request{URL: s.URL + robotsPath})
		if err == nil || !strings.Contains(err.Error(), "broken") {
			t.Errorf("error %v", err)
		}
	}
}
