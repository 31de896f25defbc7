package archive

import (
	"strings"
	"testing"
)

func TestCanonical(t *testing.T) {
	for in, want := range map[string]string{
		"https://Example.ORG/News/1":                                         "example.org/News/1",
		"http://www.example.org:80/a":                                        "example.org/a",
		"https://example.org:443/a":                                          "example.org/a",
		"https://example.org:8443/a":                                         "example.org:8443/a",
		"https://example.org":                                                "example.org/",
		"https://example.org/a#part":                                         "example.org/a",
		"https://example.org/a?utm_source=x&id=7&fbclid=y":                   "example.org/a?id=7",
		"https://example.org/a?utm_source=x":                                 "example.org/a",
		"https://example.org/a?b=2&a=1":                                      "example.org/a?b=2&a=1",
		"https://example.org/a?":                                             "example.org/a",
		"https://example.org/%7euser/%d0%b0":                                 "example.org/~user/%D0%B0",
		"https://example.org/новости/":                                       "example.org/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/",
		"https://пример.рф/a":                                                "xn--e1afmkfd.xn--p1ai/a",
		"https://example.org./a":                                             "example.org/a",
		"https://user:secret@example.org/a":                                  "example.org/a",
		"https://example.org/a b":                                            "example.org/a%20b",
		"https://example.org/article.php?sid=12":                             "example.org/article.php?sid=12",
		"https://example.org/a?PHPSESSID=0123&ELEMENT_ID=4":                  "example.org/a?ELEMENT_ID=4",
		"https://example.org/a;jsessionid=0A1B.node2?id=4":                   "example.org/a?id=4",
		"https://example.org/news;JSESSIONID=77/12":                          "example.org/news/12",
		"https://example.org/;jsessionid=77":                                 "example.org/",
		"https://example.org/a;v=2/b":                                        "example.org/a;v=2/b",
		"https://example.org/(S(lit3py55t21z5v55vlm25s55))/a.aspx":           "example.org/a.aspx",
		"https://example.org/x/(A(abcdefgh)S(01234567))":                     "example.org/x/",
		"https://example.org/(S(1))/a":                                       "example.org/(S(1))/a",
		"https://example.org/a(S(lit3py55t21z5v55vlm25s55))":                 "example.org/a(S(lit3py55t21z5v55vlm25s55))",
		"https://example.org/v.php?t=5&sid=0123456789abcdef0123456789abcdef": "example.org/v.php?t=5",
		"https://example.org/v.php?sid=0123456789abcdef0123456789abcdef":     "example.org/v.php?sid=0123456789abcdef0123456789abcdef",
		"https://example.org/v.php?t=5&sid=12":                               "example.org/v.php?t=5&sid=12",
		"https://example.org/a%2Fb":                                          "example.org/a%2Fb",
		"http://[2001:DB8::1]:8080/a":                                        "[2001:db8::1]:8080/a",
		"https://www.example.org/a?x=%e4%b8%ad&y=%41":                        "example.org/a?x=%E4%B8%AD&y=A",
		" https://example.org/a ":                                            "example.org/a",
		"https://example.org/news/-/bridge-closed?redirect=%2Fnews":          "example.org/news/-/bridge-closed",
		"https://example.org/news/-/asset_publisher/x9/content/id/12?inheritRedirect=false&redirect=%2Fnews%3Fp%3D2":                                                                                                         "example.org/news/-/asset_publisher/x9/content/id/12",
		"https://example.org/n?p_p_id=pub&_com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet_INSTANCE_x9_redirect=%2F&_com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet_INSTANCE_x9_assetEntryId=7": "example.org/n?p_p_id=pub&_com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet_INSTANCE_x9_assetEntryId=7",
		"https://example.org/n?p_p_auth=aBc123&p_p_id=pub&_101_struts_action=%2Fview&_101_redirect=%2F&id=4":                                                                                                                 "example.org/n?p_p_id=pub&_101_struts_action=%2Fview&id=4",
		"https://example.org/go?redirect=%2Fnews%2F12":            "example.org/go?redirect=%2Fnews%2F12",
		"https://example.org/n?p_p_id=go&redirect=%2Fnews%2F12":   "example.org/n?p_p_id=go&redirect=%2Fnews%2F12",
		"https://example.org/n?_redirect=12&url_redirect=%2Fa":    "example.org/n?_redirect=12&url_redirect=%2Fa",
		"https://example.org/n?_go_redirect=%2Fnews%2F12":         "example.org/n?_go_redirect=%2Fnews%2F12",
		"https://example.org/news/?PAGEN_1=2&amp=1&_openstat=abc": "example.org/news/?PAGEN_1=2&amp=1",
	} {
		got, err := Canonical(in)
		if err != nil || got != want {
			t.Errorf("Canonical(%q) = %q, %v; want %q", in, got, err, want)
		}
	}
	for _, bad := range []string{"", "/news/1", "ftp://example.org/a", "mailto:a@example.org", "https://", "https://exa mple.org/", "javascript:alert(1)", "file:///etc/passwd", "://"} {
		if got, err := Canonical(bad); err == nil {
			t.Errorf("Canonical(%q) = %q, want an error", bad, got)
		}
	}
}

func TestCleanURL(t *testing.T) {
	for in, want := range map[string]string{
		"HTTPS://WWW.Example.org/a?utm_medium=m&id=1#top": "https://www.example.org/a?id=1",
		"http://example.org:80":                           "http://example.org/",
		"https://example.org/a%2fb":                       "https://example.org/a%2Fb",
		"https://example.org/a?q=x y":                     "https://example.org/a?q=x%20y",
	} {
		got, err := CleanURL(in)
		if err != nil || got != want {
			t.Errorf("CleanURL(%q) = %q, %v; want %q", in, got, err, want)
		}
	}
}

func TestID(t *testing.T) {
	a := ID("csto", "example.org/a")
	if len(a) != IDLength || strings.ToLower(a) != a {
		t.Errorf("ID = %q", a)
	}
	if a != ID("csto", "example.org/a") {
		t.Error("the same feed and address give two ids")
	}
	if a == ID("other", "example.org/a") || a == ID("csto", "example.org/b") {
		t.Error("another feed or address gives the same id")
	}
}

func FuzzCanonical(f *testing.F) {
	for _, s := range []string{"https://example.org/a?b=%zz", "http://[::1]/", "https://xn--a/%", "https://example.org/%41%2f?utm_x=%", "https://ex.org:99999/a",
		"https://example.org/(S(aaaaaaaa))/(S(bbbbbbbb));jsessionid=1/?a=1&sid=0123456789abcdef0123456789abcdef"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		clean, err := CleanURL(in)
		if err != nil {
			return
		}
		again, err := CleanURL(clean)
		if err != nil || again != clean {
			t.Fatalf("CleanURL(%q) = %q, whose CleanURL is %q, %v", in, clean, again, err)
		}
		a, errA := Canonical(in)
		b, errB := Canonical(clean)
		if errA != nil || errB != nil || a != b {
			t.Fatalf("Canonical(%q) = %q, %v, but that of its clean form %q is %q, %v", in, a, errA, clean, b, errB)
		}
		if strings.ContainsAny(clean, "\n\r\x00 ") {
			t.Fatalf("CleanURL(%q) = %q", in, clean)
		}
	})
}
