package demo

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"onrecord/archive"
)

func mustDay(t *testing.T, day string) time.Time {
	t.Helper()
	d, err := time.Parse(archive.DayLayout, day)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// few returns a site of n short articles on consecutive days, the first the newest.
func few(n int) *Site {
	var articles []Article
	for i := range n {
		articles = append(articles, Article{
			Path: fmt.Sprintf("/news/a%d/", i), Title: fmt.Sprintf("Title %d", i), Paragraphs: []string{fmt.Sprintf("Text %d.", i)},
			Date: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n-i).Format(archive.DayLayout),
		})
	}
	return NewSiteOf(articles...)
}

func TestPager(t *testing.T) {
	base := start(t, few(63)) // seven pages, three articles on the last
	for _, c := range []struct {
		query, first string
		entries      int
		current      string
		others       []string
		next         string
	}{
		{"", "Title 0", 10, "1", []string{"2", "3", "4", "5"}, "/news/?PAGEN_1=2"},
		{"?PAGEN_1=1", "Title 0", 10, "1", []string{"2", "3", "4", "5"}, "/news/?PAGEN_1=2"},
		{"?PAGEN_1=4", "Title 30", 10, "4", []string{"2", "3", "5", "6"}, "/news/?PAGEN_1=5"},
		{"?PAGEN_1=7", "Title 60", 3, "7", []string{"3", "4", "5", "6"}, ""},
		{"?PAGEN_1=8", "Title 60", 3, "7", []string{"3", "4", "5", "6"}, ""},
		{"?PAGEN_1=999999999", "Title 60", 3, "7", []string{"3", "4", "5", "6"}, ""},
		{"?PAGEN_1=0", "Title 0", 10, "1", []string{"2", "3", "4", "5"}, "/news/?PAGEN_1=2"},
		{"?PAGEN_1=x", "Title 0", 10, "1", []string{"2", "3", "4", "5"}, "/news/?PAGEN_1=2"},
	} {
		doc := document(t, get(t, base+"/news/"+c.query).body)
		titles := texts(doc, ".news-item b")
		if len(titles) != c.entries || titles[0] != c.first {
			t.Errorf("%q: %d entries from %q, want %d from %q", c.query, len(titles), titles[0], c.entries, c.first)
		}
		if got := texts(doc, "font.text > b"); !slices.Equal(got, []string{c.current}) {
			t.Errorf("%q: current page %q, want %q", c.query, got, c.current)
		}
		var others []string
		next := ""
		doc.Find("font.text > a").Each(func(_ int, s *goquery.Selection) {
			switch label := s.Text(); {
			case label == "Next":
				next = s.AttrOr("href", "")
			case label[0] >= '0' && label[0] <= '9':
				others = append(others, label)
			}
		})
		if !slices.Equal(others, c.others) || next != c.next {
			t.Errorf("%q: pages %q, next %q; want %q, %q", c.query, others, next, c.others, c.next)
		}
	}
}

func TestListingWithoutPager(t *testing.T) {
	base := start(t, few(10))
	doc := document(t, get(t, base+"/news/").body)
	if got := len(texts(doc, ".news-item")); got != 10 {
		t.Errorf("%d entries", got)
	}
	if got := texts(doc, "font.text"); len(got) != 0 {
		t.Errorf("pager %q", got)
	}
	if got := get(t, base+"/news"); got.status != http.StatusMovedPermanently || got.header.Get("Location") != "/news/" {
		t.Errorf("/news: %d to %q", got.status, got.header.Get("Location"))
	}
}

func TestEveryArticleIsListed(t *testing.T) {
	site := NewSite()
	base := start(t, site)
	listed := map[string][]string{}
	for _, section := range Sections() {
		for page := 1; page < 20; page++ {
			doc := document(t, get(t, base+pageAddress(section, page)).body)
			for _, href := range hrefs(doc, ".news-item a") {
				if !slices.Contains(listed[href], section) {
					listed[href] = append(listed[href], section)
				}
			}
		}
	}
	for _, a := range site.Articles() {
		want := append([]string{a.Section}, a.Also...)
		slices.Sort(want)
		slices.Sort(listed[a.Path])
		if !slices.Equal(listed[a.Path], want) {
			t.Errorf("%s is listed by %q, want %q", a.Path, listed[a.Path], want)
		}
	}
}

