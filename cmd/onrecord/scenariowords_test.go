package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"github.com/rogpeppe/go-internal/testscript"

	"onrecord/archive/bolt"
)

func scenarioCounts(ts *testscript.TestScript, _ bool, args []string) {
	newest := newestSnapshot(ts)
	got := []string{newest.Status}
	for _, kind := range slices.Sorted(kindsOf(newest.Changes)) {
		got = append(got, strconv.Itoa(newest.Changes[kind]), kind)
	}
	if !slices.Equal(got, args) {
		ts.Fatalf("snapshot %d is %q, want %q", newest.Number, got, args)
	}
}

// kindsOf yields the kinds of change that there were.
func kindsOf(counts map[string]int) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for kind, n := range counts {
			if n > 0 && !yield(kind) {
				return
			}
		}
	}
}

func scenarioNet(ts *testscript.TestScript, _ bool, args []string) {
	var d struct{ Changes []scenarioChange }
	documentHere(ts, &d, "diff", args[0], args[1], "--feed", "mlo")
	got := []string{}
	for _, c := range d.Changes {
		got = append(got, c.Change+" "+strings.TrimPrefix(c.URL, ts.Getenv("SITE")))
	}
	slices.Sort(got)
	if want := slices.Sorted(slices.Values(args[2:])); !slices.Equal(got, want) {
		ts.Fatalf("between %s and %s diff says\n%q, want\n%q", args[0], args[1], got, want)
	}
}

func scenarioRun(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	if _, code := onrecordHere(ts, args[1:]...); code != want {
		ts.Fatalf("exit code %d, want %d", code, want)
	}
}

func scenarioSays(ts *testscript.TestScript, neg bool, args []string) {
	pattern, err := regexp.Compile("(?m)" + args[0])
	ts.Check(err)
	if said := ts.Getenv("SAID"); pattern.MatchString(said) == neg {
		ts.Fatalf("it said:\n%s", said)
	}
}

func scenarioConfig(ts *testscript.TestScript, _ bool, args []string) {
	text := "archive: archive.db\nfeeds:\n" + scenarioFeedLines("mlo", ts.Getenv("SITE")+"/news/", args...)
	ts.Check(os.WriteFile(ts.MkAbs("config.yaml"), []byte(text), 0o644))
}

func scenarioFeed(ts *testscript.TestScript, _ bool, args []string) {
	text := ts.ReadFile("config.yaml") + scenarioFeedLines(args[0], fmt.Sprint(ts.Getenv("SITE"), args[1]))
	ts.Check(os.WriteFile(ts.MkAbs("config.yaml"), []byte(text), 0o644))
}

func scenarioInterrupted(ts *testscript.TestScript, _ bool, args []string) {
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	remove := ts.Value("site").(publisher).Intercept(func(_ http.ResponseWriter, r *http.Request) bool {
		if r.URL.RequestURI() == args[0] {
			cancel(signalError{syscall.SIGINT})
		}
		return false
	})
	defer remove()
	twoDaysLater(ts)
	if _, code := onrecordUntil(ctx, ts, "crawl"); code != exitInterrupt {
		ts.Fatalf("exit code %d, want %d", code, exitInterrupt)
	}
}

func scenarioBusy(ts *testscript.TestScript, _ bool, args []string) {
	store, err := bolt.Open(ts.MkAbs("archive.db"), bolt.Options{})
	ts.Check(err)
	writer, err := store.Claim(context.Background(), args[0])
	ts.Check(err)
	ts.Defer(func() { ts.Check(writer.Release()) })
}
