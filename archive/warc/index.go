package warc

import (
	"cmp"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"onrecord/archive/jsondoc"
)

// Indexed is one line of an index.
type Indexed struct {
	URL            string
	Time           time.Time
	Status         int
	Mime           string // of the payload; "warc/revisit" of a revisit
	Digest         string // of the payload
	File           string // name of the WARC file
	Offset, Length int64  // of the record in it
}

// Key is what an index (CDXJ) is sorted by: the address in the order of its
// parts (SURT), and the time.
func (l Indexed) Key() string { return SURT(l.URL) + " " + Timestamp(l.Time) }

// Line is the line of an index: the key, and the rest as JSON.
func (l Indexed) Line() (string, error) {
	rest, err := jsondoc.Marshal(l.object())
	return l.Key() + " " + string(rest) + "\n", err
}

func (l Indexed) object() any {
	return struct {
		URL      string `json:"url"`
		Mime     string `json:"mime"`
		Status   string `json:"status"`
		Digest   string `json:"digest"`
		Length   string `json:"length"`
		Offset   string `json:"offset"`
		Filename string `json:"filename"`
	}{l.URL, l.Mime, strconv.Itoa(l.Status), l.Digest, strconv.FormatInt(l.Length, 10), strconv.FormatInt(l.Offset, 10), l.File}
}

var www = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^www\d*\.`) })

// SURT returns an address in the form in which web archives sort them: the host
// reversed, all in lower case, parameters in order ("org,example)/news?a=1").
func SURT(address string) string {
	u, err := url.Parse(strings.ToLower(address))
	if err != nil || u.Host == "" {
		return strings.ReplaceAll(address, " ", "%20")
	}
	labels := strings.Split(www().ReplaceAllString(u.Hostname(), ""), ".")
	slices.Reverse(labels)
	surt := strings.Join(labels, ",")
	if port := u.Port(); port != "" && (u.Scheme != "http" || port != "80") && (u.Scheme != "https" || port != "443") {
		surt += ":" + port
	}
	surt += ")" + cmp.Or(u.EscapedPath(), "/")
	if u.RawQuery != "" {
		pairs := strings.Split(u.RawQuery, "&")
		slices.Sort(pairs)
		surt += "?" + strings.Join(pairs, "&")
	}
	return strings.ReplaceAll(surt, " ", "%20")
}