func TestWhatChangesWithEveryRequest(t *testing.T) {
	site := NewSite()
	base := start(t, site)
	path := site.Articles()[0].Path
	first, second := get(t, base+path), get(t, base+path)
	one, two := document(t, first.body), document(t, second.body)
	for _, selector := range []string{".latest-news", ".news-show-counter"} {
		if slices.Equal(texts(one, selector), texts(two, selector)) {
			t.Errorf("%s is the same twice: %q", selector, texts(one, selector))
		}
	}
	if one.Find("input[name=sessid]").AttrOr("value", "") == two.Find("input[name=sessid]").AttrOr("value", "") {
		t.Error("the token is the same twice")
	}
	if first.header.Get("Set-Cookie") == second.header.Get("Set-Cookie") {
		t.Error("the cookie is the same twice")
	}
	if !slices.Equal(texts(one, ".news-detail > p"), texts(two, ".news-detail > p")) {
		t.Error("the text is not the same twice")
	}
	for range 30 {
		doc := document(t, get(t, base+path).body)
		if got := hrefs(doc, ".latest-news a"); len(got) != latestShown || slices.Contains(got, path) {
			t.Errorf("latest news %q on %s", got, path)
		}
	}
	if again := document(t, get(t, start(t, NewSite())+path).body); !slices.Equal(texts(again, ".latest-news"), texts(one, ".latest-news")) {
		t.Error("the first request of another run gets another page")
	}
}

func TestActions(t *testing.T) {
	site := few(12)
	base := start(t, site)
	list := func() string {
		return strings.Join(append(hrefs(document(t, get(t, base+"/news/").body), ".news-item a"),
			hrefs(document(t, get(t, base+"/news/?PAGEN_1=2").body), ".news-item a")...), " ")
	}
	text := func(path string) string {
		return strings.Join(texts(document(t, get(t, base+path).body), ".news-detail > p"), " ")
	}

	site.Publish(Article{Path: "/news/new/", Title: "New", Date: "2024-01-10", Paragraphs: []string{"New text."}})
	if got := list(); !strings.HasPrefix(got, "/news/a0/ /news/a1/ /news/a2/ /news/new/ /news/a3/") || text("/news/new/") != "New text." {
		t.Errorf("published: %q", got)
	}
	site.Publish(Article{Path: "/news/undated/", Title: "Undated", Paragraphs: []string{"Text."}})
	if got := list(); !strings.HasPrefix(got, "/news/undated/ /news/a0/") {
		t.Errorf("published without a date: %q", got)
	}
	if !site.Edit("/news/a1/", func(a *Article) { a.Paragraphs[0] = "Other text." }) || text("/news/a1/") != "Other text." {
		t.Errorf("edited: %q", text("/news/a1/"))
	}
	if !site.Retitle("/news/a1/", "Other title") || texts(document(t, get(t, base+"/news/a1/").body), ".news-detail h3")[0] != "Other title" {
		t.Error("not retitled")
	}
	if !site.Unlist("/news/a2/") || strings.Contains(list(), "/news/a2/") || get(t, base+"/news/a2/").status != http.StatusOK {
		t.Error("not unlisted, or gone")
	}
	if !site.Restore("/news/a2/") || !strings.Contains(list(), "/news/a1/ /news/a2/") {
		t.Errorf("not back on its listing: %q", list())
	}
	if !site.Delete("/news/a2/") || strings.Contains(list(), "/news/a2/") || get(t, base+"/news/a2/").status != http.StatusNotFound {
		t.Error("not deleted")
	}
	if !site.Restore("/news/a2/") || !strings.Contains(list(), "/news/a1/ /news/a2/") || text("/news/a2/") != "Text 2." {
		t.Errorf("not restored: %q", list())
	}
	for _, done := range []bool{site.Edit("/news/x/", func(*Article) {}), site.Delete("/news/x/"), site.Restore("/news/x/"), site.Unlist("/news/x/"), site.Move("/news/x/", "/news/y/")} {
		if done {
			t.Error("an action on no article reports success")
		}
	}
}

