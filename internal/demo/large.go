package demo

import (
	"bufio"
	"fmt"
	"html"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"onrecord/archive"
)

// LargeSite is a site of any number of articles for benchmarks. A page is made
// when it is asked for, so the site needs the same memory whatever its size.
// It changes in rounds: see [LargeSite.NextRound]. Set its fields before it is
// served.
type LargeSite struct {
	EditEvery   int  // in each round one of so many articles is edited; 0: none
	RemoveEvery int  // in each round one of so many articles is deleted; 0: none
	AddEach     int  // so many articles are added in each round
	Validators  bool // whether pages carry an ETag

	articles int
	pageSize int
	menu     string // the same on all pages
	language *language
	round    atomic.Int64
	requests atomic.Int64
	bytes    atomic.Int64
}

// largePerPage is how many entries a page of a large site's listing prints.
const largePerPage = 20

// textShare says that one of so many bytes of a page is the article's text;
// the rest is template, as on real sites.
const textShare = 10

// largeHead begins every page; it takes a title and a token.
const largeHead = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"UTF-8\">\n<title>%s</title>\n" +
	"<script>var bitrix_sessid='%s';</script>\n</head>\n<body>\n<ul class=\"top-menu\">\n"

// NewLargeSite returns a site of n articles whose pages are about pageSize
// bytes long, at least some 3,000. The same numbers give the same site.
func NewLargeSite(n, pageSize int) *LargeSite {
	s := &LargeSite{articles: n, pageSize: pageSize, language: newLanguage()}
	filler := max(0, pageSize-pageSize/textShare-1500)
	var menu strings.Builder
	for i := 0; menu.Len() < filler; i++ {
		fmt.Fprintf(&menu, "<li class=\"menu-item\" id=\"menu_%d\"><a href=\"/section-%d/\">%s</a></li>\n", i, i, word(i))
	}
	s.menu = menu.String() + "</ul>\n<div id=\"content\">\n"
	return s
}

// Listing is the path of the site's only listing.
func (s *LargeSite) Listing() string { return News }

// Len returns how many articles the site has had up to this round, deleted ones included.
func (s *LargeSite) Len() int { return s.articles + int(s.round.Load())*s.AddEach }

// NextRound lets the publisher work: one of EditEvery articles is edited, one
// of RemoveEvery deleted, AddEach are added. It returns the number of the
// round, from 1.
func (s *LargeSite) NextRound() int { return int(s.round.Add(1)) }

// Requests returns how many requests have come so far.
func (s *LargeSite) Requests() int { return int(s.requests.Load()) }

// Bytes returns how many bytes of pages were sent so far, without headers.
func (s *LargeSite) Bytes() int64 { return s.bytes.Load() }

// Revision returns how often article i has been edited up to this round.
func (s *LargeSite) Revision(i int) int {
	if s.EditEvery <= 0 {
		return 0
	}
	round := int(s.round.Load())
	return (i+round)/s.EditEvery - i/s.EditEvery
}

// Removed reports whether article i has been deleted up to this round.
func (s *LargeSite) Removed(i int) bool {
	if s.RemoveEvery <= 0 {
		return false
	}
	round := int(s.round.Load())
	return (i+s.RemoveEvery/2+round)/s.RemoveEvery != (i+s.RemoveEvery/2)/s.RemoveEvery
}

// Path returns the path of article i, from 0, the oldest.
func (s *LargeSite) Path(i int) string { return fmt.Sprintf("%sitem-%d/", News, i) }

// text makes the text of article i.
func (s *LargeSite) text(i int) largeText { return largeText{language: s.language, number: uint64(i)} }

// Article returns article i as it is in this round.
func (s *LargeSite) Article(i int) Article {
	t := s.text(i)
	a := Article{
		Path: s.Path(i), Section: News, Language: "en",
		Title: t.title(), Date: s.day(i).Format(archive.DayLayout), version: s.Revision(i),
	}
	size := s.pageSize / textShare
	for n := 0; n < size || len(a.Paragraphs) < 3; {
		p := t.paragraph(len(a.Paragraphs), 0)
		a.Paragraphs = append(a.Paragraphs, p)
		n += len(p)
	}
	for edit := 1; edit <= a.version; edit++ {
		at := (i + edit) % len(a.Paragraphs)
		a.Paragraphs[at] = t.paragraph(at, edit)
	}
	return a
}

// day spreads the articles of the beginning over twenty years; later ones follow.
func (s *LargeSite) day(i int) time.Time {
	first := time.Date(2004, time.January, 1, 0, 0, 0, 0, time.UTC)
	return first.AddDate(0, 0, i*7300/max(1, s.articles))
}

