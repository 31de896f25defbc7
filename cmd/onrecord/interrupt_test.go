package main

import (
	"bytes"
	"os"
	"strings"
	"syscall"
	"testing"
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
	stdout, stderr := p.run(exitBusy, "crawl")
	if stdout != "" || !strings.HasPrefix(stderr, "onrecord: crawl mlo: ") || !strings.Contains(stderr, "another crawl of this feed is running") {
		t.Errorf("the second crawl said %q and %q", stdout, stderr)
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
