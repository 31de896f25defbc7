package scraper

import (
	"testing"
	"time"

	"onrecord/archive"
)

func TestFilesThatAreTaken(t *testing.T) {
	c := &crawl{feed: Feed{Feed: archive.Feed{Listings: []string{"https://works.example/news/"}}, Attachments: "documents", FileHosts: []string{"cdn.example.net"}}}
	c.Files = Fetcher(nil)
	for address, want := range map[string]bool{
		"https://works.example/a.pdf":     true,
		"https://www.works.example/a.pdf": true,
		"https://cdn.example.net/a.pdf":   false, // nobody asks other hosts here
		"https://other.example/a.pdf":     false,
	} {
		if _, ok := c.fetcherOf(address); ok != want {
			t.Errorf("%s: allowed %v, want %v", address, ok, want)
		}
	}
	for kind, want := range map[string]bool{archive.KindDocument: true, archive.KindImage: false, archive.KindFile: false} {
		if got := c.takes(archive.Attachment{Kind: kind}); got != want {
			t.Errorf("documents: takes %s: %v", kind, got)
		}
	}
	c.feed.Attachments = "all"
	if !c.takes(archive.Attachment{Kind: archive.KindImage}) || !c.takes(archive.Attachment{Kind: archive.KindFile}) {
		t.Error("all: leaves some out")
	}
}

func TestImagesAreReadWithAll(t *testing.T) {
	page := archive.Capture{URL: "https://works.example/a", Final: "https://works.example/a", Status: 200,
		Header: []archive.Field{{Name: "Content-Type", Value: "text/html; charset=utf-8"}},
		Body: []byte(`<html><body><img src="/logo.png"><article><h1>The pier is open</h1><p>The new pier of the works was opened to the public on Monday morning, said the director of the office.
<img src="/pier.jpg" alt="The pier"></p><p>It is two hundred metres long, and <a href="/plan.pdf">the plan</a> shows where the ferries land in the summer and in the winter.</p></article></body></html>`)}
	for setting, want := range map[string][]string{"documents": {"https://works.example/plan.pdf"}, "all": {"https://works.example/pier.jpg", "https://works.example/plan.pdf"}} {
		feed := Feed{Feed: archive.Feed{Name: "works", Listings: []string{"https://works.example/"}}, Attachments: setting, Location: time.UTC}
		reading, err := NewReader(feed).Read(page)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, a := range reading.Content.Attachments {
			got = append(got, a.URL)
		}
		if len(got) != len(want) || got[0] != want[0] || got[len(got)-1] != want[len(want)-1] {
			t.Errorf("%s: %v, want %v", setting, got, want)
		}
	}
}
