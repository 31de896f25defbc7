package main

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"onrecord/archive/storetest"
	"onrecord/internal/demo"
)

// A command may be killed in these phases.
const (
	phaseStart     = "starting"  // before the first request, while the archive is made
	phaseListings  = "listings"  // before the first article was asked for
	phaseArticles  = "articles"  // while articles are fetched
	phaseRecording = "recording" // after the last one: reading, staging, packing, commit
	phaseCommitted = "committed" // the snapshot is there, the process was not yet done
	phaseRereading = "reextract" // while pages are read again
)

// perRound is how often one archive is killed before it is brought to its end.
const perRound = 5

// TestKill kills the built program in every phase of its work: while it makes
// the archive, at any request, at any instant after the last one, and at any
// write or sync of the archive; in a first crawl, in one of a feed that has
// changed, and while all pages are read again. After each kill the archive is
// sound and the next run asks for nothing again that was kept; in the end the
// archive holds what undisturbed runs record, raw pages included.
func TestKill(t *testing.T) {
	need(t, "strace")
	t.Parallel()
	calm := newBuiltPlace(t)
	total := storetest.Kills(t)
	hit := map[string]int{}
	first := stage{name: "first crawl", from: calm.copyOf(), args: []string{"crawl"}}
	first.measure(calm)
	second := stage{name: "second crawl", from: calm.copyOf(), args: []string{"crawl", "--full", "--recheck", "all"}}

	creating := first
	creating.aims = []aiming{aimStart, aimEarlyWrite}
	creating.kill(total/7, hit)
	first.aims = []aiming{aimRequest, aimSilence, aimWrite, aimRequest}
	first.kill(total*2/7, hit)

	for _, step := range demo.Story() {
		step.Do(calm.site)
	}
	second.measure(calm)
	second.aims = first.aims
	second.kill(total*3/7, hit)

	again := stage{name: phaseRereading, from: calm.copyOf(), args: []string{"reextract"}, more: rereading, aims: []aiming{aimInstant, aimWrite}}
	if err := writeConfig(calm.dir, calm.base, rereading); err != nil {
		t.Fatal(err)
	}
	again.measure(calm)
	again.kill(total-total/7-total*2/7-total*3/7, hit)

	for _, key := range slices.Sorted(maps.Keys(hit)) {
		t.Logf("%-24s %d kills", key, hit[key])
	}
	if total >= 200 {
		for _, key := range []string{
			"first crawl: starting", "first crawl: listings", "first crawl: articles", "first crawl: recording",
			"second crawl: listings", "second crawl: articles", "second crawl: recording", "reextract: reextract",
		} {
			if hit[key] == 0 {
				t.Errorf("no kill hit %s", key)
			}
		}
	}
}

// rereading is a selector that no page has: every page has to be read again,
// and reads as before.
const rereading = "    select:\n      remove: [.no-such-thing]\n"

// stage is what is killed: a command that works on a copy of an archive.
type stage struct {
	name string
	from *place
	args []string
	more string // of the feed's configuration
	aims []aiming

	takes    time.Duration // undisturbed
	requests int           // likewise, and of those
	listings int           // of listing pages
	after    time.Duration // from the last request to the end
	writes   int
	state    map[string]any // in the end
}

// measure runs the command undisturbed, and counts what aims can choose from.
func (s *stage) measure(calm *place) {
	calm.Helper()
	w := calm.watch()
	began := time.Now()
	cmd := calm.inFolder(exec.Command("strace", traced("trace", calm.program, s.args)...))
	if out, err := cmd.CombinedOutput(); err != nil {
		calm.Fatalf("strace: %v\n%s", err, out)
	}
	s.takes = time.Since(began)
	w.remove()
	s.requests, s.listings, s.after = len(w.asked), w.listings, time.Since(w.last)
	if s.requests == 0 {
		s.after = s.takes
	}
	s.state = calm.state()
	trace, err := os.ReadFile(filepath.Join(calm.dir, "trace"))
	if err != nil {
		calm.Fatal(err)
	}
	s.writes = bytes.Count(trace, []byte("\n"))
	calm.Logf("%s, undisturbed: %v, %d requests, %v after the last one, %d writes and syncs", s.name, s.takes, s.requests, s.after, s.writes)
}

// writing are the system calls that change files for good.
const writing = "pwrite64,fdatasync,fsync,ftruncate,linkat,renameat,unlinkat"

