package page

import (
	"net/url"
	"strings"
	"testing"
)

func mustParse(t testing.TB, s Source) *Page {
	t.Helper()
	p, err := Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestResolve(t *testing.T) {
	p := mustParse(t, Source{Address: "https://example.org/news/list/?PAGEN_1=2#top"})
	tests := []struct{ href, want string }{
		{"a.html", "https://example.org/news/list/a.html"},
		{"/a", "https://example.org/a"},
		{"../b/", "https://example.org/news/b/"},
		{"../../../b", "https://example.org/b"},
		{"./c/./d/../e", "https://example.org/news/list/c/e"},
		{"?PAGEN_1=3", "https://example.org/news/list/?PAGEN_1=3"},
		{"//Other.Example.ORG/x", "https://other.example.org/x"},
		{"HTTP://EXAMPLE.org", "http://example.org/"},
		{"https://example.org:443/x", "https://example.org/x"},
		{"http://example.org:80/x", "http://example.org/x"},
		{"http://example.org:8080/x", "http://example.org:8080/x"},
		{"a#part", "https://example.org/news/list/a"},
		{"a?b=c#part?d", "https://example.org/news/list/a?b=c"},
		{" \n\t/a b \u00a0", "https://example.org/a%20b"},
		{"/a\n/b\tc", "https://example.org/a/bc"},
		{"\\a\\b?c=\\d", "https://example.org/a/b?c=%5Cd"},
		{"https:\\\\example.org\\a", "https://example.org/a"},
		{"https:///example.org/a", "https://example.org/a"},
		{"///example.org/a", "https://example.org/a"},
		{"https:a.html", "https://example.org/news/list/a.html"},
		{"http:example.org/a", "http://example.org/a"},
		{"2024:report.html", "https://example.org/news/list/2024:report.html"},
		{"a/b:c", "https://example.org/news/list/a/b:c"},
		{"/новости/", "https://example.org/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/"},
		{"?q=é&r=<x>", "https://example.org/news/list/?q=%C3%A9&r=%3Cx%3E"},
		{"/100%", "https://example.org/100%25"},
		{"/a%2Fb%zz", "https://example.org/a%2Fb%25zz"},
		{"/a|b{c}", "https://example.org/a%7Cb%7Bc%7D"},
		{"/a;b=1,2!(x)'y'", "https://example.org/a;b=1,2!(x)'y'"},
		{"https://пример.рф/а", "https://xn--e1afmkfd.xn--p1ai/%D0%B0"},
		{"https://a_b.example.org/", "https://a_b.example.org/"},
		{"https://user:secret@example.org/x", "https://example.org/x"},
		{"http://[2001:DB8::1]:81/x", "http://[2001:db8::1]:81/x"},
		{"?", "https://example.org/news/list/"},

		{"", ""},
		{"  ", ""},
		{"#", ""},
		{"#part", ""},
		{" #part", ""},
		{"mailto:a@example.org", ""},
		{"javascript:void(0)", ""},
		{"JavaScript:go('/a')", ""},
		{"java\nscript:go()", ""},
		{"\x01javascript:go()", ""},
		{"tel:+49123", ""},
		{"data:text/html,hi", ""},
		{"ftp://example.org/a", ""},
		{"file:///etc/passwd", ""},
		{"about:blank", ""},
		{"https://", ""},
		{"https://exa mple.org/", ""},
		{"https://example.org:port/", ""},
		{"https://<b>/", ""},
		{"http://[::1", ""},
	}
	for _, tt := range tests {
		got, ok := p.Resolve(tt.href)
		if got != tt.want || ok != (tt.want != "") {
			t.Errorf("Resolve(%q) = %q, %v; want %q", tt.href, got, ok, tt.want)
		}
		checkResolved(t, p, tt.href)
	}
}

func TestResolveWithoutAddress(t *testing.T) {
	p := mustParse(t, Source{Body: []byte("<p>x")})
	if got, ok := p.Resolve("/a"); ok {
		t.Errorf("a relative link on a page without address gave %q", got)
	}
	if got, ok := p.Resolve("https://example.org/a"); !ok || got != "https://example.org/a" {
		t.Errorf("got %q, %v", got, ok)
	}
}

func TestResolveQueryInPageEncoding(t *testing.T) {
	p := mustParse(t, Source{
		Body:        pageIn(t, "windows-1251", "", russian),
		ContentType: "text/html; charset=windows-1251",
		Address:     "https://example.org/",
	})
	tests := []struct{ href, want string }{
		{"/я?q=я&p=%D1%8F", "https://example.org/%D1%8F?q=%FF&p=%D1%8F"},
		{"?q=中", "https://example.org/?q=&%2320013;"}, // as a form would send it
	}
	for _, tt := range tests {
		if got, _ := p.Resolve(tt.href); got != tt.want {
			t.Errorf("Resolve(%q) = %q, want %q", tt.href, got, tt.want)
		}
	}
}

func TestBase(t *testing.T) {
	const address = "https://example.org/a/b"
	tests := []struct{ head, want string }{
		{"", address},
		{`<base href="/x/">`, "https://example.org/x/"},
		{`<base href=" https://cdn.example.net/y ">`, "https://cdn.example.net/y"},
		{`<base target=_blank><base href=/x/><base href=/z/>`, "https://example.org/x/"},
		{`<base href="javascript:alert(1)">`, address},
		{`<base href="data:text/plain,x">`, address},
		{`<base href="file:///etc/">`, address},
		{`<base href="https://[broken/">`, address},
		{`<base href="">`, address},
	}
	for _, tt := range tests {
		p := mustParse(t, Source{Body: []byte("<html><head>" + tt.head + "</head><body>x"), Address: address})
		if p.Base.String() != tt.want || p.URL.String() != address {
			t.Errorf("%s: base %s, address %s; want base %s", tt.head, p.Base, p.URL, tt.want)
		}
	}
}

// checkResolved fails when Resolve returns what is no absolute, whole http(s)
// address, or what it would itself read in another way.
func checkResolved(t testing.TB, p *Page, href string) {
	t.Helper()
	got, ok := p.Resolve(href)
	if !ok {
		return
	}
	u, err := url.Parse(got)
	if err != nil || u.Host == "" || u.Fragment != "" || u.User != nil || u.Scheme != "http" && u.Scheme != "https" {
		t.Errorf("Resolve(%q) = %q: %v", href, got, err)
	}
	if strings.ContainsFunc(got, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		t.Errorf("Resolve(%q) = %q holds what must be escaped", href, got)
	}
	if again, ok := p.Resolve(got); !ok || again != got {
		t.Errorf("Resolve(%q) = %q, but that resolves to %q, %v", href, got, again, ok)
	}
}

func FuzzResolve(f *testing.F) {
	for _, href := range []string{"a b?c=\\d#e", "//x:80/%zz", "http:\\\\\\é", "1:2", "https://[::1%25eth0]/", "?%", "http://a@b@c/", "//::"} {
		f.Add(href)
	}
	p := mustParse(f, Source{Address: "https://example.org/a/b?c"})
	f.Fuzz(func(t *testing.T, href string) { checkResolved(t, p, href) })
}