func TestMove(t *testing.T) {
	site := few(3)
	base := start(t, site)
	redirect := func(from, to string) {
		t.Helper()
		if got := get(t, base+from); got.status != http.StatusMovedPermanently || got.header.Get("Location") != to {
			t.Errorf("%s answers %d %q, want the way to %s", from, got.status, got.header.Get("Location"), to)
		}
	}
	site.Move("/news/a1/", "/news/b/")
	redirect("/news/a1/", "/news/b/")
	site.Move("/news/b/", "/speeches/c/")
	redirect("/news/a1/", "/speeches/c/")
	redirect("/news/b/", "/speeches/c/")
	if got := get(t, base+"/speeches/c/"); got.status != http.StatusOK || !strings.Contains(got.body, "Title 1") {
		t.Errorf("the new address answers %d", got.status)
	}
	site.Move("/speeches/c/", "/news/a1/")
	redirect("/news/b/", "/news/a1/")
	if got := get(t, base+"/news/a1/"); got.status != http.StatusOK {
		t.Errorf("moved back, the address answers %d", got.status)
	}
}

func TestArticlesAreCopies(t *testing.T) {
	site := few(1)
	a := site.Articles()[0]
	a.Paragraphs[0] = "Scribble."
	if b, ok := site.Article("/news/a0/"); !ok || b.Paragraphs[0] != "Text 0." {
		t.Errorf("article %+v", b)
	}
	if _, ok := site.Article("/news/none/"); ok {
		t.Error("an article where there is none")
	}
}

func TestNotFound(t *testing.T) {
	site := few(1)
	base := start(t, site)
	for address, title := range map[string]string{"/news/none/": "Page not found", "/ru/news/none/": "Страница не найдена", "/news/a0": "Page not found"} {
		got := get(t, base+address)
		if heading := texts(document(t, got.body), "h1"); got.status != http.StatusNotFound || !slices.Equal(heading, []string{title}) {
			t.Errorf("%s: %d %q", address, got.status, heading)
		}
	}
	site.SoftNotFound(true)
	if got := get(t, base+"/news/none/"); got.status != http.StatusOK || !strings.Contains(got.body, "Page not found") {
		t.Errorf("soft: %d", got.status)
	}
}

func TestValidators(t *testing.T) {
	site := few(2)
	base := start(t, site)
	if got := get(t, base+"/news/a0/"); got.header.Get("ETag")+got.header.Get("Last-Modified") != "" {
		t.Errorf("validators at first: %q", got.header)
	}
	site.Validators(true)
	tag := get(t, base+"/news/a0/").header.Get("ETag")
	if got := get(t, base+"/news/a0/", "If-None-Match", tag); tag == "" || got.status != http.StatusNotModified || got.body != "" {
		t.Errorf("tag %q: %d", tag, got.status)
	}
	site.Retitle("/news/a0/", "Other")
	if got := get(t, base+"/news/a0/", "If-None-Match", tag); got.status != http.StatusOK || got.header.Get("ETag") == tag {
		t.Errorf("after an edit: %d %q", got.status, got.header.Get("ETag"))
	}
}

func TestRSS(t *testing.T) {
	site := NewSite()
	base := start(t, site)
	for _, section := range Sections() {
		got := get(t, base+section+"rss/")
		var file struct {
			Items []struct {
				Title string `xml:"title"`
				Link  string `xml:"link"`
				Date  string `xml:"pubDate"`
			} `xml:"channel>item"`
		}
		if err := xml.Unmarshal([]byte(got.body), &file); err != nil {
			t.Fatal(err)
		}
		if len(file.Items) < 10 || !strings.HasPrefix(file.Items[0].Link, base+section) || file.Items[0].Title == "" {
			t.Errorf("%s: %d items", section, len(file.Items))
		}
		if _, err := time.Parse(time.RFC1123Z, file.Items[0].Date); err != nil {
			t.Error(err)
		}
	}
}

