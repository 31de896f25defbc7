package scraper

import (
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onrecord/archive"
)

func TestPrinted(t *testing.T) {
	page := `<!doctype html><title>T</title><style>p{}</style><script>var a = "<p>no</p>";</script>
<div>Latest<ul><li>One <b>bold</b> item<li>Two</ul></div><p>Text with a <a href=x>link</a> in it.<br>Next line &amp; more</p><noscript>no</noscript>`
	var got []string
	print := (&Reader{}).Printed(archive.Capture{URL: "https://example.org/news/1", Body: []byte(page)})[0]
	if diff := cmp.Diff([]string{"https://example.org/news/x"}, print.Links()); diff != "" {
		t.Errorf("links (-want +got):\n%s", diff)
	}
	for _, p := range print.Pieces {
		if p = archive.NormaliseLine(p); p != "" {
			got = append(got, p)
		}
	}
	want := []string{"Latest", "One bold item", "Two", "Text with a link in it.", "Next line & more"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	pdf := archive.Capture{Header: []archive.Field{{Name: "Content-Type", Value: "application/pdf"}}, Body: []byte("%PDF")}
	if got := (&Reader{}).Printed(pdf)[0]; got.Pieces != nil {
		t.Errorf("a document prints %q", got.Pieces)
	}
}

func TestPlainPathsNeedNoResolving(t *testing.T) {
	base, err := url.Parse("https://example.org:8443/news/item-1/?page=2#top")
	if err != nil {
		t.Fatal(err)
	}
	plain := 0
	for _, link := range []string{
		"/", "/a", "/a/", "/a/b-1_2.html", "/a..b", "//other.example/a", "/a//b", "/./a", "/a/../b", "/a/.", "/a?b=1", "/a b", "/%41", "/é", "a", "../a", "",
	} {
		u, err := base.Parse(link)
		if err != nil {
			t.Fatal(err)
		}
		if !plainPath(link) {
			continue
		}
		plain++
		if want := u.String(); "https://example.org:8443"+link != want {
			t.Errorf("%q leads to %q", link, want)
		}
	}
	if plain != 5 {
		t.Errorf("%d links are plain paths, want 5", plain)
	}
}
