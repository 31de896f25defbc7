package fetch

import (
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strings"

	"onrecord/scraper/page"
)

// hostSet are the hosts that the configuration names.
type hostSet []host

type host struct {
	name string // lower case, ASCII
	port string // "" unless the configuration writes it
}

// parseHosts reads "host" and "host:port".
func parseHosts(names []string) (hostSet, error) {
	var set hostSet
	for _, s := range names {
		name, port, err := net.SplitHostPort(s)
		if err != nil {
			name, port = strings.Trim(s, "[]"), ""
		}
		if strings.Contains(name, ":") {
			name = "[" + name + "]"
		}
		u, ok := resolve(&url.URL{}, "http://"+name+"/")
		if !ok || u.Port() != "" || u.Path != "/" || port != "" && !isDigits(port) {
			return nil, fmt.Errorf("%q is no host name: write host or host:port", s)
		}
		set = append(set, host{u.Hostname(), port})
	}
	return set, nil
}

// allows reports whether u is on one of the hosts. A leading "www." makes no
// other host, nor does the change between http and https.
func (s hostSet) allows(u *url.URL) bool {
	for _, h := range s {
		if bare(h.name) == bare(u.Hostname()) && samePort(h.port, u) {
			return true
		}
	}
	return false
}

func samePort(port string, u *url.URL) bool {
	if port == "" || port == "80" || port == "443" {
		return u.Port() == "" || u.Port() == "80" || u.Port() == "443"
	}
	return u.Port() == port
}

// namesPrivately reports whether the configuration names exactly this host and
// port, so that it may have a private address. A bare name is not enough, since
// whoever runs its DNS says where it leads; a bare IP address or localhost is.
func (s hostSet) namesPrivately(hostname, port string) bool {
	for _, h := range s {
		if h.name != strings.ToLower(hostname) {
			continue
		}
		if h.port == port || h.port == "" && (port == "80" || port == "443") && plainlyLocal(h.name) {
			return true
		}
	}
	return false
}

func plainlyLocal(name string) bool {
	_, err := netip.ParseAddr(name)
	return err == nil || name == "localhost" || strings.HasSuffix(name, ".localhost")
}

func bare(name string) string { return strings.TrimPrefix(name, "www.") }

// siteKey names what is treated as one host: manners do not depend on "www.",
// nor on the choice between http and https.
func siteKey(u *url.URL) string {
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		return bare(u.Hostname()) + ":" + port
	}
	return bare(u.Hostname())
}

// resolve reads an address as browsers do, and returns false for what is no
// http(s) address.
func resolve(base *url.URL, address string) (*url.URL, bool) {
	whole, ok := (&page.Page{Base: base}).Resolve(address)
	if !ok {
		return nil, false
	}
	u, err := url.Parse(whole)
	return u, err == nil
}
