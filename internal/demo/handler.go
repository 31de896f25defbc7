package demo

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const htmlType = "text/html; charset=UTF-8"

// perPage is how many entries a page of a listing prints.
const perPage = 10

// An article's page begins with latestShown of the latestOf newest other articles.
const (
	latestShown = 3
	latestOf    = 12
)

// request is one request with what the site held when it came.
type request struct {
	site       *Site
	number     int // of all requests, from 1
	redesigned bool
	validators bool
	soft       bool
}

// ServeHTTP answers like the organization's web server.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.requests++
	s.hits[r.URL.RequestURI()]++
	q := request{site: s, number: s.base + s.requests, redesigned: s.redesigned, validators: s.validators, soft: s.soft}
	if s.still {
		q.number = 1
	}
	intercepts := append([]*intercept(nil), s.intercepts...)
	fault := s.fault(r.URL.Path, r.URL.RawQuery)
	rewrites := s.rewritesOf(r.URL)
	s.mu.Unlock()

	for i := len(intercepts) - 1; i >= 0; i-- {
		if intercepts[i].answer(w, r) {
			return
		}
	}
	if fault != nil {
		fault(w, r)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		http.Error(w, "only GET and HEAD are answered here", http.StatusMethodNotAllowed)
		return
	}
	if len(rewrites) > 0 {
		rewritten(w, r, q.answer, rewrites)
		return
	}
	q.answer(w, r)
}

// answer finds what stands at the address.
func (q request) answer(w http.ResponseWriter, r *http.Request) {
	path := r.URL.Path
	switch {
	case path == "/robots.txt":
		text(w, "text/plain; charset=UTF-8", "User-agent: *\nDisallow: /bitrix/\nDisallow: /search/\nDisallow: /subscribe/\n")
	case path == "/":
		q.home(w)
	case isSection(path):
		q.listing(w, r)
	case isSection(path + "/"):
		http.Redirect(w, r, path+"/", http.StatusMovedPermanently)
	case isSection(strings.TrimSuffix(path, "rss/")):
		q.rss(w, r)
	default:
		q.page(w, r)
	}
}

func isSection(path string) bool {
	return path == News || path == Speeches || path == RussianNews
}

// page answers with an article, a document, the way to where an article went, or not found.
func (q request) page(w http.ResponseWriter, r *http.Request) {
	path := r.URL.Path
	q.site.mu.Lock()
	target, moved := q.site.moved[path]
	i := q.site.index(path)
	var a Article
	if i >= 0 {
		a = q.site.articles[i].clone()
	}
	document, isDocument := q.site.document(path)
	views := 300 + number(path)%900 + q.number
	others := q.site.latest(path, languageOf(sectionOf(path)), q.number)
	unknown := q.site.unknown
	q.site.mu.Unlock()

	switch {
	case i >= 0:
		q.article(w, r, a, views, others)
	case moved:
		http.Redirect(w, r, target, http.StatusMovedPermanently)
	case isDocument:
		w.Header().Set("Content-Type", "application/pdf")
		write(w, pdf(document.Title))
	case unknown != nil:
		unknown(w, r)
	default:
		q.missing(w, sectionOf(path))
	}
}

// article answers with an article's page.
func (q request) article(w http.ResponseWriter, r *http.Request, a Article, views int, others []entryView) {
	if q.validators {
		tag := fmt.Sprintf(`"%x-%x"`, number(a.Path), a.version)
		w.Header().Set("ETag", tag)
		w.Header().Set("Last-Modified", lastModified(a).Format(http.TimeFormat))
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	v := newView(a.Section, a.Title, q.number)
	v.Lang = a.Language
	v.Say = say(a.Language)
	v.Latest = others
	v.Article = newArticleView(a, views)
	q.render(w, http.StatusOK, v)
}

// lastModified is a time that changes with every edit of an article.
func lastModified(a Article) time.Time {
	return time.Date(2024, time.January, 15, 8, 0, 0, 0, time.UTC).Add(time.Duration(a.version) * time.Hour)
}

// latest returns other articles for the block before an article; which ones, turns with every request.
func (s *Site) latest(path, language string, number int) []entryView {
	var all []entryView
	for _, a := range s.articles {
		if a.Path != path && a.Language == language && !s.unlisted[a.Path] && len(all) < latestOf {
			all = append(all, newEntryView(a))
		}
	}
	var out []entryView
	for k := range min(latestShown, len(all)) {
		out = append(out, all[(number*5+k)%len(all)])
	}
	return out
}

// document returns the document at path, whichever article has it.
func (s *Site) document(path string) (Document, bool) {
	for _, a := range s.articles {
		for _, d := range a.Documents {
			if d.Path == path {
				return d, true
			}
		}
	}
	return Document{}, false
}

// home answers with the start page.
func (q request) home(w http.ResponseWriter) {
	v := newView(News, english.Organization, q.number)
	v.Home = true
	q.site.mu.Lock()
	v.Latest = q.site.latest("", "en", 0)
	q.site.mu.Unlock()
	q.render(w, http.StatusOK, v)
}

// missing answers that there is nothing.
func (q request) missing(w http.ResponseWriter, section string) {
	status := http.StatusNotFound
	if q.soft {
		status = http.StatusOK
	}
	q.render(w, status, newView(section, say(languageOf(section)).MissingTitle, q.number))
}

// render answers with a page and with what PHP and Bitrix say beside it.
func (q request) render(w http.ResponseWriter, status int, v view) {
	body, err := q.site.views.render(v, q.redesigned)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", htmlType)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	h.Set("X-Powered-CMS", "Bitrix Site Manager")
	if !q.validators {
		h.Set("Cache-Control", "no-store, no-cache, must-revalidate")
		h.Set("Expires", "Thu, 19 Nov 1981 08:52:00 GMT")
	}
	h.Add("Set-Cookie", "PHPSESSID="+token(q.number)+"; path=/; HttpOnly")
	w.WriteHeader(status)
	write(w, body)
}

// text answers with a short text.
func text(w http.ResponseWriter, kind, body string) {
	w.Header().Set("Content-Type", kind)
	write(w, []byte(body))
}

// write sends body. A client that went away is no failure of the site's.
func write(w http.ResponseWriter, body []byte) { _, _ = w.Write(body) }

// Requests returns how many requests have come so far.
func (s *Site) Requests() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.requests
}

// Hits returns how often an address was asked for: a path with its query, such as "/news/?PAGEN_1=2".
func (s *Site) Hits(pathAndQuery string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.hits[pathAndQuery]
}

// ResetCounts makes Requests and Hits begin at zero again. View counters and tokens go on.
func (s *Site) ResetCounts() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.base += s.requests
	s.requests = 0
	clear(s.hits)
}
