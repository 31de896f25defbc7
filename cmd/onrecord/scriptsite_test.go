package main

import (
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"onrecord/internal/demo"
)

// siteActions are what a script can let the publisher and his server do, with
// the arguments that each takes. false means that there is no such article.
var siteActions = map[string]struct {
	args int
	do   func(*testscript.TestScript, publisher, []string) bool
}{
	"delete":  {1, func(_ *testscript.TestScript, p publisher, a []string) bool { return p.Delete(a[0]) }},
	"restore": {1, func(_ *testscript.TestScript, p publisher, a []string) bool { return p.Restore(a[0]) }},
	"unlist":  {1, func(_ *testscript.TestScript, p publisher, a []string) bool { return p.Unlist(a[0]) }},
	"move":    {2, func(_ *testscript.TestScript, p publisher, a []string) bool { return p.Move(a[0], a[1]) }},
	"retitle": {2, func(_ *testscript.TestScript, p publisher, a []string) bool { return p.Retitle(a[0], a[1]) }},
	"date":    {2, siteDate},
	"copy":    {2, siteCopy}, // copy PATH TO publishes the same once more
	"bare":    {1, siteBare}, // bare PATH takes its documents away
	// edit PATH OLD NEW replaces text, publish PATH TITLE TEXT adds an article.
	"edit":    {3, siteEdit},
	"publish": {3, sitePublish},
	// fail PATH STATUS answers with an error; 0 mends it. break PATH FAULT
	// does worse; "nothing" mends it.
	"fail":  {2, siteFail},
	"break": {2, siteBreak},
	// serve PATH FILE TYPE answers with a file's bytes; huge PATH with 100 MB.
	"serve": {3, siteServe},
	"huge":  {1, siteHuge},
	// hiccup PATH STATUS N answers with STATUS the next N times.
	"hiccup": {3, siteHiccup},
	// replace PATH PATTERN NEW changes the bytes of a page, redirect PATH TO and
	// answer PATH STATUS HTML what stands at an address; header PATH NAME VALUE
	// adds a header, which may be a false one; stuck PATH says "not modified" to
	// everyone who has seen the page once; unknown PATH answers for all that is not there with the page at
	// PATH; place PATH N puts an entry where its date would not.
	"replace":  {3, siteReplace},
	"redirect": {2, siteRedirect},
	"answer":   {3, siteAnswer},
	"header":   {3, siteHeader},
	"stuck":    {1, siteStuck},
	"unknown":  {1, siteUnknown},
	"place":    {2, sitePlace},
	// hits N PATH checks how often an address was asked for since forget.
	"hits":       {2, siteHits},
	"validators": {0, func(_ *testscript.TestScript, p publisher, _ []string) bool { p.Validators(true); return true }},
	"redesign":   {0, func(_ *testscript.TestScript, p publisher, _ []string) bool { p.Redesign(true); return true }},
	"soft":       {0, func(_ *testscript.TestScript, p publisher, _ []string) bool { p.SoftNotFound(true); return true }},
	"forget":     {0, func(_ *testscript.TestScript, p publisher, _ []string) bool { p.ResetCounts(); return true }},
	"stop":       {0, func(_ *testscript.TestScript, p publisher, _ []string) bool { p.stop(); return true }},
}

// siteCommand plays the publisher: site ACTION ARGUMENT...
func siteCommand(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) == 0 {
		ts.Fatalf("usage: site ACTION ...")
	}
	action, known := siteActions[args[0]]
	if !known || len(args)-1 != action.args {
		ts.Fatalf("unknown action, or wrong number of arguments: site %q", args)
	}
	if !action.do(ts, ts.Value("site").(publisher), args[1:]) {
		ts.Fatalf("site %s: there is no such article", strings.Join(args, " "))
	}
}

func siteEdit(ts *testscript.TestScript, p publisher, args []string) bool {
	return p.Edit(args[0], func(a *demo.Article) {
		for i, text := range a.Paragraphs {
			if strings.Contains(text, args[1]) {
				a.Paragraphs[i] = strings.Replace(text, args[1], args[2], 1)
				return
			}
		}
		ts.Fatalf("%s does not say %q; it says:\n%s", a.Path, args[1], a.Body())
	})
}

func siteDate(_ *testscript.TestScript, p publisher, args []string) bool {
	return p.Edit(args[0], func(a *demo.Article) { a.Date = args[1] })
}

func siteCopy(_ *testscript.TestScript, p publisher, args []string) bool {
	a, ok := p.Article(args[0])
	a.Path = args[1]
	p.Publish(a)
	return ok
}

func siteBare(_ *testscript.TestScript, p publisher, args []string) bool {
	return p.Edit(args[0], func(a *demo.Article) { a.Documents = nil })
}

func sitePublish(_ *testscript.TestScript, p publisher, args []string) bool {
	p.Publish(demo.Article{Path: args[0], Title: args[1], Date: "2024-12-20", Paragraphs: []string{args[2]}})
	return true
}

func siteFail(ts *testscript.TestScript, p publisher, args []string) bool {
	status, err := strconv.Atoi(args[1])
	ts.Check(err)
	p.Fail(args[0], status)
	return true
}

func siteBreak(ts *testscript.TestScript, p publisher, args []string) bool {
	faults := map[string]http.HandlerFunc{
		"hang": demo.Hang, "reset": demo.Reset, "truncate": demo.Truncate, "empty": demo.Empty,
		"maintenance": demo.Maintenance, "captcha": demo.Captcha, "nothing": nil,
	}
	fault, known := faults[args[1]]
	if !known {
		ts.Fatalf("unknown fault %s", args[1])
	}
	p.Break(args[0], fault)
	return true
}

func siteServe(ts *testscript.TestScript, p publisher, args []string) bool {
	body, kind := ts.ReadFile(args[1]), args[2]
	p.Break(args[0], func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		_, _ = io.WriteString(w, body) // a client that went away is no failure of the test's
	})
	return true
}

func siteHuge(_ *testscript.TestScript, p publisher, args []string) bool {
	p.Break(args[0], func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		mega := strings.Repeat("<p>All lakes are large, and this page is larger.</p>\n", 1<<20/53)
		for range 100 {
			if _, err := io.WriteString(w, mega); err != nil {
				return // the client has had enough
			}
		}
	})
	return true
}

func siteHits(ts *testscript.TestScript, p publisher, args []string) bool {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	if got := p.Hits(args[1]); got != want {
		ts.Fatalf("%s was asked for %d times, want %d", args[1], got, want)
	}
	return true
}
