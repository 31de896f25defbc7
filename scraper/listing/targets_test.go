package listing

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// Links of the page before are not resolved anew, and lead where they lead from
// this page: also those that depend on its folder, its host or its <base>.
func TestLinksOfThePageBefore(t *testing.T) {
	const news = `<ul><li><a href="one/">The first item of the news</a> 5.11.2024</li><li><a href="/two/">The second item of the news</a> 4.11.2024</li>
<li><a href="//other.example/three/">The third item of the news</a> 3.11.2024</li><li><a href="?id=4">The fourth item of the news</a> 2.11.2024</li></ul>
<a href="?page=2">2</a> <a href="/news/?page=3">3</a> <a href="#top">Top</a>`
	type known struct{ body, address string }
	first := known{news, "https://a.example/news/"}
	for name, next := range map[string]known{
		"the same page":  first,
		"its second":     {news, "https://a.example/news/?page=2"},
		"another folder": {news, "https://a.example/news/page/2/"},
		"another host":   {news, "https://b.example/news/"},
		"another scheme": {news, "http://a.example/news/"},
		"a base":         {`<base href="https://c.example/x/">` + news, "https://a.example/news/"},
		"an encoding":    {`<meta charset="windows-1251">` + news + `<a href="/f?q=` + "\xe9\xea" + `">x</a>`, "https://a.example/news/"},
	} {
		t.Run(name, func(t *testing.T) {
			links := Read(parse(t, first.body, first.address), Options{Now: sampleNow}).Links
			want := Read(parse(t, next.body, next.address), Options{Now: sampleNow})
			got := Read(parse(t, next.body, next.address), Options{Now: sampleNow, Links: links})
			if len(want.Entries) == 0 {
				t.Fatal("no entries were read")
			}
			if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(Page{}, "Links")); diff != "" {
				t.Errorf("read otherwise (-want +got):\n%s", diff)
			}
			diff := cmp.Diff(want.Links.of, got.Links.of, cmp.AllowUnexported(target{}, place{}))
			if diff != "" {
				t.Errorf("links lead elsewhere (-want +got):\n%s", diff)
			}
			if same := got.Links.of["/two/"] == links.of["/two/"]; same != (want.Links.root == links.root) {
				t.Errorf("a link of the page before was resolved anew: %v", !same)
			}
		})
	}
}
