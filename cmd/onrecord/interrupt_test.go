package main

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
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
// record, raw pages included, and nothing that was kept was asked for again.
func TestKill(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	p.site.Still(true) // so that raw pages can be compared
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

// killSome starts a command and kills it, n times, and then lets it run to its
// end: every other time at a random instant of the time that it takes, else
// with a random request, since most of the time belongs to few of the phases.
// Every kill may cost one request of an article, the one under way.
func (p *place) killSome(n int, takes time.Duration, args ...string) {
	p.Helper()
	var before int
	for _, a := range p.site.Articles() {
		before += p.site.Hits(a.Path)
	}
	asks := len(p.site.Articles())
	var where = map[string]int{}
	for i := range n {
		where[p.killOne(i%2 == 1, takes, args...)]++
		if _, stderr := p.either("snapshots"); stderr != "" && !strings.Contains(stderr, "run: onrecord crawl") {
			p.Fatalf("after a kill: %s", stderr)
		}
	}
	p.run(exitDone, args...)
	p.Logf("%s: killed %v", strings.Join(args, " "), where)
	asked := -before
	for _, a := range p.site.Articles() {
		asked += p.site.Hits(a.Path)
	}
	// Kills after the commit begin another crawl of everything.
	if most := asks*(1+where["committed"]) + n + where["committed"]; asked > most {
		p.Errorf("%s: %d requests of %d articles after %d kills, want at most %d", args[0], asked, asks, n, most)
	}
}

// killOne starts a command, kills it and says how far it had come: "starting"
// without a request, "listings", "articles", "committed" with a new snapshot.
// What comes after the last page, reading and recording, counts as "articles"
// when a page was asked for and as "listings" when all were kept already.
func (p *place) killOne(atRequest bool, takes time.Duration, args ...string) string {
	p.Helper()
	cmd := p.command(args...)
	var listings, articles atomic.Int64
	dead := rand.Int64N(40) + 1
	remove := p.site.Intercept(func(_ http.ResponseWriter, r *http.Request) bool {
		count := &listings
		if _, isArticle := p.site.Article(r.URL.Path); isArticle {
			count = &articles
		}
		count.Add(1)
		if atRequest && listings.Load()+articles.Load() == dead && cmd.Process != nil {
			_ = cmd.Process.Kill() // it is running: it asks
		}
		return false
	})
	defer remove()
	snapshots := p.snapshots()
	if err := cmd.Start(); err != nil {
		p.Fatal(err)
	}
	if !atRequest {
		time.Sleep(rand.N(takes))
		_ = cmd.Process.Kill() // it may have ended
	}
	_ = cmd.Wait()
	switch {
	case p.snapshots() > snapshots:
		return "committed"
	case articles.Load() > 0:
		return "articles"
	case listings.Load() > 0:
		return "listings"
	}
	return "starting"
}

// snapshots returns how many snapshots the archive holds.
func (p *place) snapshots() int {
	p.Helper()
	out, _ := p.either("snapshots", "--json")
	return strings.Count(out, `"taken"`)
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
	return without(document, "snapshot", "state_checks")
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
