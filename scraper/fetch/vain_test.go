package fetch

import (
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"
)

// TestAHostThatFailsIsNotAskedMore has a small crawl meet a host that answers
// nothing but one fault: retries are for pages, not for a host that is down.
func TestAHostThatFailsIsNotAskedMore(t *testing.T) {
	const articles = 24
	tests := []struct {
		name    string
		fail    http.HandlerFunc
		asked   int // requests, at most
		longest time.Duration
		given   bool // up
	}{
		{"429", status(429), 3*4 + 5, 4 * time.Minute, true},
		{"503", status(503), 3*4 + 5, 4 * time.Minute, true},
		{"502", status(502), 3*4 + articles - 3, 90 * time.Second, false},
		{"resets", reset, 2 * (3*4 + articles - 3), 90 * time.Second, false},
		{"500", status(500), articles, time.Second, false},
	}
	for _, tt := range tests {
		s := serve(t, map[string]http.HandlerFunc{"/": tt.fail})
		clock := newClock()
		c, _ := client(t, s, func(o *Options) { o.Retries, o.Now, o.Sleep = 3, clock.Now, clock.Sleep })
		var err error
		for i := range articles {
			_, err = get(t, c, s, fmt.Sprintf("/%d", i))
		}
		if took := clock.total(); took > tt.longest {
			t.Errorf("%s: %d articles took %s, want at most %s", tt.name, articles, took, tt.longest)
		}
		if n := len(s.requests()); n > tt.asked {
			t.Errorf("%s: asked %d times, want at most %d", tt.name, n, tt.asked)
		}
		if given := errors.Is(err, ErrGivenUp); given != tt.given {
			t.Errorf("%s: at last: %v", tt.name, err)
		}
	}
}

// TestRetriesComeBack has an answer make good for pages that failed before it.
func TestRetriesComeBack(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/": text("x"), "/bad": status(503), "/once": failing(1, status(502))})
	c, _ := client(t, s, func(o *Options) { o.Retries = 3 })
	for range 2 {
		for range MaxRefused - 1 {
			if _, err := get(t, c, s, "/bad"); err != nil {
				t.Fatal(err)
			}
		}
		mustGet(t, c, s, "/good")
	}
	if a := mustGet(t, c, s, "/once"); a.Status != http.StatusOK {
		t.Errorf("status %d: it was not asked once more", a.Status)
	}
}

// TestTimeoutsAreRetriedOnce spares a server that is slow.
func TestTimeoutsAreRetriedOnce(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/": func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }})
	c, _ := client(t, s, func(o *Options) { o.Retries, o.Timeout = 3, 50*time.Millisecond })
	if _, err := get(t, c, s, "/"); !errors.Is(err, ErrTimeout) {
		t.Errorf("error %v", err)
	}
	if n := len(s.requests()); n != 2 {
		t.Errorf("asked %d times, want 2", n)
	}
}