// traced are the arguments of strace that write those calls to a file.
func traced(to, program string, args []string, more ...string) []string {
	all := append([]string{"-f", "--seccomp-bpf", "-qq", "-o", to, "-e", "trace=" + writing}, more...)
	return append(append(all, program), args...)
}

// place returns a folder with what the stage begins with.
func (s *stage) place() *place {
	p := s.from.copyOf()
	if err := writeConfig(p.dir, p.base, s.more); err != nil {
		p.Fatal(err)
	}
	return p
}

// aiming chooses an aim of a stage.
type aiming func(s *stage) aim

func aimStart(*stage) aim      { return aim{instant: rand.N(50 * time.Millisecond)} }
func aimEarlyWrite(*stage) aim { return aim{write: 1 + rand.IntN(6)} }
func aimInstant(s *stage) aim  { return aim{instant: rand.N(s.takes)} }
func aimSilence(s *stage) aim  { return aim{silence: time.Millisecond + rand.N(s.after)} }

// Of requests and writes rather an early one: a crawl that goes on where
// another was killed makes fewer, and strace counts the calls of each thread and
// kind by themselves.
func aimRequest(s *stage) aim { return aim{request: early(s.requests)} }
func aimWrite(s *stage) aim   { return aim{write: early(s.writes / 8)} }

func early(n int) int { return 1 + rand.IntN(1+rand.IntN(max(1, n))) }

// kill kills the command n times, in rounds that each begin with what the
// stage begins with, and end with a run to its end.
func (s *stage) kill(n int, hit map[string]int) {
	for done, tries := 0, 0; done < n; {
		l, killed := newLedger(s.place()), true
		for k := 0; k < perRound && done < n && killed; k++ {
			var phase string
			if phase, killed = s.killOnce(l, s.aims[tries%len(s.aims)]); killed {
				hit[s.name+": "+phase]++
				done++
				l.wantSound()
			}
			if tries++; tries > 20*n {
				l.Fatalf("%s: only %d kills in %d tries", s.name, done, tries)
			}
		}
		if killed {
			w := l.watch()
			l.run(exitDone, s.args...)
			w.remove()
			l.check(w.asked)
		}
		l.wantState(s.state, s.name+" after kills")
		for file := range strings.FieldsSeq(l.files()) {
			if file != "archive.db" && file != "config.yaml" && !strings.HasSuffix(file, ".new") { // killed while it made the archive
				l.Errorf("%s left behind: %s", s.name, file)
			}
		}
	}
}

// killOnce starts the command and kills it where it was aimed, unless it ends
// before, and returns the phase in which it was hit.
func (s *stage) killOnce(l *ledger, choose aiming) (phase string, killed bool) {
	l.Helper()
	w := l.watch()
	killed = l.killed(choose(s), w, s.args...)
	w.remove()
	l.check(w.asked)
	snapshots := l.snapshots()
	committed := snapshots > l.snapshot
	phase = s.phase(w, l, committed)
	l.snapshot = snapshots
	l.add(w, committed)
	return phase, killed
}

// phase says how far a command had come when it was killed.
func (s *stage) phase(w *watched, l *ledger, committed bool) string {
	switch {
	case committed:
		return phaseCommitted
	case s.requests == 0:
		return s.name // it asks the site for nothing
	case len(w.asked) == 0:
		return phaseStart
	case w.listings >= s.listings && l.complete(w.asked) && !w.lastArticle:
		return phaseRecording
	case w.articles > 0:
		return phaseArticles
	}
	return phaseListings
}

// killed runs a command, kills it where aimed, and reports whether that came
// before its end.
func (p *place) killed(at aim, w *watched, args ...string) bool {
	p.Helper()
	cmd := p.command(args...)
	if at.write > 0 {
		inject := fmt.Sprintf("inject=%s:signal=KILL:when=%d", writing, at.write)
		cmd = p.inFolder(exec.Command("strace", traced("/dev/null", p.program, args, "-e", inject)...))
	}
	w.mu.Lock()
	err := cmd.Start()
	if err == nil {
		w.aim(at, func() { _ = cmd.Process.Kill() }) // it may have ended
	}
	w.mu.Unlock()
	if err != nil {
		p.Fatal(err)
	}
	if at.instant > 0 {
		defer time.AfterFunc(at.instant, func() { _ = cmd.Process.Kill() }).Stop()
	}
	err = cmd.Wait()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.Sys().(syscall.WaitStatus).Signal() == syscall.SIGKILL {
		return true
	}
	if err != nil {
		p.Fatalf("onrecord %s: %v", strings.Join(args, " "), err)
	}
	return false
}
