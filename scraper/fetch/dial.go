package fetch

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"
)

// dialTimeout is for making a connection, and again for its TLS handshake.
const dialTimeout = 20 * time.Second

// MaxHeader is how many bytes of headers an answer may have.
const MaxHeader = 256 << 10

// newTransport returns a transport of our own. The default one keeps two idle
// connections per host and reconnects for every request above that, and takes a
// proxy from the environment, which would lead around the address guard.
func newTransport(hosts hostSet, connections int, timeout time.Duration) *http.Transport {
	return &http.Transport{
		Proxy:                  nil,
		DialContext:            guardedDial(hosts, net.DefaultResolver),
		ForceAttemptHTTP2:      true,
		MaxIdleConns:           0, // no limit over all hosts: there are few
		MaxIdleConnsPerHost:    connections,
		IdleConnTimeout:        2 * maxCrawlDelay, // a connection outlives the longest delay
		TLSHandshakeTimeout:    dialTimeout,
		ResponseHeaderTimeout:  timeout,
		ExpectContinueTimeout:  time.Second,
		MaxResponseHeaderBytes: MaxHeader,
		DisableCompression:     true, // encoding.go asks for gzip and undoes it, within limits
	}
}

// guardedDial connects to no special address, except to the very hosts and
// ports that the configuration names. The check is made on the address that is
// about to be connected to, after every name was looked up, so that no name
// leads around it.
func guardedDial(hosts hostSet, resolver *net.Resolver) func(ctx context.Context, network, address string) (net.Conn, error) {
	open := &net.Dialer{Timeout: dialTimeout, Resolver: resolver}
	guarded := &net.Dialer{Timeout: dialTimeout, Resolver: resolver, Control: refuseSpecial}
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		name, port, err := net.SplitHostPort(address)
		if err != nil {
			return nil, err
		}
		if hosts.namesPrivately(name, port) {
			return open.DialContext(ctx, network, address)
		}
		return guarded.DialContext(ctx, network, address)
	}
}

// refuseSpecial is called with the IP address about to be connected to.
func refuseSpecial(_, address string, _ syscall.RawConn) error {
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return refuse(ErrForbiddenAddress, "forbidden address %s", address)
	}
	if isSpecial(ap.Addr()) {
		return refuse(ErrForbiddenAddress, "forbidden address %s", ap.Addr())
	}
	return nil
}

// isSpecial reports whether the address is not one of the public Internet:
// loopback, private, link-local, unspecified, multicast, or one of the blocks
// that IANA's special-purpose registries (RFC 6890) call not globally
// reachable. IPv6 forms that carry an IPv4 address are judged by that.
func isSpecial(ip netip.Addr) bool {
	ip = ip.Unmap().WithZone("")
	if v4, ok := carriedIPv4(ip); ok {
		ip = v4
	}
	if !ip.IsGlobalUnicast() || ip.IsPrivate() {
		return true
	}
	for _, block := range specialBlocks {
		if block.Contains(ip) {
			return true
		}
	}
	return false
}

var (
	nat64     = netip.MustParsePrefix("64:ff9b::/96") // RFC 6052
	sixToFour = netip.MustParsePrefix("2002::/16")    // RFC 3056
)

func carriedIPv4(ip netip.Addr) (netip.Addr, bool) {
	b := ip.As16()
	switch {
	case nat64.Contains(ip):
		return netip.AddrFrom4([4]byte(b[12:16])), true
	case sixToFour.Contains(ip):
		return netip.AddrFrom4([4]byte(b[2:6])), true
	}
	return netip.Addr{}, false
}

var specialBlocks = parseBlocks(
	"0.0.0.0/8",       // this network
	"100.64.0.0/10",   // carriers' NAT, RFC 6598
	"192.0.0.0/24",    // protocol assignments
	"192.0.2.0/24",    // documentation
	"198.18.0.0/15",   // benchmarks
	"198.51.100.0/24", // documentation
	"203.0.113.0/24",  // documentation
	"240.0.0.0/4",     // reserved
	"::/96",           // IPv4-compatible, deprecated
	"64:ff9b:1::/48",  // local NAT64, RFC 8215
	"100::/64",        // discard
	"2001::/23",       // protocol assignments, Teredo
	"2001:db8::/32",   // documentation
	"3fff::/20",       // documentation
	"5f00::/16",       // segment routing
	"fec0::/10",       // site-local, deprecated
)

func parseBlocks(blocks ...string) []netip.Prefix {
	var parsed []netip.Prefix
	for _, s := range blocks {
		parsed = append(parsed, netip.MustParsePrefix(s))
	}
	return parsed
}
