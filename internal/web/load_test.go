package web

import (
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"
)

// 200 requests a second over all pages: none fails, and memory stays as it is.
// A minute of it with ONRECORD_SOAK, else two seconds.
func TestLoad(t *testing.T) {
	const perSecond = 200
	lasts := 2 * time.Second
	if os.Getenv("ONRECORD_SOAK") != "" {
		lasts = time.Minute
	}
	s, r := newServer(t)
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() { served <- s.Serve(ctx, listener) }()
	var list []string
	for _, path := range paths(t, r) {
		list = append(list, path)
	}
	slices.Sort(list)
	list = append(list, "/api/v1/feeds/mlo/articles", "/feeds/mlo/changes.atom", "/metrics", "/timemap/link/"+r.base+bridges)
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64, MaxConnsPerHost: 64}}
	defer client.CloseIdleConnections()
	ask := func(path string) (time.Duration, int) {
		began := time.Now()
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+listener.Addr().String()+path, nil)
		if err != nil {
			return 0, 0
		}
		answer, err := client.Do(request)
		if err != nil {
			return 0, 0
		}
		_, err = io.Copy(io.Discard, answer.Body)
		if answer.Body.Close() != nil || err != nil {
			return 0, 0
		}
		return time.Since(began), answer.StatusCode
	}
	for _, path := range list { // what is kept in memory is read now
		ask(path)
	}
	before := heap()
	var mu sync.Mutex
	var times []time.Duration
	var all sync.WaitGroup
	tick := time.NewTicker(time.Second / perSecond)
	defer tick.Stop()
	for n := range int(lasts.Seconds() * perSecond) {
		<-tick.C
		all.Go(func() {
			path := list[n%len(list)]
			took, status := ask(path)
			mu.Lock()
			defer mu.Unlock()
			if times = append(times, took); status != http.StatusOK {
				t.Errorf("%s: %d", path, status)
			}
		})
	}
	all.Wait()
	slices.Sort(times)
	grown := heap() - before
	t.Logf("%d requests: half within %v, 99 of 100 within %v; %d KB more memory", len(times), times[len(times)/2], times[len(times)*99/100], grown>>10)
	if grown > 16<<20 {
		t.Errorf("%d MB more memory", grown>>20)
	}
	cancel()
	if err := <-served; err != nil {
		t.Error(err)
	}
}

func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
