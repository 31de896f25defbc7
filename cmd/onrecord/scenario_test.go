package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/tools/txtar"

	"onrecord/internal/demo"
)

// TestScenarios plays what publishers and their servers do, crawl by crawl, and
// compares what onrecord says of it, exact to the change and the exit code.
//
// Every section of testdata/scenario/*.txtar is one scenario with a site of its
// own: the news /news/01/ (the newest) to /news/24/. Besides "site" these are
// its words:
//
//	crawl CODE [FLAG...]      a crawl, two days after the one before, and its exit code
//	finds STATUS [CHANGE...]  the newest snapshot's status and all its changes, in any order
//	misses [FAILURE...]       all that it could not see: "PATH: REASON"
//	looks PATH LOOK...        how each crawl's look at an article ended
//	counts STATUS [N KIND...] the newest snapshot's status and how many changes of each kind it has
//	net FROM TO [CHANGE...]   what diff says between two snapshots: "KIND PATH"
//	run CODE WORD...          any other command
//	says PATTERN              the last command printed it; "! says" the contrary
//	config LINE...            the feed's further lines of config.yaml, in place of those before
//	feed NAME PATH            one more feed, with the listing at PATH
//	interrupted ADDRESS       a crawl that is interrupted when it asks for ADDRESS
//	busy FEED                 from now on another crawl of FEED is running
//	when ADDRESS ACTION...    a site's action, in the middle of a crawl, before ADDRESS is answered
//
// A change is written "KIND PATH [DETAIL...] [@CRAWL]": the reason of a removal,
// the old path of a move, the fields of an edit, "minor" and "flapping"; @1
// says that the former state last held at the first crawl.
func TestScenarios(t *testing.T) {
	files, err := filepath.Glob("testdata/scenario/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scenarios: %v", err)
	}
	dir := t.TempDir()
	for _, file := range files {
		sections, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		topic := strings.TrimSuffix(filepath.Base(file), ".txtar")
		for _, s := range sections.Files {
			name := filepath.Join(dir, topic+"_"+s.Name+".txtar")
			if err := os.WriteFile(name, s.Data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	testscript.Run(t, testscript.Params{
		Dir:                dir,
		RequireUniqueNames: true,
		Setup:              setUpScenario,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"site": siteCommand, "crawl": scenarioCrawl, "finds": scenarioFinds, "misses": scenarioMisses, "looks": scenarioLooks,
			"counts": scenarioCounts, "net": scenarioNet, "run": scenarioRun, "says": scenarioSays,
			"interrupted": scenarioInterrupted, "busy": scenarioBusy,
			"config": scenarioConfig, "feed": scenarioFeed, "when": scenarioWhen,
		},
	})
}

// scenarioArticles is how many news a scenario begins with: three pages of the listing.
const scenarioArticles = 24

func setUpScenario(env *testscript.Env) error {
	var few []demo.Article
	for _, a := range demo.NewSite().Articles() {
		if a.Section == demo.News && a.Date != "" && len(few) < scenarioArticles {
			a.Path = fmt.Sprintf("/news/%02d/", len(few)+1)
			few = append(few, a)
		}
	}
	slices.Reverse(few) // the last one published stands above the others of its day
	site := demo.NewSiteOf(few...)
	base, stop, err := demo.Serve(context.Background(), site)
	if err != nil {
		return err
	}
	env.Defer(stop)
	env.Values["site"] = publisher{site, stop}
	env.Setenv("SITE", base)
	env.Setenv("SECURE", strings.Replace(base, "http:", "https:", 1))           // where nothing answers as it should
	env.Setenv("ELSEWHERE", strings.Replace(base, "127.0.0.1", "localhost", 1)) // the same site, at another host
	env.Setenv("CRAWLS", "0")
	env.Setenv("TIMEOUT", "2s")
	return os.WriteFile(filepath.Join(env.WorkDir, "config.yaml"), []byte("archive: archive.db\nfeeds:\n"+scenarioFeedLines("mlo", base+"/news/")), 0o644)
}

// scenarioFeedLines are the lines of config.yaml for a feed.
func scenarioFeedLines(name, listing string, more ...string) string {
	lines := append([]string{"listings: [" + listing + "]", "language: en", "timezone: Europe/Moscow", "delay: 0s"}, more...)
	return "  " + name + ":\n    " + strings.Join(lines, "\n    ") + "\n"
}

// scenarioClock is when the crawl with this number is made.
func scenarioClock(crawl int) string {
	return time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC).AddDate(0, 0, 2*(crawl-1)).Format(time.RFC3339)
}

// onrecordHere runs a command line within the test's process.
func onrecordHere(ts *testscript.TestScript, args ...string) (stdout string, code int) {
	return onrecordUntil(context.Background(), ts, args...)
}

