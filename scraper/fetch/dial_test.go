package fetch

import (
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"
	"time"
)

func TestSpecialAddresses(t *testing.T) {
	for _, s := range []string{
		"127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
		"0.0.0.0", "0.1.2.3", "100.64.0.1", "100.127.255.255", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1",
		"203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
		"::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "ff02::1", "fec0::1", "2001:db8::1", "100::1",
		"::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::10.0.0.1",
		"64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::", "2001::1", "5f00::1",
	} {
		if !isSpecial(netip.MustParseAddr(s)) {
			t.Errorf("%s is taken for a public address", s)
		}
	}
	for _, s := range []string{
		"1.1.1.1", "8.8.8.8", "172.15.0.1", "172.32.0.1", "192.167.1.1", "100.63.0.1", "100.128.0.1", "169.253.0.1",
		"198.17.0.1", "223.255.255.255", "2606:4700::1111", "2a00:1450::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::",
	} {
		if isSpecial(netip.MustParseAddr(s)) {
			t.Errorf("%s is not taken for a public address", s)
		}
	}
}

func TestGuardedDial(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	tests := []struct {
		hosts   []string
		dial    string
		allowed bool
	}{
		{[]string{"127.0.0.1:" + port}, "127.0.0.1:" + port, true},
		{[]string{"localhost:" + port}, "localhost:" + port, true},
		{nil, "127.0.0.1:" + port, false},
		{[]string{"127.0.0.1:1"}, "127.0.0.1:" + port, false},
		{[]string{"127.0.0.1"}, "127.0.0.1:" + port, false},
		{[]string{"127.0.0.2:" + port}, "127.0.0.1:" + port, false},
		{[]string{"localhost"}, "localhost:" + port, false},
		{[]string{"example.org"}, "localhost:" + port, false}, // a name that leads to loopback
		{[]string{"127.0.0.1:" + port}, "localhost:" + port, false},
		{[]string{"example.org:" + port}, "0.0.0.0:" + port, false},
		{[]string{"example.org:" + port}, "[::ffff:127.0.0.1]:" + port, false},
	}
	for _, tt := range tests {
		hosts, err := parseHosts(tt.hosts)
		if err != nil {
			t.Fatal(err)
		}
		conn, err := guardedDial(hosts, net.DefaultResolver)(t.Context(), "tcp", tt.dial)
		if conn != nil {
			conn.Close()
		}
		if tt.allowed && err != nil || !tt.allowed && !errors.Is(err, ErrForbiddenAddress) {
			t.Errorf("%v, %s: error %v", tt.hosts, tt.dial, err)
		}
	}
}

func TestForbiddenAddressReason(t *testing.T) {
	hosts, _ := parseHosts([]string{"example.org"})
	_, err := newTransport(hosts, 1, time.Second).RoundTrip(httptest.NewRequest(http.MethodGet, "http://169.254.169.254/latest", nil))
	if got := Reason(err); got != "forbidden address 169.254.169.254" {
		t.Errorf("reason %q", got)
	}
	if transient(err) {
		t.Error("it is tried again")
	}
}

// TestBareNameMayNotBePrivate: the configuration names a host without a port,
// and its DNS leads to loopback.
func TestBareNameMayNotBePrivate(t *testing.T) {
	tests := []struct {
		host, name, port string
		want             bool
	}{
		{"intranet.example", "intranet.example", "80", false},
		{"intranet.example:80", "intranet.example", "80", true},
		{"intranet.example:80", "intranet.example", "443", false},
		{"intranet.example:8080", "intranet.example", "8080", true},
		{"intranet.example:8080", "www.intranet.example", "8080", false},
		{"10.1.2.3", "10.1.2.3", "80", true},
		{"10.1.2.3", "10.1.2.3", "443", true},
		{"10.1.2.3", "10.1.2.3", "22", false},
		{"10.1.2.3", "10.1.2.4", "80", false},
		{"localhost", "localhost", "80", true},
		{"[::1]:8080", "::1", "8080", true},
		{"[::1]", "::1", "80", true},
		{"::1", "::1", "80", true},
		{"Intranet.Example:80", "intranet.example", "80", true},
	}
	for _, tt := range tests {
		hosts, err := parseHosts([]string{tt.host})
		if err != nil {
			t.Fatal(err)
		}
		if got := hosts.namesPrivately(tt.name, tt.port); got != tt.want {
			t.Errorf("%s named: %s port %s: %v", tt.host, tt.name, tt.port, got)
		}
	}
}

func TestNoProxy(t *testing.T) {
	if newTransport(nil, 1, time.Second).Proxy != nil {
		t.Error("a proxy would be asked for forbidden addresses")
	}
}

func TestHostsAllow(t *testing.T) {
	hosts, err := parseHosts([]string{"example.org", "www.ministry.test", "feeds.test:8080", "пример.рф", "[::1]:81"})
	if err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]bool{
		"http://example.org/":            true,
		"https://www.example.org/":       true,
		"https://example.org:443/":       true,
		"https://example.org:8443/":      false,
		"https://sub.example.org/":       false,
		"https://ministry.test/":         true,
		"http://feeds.test:8080/":        true,
		"http://feeds.test/":             false,
		"https://xn--e1afmkfd.xn--p1ai/": true,
		"http://[::1]:81/":               true,
		"http://[::1]/":                  false,
		"http://[::2]:81/":               false,
	} {
		u, err := parseURL(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := hosts.allows(u); got != want {
			t.Errorf("%s: %v, want %v", address, got, want)
		}
	}
}
