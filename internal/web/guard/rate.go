package guard

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// maxClients bounds how many clients are remembered.
const maxClients = 10_000

// limits remembers how much each client may still ask.
type limits struct {
	perSecond rate.Limit
	burst     int
	now       func() time.Time

	mu      sync.Mutex
	clients map[netip.Prefix]*rate.Limiter
}

func newLimits(perSecond float64, burst int, now func() time.Time) *limits {
	return &limits{perSecond: rate.Limit(perSecond), burst: burst, now: now, clients: map[netip.Prefix]*rate.Limiter{}}
}

// allow reports whether a client may ask now.
func (l *limits) allow(client netip.Addr) bool {
	bits := 32
	if client.Is6() {
		bits = 64 // one customer's network
	}
	network, err := client.Prefix(bits)
	if err != nil {
		return false
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	limiter := l.clients[network]
	if limiter == nil {
		if len(l.clients) >= maxClients {
			clear(l.clients)
		}
		limiter = rate.NewLimiter(l.perSecond, l.burst)
		l.clients[network] = limiter
	}
	return limiter.AllowN(l.now(), 1)
}

// tooOften refuses a client on another machine that asks more than its share.
func (g *Guard) tooOften(w http.ResponseWriter, r *http.Request) bool {
	client := g.client(r)
	if g.o.PerSecond <= 0 || client.IsLoopback() || g.limits.allow(client) {
		return false
	}
	w.Header().Set("Retry-After", "1")
	return refuse(w, http.StatusTooManyRequests, "too many requests; try again in a second")
}

// client returns the address of who asks. What a reverse proxy on this machine
// says last of its client, it saw itself.
func (g *Guard) client(r *http.Request) netip.Addr {
	host, _, _ := net.SplitHostPort(r.RemoteAddr)
	peer, _ := netip.ParseAddr(host)
	peer = peer.Unmap().WithZone("")
	if !g.o.Proxied || !peer.IsLoopback() {
		return peer
	}
	said := r.Header.Values("X-Forwarded-For")
	if len(said) == 0 {
		return peer
	}
	list := strings.Split(said[len(said)-1], ",")
	last, err := netip.ParseAddr(strings.TrimSpace(list[len(list)-1]))
	if err != nil {
		return peer
	}
	return last.Unmap().WithZone("")
}