// onrecordUntil is onrecordHere until ctx ends.
func onrecordUntil(ctx context.Context, ts *testscript.TestScript, args ...string) (stdout string, code int) {
	a := hurried(ts.Getenv)
	var out, talk bytes.Buffer
	a.stdout, a.stderr, a.terminal, a.talking, a.noColour = &out, &talk, false, false, true
	code = a.run(ctx, append(args, "--config", ts.MkAbs("config.yaml")))
	ts.Logf("%s\n%s%s", strings.Join(args, " "), &out, &talk)
	ts.Setenv("SAID", out.String()+talk.String())
	return out.String(), code
}

// documentHere runs a command that prints JSON and reads it into to.
func documentHere(ts *testscript.TestScript, to any, args ...string) {
	out, code := onrecordHere(ts, append(args, "--json")...)
	if code != exitDone {
		ts.Fatalf("%q ended with %d", args, code)
	}
	ts.Check(json.Unmarshal([]byte(out), to))
}

func scenarioCrawl(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	twoDaysLater(ts)
	if _, code := onrecordHere(ts, append([]string{"crawl"}, args[1:]...)...); code != want {
		ts.Fatalf("exit code %d, want %d", code, want)
	}
}

// twoDaysLater sets the clock for the next crawl.
func twoDaysLater(ts *testscript.TestScript) {
	crawls, err := strconv.Atoi(ts.Getenv("CRAWLS"))
	ts.Check(err)
	ts.Setenv("CRAWLS", strconv.Itoa(crawls+1))
	ts.Setenv("CLOCK", scenarioClock(crawls+1))
}

// scenarioSnapshot is what "snapshots --json" says of one.
type scenarioSnapshot struct {
	Number   int
	Status   string
	Changes  map[string]int
	Failures []struct{ URL, Reason string }
}

func newestSnapshot(ts *testscript.TestScript) scenarioSnapshot {
	var d struct{ Snapshots []scenarioSnapshot }
	documentHere(ts, &d, "snapshots", "mlo")
	return d.Snapshots[len(d.Snapshots)-1]
}

// scenarioChange is what "log --json" says of a change.
type scenarioChange struct {
	Change, URL, Reason, Noticed string
	Snapshot                     int
	FromURL                      string `json:"from_url"`
	LastHeld                     string `json:"last_held"`
	Fields                       []string
	Minor, Flapping              bool
	FromRevision                 int `json:"from_revision"`
}

// words writes a change as scenarios do.
func (c scenarioChange) words(ts *testscript.TestScript) string {
	path := func(address string) string { return strings.TrimPrefix(address, ts.Getenv("SITE")) }
	words := []string{c.Change, path(c.URL)}
	if c.FromURL != "" {
		words = append(words, path(c.FromURL))
	}
	if c.Reason != "" {
		words = append(words, c.Reason)
	}
	words = append(words, c.Fields...)
	if c.Minor {
		words = append(words, "minor")
	}
	if c.Flapping {
		words = append(words, "flapping")
	}
	for crawl := 1; scenarioClock(crawl) <= ts.Getenv("CLOCK"); crawl++ {
		if scenarioClock(crawl) == c.LastHeld {
			words = append(words, fmt.Sprintf("@%d", crawl))
		}
	}
	if c.Noticed != ts.Getenv("CLOCK") {
		words = append(words, "noticed "+c.Noticed)
	}
	return strings.Join(words, " ")
}

func scenarioFinds(ts *testscript.TestScript, _ bool, args []string) {
	newest := newestSnapshot(ts)
	var d struct{ Changes []scenarioChange }
	documentHere(ts, &d, "log", "mlo")
	got := []string{}
	for _, c := range d.Changes {
		if c.Snapshot == newest.Number {
			got = append(got, c.words(ts))
		}
	}
	slices.Sort(got)
	want := slices.Sorted(slices.Values(args[1:]))
	if newest.Status != args[0] || !slices.Equal(got, want) {
		ts.Fatalf("snapshot %d is %s with\n%q, want %s with\n%q", newest.Number, newest.Status, got, args[0], want)
	}
}

func scenarioMisses(ts *testscript.TestScript, _ bool, args []string) {
	got := []string{}
	for _, f := range newestSnapshot(ts).Failures {
		got = append(got, strings.ReplaceAll(f.URL+": "+f.Reason, ts.Getenv("SITE"), ""))
	}
	slices.Sort(got)
	if want := slices.Sorted(slices.Values(args)); !slices.Equal(got, want) {
		ts.Fatalf("it could not see\n%q, want\n%q", got, want)
	}
}

func scenarioLooks(ts *testscript.TestScript, _ bool, args []string) {
	var d struct {
		Looks []struct{ Look, Reason string }
	}
	documentHere(ts, &d, "show", ts.Getenv("SITE")+args[0], "--looks")
	got := []string{}
	for _, l := range d.Looks {
		got = append(got, strings.ReplaceAll(strings.TrimSuffix(l.Look+": "+l.Reason, ": "), ts.Getenv("SITE"), ""))
	}
	if !slices.Equal(got, args[1:]) {
		ts.Fatalf("looks at %s:\n%q, want\n%q", args[0], got, args[1:])
	}
}
