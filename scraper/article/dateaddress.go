package article

import (
	"fmt"
	"net/url"
	"regexp"
	"sync"

	"onrecord/archive"
)

// addressDays find a whole date in an address: /2020/09/22/, /2020-09-22-,
// /20200922/; /2020/9/22/; /22-09-2020-. They name the parts.
var addressDays = sync.OnceValue(func() []*regexp.Regexp {
	return []*regexp.Regexp{
		regexp.MustCompile(`[/_-](?P<year>(?:19|20)\d\d)(?:/(?P<month>0[1-9]|1[0-2])/|-(?P<month>0[1-9]|1[0-2])-|_(?P<month>0[1-9]|1[0-2])_|(?P<month>0[1-9]|1[0-2]))(?P<day>0[1-9]|[12]\d|3[01])(?:[/_.-]|$|[a-z])`),
		regexp.MustCompile(`/(?P<year>(?:19|20)\d\d)/(?P<month>0?[1-9]|1[0-2])/(?P<day>0?[1-9]|[12]\d|3[01])/`),
		regexp.MustCompile(`[/_-](?P<day>0[1-9]|[12]\d|3[01])-(?P<month>0[1-9]|1[0-2])-(?P<year>(?:19|20)\d\d)(?:[/_.-]|$)`),
	}
})

// addressDate returns the date in the path of an address.
func addressDate(u *url.URL) (archive.Date, bool) {
	if u == nil {
		return "", false
	}
	path := clip(u.Path, longestPath)
	for _, pattern := range addressDays() {
		m := pattern.FindStringSubmatch(path)
		if m == nil {
			continue
		}
		part := make(map[string]string)
		for i, name := range pattern.SubexpNames() {
			if m[i] != "" {
				part[name] = m[i]
			}
		}
		d, err := archive.ParseDate(fmt.Sprintf("%s-%02s-%02s", part["year"], part["month"], part["day"]))
		if err == nil {
			return d, true
		}
	}
	return "", false
}

// longestPath is how much of an address is looked at.
const longestPath = 500
