package article

import (
	"fmt"
	"net/url"
	"regexp"

	"onrecord/archive"
)

// addressDay finds a whole date in an address: /2020/09/22/, /2020-09-22-,
// /20200922/; addressDayFirst finds /22-09-2020-.
var (
	addressDay      = regexp.MustCompile(`[/_-]((?:19|20)\d\d)([/_-]?)(0[1-9]|1[0-2])([/_-]?)(0[1-9]|[12]\d|3[01])(?:[/_.-]|$|[a-z])`)
	addressDayShort = regexp.MustCompile(`/((?:19|20)\d\d)/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])/`)
	addressDayFirst = regexp.MustCompile(`[/_-](0[1-9]|[12]\d|3[01])-(0[1-9]|1[0-2])-((?:19|20)\d\d)(?:[/_.-]|$)`)
)

// addressDate returns the date in the path of an address.
func addressDate(u *url.URL) (archive.Date, bool) {
	if u == nil {
		return "", false
	}
	day := ""
	if m := addressDay.FindStringSubmatch(u.Path); m != nil && m[2] == m[4] {
		day = m[1] + "-" + m[3] + "-" + m[5]
	} else if m := addressDayShort.FindStringSubmatch(u.Path); m != nil {
		day = fmt.Sprintf("%s-%02s-%02s", m[1], m[2], m[3])
	} else if m := addressDayFirst.FindStringSubmatch(u.Path); m != nil {
		day = m[3] + "-" + m[2] + "-" + m[1]
	}
	d, err := archive.ParseDate(day)
	return d, err == nil
}
