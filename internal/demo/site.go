package demo

import (
	"net/http"
	"slices"
	"strings"
	"sync"
)

// Site is the replica. It is an http.Handler, and safe for concurrent use: the
// publisher's actions may come while it is being crawled.
type Site struct {
	views *views

	mu         sync.Mutex
	articles   []Article // newest first
	unlisted   map[string]bool
	gone       map[string]Article // deleted, by path
	moved      map[string]string  // old path to new path
	faults     map[string]http.HandlerFunc
	intercepts []*intercept
	rewrites   []rewrite
	unknown    http.HandlerFunc // answers where there is nothing; nil: the "not found" page
	requests   int
	base       int // requests before the counts were reset
	hits       map[string]int
	validators bool
	soft       bool
	redesigned bool
	still      bool
}

// NewSite returns the site with all its articles, which are always the same.
func NewSite() *Site { return newSite(compose()) }

// NewSiteOf returns a site with these articles only, for tests that need few.
func NewSiteOf(articles ...Article) *Site {
	s := newSite(nil)
	for _, a := range articles {
		s.Publish(a)
	}
	return s
}

func newSite(articles []Article) *Site {
	return &Site{
		views:    newViews(),
		articles: articles,
		unlisted: map[string]bool{},
		gone:     map[string]Article{},
		moved:    map[string]string{},
		faults:   map[string]http.HandlerFunc{},
		hits:     map[string]int{},
	}
}

// Sections are the paths of the site's listings.
func Sections() []string { return []string{News, Speeches, RussianNews} }

// Paths of the listings.
const (
	News        = "/news/"
	Speeches    = "/speeches/"
	RussianNews = "/ru/news/"
)

// Articles returns all articles that are there, listed or not, newest first.
func (s *Site) Articles() []Article {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]Article, len(s.articles))
	for i, a := range s.articles {
		out[i] = a.clone()
	}
	return out
}

// Article returns the article at path, and whether there is one.
func (s *Site) Article(path string) (Article, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i := s.index(path); i >= 0 {
		return s.articles[i].clone(), true
	}
	return Article{}, false
}

// index returns where the article at path stands, or -1.
func (s *Site) index(path string) int {
	return slices.IndexFunc(s.articles, func(a Article) bool { return a.Path == path })
}

// Publish adds an article where its date puts it in the listings: above the
// others of its day, or at the top when it has none. What is missing is filled
// in: the section from the path, the language from the section.
func (s *Site) Publish(a Article) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a = a.clone()
	if a.Section == "" {
		a.Section = sectionOf(a.Path)
	}
	if a.Language == "" {
		a.Language = languageOf(a.Section)
	}
	delete(s.gone, a.Path)
	delete(s.moved, a.Path)
	s.insert(a)
}

func (s *Site) insert(a Article) {
	at := 0
	if a.Date != "" {
		at = slices.IndexFunc(s.articles, func(b Article) bool { return b.Date != "" && b.Date <= a.Date })
		if at < 0 {
			at = len(s.articles)
		}
	}
	s.articles = slices.Insert(s.articles, at, a)
}

func sectionOf(path string) string {
	for _, section := range Sections() {
		if strings.HasPrefix(path, section) {
			return section
		}
	}
	return News
}

func languageOf(section string) string {
	if strings.HasPrefix(section, "/ru/") {
		return "ru"
	}
	return "en"
}

// Edit changes the article at path in place and reports whether there is one.
// Its path is changed by Move only.
func (s *Site) Edit(path string, edit func(*Article)) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := s.index(path)
	if i < 0 {
		return false
	}
	a := s.articles[i].clone()
	edit(&a)
	a.Path = path
	a.version++
	s.articles[i] = a
	return true
}

// Retitle gives the article at path another title.
func (s *Site) Retitle(path, title string) bool {
	return s.Edit(path, func(a *Article) { a.Title = title })
}

// Move gives the article at from the address to. The old address redirects
// to the new one (301).
func (s *Site) Move(from, to string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := s.index(from)
	if i < 0 {
		return false
	}
	s.articles[i].Path = to
	for old, target := range s.moved {
		if target == from {
			s.moved[old] = to
		}
	}
	delete(s.moved, to)
	delete(s.gone, to)
	s.moved[from] = to
	if s.unlisted[from] {
		delete(s.unlisted, from)
		s.unlisted[to] = true
	}
	return true
}

// Delete takes the article at path down: it is on no listing, and its address answers 404.
func (s *Site) Delete(path string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := s.index(path)
	if i < 0 {
		return false
	}
	s.gone[path] = s.articles[i]
	s.articles = slices.Delete(s.articles, i, i+1)
	return true
}

// Restore puts a deleted article back, as it was, or an unlisted one back on its listings.
func (s *Site) Restore(path string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	was := s.unlisted[path]
	delete(s.unlisted, path)
	a, ok := s.gone[path]
	if ok {
		delete(s.gone, path)
		s.insert(a)
	}
	return ok || was
}

// Unlist takes the article at path off its listings; its page still answers.
func (s *Site) Unlist(path string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.index(path) < 0 {
		return false
	}
	s.unlisted[path] = true
	return true
}

// Validators switches ETag and Last-Modified on or off. They are off at first,
// as on most Bitrix sites. They change with an article's content only.
func (s *Site) Validators(on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.validators = on
}

// SoftNotFound switches the status of the "not found" page from 404 to 200, as
// careless sites answer it.
func (s *Site) SoftNotFound(on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.soft = on
}

// Redesign switches to another template, with other markup around the same
// articles, or back.
func (s *Site) Redesign(on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.redesigned = on
}

// Still stops the counters, tokens and latest-news blocks that change with
// every request, or lets them go on: a still page has the same bytes whenever
// it is asked for.
func (s *Site) Still(on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.still = on
}
