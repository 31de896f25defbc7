package demo

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestFail(t *testing.T) {
	site := few(2)
	base := start(t, site)
	site.Fail("/news/a0/", http.StatusServiceUnavailable)
	site.Fail("/news/?PAGEN_1=2", http.StatusTooManyRequests)
	for address, want := range map[string]int{
		"/news/a0/": 503, "/news/a0/?print=Y": 503, "/news/a1/": 200, "/news/": 200, "/news/?PAGEN_1=2": 429, "/news/?PAGEN_1=3": 200,
	} {
		if got := get(t, base+address).status; got != want {
			t.Errorf("%s: %d, want %d", address, got, want)
		}
	}
	site.Fail("/news/a0/", 0)
	if got := get(t, base+"/news/a0/").status; got != http.StatusOK {
		t.Errorf("mended: %d", got)
	}
}

func TestBreakWithPages(t *testing.T) {
	site := few(1)
	base := start(t, site)
	for name, c := range map[string]struct {
		fault http.HandlerFunc
		want  string
	}{
		"empty": {Empty, "<body></body>"}, "maintenance": {Maintenance, "under maintenance"}, "captcha": {Captcha, "captcha_word"},
	} {
		site.Break("/news/a0/", c.fault)
		if got := get(t, base+"/news/a0/"); got.status != http.StatusOK || !strings.Contains(got.body, c.want) || strings.Contains(got.body, "Text 0") {
			t.Errorf("%s: %d %q", name, got.status, got.body)
		}
	}
}

func TestBreakTheConnection(t *testing.T) {
	site := few(1)
	base := start(t, site)
	for name, fault := range map[string]http.HandlerFunc{"reset": Reset, "truncate": Truncate, "hang": Hang} {
		site.Break("/news/a0/", fault)
		ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, base+"/news/a0/", nil)
		if err != nil {
			t.Fatal(err)
		}
		response, err := http.DefaultClient.Do(r)
		if err == nil {
			_, err = io.ReadAll(response.Body)
			if closing := response.Body.Close(); closing != nil {
				t.Error(closing)
			}
		}
		if err == nil {
			t.Errorf("%s: a whole answer", name)
		}
		cancel()
	}
}

func TestIntercept(t *testing.T) {
	site := few(1)
	base := start(t, site)
	teapot := func(status int, path string) func(http.ResponseWriter, *http.Request) bool {
		return func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path != path {
				return false
			}
			w.WriteHeader(status)
			return true
		}
	}
	removeFirst := site.Intercept(teapot(418, "/news/"))
	removeSecond := site.Intercept(teapot(451, "/news/"))
	for i, want := range []int{451, 418, 200} {
		if got := get(t, base+"/news/").status; got != want {
			t.Errorf("step %d: %d, want %d", i, got, want)
		}
		if got := get(t, base+"/news/a0/").status; got != http.StatusOK {
			t.Errorf("step %d: the article answers %d", i, got)
		}
		if i == 0 {
			removeSecond()
		} else {
			removeFirst()
		}
	}
	if site.Hits("/news/") != 3 {
		t.Errorf("%d hits, intercepted ones are to be counted", site.Hits("/news/"))
	}
}

func TestServeStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	site := few(1)
	site.Break("/news/a0/", Hang)
	base, stop, err := Serve(ctx, site)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(base, "http://127.0.0.1:") {
		t.Errorf("served at %s", base)
	}
	hanging := make(chan error, 1)
	go func() {
		response, err := http.Get(base + "/news/a0/")
		if err == nil {
			err = response.Body.Close()
		}
		hanging <- err
	}()
	for site.Requests() == 0 {
		time.Sleep(time.Millisecond)
	}
	cancel()
	if err := <-hanging; err == nil {
		t.Error("the hanging request got an answer")
	}
	stop()
	stop()
	if response, err := http.Get(base + "/"); err == nil {
		t.Errorf("still served after stop: %d", response.StatusCode)
		_ = response.Body.Close()
	}
}
