package fetch

import (
	"errors"
	"net/http"
	"slices"
	"sync/atomic"
	"testing"
	"time"
)

// TestTwoFeedsOnOneHost gives two clients the same manners: the second keeps
// the delay after the first one's last request, and knows the robots.txt.
func TestTwoFeedsOnOneHost(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/": text("x"), robotsPath: text("User-agent: *\nCrawl-delay: 5")})
	clock := newClock()
	note, gaps := starts(clock)
	shared := NewManners()
	share := func(o *Options) {
		o.Delay, o.OnRequest, o.Now, o.Sleep, o.Manners = time.Second, note, clock.Now, clock.Sleep, shared
	}
	first, _ := client(t, s, share)
	second, _ := client(t, s, share)
	mustGet(t, first, s, "/1")
	mustGet(t, second, s, "/2")
	mustGet(t, first, s, "/3")
	if got, want := gaps(), []time.Duration{5 * time.Second, 5 * time.Second, 5 * time.Second}; !slices.Equal(got, want) {
		t.Errorf("%v between the starts, want %v", got, want)
	}
	if n := s.count(robotsPath); n != 1 {
		t.Errorf("robots.txt was asked for %d times", n)
	}
}

func TestRobotsIsAskedAgainAfterADay(t *testing.T) {
	var forbid atomic.Bool
	s := serve(t, map[string]http.HandlerFunc{"/": text("x"), robotsPath: func(w http.ResponseWriter, r *http.Request) {
		if forbid.Load() {
			text("User-agent: *\nDisallow: /")(w, r)
		}
	}})
	c, clock := client(t, s, nil)
	mustGet(t, c, s, "/1")
	forbid.Store(true)
	_ = clock.Sleep(t.Context(), 23*time.Hour)
	mustGet(t, c, s, "/2")
	_ = clock.Sleep(t.Context(), time.Hour)
	if _, err := get(t, c, s, "/3"); !errors.Is(err, ErrRobotsForbids) {
		t.Errorf("a day later: %v, want %v", err, ErrRobotsForbids)
	}
}

// TestStrain lets a host say that it is asked too much, without saying how long
// to wait: it is asked more slowly, and by and by as before.
func TestStrain(t *testing.T) {
	for _, status := range []int{http.StatusTooManyRequests, http.StatusServiceUnavailable} {
		busy := map[string]http.HandlerFunc{"/": text("x")}
		busy["/busy"] = func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }
		s := serve(t, busy)
		clock := newClock()
		note, gaps := starts(clock)
		c, _ := client(t, s, func(o *Options) { o.OnRequest, o.Now, o.Sleep = note, clock.Now, clock.Sleep })
		mustGet(t, c, s, "/0")
		for range 3 {
			mustGet(t, c, s, "/busy")
		}
		mustGet(t, c, s, "/1")
		mustGet(t, c, s, "/2")
		got := gaps()
		if got[0] != 0 || got[1] != 0 {
			t.Errorf("%d: %v before it complained, want none", status, got[:2])
		}
		if slow := got[len(got)-1]; slow != 4*time.Second-4*time.Second/8 {
			t.Errorf("%d: %v after it complained three times", status, slow)
		}
		for range 40 {
			mustGet(t, c, s, "/3")
		}
		if got = gaps(); got[len(got)-1] != 0 {
			t.Errorf("%d: %v after forty answers, want none", status, got[len(got)-1])
		}
	}
}

// TestGivingUp lets a host drip for ever: after MaxLost nothing more is asked
// of it, by any client.
func TestGivingUp(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/": func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }})
	clock := newClock()
	shared := NewManners()
	c, _ := client(t, s, func(o *Options) { o.Retries, o.Now, o.Sleep, o.Manners = 3, clock.Now, clock.Sleep, shared })
	asked := 0
	for asked = range 2000 {
		if _, err := get(t, c, s, "/x"); errors.Is(err, ErrGivenUp) {
			break
		}
	}
	if took := clock.total(); took < MaxLost || took > MaxLost+2*time.Minute {
		t.Errorf("given up after %v and %d pages, want after %v", took, asked, MaxLost)
	}
	before := len(s.requests())
	other, _ := client(t, s, func(o *Options) { o.Now, o.Sleep, o.Manners = clock.Now, clock.Sleep, shared })
	_, err := get(t, other, s, "/y")
	if got, want := Reason(err), "given up: the host let requests wait for 10m0s in vain"; got != want {
		t.Errorf("reason %q, want %q", got, want)
	}
	if len(s.requests()) != before {
		t.Error("it was asked again")
	}
}

// TestFailuresAmongAnswers mixes answers with failures: a host that answers
// most of the time is not given up.
func TestFailuresAmongAnswers(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/": text("x"), "/bad": func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }})
	c, _ := client(t, s, func(o *Options) { o.Retries = 3 })
	for range 300 {
		mustGet(t, c, s, "/good")
		if _, err := get(t, c, s, "/bad"); err == nil || errors.Is(err, ErrGivenUp) {
			t.Fatalf("the bad page: %v", err)
		}
	}
}
