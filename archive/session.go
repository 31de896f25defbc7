package archive

import (
	"regexp"
	"slices"
)

// Session ids that servers write into paths for readers without cookies: a
// parameter of a path segment (Java servlets, PHP), and a segment of its own,
// "(S(…))" (ASP.NET).
var (
	sessionParameter = regexp.MustCompile(`(?i);(jsessionid|phpsessid|sessionid)=[^/;]*`)
	sessionSegment   = regexp.MustCompile(`/\((?:[AFSX]\([0-9A-Za-z_-]{8,}\))+\)(/|$)`)
)

// withoutSession drops the session ids of a path.
func withoutSession(path string) string {
	path = sessionParameter.ReplaceAllString(path, "")
	for sessionSegment.MatchString(path) { // a match takes the slash that the next one begins with
		path = sessionSegment.ReplaceAllString(path, "/")
	}
	if path == "" {
		return "/"
	}
	return path
}

// sessionSID is a parameter "sid" as phpBB and its like write it.
var sessionSID = regexp.MustCompile(`(?i)^sid=[0-9a-f]{32,64}$`)

// withoutSID drops "sid" from parameters where it can only be a session's:
// alone, or with a short value, it may say which page is meant.
func withoutSID(pairs []string) []string {
	others := slices.DeleteFunc(slices.Clone(pairs), sessionSID.MatchString)
	if len(others) == 0 {
		return pairs
	}
	return others
}
