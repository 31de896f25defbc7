package archive

import (
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
)

// ID returns an article's id: 16 characters of the lower-case base32 alphabet
// (RFC 4648, section 6), the first 80 bits of the SHA-256 of the feed's name, a line feed and the
// canonical address under which the article was first captured. It stays when the article moves.
func ID(feed, canonical string) string { return NthID(feed, canonical, 1) }

// NthID returns the id of the nth article first captured under one address,
// which the ones before it have left: from the second on, the hash is also over a line
// feed and n in decimal digits.
func NthID(feed, canonical string, n int) string {
	hashed := feed + "\n" + canonical
	if n > 1 {
		hashed += "\n" + strconv.Itoa(n)
	}
	sum := sha256.Sum256([]byte(hashed))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:10]))
}

// IDLength is the number of characters of an id.
const IDLength = 16

// Canonical returns the form of an address that serves identity: host in lower
// case (IDNA, RFC 5891) without a leading "www.", no scheme, no default port, no fragment,
// no tracking parameters, no session ids, percent-encoding in its normal form (RFC 3986, section 6.2.2).
// It cannot be fetched; keep the address itself too.
func Canonical(address string) (string, error) {
	u, err := parseWeb(address)
	if err != nil {
		return "", err
	}
	host := strings.TrimPrefix(hostPort(u), "www.")
	canonical := host + u.EscapedPath()
	if u.RawQuery != "" {
		canonical += "?" + u.RawQuery
	}
	return canonical, nil
}

// CleanURL returns a whole, fetchable address without fragment, tracking
// parameters and session ids, its host in lower case and its percent-encoding in normal form.
func CleanURL(address string) (string, error) {
	u, err := parseWeb(address)
	if err != nil {
		return "", err
	}
	u.Host = hostPort(u)
	return u.String(), nil
}

// parseWeb parses an http(s) address and drops what identity ignores.
func parseWeb(address string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return nil, fmt.Errorf("address %q: %w", address, err)
	}
	if u.Scheme = strings.ToLower(u.Scheme); u.Scheme != "http" && u.Scheme != "https" {
		return nil, fmt.Errorf("address %q: not an http or https address", address)
	}
	if u.Hostname() == "" {
		return nil, fmt.Errorf("address %q: no host", address)
	}
	u.User, u.Fragment, u.RawFragment, u.ForceQuery = nil, "", "", false
	if u.Path == "" {
		u.Path = "/"
	}
	u.RawPath = withoutSession(normalEscapes(u.EscapedPath()))
	if u.Path, err = url.PathUnescape(u.RawPath); err != nil {
		return nil, fmt.Errorf("address %q: %w", address, err)
	}
	u.RawQuery = withoutTracking(u.RawQuery, strings.Contains(u.Path, liferayMark))
	return u, nil
}

// hostPort returns u's host in lower-case ASCII, with its port unless it is the
// scheme's own.
func hostPort(u *url.URL) string {
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if !plainHost(host) {
		if ascii, err := idna.Lookup.ToASCII(host); err == nil {
			host = ascii
		}
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	port := u.Port()
	if port == "" || u.Scheme == "http" && port == "80" || u.Scheme == "https" && port == "443" {
		return host
	}
	return host + ":" + port
}

// plainHost reports whether a host has no other form: letters, digits and
// hyphens of ASCII in lower case, and none of IDNA's own labels.
func plainHost(host string) bool {
	for i := range len(host) {
		if c := host[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '.' && c != '-' {
			return false
		}
	}
	return !strings.Contains(host, "xn--")
}

// withoutTracking drops tracking and session parameters and keeps the others
// in their order, byte by byte but for the form of their escapes. content says
// that the path names content in the way of Liferay.
func withoutTracking(query string, content bool) string {
	if query == "" {
		return ""
	}
	var kept []string
	for _, pair := range strings.Split(query, "&") {
		name, _, _ := strings.Cut(pair, "=")
		name = strings.ToLower(name)
		if pair == "" || isTracking(name) || isWayBack(name, content) {
			continue
		}
		kept = append(kept, normalEscapes(pair))
	}
	return strings.Join(withoutSID(kept), "&")
}

// isTracking reports whether a parameter says who links or who reads, never
// which page.
func isTracking(name string) bool {
	if strings.HasPrefix(name, "utm_") || strings.HasPrefix(name, "mtm_") || strings.HasPrefix(name, "pk_") {
		return true
	}
	switch name {
	case "fbclid", "gclid", "gbraid", "wbraid", "dclid", "msclkid", "yclid", "ysclid", "twclid",
		"igshid", "mc_cid", "mc_eid", "_openstat", "_ga", "_gl", "_hsenc", "_hsmi", "oly_anon_id", "oly_enc_id",
		"wt_mc", "at_medium", "at_campaign", "ref_src", "ref_url",
		"phpsessid", "jsessionid", "aspsessionid", "sessionid", "session_id", "sessid", "oscsid", "zenid":
		return true
	}
	return false
}

// liferayMark stands in the paths of Liferay before what names the content.
const liferayMark = "/-/"

// isWayBack reports whether a parameter of Liferay says where a reader came
// from, or proves to the server that it was there: it differs from link to link.
// A plain redirect says so only beside a path that names the content; elsewhere
// it may be the one thing that tells two addresses apart.
func isWayBack(name string, content bool) bool {
	switch name {
	case "p_p_auth", "inheritredirect":
		return true
	case "redirect":
		return content
	}
	portlet, ok := strings.CutSuffix(name, "_redirect")
	return ok && strings.HasPrefix(portlet, "_") && (strings.Contains(portlet, "_instance_") || strings.Contains(portlet, "portlet") || numbered(portlet[1:]))
}

// numbered reports whether a portlet is named by its number alone, as those of
// Liferay itself were.
func numbered(portlet string) bool {
	n, err := strconv.Atoi(portlet)
	return err == nil && n > 0
}

// normalEscapes upper-cases percent-escapes, undoes those of unreserved
// characters and escapes what a URL may not hold (RFC 3986, sections 2.1 to 2.3).
func normalEscapes(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			c = unhex(s[i+1])<<4 | unhex(s[i+2])
			i += 2
			if unreserved(c) {
				b.WriteByte(c)
			} else {
				b.WriteString("%" + string(hex[c>>4]) + string(hex[c&15]))
			}
			continue
		}
		if c <= ' ' || c >= 0x7F || strings.IndexByte("\"<>\\^`{|}", c) >= 0 || c == '%' {
			b.WriteString("%" + string(hex[c>>4]) + string(hex[c&15]))
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

func unreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func unhex(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	case c >= 'a':
		return c - 'a' + 10
	}
	return c - 'A' + 10
}
