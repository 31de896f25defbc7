package fetch

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

// namesLeadTo returns a resolver of which every name has one address.
func namesLeadTo(t *testing.T, ip netip.Addr) *net.Resolver {
	t.Helper()
	server, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close() })
	go func() {
		packet := make([]byte, 1500)
		for {
			n, from, err := server.ReadFrom(packet)
			if err != nil {
				return // closed
			}
			if reply, err := replyTo(packet[:n], ip); err == nil {
				_, _ = server.WriteTo(reply, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", server.LocalAddr().String())
	}}
}

func replyTo(query []byte, ip netip.Addr) ([]byte, error) {
	var m dnsmessage.Message
	if err := m.Unpack(query); err != nil {
		return nil, err
	}
	m.Response, m.Authoritative, m.Additionals = true, true, nil
	q := m.Questions[0]
	head := dnsmessage.ResourceHeader{Name: q.Name, Class: q.Class, TTL: 60}
	switch {
	case q.Type == dnsmessage.TypeA && ip.Is4():
		m.Answers = []dnsmessage.Resource{{Header: head, Body: &dnsmessage.AResource{A: ip.As4()}}}
	case q.Type == dnsmessage.TypeAAAA && ip.Is6():
		m.Answers = []dnsmessage.Resource{{Header: head, Body: &dnsmessage.AAAAResource{AAAA: ip.As16()}}}
	}
	return m.Pack()
}

// TestNamesThatLeadInside: the configured name is a public one, and whoever
// keeps its DNS lets it lead to a machine of ours.
func TestNamesThatLeadInside(t *testing.T) {
	for _, inside := range []string{"127.0.0.1", "169.254.169.254", "10.0.0.7", "::1", "fd00::7", "::ffff:192.168.0.1"} {
		hosts, err := parseHosts([]string{"news.ministry.example"})
		if err != nil {
			t.Fatal(err)
		}
		transport := newTransport(hosts, 1, time.Second)
		transport.DialContext = guardedDial(hosts, namesLeadTo(t, netip.MustParseAddr(inside)))
		c, err := New(Options{UserAgent: "test", Hosts: []string{"news.ministry.example"}, Transport: transport, Retries: 3})
		if err != nil {
			t.Fatal(err)
		}
		_, err = c.Get(t.Context(), Request{URL: "http://news.ministry.example/", Accept: "text/html"})
		if !errors.Is(err, ErrForbiddenAddress) {
			t.Errorf("%s: error %v", inside, err)
		}
		c.Close()
	}
}

func TestNamesThatAreNamedWithTheirPort(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/": func(http.ResponseWriter, *http.Request) {}})
	_, port, err := net.SplitHostPort(s.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	hosts, err := parseHosts([]string{"intranet.example:" + port})
	if err != nil {
		t.Fatal(err)
	}
	conn, err := guardedDial(hosts, namesLeadTo(t, netip.MustParseAddr("127.0.0.1")))(t.Context(), "tcp", "intranet.example:"+port)
	if err != nil {
		t.Fatal(err)
	}
	conn.Close()
}
