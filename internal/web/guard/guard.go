// Package guard decides which requests reach the pages: it checks method, Host,
// Origin and token, limits how often one client may ask, and sets the headers
// that keep browsers from doing more than showing the page.
//
// Nothing behind it can be changed by a request, so what is guarded is who may
// read. A page on another site must not read an archive that only this machine
// should see (DNS rebinding: hence the check of Host), nor learn anything by
// embedding it (hence Origin and Fetch Metadata).
package guard

import (
	"net/http"
	"time"
)

// Options of a guard.
type Options struct {
	// Hosts are the names by which the server may be asked, besides localhost
	// and addresses in numbers, which no name server can rebind.
	Hosts []string
	// Token that a client must show; empty: everybody may read.
	Token string
	// Prefix is the path under which everything lies, with a slash at both ends.
	Prefix string
	// Secure says that clients come over https, so that cookies may say so.
	Secure bool
	// Proxied says that requests from loopback come from a reverse proxy, which
	// names its client in X-Forwarded-For.
	Proxied bool
	// PerSecond is how many requests a second a client on another machine may
	// make in the long run, Burst how many at once.
	PerSecond float64
	Burst     int
	Now       func() time.Time
}

// Guard is what stands before the pages.
type Guard struct {
	o       Options
	hosts   map[string]bool
	limits  *limits
	expects []byte // digest of the token
	cookie  string // what the cookie of an admitted client says
}

// New returns a guard.
func New(o Options) *Guard {
	g := &Guard{o: o, hosts: map[string]bool{"localhost": true}, limits: newLimits(o.PerSecond, o.Burst, o.Now)}
	for _, h := range o.Hosts {
		g.hosts[hostName(h)] = true
	}
	if o.Token != "" {
		g.expects, g.cookie = digest(o.Token), cookieFor(o.Token)
	}
	return g
}

// Wrap puts the guard before a handler.
func (g *Guard) Wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		setHeaders(w.Header())
		for _, refuses := range []func(http.ResponseWriter, *http.Request) bool{
			g.badMethod, g.badHost, g.badOrigin, g.tooOften, g.noToken,
		} {
			if refuses(w, r) {
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

func (g *Guard) badMethod(w http.ResponseWriter, r *http.Request) bool {
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		return false
	}
	w.Header().Set("Allow", "GET, HEAD")
	return refuse(w, http.StatusMethodNotAllowed, "the archive can only be read here: GET and HEAD")
}

// refuse answers with a reason in one line and returns true.
func refuse(w http.ResponseWriter, status int, reason string) bool {
	w.Header().Set("Cache-Control", "no-store")
	http.Error(w, reason, status)
	return true
}
