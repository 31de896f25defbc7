package ping

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestSend(t *testing.T) {
	var asked []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Method+" "+r.URL.RequestURI()+" "+r.UserAgent())
		switch {
		case strings.HasPrefix(r.URL.Path, "/gone"):
			http.NotFound(w, r)
		case r.URL.Path == "/moved":
			http.Redirect(w, r, "/new", http.StatusFound)
		case r.URL.Path == "/long":
			_, _ = w.Write(make([]byte, 1<<20))
		}
	}))
	defer server.Close()
	host := strings.TrimPrefix(server.URL, "http://")
	for _, c := range []struct {
		path  string
		good  bool
		asked string // space-separated paths and queries
		err   string
	}{
		{"/key", true, "/key", ""},
		{"/key", false, "/key/fail", ""},
		{"/key/", false, "/key/fail", ""},
		{"", false, "/fail", ""},
		{"/key?rid=7&a=b", true, "/key?rid=7&a=b", ""},
		{"/key?rid=7&a=b", false, "/key/fail?rid=7&a=b", ""},
		{"/a%2Fb", false, "/a%2Fb/fail", ""},
		{"/moved", true, "/moved /new", ""},
		{"/long", true, "/long", ""},
		{"/gone", true, "/gone", "the ping to " + host + " failed: it answered 404"},
		{"/gone", false, "/gone/fail", "the ping to " + host + " failed: it answered 404"},
	} {
		asked = nil
		err := Send(t.Context(), server.URL+c.path, c.good, "onrecord/1 (+ops@example.org)")
		if got := message(err); got != c.err {
			t.Errorf("%s %t: error %q, want %q", c.path, c.good, got, c.err)
		}
		var want []string
		for _, path := range strings.Fields(c.asked) {
			want = append(want, "GET "+path+" onrecord/1 (+ops@example.org)")
		}
		if strings.Join(asked, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s %t: asked %q, want %q", c.path, c.good, asked, want)
		}
	}
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// TestErrorsKeepTheSecret checks that the path, which is the key of such a
// service, is in no message.
func TestErrorsKeepTheSecret(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	server.Close()
	for _, address := range []string{server.URL + "/secret-key", "http://[::1/secret-key"} {
		err := Send(t.Context(), address, false, "onrecord/1")
		if err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("Send(%q) = %v", address, err)
		}
	}
}

func TestSendGivesUp(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	defer server.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	err := Send(ctx, server.URL+"/key", true, "onrecord/1")
	if err == nil || !strings.HasSuffix(err.Error(), "failed: no answer in 10s") {
		t.Errorf("error %v", err)
	}
}
