package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// starts returns when requests start, by the client's clock.
func starts(clock *clock) (func(string), func() []time.Duration) {
	var mu sync.Mutex
	var times []time.Time
	note := func(string) {
		now := clock.Now()
		mu.Lock()
		defer mu.Unlock()
		times = append(times, now)
	}
	gaps := func() []time.Duration {
		mu.Lock()
		defer mu.Unlock()
		slices.SortFunc(times, time.Time.Compare)
		var gaps []time.Duration
		for i := 1; i < len(times); i++ {
			gaps = append(gaps, times[i].Sub(times[i-1]))
		}
		return gaps
	}
	return note, gaps
}

func TestDelay(t *testing.T) {
	tests := []struct {
		name, robots string
		delay, want  time.Duration
	}{
		{"ours", "", time.Second, time.Second},
		{"none", "", 0, 0},
		{"Crawl-delay is longer", "User-agent: *\nCrawl-delay: 2.5", time.Second, 2500 * time.Millisecond},
		{"Crawl-delay is shorter", "User-agent: *\nCrawl-delay: 0.1", time.Second, time.Second},
		{"Crawl-delay for another", "User-agent: else\nCrawl-delay: 9", time.Second, time.Second},
		{"Crawl-delay is absurd", "User-agent: *\nCrawl-delay: 86400", time.Second, time.Minute},
		{"Crawl-delay with no delay of ours", "User-agent: onrecord\nCrawl-delay: 3", 0, 3 * time.Second},
	}
	for _, tt := range tests {
		s := serve(t, map[string]http.HandlerFunc{"/": text("x"), robotsPath: text(tt.robots)})
		clock := newClock()
		note, gaps := starts(clock)
		c, _ := client(t, s, func(o *Options) {
			o.Delay, o.OnRequest, o.Now, o.Sleep = tt.delay, note, clock.Now, clock.Sleep
		})
		for i := range 4 {
			mustGet(t, c, s, fmt.Sprintf("/%d", i))
		}
		want := []time.Duration{tt.want, tt.want, tt.want, tt.want} // after robots.txt too
		if got := gaps(); !slices.Equal(got, want) {
			t.Errorf("%s: %v between the starts, want %v", tt.name, got, want)
		}
	}
}

func TestDelayHoldsForAllConnectionsTogether(t *testing.T) {
	clock := newClock()
	p := &pace{}
	var mu sync.Mutex
	var times []time.Time
	var wg sync.WaitGroup
	for range 40 {
		wg.Go(func() {
			for {
				now := clock.Now()
				wait, err := p.turn(now, time.Second)
				if err != nil {
					t.Error(err)
				}
				if wait <= 0 {
					mu.Lock()
					defer mu.Unlock()
					times = append(times, now)
					return
				}
				_ = clock.Sleep(context.Background(), wait)
			}
		})
	}
	wg.Wait()
	slices.SortFunc(times, time.Time.Compare)
	for i := 1; i < len(times); i++ {
		if gap := times[i].Sub(times[i-1]); gap < time.Second {
			t.Errorf("%v between two starts", gap)
		}
	}
}

func getAll(t *testing.T, c *Client, s *server, n, workers int) {
	t.Helper()
	var wg sync.WaitGroup
	work := make(chan int)
	for range workers {
		wg.Go(func() {
			for i := range work {
				if _, err := c.Get(t.Context(), Request{URL: fmt.Sprintf("%s/%d", s.URL, i)}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for i := range n {
		work <- i
	}
	close(work)
	wg.Wait()
}

func TestConnectionsAtOnce(t *testing.T) {
	for _, connections := range []int{0, 1, 3} {
		var now, most atomic.Int32
		s := serve(t, map[string]http.HandlerFunc{"/": func(http.ResponseWriter, *http.Request) {
			n := now.Add(1)
			defer now.Add(-1)
			for old := most.Load(); n > old && !most.CompareAndSwap(old, n); old = most.Load() {
			}
			time.Sleep(3 * time.Millisecond)
		}})
		c, _ := client(t, s, func(o *Options) { o.Connections = connections })
		getAll(t, c, s, 30, 10)
		if want := int32(max(connections, 1)); most.Load() != want {
			t.Errorf("%d requests at once, want %d", most.Load(), want)
		}
	}
}

// TestConnectionsAreReused: the usual transport keeps two idle connections per
// host and makes a new one for nearly every request above that.
func TestConnectionsAreReused(t *testing.T) {
	var accepted atomic.Int32
	s := &server{Server: httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(time.Millisecond)
		text("x")(w, r)
	}))}
	s.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			accepted.Add(1)
		}
	}
	s.Start()
	defer s.Close()
	c, _ := client(t, s, func(o *Options) { o.Connections = 8 })
	getAll(t, c, s, 200, 8)
	if n := accepted.Load(); n > 12 {
		t.Errorf("%d connections for 200 requests, 8 at once", n)
	}
}

// TestSiteKey: a site keeps its manners whatever scheme or "www." it is asked
// with.
func TestSiteKey(t *testing.T) {
	for address, want := range map[string]string{
		"http://example.org/":         "example.org",
		"https://www.example.org/":    "example.org",
		"https://example.org:443/":    "example.org",
		"http://example.org:8080/":    "example.org:8080",
		"https://news.example.org/":   "news.example.org",
		"http://127.0.0.1:8080/a?b=c": "127.0.0.1:8080",
	} {
		u, _ := parseURL(address)
		if got := siteKey(u); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
}

func TestWaitingForASlotEndsWithTheContext(t *testing.T) {
	release := make(chan struct{})
	entered := make(chan struct{})
	s := serve(t, map[string]http.HandlerFunc{"/slow": func(http.ResponseWriter, *http.Request) {
		close(entered)
		<-release
	}})
	c, _ := client(t, s, nil)
	done := make(chan error)
	go func() {
		_, err := get(t, c, s, "/slow")
		done <- err
	}()
	<-entered
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := c.Get(ctx, Request{URL: s.URL + "/b"}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v", err)
	}
	close(release)
	if err := <-done; err != nil {
		t.Error(err)
	}
	if n := s.count("/b"); n != 0 {
		t.Errorf("/b was asked for %d times", n)
	}
}
