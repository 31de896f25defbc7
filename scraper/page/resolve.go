package page

import (
	"net/netip"
	"net/url"
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/text/encoding"
)

// Resolve returns the absolute http(s) address that href leads to, without a
// fragment. It reads href as browsers do (WHATWG URL Standard): white space and
// control characters around it are dropped, tabs and line breaks within it too,
// backslashes are slashes, and what may not stand in an address is escaped. It
// returns false for other schemes (mailto:, javascript:, tel:, data:), for
// links within the page and for what is no address.
//
// Letters beyond ASCII are escaped in UTF-8, but those of a query in the page's
// own encoding, which is what the server expects.
func (p *Page) Resolve(href string) (string, bool) {
	href, _, _ = strings.Cut(cleanHref(href), "#")
	if href == "" {
		return "", false // nothing, or a place within the page
	}
	href, ok := repairScheme(p.Base, href)
	if !ok {
		return "", false
	}
	ref, err := url.Parse(escapeHref(p.encodeQuery(href)))
	if err != nil {
		return "", false
	}
	u := p.Base.ResolveReference(ref)
	if u.Scheme != "http" && u.Scheme != "https" || !tidyHost(u) {
		return "", false
	}
	u.User, u.Fragment, u.RawFragment, u.ForceQuery = nil, "", "", false
	if u.Path == "" {
		u.Path = "/"
	}
	return u.String(), true
}

// encodeQuery returns href with its query in the page's encoding.
func (p *Page) encodeQuery(href string) string {
	path, query, found := strings.Cut(href, "?")
	e := encodingOf(p.Charset)
	if !found || p.Charset == utf8Name || strings.HasPrefix(p.Charset, "utf-16") || e == nil {
		return href
	}
	encoded, err := encoding.HTMLEscapeUnsupported(e.NewEncoder()).String(query)
	if err != nil {
		return href
	}
	return path + "?" + encoded
}

// cleanHref drops what browsers drop before they look at an address.
func cleanHref(href string) string {
	href = strings.TrimFunc(href, func(r rune) bool { return r <= ' ' || r == '\u00a0' || r == '\ufeff' })
	if !strings.ContainsAny(href, "\t\n\r") {
		return href // nearly always; a replacer made anew costs more than all the rest
	}
	return strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(href)
}

// repairScheme returns href with its scheme, if any, in the usual form, and
// false for a scheme other than http and https. Browsers take any number of
// slashes and backslashes after these.
func repairScheme(base *url.URL, href string) (string, bool) {
	path, query, hasQuery := strings.Cut(href, "?")
	path = strings.ReplaceAll(path, `\`, "/")
	scheme, rest, found := splitScheme(path)
	switch {
	case !found && strings.HasPrefix(path, "//"):
		path = "//" + strings.TrimLeft(path, "/")
	case !found && strings.Contains(path, ":"):
		if !strings.HasPrefix(path, "/") {
			path = "./" + path // "2024:report.html" is a relative path
		}
	case !found:
	case scheme != "http" && scheme != "https":
		return "", false
	case scheme == base.Scheme && !strings.HasPrefix(rest, "/"):
		path = rest // "https:page.html" is relative, RFC 3986 section 5.4.2
	default:
		path = scheme + "://" + strings.TrimLeft(rest, "/")
	}
	if hasQuery {
		path += "?" + query
	}
	return path, true
}

// splitScheme splits "scheme:rest" (RFC 3986 section 3.1).
func splitScheme(s string) (scheme, rest string, found bool) {
	for i := range len(s) {
		switch c := s[i]; {
		case isLetter(c):
		case i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'):
		case i > 0 && c == ':':
			return strings.ToLower(s[:i]), s[i+1:], true
		default:
			return "", s, false
		}
	}
	return "", s, false
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// escapeHref percent-encodes what may not stand in an address and the percent
// signs that begin no escape, and leaves a host alone.
func escapeHref(href string) string {
	prefix := hostPrefix(href)
	var b strings.Builder
	b.WriteString(prefix)
	for i := len(prefix); i < len(href); i++ {
		c := href[i]
		if c == '%' && !startsEscape(href[i:]) || mustEscape(c) {
			const digits = "0123456789ABCDEF"
			b.Write([]byte{'%', digits[c>>4], digits[c&15]})
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// hostPrefix returns scheme, slashes and host of href, as far as it has them.
func hostPrefix(href string) string {
	i := strings.Index(href, "//")
	if i < 0 || strings.ContainsAny(href[:i], "/?") {
		return ""
	}
	end := strings.IndexAny(href[i+2:], "/?")
	if end < 0 {
		return href
	}
	return href[:i+2+end]
}

func mustEscape(c byte) bool {
	return c <= ' ' || c >= 0x7f || strings.IndexByte("\"#<>`{}|^\\", c) >= 0
}

// startsEscape reports whether s begins with "%" and two hexadecimal digits.
func startsEscape(s string) bool {
	return len(s) > 2 && isHex(s[1]) && isHex(s[2])
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f'
}

// tidyHost makes the host lower case and ASCII (UTS #46) and drops the port
// that the scheme has anyway. It returns false when there is no valid host.
func tidyHost(u *url.URL) bool {
	host, ok := asciiHost(strings.ToLower(u.Hostname()))
	if !ok {
		return false
	}
	switch port := u.Port(); {
	case port == "", u.Scheme == "http" && port == "80", u.Scheme == "https" && port == "443":
	default:
		host += ":" + port
	}
	u.Host = host
	return true
}

func asciiHost(host string) (string, bool) {
	if strings.Contains(host, ":") {
		address, err := netip.ParseAddr(host)
		return "[" + host + "]", err == nil && address.Zone() == ""
	}
	ascii, err := idna.Lookup.ToASCII(host)
	if err != nil {
		ascii, err = idna.Punycode.ToASCII(host) // names with "_" exist
	}
	return ascii, err == nil && plainHost(ascii)
}

func plainHost(host string) bool {
	for i := range len(host) {
		c := host[i]
		if !isLetter(c) && (c < '0' || c > '9') && c != '-' && c != '.' && c != '_' {
			return false
		}
	}
	return host != ""
}
