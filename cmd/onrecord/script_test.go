package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"onrecord/internal/demo"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"onrecord": func() { os.Exit(mainCode()) },
	})
}

// TestScripts runs the commands as a user types them. Every script has a
// replica of an official feed of its own at $SITE, and a config.yaml that
// names it.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: false,
		RequireUniqueNames:  true,
		Setup:               setUpScript,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"site":   siteCommand,
			"exits":  exitsCommand,
			"config": configCommand,
			"count":  countCommand,
		},
	})
}

func setUpScript(env *testscript.Env) error {
	site := demo.NewSite()
	base, stop, err := demo.Serve(context.Background(), site)
	if err != nil {
		return err
	}
	env.Defer(stop)
	env.Values["site"] = site
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

// siteCommand plays the publisher: site delete|restore|unlist PATH, site move
// FROM TO, site retitle PATH TITLE, site edit PATH OLD NEW, site publish PATH
// TITLE TEXT, site fail PATH STATUS, site break PATH FAULT.
func siteCommand(ts *testscript.TestScript, _ bool, args []string) {
	site := ts.Value("site").(*demo.Site)
	need := map[string]int{"delete": 2, "restore": 2, "unlist": 2, "move": 3, "retitle": 3, "edit": 4, "publish": 4, "fail": 3, "break": 3}
	if len(args) == 0 || len(args) != need[args[0]] {
		ts.Fatalf("usage: site ACTION PATH ...: %q", args)
	}
	ok := true
	switch args[0] {
	case "delete":
		ok = site.Delete(args[1])
	case "restore":
		ok = site.Restore(args[1])
	case "unlist":
		ok = site.Unlist(args[1])
	case "move":
		ok = site.Move(args[1], args[2])
	case "retitle":
		ok = site.Retitle(args[1], args[2])
	case "edit":
		ok = site.Edit(args[1], func(a *demo.Article) { replaceText(ts, a, args[2], args[3]) })
	case "publish":
		site.Publish(demo.Article{Path: args[1], Title: args[2], Date: "2026-11-20", Paragraphs: []string{args[3]}})
	case "fail":
		status, err := strconv.Atoi(args[2])
		ts.Check(err)
		site.Fail(args[1], status)
	case "break":
		faults := map[string]func(){
			"reset":       func() { site.Break(args[1], demo.Reset) },
			"empty":       func() { site.Break(args[1], demo.Empty) },
			"truncate":    func() { site.Break(args[1], demo.Truncate) },
			"maintenance": func() { site.Break(args[1], demo.Maintenance) },
			"nothing":     func() { site.Break(args[1], nil) },
		}
		fault, known := faults[args[2]]
		if !known {
			ts.Fatalf("unknown fault %s", args[2])
		}
		fault()
	}
	if !ok {
		ts.Fatalf("site %s: there is no such article", strings.Join(args, " "))
	}
}

// replaceText replaces the first occurrence of old in the article's text.
func replaceText(ts *testscript.TestScript, a *demo.Article, old, new string) {
	for i, p := range a.Paragraphs {
		if strings.Contains(p, old) {
			a.Paragraphs[i] = strings.Replace(p, old, new, 1)
			return
		}
	}
	ts.Fatalf("%s does not say %q; it says:\n%s", a.Path, old, a.Body())
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
