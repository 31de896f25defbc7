package main

import (
	"io"
	"net/http"
	"regexp"
	"strconv"
	"sync/atomic"

	"github.com/rogpeppe/go-internal/testscript"
)

func siteReplace(ts *testscript.TestScript, p publisher, args []string) bool {
	pattern, err := regexp.Compile(args[1])
	ts.Check(err)
	p.Rewrite(args[0], func(page []byte) []byte { return pattern.ReplaceAll(page, []byte(args[2])) })
	return true
}

func siteRedirect(_ *testscript.TestScript, p publisher, args []string) bool {
	p.Break(args[0], func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, args[1], http.StatusFound) })
	return true
}

func siteAnswer(ts *testscript.TestScript, p publisher, args []string) bool {
	status, err := strconv.Atoi(args[1])
	ts.Check(err)
	p.Break(args[0], func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, "<!DOCTYPE html><html>"+args[2]+"</html>") // a client gone is no failure of the test's
	})
	return true
}

func siteHeader(_ *testscript.TestScript, p publisher, args []string) bool {
	p.Intercept(func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == args[0] {
			w.Header().Set(args[1], args[2])
		}
		return false
	})
	return true
}

func siteStuck(_ *testscript.TestScript, p publisher, args []string) bool {
	p.Intercept(func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path != args[0] {
			return false
		}
		w.Header().Set("ETag", `"stuck"`)
		if r.Header.Get("If-None-Match") != `"stuck"` {
			return false
		}
		w.WriteHeader(http.StatusNotModified)
		return true
	})
	return true
}

func siteUnknown(_ *testscript.TestScript, p publisher, args []string) bool {
	p.Unknown(func(w http.ResponseWriter, r *http.Request) {
		other := r.Clone(r.Context())
		other.URL.Path, other.URL.RawQuery = args[0], ""
		p.ServeHTTP(w, other)
	})
	return true
}

func sitePlace(ts *testscript.TestScript, p publisher, args []string) bool {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	return p.Place(args[0], n)
}

// scenarioWhen lets something happen in the middle of a crawl, once, just before
// an address is answered: when ADDRESS ACTION ARGUMENT...
func scenarioWhen(ts *testscript.TestScript, neg bool, args []string) {
	p := ts.Value("site").(publisher)
	var done atomic.Bool
	p.Intercept(func(_ http.ResponseWriter, r *http.Request) bool {
		if r.URL.RequestURI() == args[0] && !done.Swap(true) {
			siteCommand(ts, neg, args[1:])
		}
		return false
	})
}

func siteHiccup(ts *testscript.TestScript, p publisher, args []string) bool {
	status, err := strconv.Atoi(args[1])
	ts.Check(err)
	n, err := strconv.Atoi(args[2])
	ts.Check(err)
	var left atomic.Int64
	left.Store(int64(n))
	p.Intercept(func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.RequestURI() != args[0] || left.Add(-1) < 0 {
			return false
		}
		w.WriteHeader(status)
		return true
	})
	return true
}
