package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"onrecord/scraper/fetch"
)

// serve answers until a signal comes, which is how it ends: exit code 0. There
// is no archive yet, so its pages say what to do.
func TestServe(t *testing.T) {
	config := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(config, []byte("feeds:\n  works:\n    listings: [https://works.example/news/]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	out, in := io.Pipe()
	a := &app{stdout: io.Discard, stderr: in, now: time.Now, fetching: fetch.Options{Manners: fetch.NewManners()}}
	ctx, signal := context.WithCancelCause(t.Context())
	defer signal(nil)
	code := make(chan int, 1)
	go func() {
		code <- a.run(ctx, []string{"serve", "--config", config, "--addr", "127.0.0.1:0"})
		_ = in.Close() // a pipe's end never fails to close
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	address, _, found := strings.Cut(strings.TrimPrefix(line, "the archive is at "), " (")
	if err != nil || !found {
		t.Fatalf("it says %q, %v", line, err)
	}
	go func() { _, _ = io.Copy(io.Discard, out) }() // nothing else is expected, but must not block it
	for path, want := range map[string]string{"": "onrecord crawl works", "healthz": "ok\n", "feeds/works/": "works", "metrics": `onrecord_feed_well{feed="works"} 0`, "api/v1/feeds": `"snapshot": 0`} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(answer.Body)
		if err != nil || answer.Body.Close() != nil || answer.StatusCode != http.StatusOK || !strings.Contains(string(body), want) {
			t.Errorf("/%s: %s, %v, lacks %q", path, answer.Status, err, want)
		}
	}
	http.DefaultClient.CloseIdleConnections()
	signal(signalError{syscall.SIGTERM})
	if got := <-code; got != exitDone {
		t.Errorf("exit code %d", got)
	}
}