func TestDocumentsAndRobots(t *testing.T) {
	site := NewSite()
	base := start(t, site)
	got := get(t, base+"/upload/iblock/5e2/halver-bridges.pdf")
	if got.header.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(got.body, "%PDF-1.4\n") || !strings.HasSuffix(got.body, "%%EOF\n") {
		t.Errorf("document: %q", got.header)
	}
	table := strings.Index(got.body, "xref\n")
	if !strings.Contains(got.body, fmt.Sprintf("startxref\n%d\n", table)) || !strings.Contains(got.body, "(List of bridges \\(PDF\\)) Tj") {
		t.Errorf("document:\n%s", got.body)
	}
	if robots := get(t, base+"/robots.txt"); robots.status != http.StatusOK || !strings.HasPrefix(robots.body, "User-agent: *\n") {
		t.Errorf("robots.txt: %d %q", robots.status, robots.body)
	}
}

func TestCounts(t *testing.T) {
	site := few(1)
	base := start(t, site)
	get(t, base+"/news/")
	get(t, base+"/news/?PAGEN_1=2")
	get(t, base+"/news/?PAGEN_1=2")
	if site.Requests() != 3 || site.Hits("/news/") != 1 || site.Hits("/news/?PAGEN_1=2") != 2 || site.Hits("/") != 0 {
		t.Errorf("%d requests", site.Requests())
	}
	site.ResetCounts()
	if site.Requests() != 0 || site.Hits("/news/") != 0 {
		t.Error("the counts were not reset")
	}
}

func TestStory(t *testing.T) {
	before := NewSite()
	site := NewSite()
	for _, step := range Story() {
		count := cmp.Diff(articlesByPath(before), articlesByPath(site), cmp.AllowUnexported(Article{}))
		step.Do(site)
		if step.Say == "" || count == cmp.Diff(articlesByPath(before), articlesByPath(site), cmp.AllowUnexported(Article{})) {
			t.Errorf("nothing happens: %q", step.Say)
		}
	}
	was, is := articlesByPath(before), articlesByPath(site)
	if _, ok := was[winterPath]; ok || is[winterPath].Title == "" {
		t.Error("no article was added")
	}
	if a, b := was[bridgePath], is[bridgePath]; a.Title != b.Title || a.Body() == b.Body() || strings.Contains(b.Body(), "nine") {
		t.Errorf("edited: %q", b.Body())
	}
	if a, b := was[weirPath], is[weirPath]; a.Title == b.Title || a.Body() != b.Body() {
		t.Errorf("retitled: %q", b.Title)
	}
	if a, b := was[archivePath], is[movedPath]; a.Body() == "" || a.Body() != b.Body() || is[archivePath].Path != "" {
		t.Errorf("moved: %+v", b)
	}
	if _, ok := is[ferryPath]; ok || was[ferryPath].Title == "" {
		t.Error("no article was deleted")
	}
	if len(is) != len(was) {
		t.Errorf("%d articles, before %d", len(is), len(was))
	}
}

func articlesByPath(s *Site) map[string]Article {
	out := map[string]Article{}
	for _, a := range s.Articles() {
		out[a.Path] = a
	}
	return out
}

func TestConcurrentUse(t *testing.T) {
	site := NewSite()
	base := start(t, site)
	articles := site.Articles()
	var wait sync.WaitGroup
	for worker := range 6 {
		wait.Go(func() {
			for i := range 15 {
				a := articles[(worker*15+i)%len(articles)]
				switch i % 5 {
				case 0:
					site.Retitle(a.Path, a.Title+"!")
				case 1:
					site.Delete(a.Path)
					site.Restore(a.Path)
				case 2:
					site.Publish(Article{Path: fmt.Sprintf("/news/x%d-%d/", worker, i), Title: "X", Paragraphs: []string{"X."}})
				}
				get(t, base+a.Path)
				get(t, base+a.Section)
			}
		})
	}
	wait.Wait()
}
