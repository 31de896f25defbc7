package listing

import (
	"strings"
	"testing"
	"time"
)

// listWith returns a listing page of three dated entries with a pager below.
func listWith(head, pager string) string {
	return `<!DOCTYPE html><html lang="en"><head><title>News</title>` + head + `</head><body><h1>News</h1><ul class="news">
<li><span class="date">14 November 2024</span> <a href="/news/item-c">The ferry runs again on the upper river</a></li>
<li><span class="date">9 November 2024</span> <a href="/news/item-b">Two new pilots have been sworn in</a></li>
<li><span class="date">4 November 2024</span> <a href="/news/item-a">Winter timetable for the river crossing</a></li></ul>
` + pager + `</body></html>`
}

func TestNext(t *testing.T) {
	const here = "https://ferry.example/news/"
	tests := []struct {
		name, address, head, pager, want string
	}{
		{"none", here, "", "", ""},
		{"link rel", here, `<link rel="next" href="/news/?page=2">`, "", "https://ferry.example/news/?page=2"},
		{"a rel", here, "", `<a rel="next nofollow" href="page/2/">Older</a>`, "https://ferry.example/news/page/2/"},
		{"rel of an article", here, `<link rel="next" href="/news/item-b">`, "", ""},
		{"rel back to the first page", here + "?page=3", `<link rel="next" href="/news/?page=1">`, "", ""},
		{"numbers, current in strong", here + "?page=2", "", `<p><a href="?page=1">1</a> <strong>2</strong> <a href="?page=3">3</a></p>`, "https://ferry.example/news/?page=3"},
		{"numbers counted from zero", here + "?page=1", "", `<div class="pager"><a href="?page=0">1</a> <b>2</b> <a href="?page=2">3</a> <a href="?page=3">4</a></div>`, "https://ferry.example/news/?page=2"},
		{"first page without number", here, "", `<div class="pager"><b>1</b> <a href="?page=1">2</a> <a href="?page=2">3</a></div>`, "https://ferry.example/news/?page=1"},
		{"window", here + "?page=7", "", `<div class="pager"><a href="?page=1">1</a> … <a href="?page=6">6</a> <b>7</b> <a href="?page=8">8</a> … <a href="?page=200">200</a></div>`, "https://ferry.example/news/?page=8"},
		{"window that leaves the next one out", here + "?page=3", "", `<div class="pager"><a href="?page=1">1</a> <a href="?page=2">2</a> <b>3</b> … <a href="?page=200">200</a></div>`, "https://ferry.example/news/?page=4"},
		{"last page", here + "?page=9", "", `<div class="pager"><a href="?page=8">« Previous</a> <a href="?page=1">1</a> <a href="?page=8">8</a> <b>9</b></div>`, ""},
		{"last page whose next leads to itself", here + "?page=9", "", `<div class="pager"><a href="?page=8">8</a> <b>9</b> <a href="?page=9">Next</a></div>`, ""},
		{"offsets", here + "?start=20", "", `<a href="?start=0">1</a> <a href="?start=10">2</a> 3 <a href="?start=30">4</a> <a href="?start=40">5</a>`, "https://ferry.example/news/?start=30"},
		{"offset, only next", here + "?offset=10", "", `<a href="?offset=0">Newer</a> <a href="?offset=20">Next »</a>`, "https://ferry.example/news/?offset=20"},
		{"path numbers", here + "page/4/", "", `<nav class="pagination"><a href="/news/page/3/">3</a> <span aria-current="page" class="page-numbers current">4</span> <a href="/news/page/5/">5</a> <a class="next page-numbers" href="/news/page/5/">→</a></nav>`, "https://ferry.example/news/page/5/"},
		{"Bitrix, second list of a page", here, "", `<div class="nav-links">1 <a href="?PAGEN_2=2&amp;SIZEN_2=10">2</a> <a href="?PAGEN_2=2&amp;SIZEN_2=10">След.</a></div>`, "https://ferry.example/news/?PAGEN_2=2&SIZEN_2=10"},
		{"Russian words", here, "", `<a href="/news/?p=2">Следующая</a>`, "https://ferry.example/news/?p=2"},
		{"arrow in a pager without numbers", here, "", `<div class="paging"><a href="/news/older-7f3a">›</a></div>`, "https://ferry.example/news/older-7f3a"},
		{"arrow outside a pager", here, "", `<p><a href="/events">»</a></p>`, ""},
		{"icon with a label", here, "", `<ul class="pagination"><li class="next"><a href="?page=2" aria-label="Next page"><i class="icon"></i></a></li></ul>`, "https://ferry.example/news/?page=2"},
		{"class only", here, "", `<a class="pagination-next" href="?page=2"><svg></svg></a>`, "https://ferry.example/news/?page=2"},
		{"button with an address", here, "", `<button data-next-url="/news/?PAGEN_1=2">Показать ещё</button>`, "https://ferry.example/news/?PAGEN_1=2"},
		{"div with an address", here, "", `<div class="load_more" data-url="/news/?PAGEN_1=2&amp;ajax=Y">Ещё</div>`, "https://ferry.example/news/?PAGEN_1=2&ajax=Y"},
		{"previous means newer", here + "?page=2", "", `<a href="?page=1">Previous</a>`, ""},
		{"previous entries are older", here, "", `<a href="/news/page/2/">« Previous entries</a>`, "https://ferry.example/news/page/2/"},
		{"previous that counts up", here, "", `<a href="?page=2">Previous</a>`, "https://ferry.example/news/?page=2"},
		{"another host", here, "", `<a rel="next" href="https://other.example/news/?page=2">Next page</a>`, ""},
		{"another name of the host", here, "", `<a href="https://www.ferry.example/news/?page=2">Next page</a>`, "https://www.ferry.example/news/?page=2"},
		{"script", here, "", `<a class="next" href="javascript:go(2)">Next page</a> <a class="next" href="#">Next</a>`, ""},
		{"next article", here, "", `<a class="next" href="/news/item-z">Next article</a> <a rel="next" href="/news/item-y">Next article: lights</a>`, ""},
		{"slides", here, "", `<div class="carousel"><a class="carousel-next" href="#slide">Next</a></div>`, ""},
		{"years are no pages", here, "", `<div class="pager"><a href="/news/2023/">2023</a> <a href="/news/2022/">2022</a></div>`, "https://ferry.example/news/2023/"},
		{"a single year", here, "", `<p>Archive: <a href="/news/2023/">2023</a></p>`, "https://ferry.example/news/2023/"},
		{"a single year of a reign", here, "", `<p><a href="/news/">令和6年</a>｜<a href="/news/2023/">令和5年</a></p>`, "https://ferry.example/news/2023/"},
		{"a single Thai year", here, "", `<p><a href="/news/?y=2023">๒๕๖๖</a></p>`, "https://ferry.example/news/?y=2023"},
		{"a single link with a year in its address", here, "", `<p><a href="/news/2023/">Report on 11 ferries</a></p>`, ""},
		{"month before", here + "2024/11/", "", `<div class="calendar"><a href="/news/2024/10/">« October</a> <a href="/news/2024/12/">December »</a></div>`, "https://ferry.example/news/2024/10/"},
		{"month before, over the year", here + "?year=2024&month=1", "", `<a href="?year=2023&amp;month=12">December</a> <a href="?year=2024&amp;month=2">February</a>`, "https://ferry.example/news/?year=2023&month=12"},
		{"no month after", here + "2024/11/", "", `<div class="calendar"><a href="/news/2024/12/">Next »</a></div>`, ""},
		{"pages before months", here, "", `<a href="/news/2024/10/">October 2024</a> <a href="/news/2024/09/">September 2024</a> <a href="?page=2">Next</a>`, "https://ferry.example/news/?page=2"},
		{"days of a calendar", here, "", `<table class="calendar"><tr><td><a href="/news/?day=1">1</a></td><td><a href="/news/?day=2">2</a></td><td><a href="/news/?day=3">3</a></td></tr></table>`, ""},
		{"parameter of a component", here, "", `<a href="?tx_news%5BcurrentPage%5D=2">weiter</a>`, "https://ferry.example/news/?tx_news%5BcurrentPage%5D=2"},
		{"Chinese", here, "", `<a href="index_1.html">下一页</a>`, "https://ferry.example/news/index_1.html"},
		{"pager written by a script", here, "", `<script>createPageHTML(10, 0, "index", "htm");</script>`, "https://ferry.example/news/index_1.htm"},
		{"pager written by a script into an element", here, "", `<div id="pg"></div><script>createPageHTML('pg', 4, 0, "index", "html", 32);</script>`, "https://ferry.example/news/index_1.html"},
		{"pager written by a script, later", here + "index_4.htm", "", `<div class="page"><script>createPageHTML( 10 , 4 , 'index' , 'htm' )</script></div>`, "https://ferry.example/news/index_5.htm"},
		{"pager written by a script, last page", here + "index_9.htm", "", `<script>createPageHTML(10, 9, "index", "htm");</script>`, ""},
		{"pager written by a script, only page", here, "", `<script>createPageHTML(1, 0, "index", "htm");</script>`, ""},
		{"the script's own text", here, "", `<script>function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt) {}</script>`, ""},
		{"Arabic", here, "", `<div class="pages"><a href="?page=2">التالي</a></div>`, "https://ferry.example/news/?page=2"},
		{"numbers behind a parameter of any name", here, "", `<p><b>1</b> | <a href="?od=8">2</a> | <a href="?od=16">3</a></p>`, "https://ferry.example/news/?od=8"},
		{"numbers behind a parameter of any name, later", here + "?od=8", "", `<p><a href="?od=0">1</a> | <b>2</b> | <a href="?od=16">3</a></p>`, "https://ferry.example/news/?od=16"},
		{"numbers behind a parameter of any name, last", here + "?od=16", "", `<p><a href="?od=0">1</a> | <a href="?od=8">2</a> | <b>3</b></p>`, ""},
		{"numbers that are no run", here, "", `<p>Grades <b>1</b>, <a href="?grade=4">4</a>, <a href="?grade=7">7</a></p>`, ""},
		{"an address that counts on, in words of no list", here, "", `<a href="/news/strana/2/">Тӑватӑ</a>`, "https://ferry.example/news/strana/2/"},
		{"an address that counts on by the entries shown", here, "", `<a href="?offset=3">Тӑватӑ</a>`, "https://ferry.example/news/?offset=3"},
		{"an address far on, in words of no list", here, "", `<a href="/news/strana/40/">Тӑватӑ</a>`, ""},
		{"page in the file name", "https://ferry.example/news-2.html", "", `<a href="news.html">1</a> 2 <a href="news-3.html">3</a> <a href="news-3.html">Next page</a>`, "https://ferry.example/news-3.html"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := parse(t, listWith(test.head, test.pager), test.address)
			got := Read(p, Options{Now: sampleNow})
			if got.Next != test.want {
				t.Errorf("next = %q, want %q", got.Next, test.want)
			}
			if len(got.Entries) != 3 {
				t.Errorf("%d entries, want 3", len(got.Entries))
			}
		})
	}
}