// ServeHTTP answers with a page of the listing, an article, or not found.
func (s *LargeSite) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	request := s.requests.Add(1)
	name, isItem := strings.CutPrefix(r.URL.Path, News+"item-")
	i, err := strconv.Atoi(strings.TrimSuffix(name, "/"))
	switch {
	case r.URL.Path == "/robots.txt":
		text(w, "text/plain; charset=UTF-8", "User-agent: *\nDisallow: /bitrix/\n")
	case r.URL.Path == News:
		s.serve(w, request, "News", func(b io.Writer) { s.listing(b, r.URL.Query().Get("PAGEN_1")) })
	case isItem && err == nil && i >= 0 && i < s.Len() && !s.Removed(i) && r.URL.Path == s.Path(i):
		s.article(w, r, request, i)
	default:
		w.WriteHeader(http.StatusNotFound)
		s.serve(w, request, "Page not found", func(b io.Writer) { line(b, "<h1>Page not found</h1>\n") })
	}
}

// article answers with article i.
func (s *LargeSite) article(w http.ResponseWriter, r *http.Request, request int64, i int) {
	if s.Validators {
		tag := fmt.Sprintf(`"%d-%d"`, i, s.Revision(i))
		w.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	a := s.Article(i)
	s.serve(w, request, a.Title, func(b io.Writer) {
		line(b, "<div class=\"latest-news\"><div class=\"news-list\">\n")
		for k := range latestShown {
			s.entry(b, s.Len()-1-(int(request)+k)%max(1, min(latestOf, s.Len())))
		}
		line(b, "</div></div>\n<div class=\"news-detail\">\n<h3>%s</h3>\n<span class=\"news-date-time\">%s</span>\n",
			html.EscapeString(a.Title), numericDate(a.Date))
		for _, p := range a.Paragraphs {
			line(b, "<p>%s</p>\n", p)
		}
		line(b, "<div class=\"news-show-counter\">Views: %d</div>\n</div>\n<p><a href=\"%s\">Back to the list</a></p>\n", request, News)
	})
}

// listing writes the page that PAGEN_1 asks for, newest first. Deleted articles leave a gap.
func (s *LargeSite) listing(b io.Writer, asked string) {
	total := s.Len()
	pages := max(1, (total+largePerPage-1)/largePerPage)
	page, err := strconv.Atoi(asked)
	if err != nil || page < 1 {
		page = 1
	}
	page = min(page, pages)
	line(b, "<h1>News</h1>\n<div class=\"news-list\">\n")
	for k := (page - 1) * largePerPage; k < min(page*largePerPage, total); k++ {
		if i := total - 1 - k; !s.Removed(i) {
			s.entry(b, i)
		}
	}
	line(b, "</div>\n<font class=\"text\">")
	for _, l := range pageNumbers(News, page, pages) {
		if l.Path == "" {
			line(b, "<b>%s</b> ", l.Text)
			continue
		}
		line(b, "<a href=\"%s\">%s</a> ", l.Path, l.Text)
	}
	if page < pages {
		line(b, "| <a href=\"%s\">Next</a>", pageAddress(News, page+1))
	}
	line(b, "</font>\n")
}

// entry writes an item of a list.
func (s *LargeSite) entry(b io.Writer, i int) {
	line(b, "<p class=\"news-item\"><span class=\"news-date-time\">%s</span> <a href=\"%s\"><b>%s</b></a></p>\n",
		s.day(i).Format("02.01.2006"), s.Path(i), s.text(i).title())
}

// serve writes a page: the frame, with the content in it.
func (s *LargeSite) serve(w http.ResponseWriter, request int64, title string, content func(io.Writer)) {
	w.Header().Set("Content-Type", htmlType)
	b := bufio.NewWriter(&counting{w: w, n: &s.bytes})
	line(b, largeHead, html.EscapeString(title), token(int(request)))
	line(b, "%s", s.menu)
	content(b)
	line(b, "</div>\n</body>\n</html>\n")
	_ = b.Flush() // a client that went away is no failure of the site's
}

// line writes formatted text; bufio.Writer keeps the error for Flush.
func line(b io.Writer, format string, args ...any) { _, _ = fmt.Fprintf(b, format, args...) }

// counting counts the bytes that go through it.
type counting struct {
	w io.Writer
	n *atomic.Int64
}

func (c *counting) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n.Add(int64(n))
	return n, err
}
