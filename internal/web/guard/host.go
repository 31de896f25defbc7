package guard

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
)

// badHost refuses a name that nobody gave this server: a page elsewhere may
// have pointed its own name here.
func (g *Guard) badHost(w http.ResponseWriter, r *http.Request) bool {
	if g.knows(r.Host) {
		return false
	}
	return refuse(w, http.StatusMisdirectedRequest, "this server is not known by that name; onrecord serve --base-url gives it one")
}

// knows reports whether host, with or without a port, names this server.
func (g *Guard) knows(host string) bool {
	name := hostName(host)
	if _, err := netip.ParseAddr(name); err == nil {
		return true
	}
	return g.hosts[name]
}

// hostName returns a host's name without port and brackets, in lower case.
func hostName(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return strings.TrimSuffix(strings.ToLower(strings.Trim(host, "[]")), ".")
}

// badOrigin refuses what a page of another site asks for, unless a person
// follows a link there.
func (g *Guard) badOrigin(w http.ResponseWriter, r *http.Request) bool {
	if origin := r.Header.Get("Origin"); origin != "" && !g.sameOrigin(origin, r.Host) {
		return refuse(w, http.StatusForbidden, "requests of pages on other sites are not answered")
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "cross-site", "same-site":
		if r.Header.Get("Sec-Fetch-Mode") != "navigate" || r.Header.Get("Sec-Fetch-Dest") != "document" {
			return refuse(w, http.StatusForbidden, "pages on other sites cannot embed this one")
		}
	}
	return false
}

// sameOrigin compares hosts and ports: which scheme the client used, only a
// reverse proxy knows. A name given by --base-url stands for any port.
func (g *Guard) sameOrigin(origin, host string) bool {
	u, err := url.Parse(origin)
	if err != nil || u.Host == "" {
		return false
	}
	if strings.EqualFold(u.Host, host) {
		return true
	}
	name := hostName(u.Host)
	return name != "localhost" && g.hosts[name]
}
