package page

import (
	"errors"
	"testing"
)

func TestNotHTML(t *testing.T) {
	const pdf = "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n1 0 obj"
	tests := []struct {
		name, body, contentType string
		want                    error
	}{
		{"PDF", pdf, "application/pdf", ErrNotHTML},
		{"PDF sent as HTML", pdf, "text/html", ErrNotHTML},
		{"PNG", "\x89PNG\r\n\x1a\n\x00\x00", "", ErrNotHTML},
		{"JPEG", "\xFF\xD8\xFF\xE0\x00\x10JFIF", "text/html; charset=utf-8", ErrNotHTML},
		{"ZIP, such as a DOCX", "PK\x03\x04\x14\x00", "application/octet-stream", ErrNotHTML},
		{"gzip left packed", "\x1f\x8b\x08\x00\x00\x00", "text/html", ErrNotHTML},
		{"old Word document", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\x00\x00", "", ErrNotHTML},
		{"JSON", `{"a": 1}`, "application/json", ErrNotHTML},
		{"JSON without header", `{"a": 1}`, "", nil}, // nothing says that it is none
		{"plain text sent as an image", "hello", "image/jpeg", ErrNotHTML},
		{"style sheet", "p { color: red }", "text/css", ErrNotHTML},
		{"binary sent as PDF", "\x00\x01\x02", "application/pdf", ErrNotHTML},

		{"HTML", "<!doctype html><p>x", "text/html", nil},
		{"HTML sent as PDF: an error page", "<!doctype html><p>x", "application/pdf", nil},
		{"HTML sent as bytes", "<html><p>x", "application/octet-stream", nil},
		{"JSON that holds HTML", `{"a": "<html><body>"}`, "application/json", ErrNotHTML},
		{"late html tag sent as an image", "x <html><p>x", "image/png", ErrNotHTML},
		{"XHTML", "<?xml version='1.0'?><html><p>x", "application/xhtml+xml", nil},
		{"fragment", "<p>x", "", nil},
		{"plain text", "Press release", "text/plain", nil},
		{"late html tag", "Warning: x <html><p>x\x01", "", nil},
		{"HTML with NUL bytes", "<p>a\x00b", "text/html", nil},
		{"HTML with NUL bytes, no header", "<html><p>a\x00b", "", nil},
		{"broken header", "<p>x", ";;", nil},
		{"empty", "", "text/html", nil},
	}
	for _, tt := range tests {
		_, err := Parse(Source{Body: []byte(tt.body), ContentType: tt.contentType})
		if !errors.Is(err, tt.want) {
			t.Errorf("%s: error %v, want %v", tt.name, err, tt.want)
		}
	}
}

func TestAddress(t *testing.T) {
	for _, address := range []string{"/a", "example.org/a", "https://exa mple.org", "%zz"} {
		if _, err := Parse(Source{Address: address}); !errors.Is(err, ErrAddress) {
			t.Errorf("%q: error %v", address, err)
		}
	}
}

func TestLanguage(t *testing.T) {
	tests := []struct{ html, want string }{
		{`<html lang="en">`, "en"},
		{`<html lang="EN-us">`, "en-US"},
		{`<html xml:lang="ru" class="no-js">`, "ru"},
		{`<html lang="" xml:lang="ru">`, "ru"},
		{`<html lang="none at all"><meta http-equiv="Content-Language" content="hy">`, "hy"},
		{`<meta name="content-language" content="kk">`, "kk"},
		{`<meta http-equiv="content-language" content="en, ru">`, ""}, // for readers of both
		{`<meta property="og:locale" content="ru_RU">`, "ru-RU"},
		{`<html lang="be"><meta property="og:locale" content="ru_RU">`, "be"},
		{`<html lang="sr-Latn-RS">`, "sr-Latn-RS"},
		{`<html lang="ru_RU.UTF-8">`, "ru-RU"},
		{`<body lang="tg">`, "tg"},
		{`<html lang="und">`, ""},
		{`<html lang="{{locale}}">`, ""},
		{`<p lang="fr">`, ""},
		{``, ""},
	}
	for _, tt := range tests {
		if got := mustParse(t, Source{Body: []byte(tt.html)}).Language; got != tt.want {
			t.Errorf("%s: %q, want %q", tt.html, got, tt.want)
		}
	}
}

func TestNULBytesLeaveTheText(t *testing.T) {
	p := mustParse(t, Source{Body: []byte("<html><p class=\"a\x00b\">one\x00 two</p>"), ContentType: "text/html"})
	if got := p.Doc.Find("p").Text(); got != "one two" {
		t.Errorf("text %q", got)
	}
}

func TestNoscriptIsText(t *testing.T) {
	// As in a browser with scripting: what follows in <head> stays there.
	p := mustParse(t, Source{Body: []byte(`<head><noscript><img src=x></noscript><title>T</title></head><body>x`)})
	if got := p.Doc.Find("head > title").Text(); got != "T" {
		t.Errorf("title in head: %q", got)
	}
	if p.Doc.Find("img").Length() != 0 {
		t.Error("an element was made of what <noscript> holds")
	}
}
