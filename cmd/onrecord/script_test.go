package main

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"onrecord/internal/demo"
)

func TestMain(m *testing.M) {
	testscript.Main(builder{m}, map[string]func(){
		"onrecord": func() {
			code := mainCode(hurriedApp())
			tellPeak(os.Getenv("PEAK"))
			os.Exit(code)
		},
	})
}

// tellPeak writes the largest resident memory of this process into a file. What
// wait4 says of a process counts the memory of the one that started it, too.
func tellPeak(path string) {
	status, err := os.ReadFile("/proc/self/status")
	_, after, found := strings.Cut(string(status), "VmHWM:")
	if path == "" || err != nil || !found {
		return
	}
	kib := strings.Fields(after)[0]
	_ = os.WriteFile(path, []byte(kib), 0o600) // who asked for it misses it
}

// hurriedApp is the program as scripts run it: its waits pass fifty times as
// fast, its clock stands at $CLOCK (RFC 3339) but for its waits, a request may take $TIMEOUT, and a
// walk reads $WALK_PAGES pages of a listing at most.
func hurriedApp() *app { return hurried(os.Getenv) }

// hurried is hurriedApp with the variables that get knows.
func hurried(get func(string) string) *app {
	a := newApp()
	var waited atomic.Int64
	a.fetching.Sleep = func(ctx context.Context, d time.Duration) error {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(d / 50):
			waited.Add(int64(d))
			return nil
		}
	}
	if limit, err := time.ParseDuration(get("TIMEOUT")); err == nil {
		a.fetching.Timeout = limit
	}
	if n, err := strconv.Atoi(os.Getenv("WALK_PAGES")); err == nil {
		a.bounds.Pages = n
	}
	if at, err := time.Parse(time.RFC3339, get("CLOCK")); err == nil {
		a.now = func() time.Time { return at }
		a.fetching.Now = func() time.Time { return at.Add(time.Duration(waited.Load())) }
	}
	return a
}

// TestScripts runs the commands as a user types them. Every script has a
// replica of an official feed of its own at $SITE, and a config.yaml that
// names it.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                "testdata/script",
		RequireUniqueNames: true,
		Setup:              setUpScript,
		Condition:          scriptCondition,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"site":    siteCommand,
			"exits":   exitsCommand,
			"config":  configCommand,
			"spoil":   spoilCommand,
			"count":   countCommand,
			"fill":    fillCommand,
			"json":    jsonCommand,
			"keep":    keepCommand,
			"schema":  schemaCommand,
			"testbed": testbedCommand,
			"tool":    toolCommand,
			"unpack":  unpackCommand,
		},
	})
}

// scriptCondition says what this machine can do: [mounts] mount file systems of
// its own, without which there is no full disk to try; [tools] run the programs
// of others in tools/, which CI=true insists on.
func scriptCondition(name string) (bool, error) {
	switch name {
	case "mounts":
		return exec.Command("unshare", "-Urm", "mount", "-t", "tmpfs", "tmpfs", "/mnt").Run() == nil, nil
	case "tools":
		_, errNode := exec.LookPath("node")
		_, errPackages := os.Stat(filepath.Join("..", "..", "tools", "node_modules"))
		err := errors.Join(errNode, errPackages)
		if err != nil && os.Getenv("CI") == "true" {
			return false, fmt.Errorf("make test-tools: %w", err)
		}
		return err == nil, nil
	}
	return false, fmt.Errorf("unknown condition %s", name)
}

// publisher is the replica of one script and what stops its server.
type publisher struct {
	*demo.Site
	stop func()
}

func setUpScript(env *testscript.Env) error {
	site := demo.NewSite()
	base, stop, err := demo.Serve(context.Background(), site)
	if err != nil {
		return err
	}
	env.Defer(stop)
	env.Values["site"] = publisher{site, stop}
	env.Setenv("SITE", base)
	env.Setenv("NO_COLOR", "1")
	return writeConfig(env.Getenv("WORK"), base, "")
}

// writeConfig writes a config.yaml for the replica; more is added to the feed.
func writeConfig(dir, base, more string) error {
	text := fmt.Sprintf(`archive: archive.db
contact: tests@example.org
feeds:
  mlo:
    title: Meridian Lakes Organization
    listings: [%[1]s/news/, %[1]s/speeches/, %[1]s/ru/news/]
    language: en
    timezone: Europe/Moscow
    delay: 0s
%[2]s`, base, more)
	return os.WriteFile(filepath.Join(dir, "config.yaml"), []byte(text), 0o644)
}

// configCommand writes config.yaml anew: config [LINE...], each a line of the feed's.
func configCommand(ts *testscript.TestScript, _ bool, args []string) {
	var more strings.Builder
	for _, line := range args {
		more.WriteString("    " + line + "\n")
	}
	ts.Check(writeConfig(ts.Getenv("WORK"), ts.Getenv("SITE"), more.String()))
}

// fillCommand replaces $SITE in files: fill FILE...
func fillCommand(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		text := strings.ReplaceAll(ts.ReadFile(name), "$SITE", ts.Getenv("SITE"))
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(text), 0o644))
	}
}

// toolCommand runs a program of another's on our files; what it prints is
// stdout: tool NAME ARGUMENT...
func toolCommand(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) == 0 {
		ts.Fatalf("usage: tool NAME ARGUMENT...")
	}
	program, err := filepath.Abs(filepath.Join("..", "..", "tools", args[0]+".mjs"))
	ts.Check(err)
	err = ts.Exec("node", append([]string{program}, args[1:]...)...)
	if err == nil == neg {
		ts.Fatalf("tool %q: %v", args, err)
	}
}

// unpackCommand decompresses what an earlier version of the program wrote:
// unpack NAME FILE.
func unpackCommand(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: unpack NAME FILE")
	}
	packed, err := os.Open(filepath.Join("..", "..", "archive", "bolt", "testdata", args[0]+".gz"))
	ts.Check(err)
	defer packed.Close()
	r, err := gzip.NewReader(packed)
	ts.Check(err)
	data, err := io.ReadAll(r)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), data, 0o644))
}

// exitsCommand runs a command and checks its exit code: exits 3 onrecord crawl.
func exitsCommand(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND ...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	if err != nil {
		match := regexp.MustCompile(`exit status (\d+)`).FindStringSubmatch(err.Error())
		if match == nil {
			ts.Fatalf("%v", err)
		}
		got, _ = strconv.Atoi(match[1])
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// countCommand checks how often a pattern occurs in a file: count 3 stdout PATTERN.
func countCommand(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: count N FILE PATTERN")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	pattern, err := regexp.Compile("(?m)" + args[2])
	ts.Check(err)
	if got := len(pattern.FindAllString(ts.ReadFile(args[1]), -1)); got != want {
		ts.Fatalf("%q occurs %d times in %s, want %d", args[2], got, args[1], want)
	}
}
