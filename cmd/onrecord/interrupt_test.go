package main

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"onrecord/internal/demo"
)

func TestTwoCrawlsOfOneFeedAtOnce(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	reached, release := p.holdAt(30)
	defer release()
	first := p.command("crawl")
	if err := first.Start(); err != nil {
		t.Fatal(err)
	}
	p.await(reached)
	began := time.Now()
	stdout, stderr := p.run(exitBusy, "crawl")
	if stdout != "" || !strings.HasPrefix(stderr, "onrecord: crawl mlo: ") || !strings.Contains(stderr, "another crawl of this feed is running") {
		t.Errorf("the second crawl said %q and %q", stdout, stderr)
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("the second crawl waited for %s", took)
	}
	_, stderr = p.run(exitUsage, "list") // readers see the state before: no snapshot yet
	if !strings.Contains(stderr, "run: onrecord crawl") {
		t.Errorf("list said %q", stderr)
	}
	release()
	if code := exitOf(first.Wait()); code != exitDone {
		t.Errorf("the first crawl ended with %d", code)
	}
	out, _ := p.run(exitDone, "snapshots")
	if strings.Count(out, "\n") != 2 || !strings.Contains(out, "complete  90 ") {
		t.Errorf("snapshots:\n%s", out)
	}
}

func TestSignalsKeepWhatWasFetched(t *testing.T) {
	for name, c := range map[string]struct {
		signal syscall.Signal
		code   int
		said   string
	}{
		"INT":  {syscall.SIGINT, exitInterrupt, "onrecord: interrupted: no snapshot of mlo was recorded; pages fetched so far are kept for the next run\n"},
		"TERM": {syscall.SIGTERM, exitTerminated, "onrecord: terminated: no snapshot of mlo was recorded; pages fetched so far are kept for the next run\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPlace(t)
			reached, release := p.holdAt(50)
			defer release()
			crawl := p.command("crawl")
			var out, talk bytes.Buffer
			crawl.Stdout, crawl.Stderr = &out, &talk
			if err := crawl.Start(); err != nil {
				t.Fatal(err)
			}
			p.await(reached)
			if err := crawl.Process.Signal(c.signal); err != nil {
				t.Fatal(err)
			}
			if code := exitOf(crawl.Wait()); code != c.code || out.String() != "" || talk.String() != c.said {
				t.Errorf("exit code %d, want %d; said %q and %q", code, c.code, &out, &talk)
			}
			release()
			p.run(exitUsage, "snapshots") // none yet
			summary, _ := p.run(exitDone, "crawl")
			if !strings.Contains(summary, "90 added; 90 articles in all") {
				t.Errorf("the next crawl said:\n%s", summary)
			}
			p.wantAskedOnce(1)
			if files := p.files(); files != "archive.db config.yaml" {
				t.Errorf("left behind: %s", files)
			}
		})
	}
}

func TestAnInterruptedReaderSpeaksOfNoCrawl(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	reached, release := p.holdAt(1)
	defer release()
	cmd := p.command("read", "--feed", "mlo", p.base+p.site.Articles()[0].Path)
	var talk bytes.Buffer
	cmd.Stderr = &talk
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	p.await(reached)
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if code := exitOf(cmd.Wait()); code != exitInterrupt || talk.String() != "onrecord: interrupted\n" {
		t.Errorf("exit code %d, said %q", code, &talk)
	}
}

// wantAskedOnce checks that every article was asked for once, but for those
// that were under way when a crawl ended: at most spare.
func (p *place) wantAskedOnce(spare int) {
	p.Helper()
	again := 0
	for _, a := range p.site.Articles() {
		again += p.site.Hits(a.Path) - 1
	}
	if again > spare {
		p.Errorf("%d pages were fetched again, want at most %d", again, spare)
	}
}

// kills is how often the crawls are killed: 20, or $ONRECORD_KILLS.
func kills(t *testing.T) int {
	t.Helper()
	text := os.Getenv("ONRECORD_KILLS")
	if text == "" {
		return 20
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("ONRECORD_KILLS: %v", err)
	}
	return n
}

// TestKill kills crawls at random instants: of an empty archive, and of one
// whose feed has changed. In the end the archive holds what undisturbed crawls
// record.
func TestKill(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	calm := p.beside()
	half := (kills(t) + 1) / 2
	began := time.Now()
	calm.run(exitDone, "crawl")
	p.killSome(half, time.Since(began), "crawl")
	for _, step := range demo.Story() {
		step.Do(p.site)
	}
	began = time.Now()
	calm.run(exitDone, "crawl", "--full", "--recheck", "all")
	p.killSome(half, time.Since(began), "crawl", "--full", "--recheck", "all")
	for _, command := range [][]string{{"export", "--history"}, {"log", "--json"}} {
		want, got := calm.timeless(command...), p.timeless(command...)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s after kills (-undisturbed +killed):\n%s", command[0], diff)
		}
	}
	for file := range strings.FieldsSeq(p.files()) {
		if file != "archive.db" && file != "config.yaml" && !strings.HasSuffix(file, ".new") { // killed while it made the archive
			t.Errorf("left behind: %s", file)
		}
	}
}

// killSome starts a command and kills it at a random instant of the time that
// it takes, n times, and then lets it run to its end.
func (p *place) killSome(n int, takes time.Duration, args ...string) {
	p.Helper()
	for range n {
		cmd := p.command(args...)
		if err := cmd.Start(); err != nil {
			p.Fatal(err)
		}
		time.Sleep(rand.N(takes))
		_ = cmd.Process.Kill() // it may have ended
		_ = cmd.Wait()
		if _, stderr := p.either("snapshots"); stderr != "" && !strings.Contains(stderr, "run: onrecord crawl") {
			p.Fatalf("after a kill: %s", stderr)
		}
	}
	p.run(exitDone, args...)
}

// either runs a command that may find nothing yet.
func (p *place) either(args ...string) (stdout, stderr string) {
	p.Helper()
	cmd := p.command(args...)
	var out, talk bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &talk
	if code := exitOf(cmd.Run()); code != exitDone && code != exitUsage {
		p.Fatalf("onrecord %s: exit code %d: %s", args[0], code, &talk)
	}
	return out.String(), talk.String()
}

// timeless returns a JSON document without what depends on how many crawls
// there were. The tests' clock stands still, so times are the same.
func (p *place) timeless(args ...string) any {
	p.Helper()
	out, _ := p.run(exitDone, args...)
	var document any
	if err := json.Unmarshal([]byte(out), &document); err != nil {
		p.Fatal(err)
	}
	return without(document, "snapshot", "state_checks", "raw")
}

// without removes keys from a JSON value, at any depth.
func without(value any, keys ...string) any {
	switch v := value.(type) {
	case map[string]any:
		for _, key := range keys {
			delete(v, key)
		}
		for key := range v {
			v[key] = without(v[key], keys...)
		}
	case []any:
		for i := range v {
			v[i] = without(v[i], keys...)
		}
	}
	return value
}
