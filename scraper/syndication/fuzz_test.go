package syndication

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"onrecord/archive"
	"onrecord/scraper/page"
)

func FuzzRead(f *testing.F) {
	for _, body := range []string{
		`<?xml version="1.0" encoding="windows-1251"?><!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><atom:link rel="next" href="?p=2"/><item><title><![CDATA[One &amp; <b>two</b>]]></title><link>/1?utm_source=x#y</link><pubDate>Wed, 25 Feb 2026 10:30:00 +0300</pubDate><description>&lt;p&gt;Text &a;</description><enclosure url="/a.pdf" type="application/pdf"/></item></channel></rss>`,
		`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><item><link>/1</link><dc:date>2026-02-25</dc:date></item></rdf:RDF>`,
		`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/x/"><link rel="prev-archive" href="2025"/><entry><title type="xhtml"><div>One</div></title><link href="1"/><updated>2026-02-25T10:30:00Z</updated><content src="a.pdf"/></entry>`,
		`{"version": "https://jsonfeed.org/version/1.1", "next_url": "/2", "items": [{"id": 1, "url": "/1", "date_published": "2026-02-25T10:30:00Z", "attachments": [{}]}, null, 7]}`,
		`<urlset xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>/1</loc><lastmod>2026-02-25</lastmod><n:news><n:title>One</n:title><n:publication_date>2026-02-25</n:publication_date></n:news></url></urlset>`,
		`<sitemapindex><sitemap><loc>/s.xml.gz</loc><lastmod>2026-02-25T10:30Z</lastmod></sitemap></sitemapindex>`,
		"\x1f\x8b\x08\x00", "\xff\xfe<\x00r\x00s\x00s\x00>\x00", "<rss><channel><item></b><title>a < b & c\x01</title></item>",
	} {
		f.Add([]byte(body), "text/xml; charset=utf-8")
		f.Add([]byte(body), "application/json")
	}
	f.Add(pack(f, []byte(`<urlset><url><loc>/1</loc></url></urlset>`)), "application/gzip")
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		const address = "https://river.example/feed"
		d, err := Read(page.Source{Body: body, ContentType: contentType, Address: address}, Options{Now: captured})
		if err != nil {
			if !errors.Is(err, ErrNone) && !errors.Is(err, ErrBroken) && !errors.Is(err, ErrTooLarge) {
				t.Fatalf("an error without a name: %v", err)
			}
			return
		}
		seen := map[string]bool{}
		for _, e := range d.Entries {
			checkEntry(t, e)
			key, err := archive.Canonical(e.URL)
			if err != nil || seen[key] {
				t.Errorf("%s is there twice, or has no canonical form: %v", e.URL, err)
			}
			seen[key] = true
		}
		for _, s := range d.Sitemaps {
			checkOwn(t, s.URL)
		}
		if d.Next != "" {
			checkOwn(t, d.Next)
		}
		for key, at := range d.Modified {
			if !seen[key] || at.After(captured) {
				t.Errorf("%s was changed at %v", key, at.Format(time.RFC3339))
			}
		}
	})
}

func checkEntry(t *testing.T, e archive.Entry) {
	t.Helper()
	if clean, err := archive.CleanURL(e.URL); err != nil || clean != e.URL {
		t.Errorf("address %q is not clean: %q, %v", e.URL, clean, err)
	}
	if _, err := archive.ParseDate(string(e.Date)); e.Date != "" && err != nil {
		t.Error(err)
	}
	for _, text := range []string{e.Title, e.Teaser} {
		if text != archive.NormaliseLine(text) || len(text) > maxField {
			t.Errorf("text %q", text)
		}
	}
}

func checkOwn(t *testing.T, address string) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil || strings.TrimPrefix(u.Host, "www.") != "river.example" {
		t.Errorf("%q is on another host: %v", address, err)
	}
}
