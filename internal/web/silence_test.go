package web

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"
)

func TestSilenced(t *testing.T) {
	for page, want := range map[string]string{
		`<p>A</p>`: `<p>A</p>`,
		`<LINK REL="Preconnect" href=//a><link rel=stylesheet href=a.css>`:            ` <link rel=stylesheet href=a.css>`,
		`a<link rel="icon preconn&#101;ct" href=//a>b`:                                `a b`,
		`<svg><title><link rel=dns-prefetch href=//a></title></svg>`:                  `<svg><title> </title></svg>`,
		`<noscript><link href=//a rel=preconnect></noscript><!-- <link rel=next> -->`: `<noscript> </noscript><!-- <link rel=next> -->`,
		`<script>"<link rel=preload>"</script>`:                                       `<script>" "</script>`,
		`<link rel=preconnect href=//a`:                                               `<link rel=preconnect href=//a`, // no tag without its end
		`<linker rel=preconnect>`:                                                     `<linker rel=preconnect>`,
		`<IFRAME src=//a>b</IFRAME><frameset><frame src=//a></frameset>`:              ` b</IFRAME><frameset> </frameset>`,
		`<link title="<iframe src=//a>">x < y`:                                        `<link title=" ">x < y`,
		`<ifr<iframe>ame src=//a>`:                                                    `<ifr ame src=//a>`,
		`<link title=">" rel=preconnect>x`:                                            ` x`,
	} {
		if got, kind := silenced([]byte(page), "text/html; charset=utf-8"); string(got) != want || kind != "text/html; charset=utf-8" {
			t.Errorf("%q: %q, %s", page, got, kind)
		}
	}
	hidden, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(`<p>Текст</p><link rel=preconnect href=//a>`)
	if err != nil {
		t.Fatal(err)
	}
	for page, kind := range map[string]string{hidden: "text/html", "<p>Текст</p><li\x1b(Bnk rel=preconnect href=//a>": "text/html; charset=iso-2022-jp"} {
		if got, kind := silenced([]byte(page), kind); bytes.Contains(got, []byte("preconnect")) || kind != "text/html; charset=utf-8" {
			t.Errorf("%q: %q, %s", page, got, kind)
		}
	}
}

func FuzzSilenced(f *testing.F) {
	f.Add([]byte(`<link rel=preconnect>`), "text/html")
	f.Add([]byte("<link<link rel='preload'>"), "text/html; charset=utf-16")
	f.Fuzz(func(t *testing.T, page []byte, kind string) {
		once, kind := silenced(page, kind)
		if strings.HasSuffix(kind, "utf-8") && len(once) > 3*len(page)+3 {
			t.Fatalf("%d bytes became %d", len(page), len(once))
		}
		if again, _ := silenced(once, kind); !bytes.Equal(again, once) {
			t.Fatalf("%q became %q, then %q", page, once, again)
		}
	})
}

// In XML "x:iframe" can be a frame: no archived page is read as XML.
func TestShownAsHTML(t *testing.T) {
	for kind, want := range map[string]string{
		"application/xhtml+xml": "text/html", "application/xhtml+xml; charset=utf-16": "text/html; charset=utf-16", "text/html; charset=windows-1251": "text/html; charset=windows-1251",
	} {
		if got := asHTML(kind); got != want {
			t.Errorf("%q: %q", kind, got)
		}
	}
}