func TestNextBySelector(t *testing.T) {
	pager := `<div class="a"><a href="?page=5">Next page</a></div><div class="b"><span><a href="?page=2">go</a></span></div>`
	tests := []struct{ selector, want string }{
		{".b", "https://ferry.example/news?page=2"},
		{".b a", "https://ferry.example/news?page=2"},
		{".missing", "https://ferry.example/news?page=5"},
		{"a[[", "https://ferry.example/news?page=5"}, // not a selector
	}
	for _, test := range tests {
		p := parse(t, listWith("", pager), "https://ferry.example/news")
		if got := Read(p, Options{Next: test.selector, Now: sampleNow}).Next; got != test.want {
			t.Errorf("selector %q: next = %q, want %q", test.selector, got, test.want)
		}
	}
}

// A page past the end that offers a next page for ever must not be followed.
func TestNoNextWithoutEntries(t *testing.T) {
	p := parse(t, `<html><body><h1>News</h1><p>Nothing here.</p><a href="?page=1000">Next page</a></body></html>`, "https://ferry.example/news?page=999")
	got := Read(p, Options{Now: time.Now()})
	if len(got.Entries) != 0 || got.Next != "" {
		t.Errorf("got %d entries, next %q; want none", len(got.Entries), got.Next)
	}
}

func TestPlaceOf(t *testing.T) {
	tests := []struct {
		address string
		number  int
		known   bool
	}{
		{"https://a.example/news/?PAGEN_1=12", 12, true},
		{"https://a.example/news/?sizen_1=20&PAGEN_1=3", 3, true},
		{"https://a.example/news/page/4", 4, true},
		{"https://a.example/news/page-4.html", 4, true},
		{"https://a.example/news/?limitstart=40&limit=20", 40, true},
		{"https://a.example/news/", 0, false},
		{"https://a.example/news/2024/", 0, false},
		{"https://a.example/news/?id=77", 0, false},
	}
	for _, test := range tests {
		p := placeOf(test.address)
		if p.number != test.number || p.known != test.known {
			t.Errorf("%s: number %d, known %v; want %d, %v", test.address, p.number, p.known, test.number, test.known)
		}
		if first := placeOf("https://a.example/news/"); strings.Contains(test.address, "?PAGEN") && !p.like(first) {
			t.Errorf("%s is no page of %v", test.address, first)
		}
	}
}
