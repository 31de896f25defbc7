// Package testbed serves invented sites with templates of many kinds, to test
// that a feed is learned from its listing and read exactly: Bitrix, WordPress,
// Drupal, a ministry's table layout in windows-1251, date headings over groups
// of links, titles only, a "load more" button, cards without dates, Arabic and
// Chinese. Each can be redesigned: other markup around the same texts.
//
// All organizations, places and persons are inventions; the texts are composed
// of fragments and are the same at every start.
package testbed

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"onrecord/archive"
)

// Article is one article of a site, with the reading a reader should make of it.
type Article struct {
	Path     string // "/news/412/"
	Title    string
	Date     archive.Date // as the site prints it; empty: nowhere
	Summary  string       // the lead; empty: there is none
	Body     []string     // paragraphs; "- " begins an item of a list, "## " a subheading
	Document string       // path of a document that the last paragraph links in brackets; empty: none
	Number   int          // from 0, the newest
}

// Content returns the right reading of the article when the site is served at
// base ("http://127.0.0.1:4000").
func (a Article) Content(base string) archive.Content {
	c := archive.Content{Title: a.Title, Date: a.Date, Summary: a.Summary}
	var texts []string
	for _, p := range a.Body {
		texts = append(texts, plain(p))
	}
	if a.Document != "" {
		title := documentTitle(a)
		texts[len(texts)-1] += " (" + title + ")"
		c.Attachments = []archive.Attachment{{Kind: archive.KindDocument, URL: base + a.Document, Title: title}}
	}
	c.Body = strings.Join(texts, archive.ParagraphBreak)
	return c
}

// plain returns a paragraph without the mark of its form.
func plain(p string) string {
	for _, mark := range []string{"- ", "## "} {
		if rest, ok := strings.CutPrefix(p, mark); ok {
			return rest
		}
	}
	return p
}

func documentTitle(a Article) string { return fmt.Sprintf("PDF %d/%d", a.Number+1, 2024) }

// Site is one invented site. It is an http.Handler and safe for concurrent use.
type Site struct {
	Name     string // "bitrix"
	Listing  string // path of its listing
	Language string // BCP 47
	PerPage  int    // entries of a page of the listing

	design   design
	articles []Article

	mu         sync.Mutex
	redesigned bool
	requests   int
}

// Articles returns the site's articles, newest first.
func (s *Site) Articles() []Article { return append([]Article(nil), s.articles...) }

// Page returns the path of page n of the listing, counted from 1.
func (s *Site) Page(n int) string { return s.design.next(s.Listing, n) }

// Redesign puts the site's texts into other markup, or back.
func (s *Site) Redesign(on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.redesigned = on
}

// Sites returns all sites of the test bed.
func Sites() []*Site {
	var sites []*Site
	for _, d := range []design{
		bitrix(), wordpress(), drupal(), ministry(), dateGroups(), titlesOnly(), loadMore(), cards(), arabic(), chinese(),
	} {
		sites = append(sites, newSite(d))
	}
	return sites
}

// SiteCalled returns the site with a name, nil when there is none.
func SiteCalled(name string) *Site {
	for _, s := range Sites() {
		if s.Name == name {
			return s
		}
	}
	return nil
}

func newSite(d design) *Site {
	s := &Site{Name: d.name, Listing: d.listing, Language: d.language, PerPage: d.perPage, design: d}
	day := time.Date(2024, time.November, 28, 0, 0, 0, 0, time.UTC)
	for i := range d.count {
		r := newDraw(d.name, i)
		a := Article{Path: d.path(i, d.count), Number: i}
		d.tongue.compose(r, &a, d.lead(i))
		a.Date = d.date(day, i)
		if d.documents && i%4 == 1 {
			a.Document = fmt.Sprintf("/files/%d.pdf", 100+i)
		}
		s.articles = append(s.articles, a)
		if !d.sameDay || i%3 != 0 {
			day = day.AddDate(0, 0, -1-r.pick(9))
		}
	}
	return s
}

// ServeHTTP answers like the site's server.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.requests++
	q := request{site: s, look: s.design.old, number: s.requests}
	if s.redesigned {
		q.look = s.design.new
	}
	s.mu.Unlock()
	q.answer(w, r)
}
