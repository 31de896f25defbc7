package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"onrecord/internal/demo"
)

// TestSideBySide runs crawls with a delay, and beside them everything that
// reads, another feed's crawls into the same archive, and more crawls of the
// same feed, which are turned away; each is a process of its own. None fails,
// and none waits long for the archive. A minute in make soak, five seconds in
// make test.
func TestSideBySide(t *testing.T) {
	t.Parallel()
	p := newBuiltPlace(t)
	p.addFeed("other")
	p.run(exitDone, "crawl")
	fields := strings.Fields(p.first("list", "mlo"))
	reading := [][]string{
		{"list", "mlo"}, {"log", "mlo"}, {"show", "--feed", "mlo", fields[0]}, {"snapshots", "mlo"}, {"diff", "--feed", "mlo", "1", "latest"},
		{"export", "mlo", "--history", "-o", "export.json"}, {"health"}, {"verify"}, {"backup", "copy.db"}, {"search", "bridges", "--feed", "mlo"},
	}
	browse := p.served()
	idle := map[string]time.Duration{}
	for _, args := range reading {
		idle[args[0]] = p.timed(args...)
	}
	p.setDelay("20ms")
	end := time.Now().Add(5 * time.Second)
	if soaking() {
		end = time.Now().Add(time.Minute)
	}
	var loops sync.WaitGroup
	crawls, others, busy := map[int]int{}, map[int]int{}, map[int]int{}
	loops.Go(func() { p.repeat(end, crawls, "crawl", "mlo", "--full", "--recheck", "all") })
	loops.Go(func() { p.repeat(end, others, "crawl", "other", "--full", "--recheck", "all") })
	loops.Go(func() { p.repeat(end, busy, "crawl", "mlo", "--recheck", "0") })
	worst, runs := map[string]time.Duration{}, 0
	loops.Go(func() {
		for i := 0; i < len(reading) || time.Now().Before(end); i++ {
			args := reading[i%len(reading)]
			worst[args[0]] = max(worst[args[0]], p.timed(args...))
			worst["serve"] = max(worst["serve"], browse("feeds/mlo/"), browse("feeds/mlo/changes"))
			runs++
		}
	})
	loops.Wait()
	t.Logf("exit codes and how often: crawls %v, of another feed %v, of the same feed %v; %d other commands", crawls, others, busy, runs)
	for name, took := range worst {
		t.Logf("%-9s took %v at most, %v when nothing else ran", name, took.Round(time.Millisecond), idle[name].Round(time.Millisecond))
		if took > idle[name]+9*time.Second { // it would have failed after ten
			t.Errorf("%s took %v", name, took)
		}
	}
	if crawls[exitDone]+busy[exitDone] == 0 || others[exitDone] == 0 || busy[exitBusy]+crawls[exitBusy] == 0 {
		t.Error("they did not run side by side")
	}
}

// TestADeadProcessLeavesNoObstacle kills a crawl in its middle: the lock file
// that it leaves keeps the next one from nothing.
func TestADeadProcessLeavesNoObstacle(t *testing.T) {
	t.Parallel()
	p := newBuiltPlace(t)
	reached, release := p.holdAt(30)
	defer release()
	crawl, _ := p.started("crawl")
	p.await(reached)
	if err := crawl.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = crawl.Wait() // killed
	if files := p.files(); !strings.Contains(files, "archive.db.mlo.lock") {
		t.Errorf("the dead crawl left %s", files)
	}
	release()
	p.wantResumed()
}

// served starts serve, which runs until the test ends, and returns how to ask
// it for a page, which must be there, and how long that takes.
func (p *place) served() func(path string) time.Duration {
	p.Helper()
	cmd := p.command("serve", "--addr", "127.0.0.1:0")
	talk, err := cmd.StderrPipe()
	if err != nil {
		p.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		p.Fatal(err)
	}
	p.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		if code := exitOf(cmd.Wait()); code != exitDone {
			p.Errorf("serve: exit code %d", code)
		}
	})
	line, err := bufio.NewReader(talk).ReadString('\n')
	if err != nil {
		p.Fatal(err)
	}
	base := regexp.MustCompile(`http://\S+/`).FindString(line)
	return func(path string) time.Duration {
		began := time.Now()
		answer, err := http.Get(base + path)
		if err != nil {
			p.Error(err)
			return 0
		}
		_, err = io.Copy(io.Discard, answer.Body)
		if err = errors.Join(err, answer.Body.Close()); err != nil || answer.StatusCode != http.StatusOK {
			p.Errorf("serve, %s: status %d, %v", path, answer.StatusCode, err)
		}
		return time.Since(began)
	}
}

// addFeed adds a feed of a site of its own to config.yaml.
func (p *place) addFeed(name string) {
	p.Helper()
	path := filepath.Join(p.dir, "config.yaml")
	text, err := os.ReadFile(path)
	if err != nil {
		p.Fatal(err)
	}
	text = fmt.Appendf(text, "  %s:\n    listings: [%s%s]\n    delay: 5ms\n", name, newPlace(p.T).base, demo.Speeches)
	if err := os.WriteFile(path, text, 0o644); err != nil {
		p.Fatal(err)
	}
}

// first returns the first line that a command prints.
func (p *place) first(args ...string) string {
	p.Helper()
	out, _ := p.run(exitDone, args...)
	line, _, _ := strings.Cut(out, "\n")
	return line
}

// timed runs a command, which must not fail, and returns how long it took.
func (p *place) timed(args ...string) time.Duration {
	p.Helper()
	_ = os.Remove(filepath.Join(p.dir, "copy.db")) // backup never overwrites
	began := time.Now()
	cmd, talk := p.started(args...)
	if code := exitOf(cmd.Wait()); code != exitDone {
		p.Errorf("%s: exit code %d, said %q", args[0], code, talk)
	}
	return time.Since(began)
}

// repeat crawls until the end comes, and counts the exit codes. A crawl may be
// turned away by another one of its feed, and must not fail otherwise.
func (p *place) repeat(end time.Time, codes map[int]int, args ...string) {
	p.Helper()
	for first := true; first || time.Now().Before(end); first = false {
		cmd, talk := p.started(args...)
		code := exitOf(cmd.Wait())
		codes[code]++
		if code != exitDone && code != exitBusy {
			p.Errorf("%s: exit code %d, said %q", strings.Join(args, " "), code, talk)
		}
	}
}
