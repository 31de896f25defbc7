package main

import (
	"bytes"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"onrecord/internal/demo"
)

// comeBackLater answers that the site is busy for a minute.
func comeBackLater(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Retry-After", "60")
	w.WriteHeader(http.StatusServiceUnavailable)
}

// TestSignalsEndAnyWait stops the built program while it waits: for an answer,
// between two requests, and as long as the site asked it to. It stops long
// before the wait is over, and the next crawl asks for nothing again.
func TestSignalsEndAnyWait(t *testing.T) {
	for name, c := range map[string]struct {
		delay   string
		request int64 // at which the wait begins
		fault   http.HandlerFunc
		signal  syscall.Signal
	}{
		"a slow answer": {"0s", 30, demo.Hang, syscall.SIGINT},
		"a long delay":  {"60s", 1, nil, syscall.SIGTERM},
		"Retry-After":   {"0s", 30, comeBackLater, syscall.SIGTERM},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newBuiltPlace(t)
			p.setDelay(c.delay)
			var asked atomic.Int64
			waiting := make(chan struct{})
			remove := p.site.Intercept(func(w http.ResponseWriter, r *http.Request) bool {
				if asked.Add(1) != c.request {
					return false
				}
				close(waiting)
				if c.fault != nil {
					c.fault(w, r)
				}
				return c.fault != nil
			})
			crawl, talk := p.started("crawl")
			p.await(waiting)
			time.Sleep(300 * time.Millisecond) // so that the answer is there, and the wait begins
			took := p.stopped(crawl, talk, c.signal)
			t.Logf("stopped after %v", took)
			if took > 20*time.Second { // a third of the wait, on a busy machine
				t.Errorf("stopped after %v", took)
			}
			remove()
			p.setDelay("0s")
			p.wantResumed()
		})
	}
}

// TestSignalsEndRecording stops the built program after the last request, while
// it reads and records.
func TestSignalsEndRecording(t *testing.T) {
	t.Parallel()
	empty := newBuiltPlace(t)
	p := empty.beside()
	w := p.watch()
	p.run(exitDone, "crawl")
	w.remove()
	recording := time.Since(w.last)
	for range 30 {
		p = empty.beside()
		p.site.ResetCounts()
		w := p.watch()
		crawl, talk := p.started("crawl")
		late := make(chan struct{})
		w.mu.Lock()
		w.aim(aim{silence: 1 + rand.N(recording)}, func() { close(late) })
		w.mu.Unlock()
		p.await(late)
		w.remove()
		if _, ok := p.signalled(crawl, talk, syscall.SIGTERM); !ok || !newLedger(p).complete(w.asked) {
			continue // it had ended, or was not so far
		}
		p.wantResumed()
		return
	}
	t.Error("no crawl was stopped while it recorded")
}

// setDelay sets the delay between requests in config.yaml.
func (p *place) setDelay(delay string) {
	p.Helper()
	path := filepath.Join(p.dir, "config.yaml")
	text, err := os.ReadFile(path)
	if err != nil {
		p.Fatal(err)
	}
	lines := strings.Split(string(text), "\n")
	for i := range lines {
		if strings.HasPrefix(lines[i], "    delay:") {
			lines[i] = "    delay: " + delay
		}
	}
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")), 0o644); err != nil {
		p.Fatal(err)
	}
}

// started starts a command; talk is what it says.
func (p *place) started(args ...string) (cmd *exec.Cmd, talk *bytes.Buffer) {
	p.Helper()
	cmd, talk = p.command(args...), &bytes.Buffer{}
	cmd.Stdout, cmd.Stderr = talk, talk
	if err := cmd.Start(); err != nil {
		p.Fatal(err)
	}
	return cmd, talk
}

// stopped sends a crawl a signal, which must end it, and returns how long that took.
func (p *place) stopped(crawl *exec.Cmd, talk *bytes.Buffer, signal syscall.Signal) time.Duration {
	p.Helper()
	took, ok := p.signalled(crawl, talk, signal)
	if !ok {
		p.Fatalf("the crawl went on to its end, and said %q", talk)
	}
	return took
}

// signalled sends a crawl a signal, and reports whether that ended it: with the
// signal's exit code, and a line that says what was kept.
func (p *place) signalled(crawl *exec.Cmd, talk *bytes.Buffer, signal syscall.Signal) (took time.Duration, ok bool) {
	p.Helper()
	began := time.Now()
	_ = crawl.Process.Signal(signal) // it may have ended
	code := exitOf(crawl.Wait())
	if code == exitDone {
		return 0, false
	}
	want := "onrecord: " + signalError{signal}.Error() +
		": no snapshot of mlo was recorded; pages fetched so far are kept for the next run\n"
	if code != signalCode(signal) || talk.String() != want {
		p.Errorf("exit code %d, said %q", code, talk)
	}
	return time.Since(began), true
}

// wantResumed checks that there is no snapshot yet, and that the next crawl
// takes the first one without asking again for more than one page.
func (p *place) wantResumed() {
	p.Helper()
	if n := p.snapshots(); n != 0 {
		p.Errorf("%d snapshots were recorded", n)
	}
	p.run(exitDone, "crawl")
	p.wantAskedOnce(1)
	if files := p.files(); p.snapshots() != 1 || files != "archive.db config.yaml" {
		p.Errorf("%d snapshots; the folder holds %s", p.snapshots(), files)
	}
}
