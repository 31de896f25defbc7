package archive

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// Session ids that servers write into paths for readers without cookies: a
// parameter of a path segment (Java servlets, PHP), and a segment of its own,
// "(S(…))" (ASP.NET).
var (
	sessionParameter = compiledOnce(`(?i);(jsessionid|phpsessid|sessionid)=[^/;]*`)
	sessionSegment   = compiledOnce(`/\((?:[AFSX]\([0-9A-Za-z_-]{8,}\))+\)(/|$)`)
)

// compiledOnce returns a regular expression that is compiled when it is first
// needed, so that no start of the program waits for it.
func compiledOnce(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

// withoutSession drops the session ids of a path.
func withoutSession(path string) string {
	if strings.Contains(path, ";") {
		path = sessionParameter().ReplaceAllString(path, "")
	}
	for strings.Contains(path, "/(") && sessionSegment().MatchString(path) { // a match takes the slash that the next one begins with
		path = sessionSegment().ReplaceAllString(path, "/")
	}
	if path == "" {
		return "/"
	}
	return path
}

// sessionSID is a parameter "sid" as phpBB and its like write it.
var sessionSID = compiledOnce(`(?i)^sid=[0-9a-f]{32,64}$`)

// withoutSID drops "sid" from parameters where it can only be a session's:
// alone, or with a short value, it may say which page is meant.
func withoutSID(pairs []string) []string {
	others := slices.DeleteFunc(slices.Clone(pairs), sessionSID().MatchString)
	if len(others) == 0 {
		return pairs
	}
	return others
}
