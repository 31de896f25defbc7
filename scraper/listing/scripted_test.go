package listing

import "testing"

// What leads on by a script alone is said, so that a crawl does not take the
// first page for all there is.
func TestMoreBehindAScript(t *testing.T) {
	tests := []struct{ name, pager, want string }{
		{"none", "", ""},
		{"button", `<button id="more">Load more</button>`, "Load more"},
		{"link without address", `<a href="#" class="btn">Показать ещё</a>`, "Показать ещё"},
		{"link to a script", `<a href="javascript:more()">Weitere laden</a>`, "Weitere laden"},
		{"by its class", `<div class="load-more"><span>Alle tonen</span></div>`, "Alle tonen"},
		{"second page", `<ul class="pagination"><li class="active"><a href="#">1</a></li><li><a href="#" onclick="go(2)">2</a></li></ul>`, "2"},
		{"with an address for a script", `<button class="load-more" data-url="/api/news?page=2">Load more</button>`, "Load more"},
		{"with an address", `<a class="load-more" href="?page=2">Load more</a>`, ""},
		{"to elsewhere", `<a href="/archive">More news</a>`, ""},
		{"switched off", `<button disabled>Load more</button> <a class="next disabled" href="#">Next page</a>`, ""},
		{"only page", `<ul class="pagination"><li class="active"><a href="#">1</a></li></ul>`, ""},
		{"other buttons", `<button>Subscribe</button><a href="#">Back to top</a>`, ""},
		{"next slide", `<div class="carousel"><a class="carousel-next" href="#slide">Next</a></div>`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Read(parse(t, listWith("", tt.pager), "https://ferry.example/news/"), Options{Now: sampleNow})
			if got.More != tt.want {
				t.Errorf("more %q, want %q; next %q", got.More, tt.want, got.Next)
			}
			if got := Read(parse(t, listWith(tt.pager, ""), "https://ferry.example/news/"), Options{Now: sampleNow}); got.More != "" {
				t.Errorf("above the entries: more %q", got.More)
			}
		})
	}
}
