package syndication

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"time"

	"onrecord/archive"
	"onrecord/scraper/dates"
)

// place is one <url> or <sitemap>.
type place struct {
	loc, modified, title, published string
}

// readSitemap reads a sitemap or an index of sitemaps (sitemaps.org), with
// Google's extension for news.
func (r *reader) readSitemap(text string) error {
	s := siteScan{decoder: newDecoder(text)}
	r.doc.Modified = map[string]time.Time{}
	count := 0
	for {
		p, ok, err := s.next()
		if err == nil && ok && count == maxItems {
			err = fmt.Errorf("over %d entries", maxItems)
		}
		if err != nil {
			if count == 0 {
				return fmt.Errorf("%w: %w", ErrBroken, err)
			}
			r.doc.Cut = fmt.Sprintf("only the first %d entries were read: %v", count, err)
			break
		}
		if !ok {
			break
		}
		count++
		r.place(p)
	}
	r.doc.Window = s.news
	if r.doc.Kind == Index {
		r.newestSitemaps()
	} else {
		r.dropSections()
	}
	return nil
}

// place takes one place of a sitemap.
func (r *reader) place(p place) {
	address, ok := r.resolve(p.loc)
	if !ok {
		return
	}
	modified := r.instant(p.modified)
	if r.doc.Kind == Index {
		if _, again := r.at[address]; !again && r.ownHost(address) {
			r.at[address] = len(r.doc.Sitemaps)
			r.doc.Sitemaps = append(r.doc.Sitemaps, Sitemap{URL: address, Modified: modified})
		}
		return
	}
	e := archive.Entry{URL: address, Title: title(p.title), Date: r.date(p.published)}
	if !r.enter(e) || modified.IsZero() {
		return
	}
	if key, err := archive.Canonical(address); err == nil {
		r.doc.Modified[key] = modified
	}
}

// instant returns the last moment at which a lastmod (W3C date and time) can be
// true: a day without time holds until its end.
func (r *reader) instant(text string) time.Time {
	d, ok := dates.ParseMachine(strings.TrimSpace(text), r.options.Location)
	if !ok {
		return time.Time{}
	}
	t := d.Time(r.options.Location)
	if !d.HasTime() {
		t = t.AddDate(0, 0, 1).Add(-time.Second)
	}
	if now := r.options.Now; !now.IsZero() && t.After(now) {
		t = now // nothing was changed in the future
	}
	return t
}

// newestSitemaps puts the sitemaps of an index in order and leaves out what is
// too much.
func (r *reader) newestSitemaps() {
	slices.SortStableFunc(r.doc.Sitemaps, func(a, b Sitemap) int { return b.Modified.Compare(a.Modified) })
	if n := len(r.doc.Sitemaps); n > maxSitemaps {
		r.doc.Sitemaps = r.doc.Sitemaps[:maxSitemaps]
		r.doc.Cut = fmt.Sprintf("only the newest %d of %d sitemaps are read", maxSitemaps, n)
	}
}

// fewBelow is how many pages must be listed right below a page for it to be
// the front of a section.
const fewBelow = 5

// dropSections leaves out the fronts of sections, which a sitemap of a whole
// site lists among the articles: pages right below which others are listed.
// What the sitemap calls news is none.
func (r *reader) dropSections() {
	below := map[string]int{}
	for _, e := range r.doc.Entries {
		folder, _ := split(e.URL)
		below[folder]++
	}
	r.doc.Entries = slices.DeleteFunc(r.doc.Entries, func(e archive.Entry) bool {
		folder, name := split(e.URL)
		section := e.Title == "" && e.Date == "" && below[folder+name+"/"] >= fewBelow
		if key, err := archive.Canonical(e.URL); section && err == nil {
			delete(r.doc.Modified, key)
		}
		return section
	})
}

// split returns the folder in which a page lies, and its name there.
func split(address string) (folder, name string) {
	u, err := url.Parse(address)
	if err != nil {
		return "", ""
	}
	p := strings.TrimSuffix(u.EscapedPath(), "/")
	cut := strings.LastIndexByte(p, '/') + 1
	return u.Host + p[:cut], p[cut:]
}

// siteScan finds the places of a sitemap one after the other.
type siteScan struct {
	decoder *xml.Decoder
	depth   int
	news    bool // the extension for news is in use
}

// next returns the next place; ok is false at the end.
func (s *siteScan) next() (p place, ok bool, err error) {
	for {
		token, err := s.decoder.Token()
		if err != nil {
			if errors.Is(err, io.EOF) {
				err = io.ErrUnexpectedEOF
			}
			return place{}, false, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			s.depth++
			s.declares(t)
			if name := strings.ToLower(t.Name.Local); s.depth == 2 && (name == "url" || name == "sitemap") {
				p, err := s.place()
				s.news = s.news || p.title != "" || p.published != ""
				return p, err == nil, err
			}
		case xml.EndElement:
			if s.depth--; s.depth == 0 {
				return place{}, false, nil
			}
		}
	}
}

// declares notes whether the root declares the extension for news.
func (s *siteScan) declares(root xml.StartElement) {
	for _, a := range root.Attr {
		if s.depth == 1 && strings.Contains(a.Value, "sitemap-news/") {
			s.news = true
		}
	}
}

// place reads what is within a <url> or <sitemap>, up to its end.
func (s *siteScan) place() (place, error) {
	var p place
	var names []string
	var text strings.Builder
	for {
		token, err := s.decoder.Token()
		if err != nil {
			return p, fmt.Errorf("an entry breaks off: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if len(names) == maxNesting {
				return p, fmt.Errorf("elements are nested over %d deep", maxNesting)
			}
			names = append(names, strings.ToLower(t.Name.Local))
			text.Reset()
		case xml.CharData:
			text.Write(t)
		case xml.EndElement:
			if len(names) == 0 {
				s.depth--
				return p, nil
			}
			p.take(names, strings.TrimSpace(text.String()))
			names = names[:len(names)-1]
			text.Reset()
		}
	}
}

// take notes what the innermost of the open elements holds.
func (p *place) take(names []string, text string) {
	switch strings.Join(names, " ") {
	case "loc":
		p.loc = text
	case "lastmod":
		p.modified = text
	case "news title":
		p.title = text
	case "news publication_date":
		p.published = text
	}
}
