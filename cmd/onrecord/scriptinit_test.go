package main

import (
	"context"
	"net/http"

	"github.com/rogpeppe/go-internal/testscript"

	"onrecord/internal/demo"
	"onrecord/internal/testbed"
)

// redesignPath is where a site that testbed serves is told to change its looks.
const redesignPath = "/-/redesign"

// testbedCommand serves an invented site at $TESTBED, or changes its looks:
// testbed NAME, testbed redesign.
func testbedCommand(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: testbed NAME|redesign")
	}
	if args[0] == "redesign" {
		answer, err := http.Get(ts.Getenv("TESTBED") + redesignPath)
		ts.Check(err)
		ts.Check(answer.Body.Close())
		return
	}
	site := testbed.SiteCalled(args[0])
	if site == nil {
		ts.Fatalf("the test bed has no site %q", args[0])
	}
	base, stop, err := demo.Serve(context.Background(), http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == redesignPath {
			site.Redesign(true)
			return
		}
		site.ServeHTTP(w, r)
	}))
	ts.Check(err)
	ts.Defer(stop)
	ts.Setenv("TESTBED", base)
}
