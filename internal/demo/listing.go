package demo

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"onrecord/archive"
)

// listing answers with a page of a listing.
func (q request) listing(w http.ResponseWriter, r *http.Request) {
	section := r.URL.Path
	v := newView(section, sectionName(section), q.number)
	v.Listing = newListingView(section, q.site.listed(section), r.URL.Query().Get("PAGEN_1"))
	q.render(w, http.StatusOK, v)
}

// listed returns the articles that the listing of a section prints, newest first.
func (s *Site) listed(section string) []Article {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Article
	for _, a := range s.articles {
		if a.in(section) && !s.unlisted[a.Path] {
			out = append(out, a.clone())
		}
	}
	return out
}

// newListingView returns the page that PAGEN_1 asks for. As on Bitrix sites,
// what is no number means the first page and a number past the end the last.
func newListingView(section string, articles []Article, asked string) *listingView {
	pages := max(1, (len(articles)+perPage-1)/perPage)
	page, err := strconv.Atoi(asked)
	if err != nil || page < 1 {
		page = 1
	}
	page = min(page, pages)

	start, end := (page-1)*perPage, min(page*perPage, len(articles))
	v := &listingView{First: start + 1, Last: end, Total: len(articles), Pages: pages}
	for _, a := range articles[start:end] {
		v.Entries = append(v.Entries, newEntryView(a))
	}
	v.Numbers = pageNumbers(section, page, pages)
	if page > 1 {
		v.Previous = pageAddress(section, page-1)
	}
	if page < pages {
		v.Next, v.End = pageAddress(section, page+1), pageAddress(section, pages)
	}
	return v
}

// pageNumbers returns links to at most five pages around the one shown, which is no link.
func pageNumbers(section string, page, pages int) []link {
	const shown = 5
	first := max(1, min(page-shown/2, pages-shown+1))
	var out []link
	for n := first; n <= min(pages, first+shown-1); n++ {
		l := link{Text: strconv.Itoa(n)}
		if n != page {
			l.Path = pageAddress(section, n)
		}
		out = append(out, l)
	}
	return out
}

func pageAddress(section string, page int) string {
	if page == 1 {
		return section
	}
	return fmt.Sprintf("%s?PAGEN_1=%d", section, page)
}

// The parts of RSS 2.0 that Bitrix writes.
type (
	rssFile struct {
		XMLName xml.Name `xml:"rss"`
		Version string   `xml:"version,attr"`
		Channel struct {
			Title string `xml:"title"`
			Link  string `xml:"link"`
			Items []rssItem
		} `xml:"channel"`
	}
	rssItem struct {
		XMLName xml.Name `xml:"item"`
		Title   string   `xml:"title"`
		Link    string   `xml:"link"`
		Teaser  string   `xml:"description,omitempty"`
		Date    string   `xml:"pubDate,omitempty"`
	}
)

// rssLength is how many articles the RSS feed of a section holds.
const rssLength = 20

// rss answers with the newest articles of a section as RSS, at /news/rss/.
func (q request) rss(w http.ResponseWriter, r *http.Request) {
	section := strings.TrimSuffix(r.URL.Path, "rss/")
	base := "http://" + r.Host
	file := rssFile{Version: "2.0"}
	file.Channel.Title, file.Channel.Link = sectionName(section), base+section
	articles := q.site.listed(section)
	for _, a := range articles[:min(rssLength, len(articles))] {
		item := rssItem{Title: a.Title, Link: base + a.Path, Teaser: teaser(a.Summary)}
		if t, err := time.Parse(archive.DayLayout, a.Date); err == nil {
			item.Date = t.Format(time.RFC1123Z)
		}
		file.Channel.Items = append(file.Channel.Items, item)
	}
	body, err := xml.MarshalIndent(file, "", "  ")
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	text(w, "application/rss+xml; charset=UTF-8", xml.Header+string(body)+"\n")
}
