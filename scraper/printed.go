package scraper

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/archive"
)

// Printed returns what pages print: their text parted by their tags but those
// that only set words in another type, and their links. It is told by the tags
// alone, without a tree: pages are compared with others of the same feed, not read.
func (r *Reader) Printed(captures ...archive.Capture) []archive.Print {
	prints := make([]archive.Print, len(captures))
	var before *printedPage
	for i, c := range captures {
		if isDocument(c) {
			continue
		}
		known := r.printed.Load()
		this := newPrinting(c.Body, before, known)
		this.through()
		page := this.printedPage         // of its own: this also holds the pages before it
		if this.copied < len(c.Body)/2 { // in another template
			page.index(page.places)
			r.printed.Store(&page)
		} else if i+1 < len(captures) {
			page.index(this.read)
		}
		before = &page
		prints[i] = archive.Print{Pieces: page.pieces, Links: func() []string { return resolved(c.Answered(), page.links) }}
	}
	return prints
}

// hrefOf returns the address that the tag just read links to.
func hrefOf(z *html.Tokenizer) string {
	for {
		key, value, more := z.TagAttr()
		if string(key) == "href" {
			return string(value)
		}
		if !more {
			return ""
		}
	}
}

// resolved returns the whole addresses of links on a page.
func resolved(page string, links []string) []string {
	base, err := url.Parse(page)
	if err != nil {
		return nil
	}
	whole, site := make([]string, 0, len(links)), (&url.URL{Scheme: base.Scheme, Host: base.Host}).String()
	for _, l := range links {
		if base.Host != "" && base.User == nil && plainPath(l) {
			whole = append(whole, site+l)
		} else if u, err := base.Parse(strings.TrimSpace(l)); err == nil && u.Host != "" {
			whole = append(whole, u.String())
		}
	}
	return whole
}

// plainPath reports whether a link is a path from the site's root that resolving
// leaves as it is.
func plainPath(link string) bool {
	if !strings.HasPrefix(link, "/") {
		return false
	}
	for i := 1; i < len(link); i++ {
		c := link[i]
		plain := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_'
		if !plain && (c != '/' && c != '.' || link[i-1] == '/') {
			return false
		}
	}
	return true
}

// printsNothing reports whether what an element holds is not shown to readers.
func printsNothing(tag atom.Atom) bool {
	switch tag {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Textarea, atom.Select, atom.Title:
		return true
	}
	return false
}

// setsType reports whether an element sets words in another type within a line.
func setsType(tag atom.Atom) bool {
	switch tag {
	case atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Bdo, atom.Cite, atom.Code, atom.Del, atom.Dfn, atom.Em, atom.Font, atom.I,
		atom.Ins, atom.Kbd, atom.Mark, atom.Q, atom.S, atom.Samp, atom.Small, atom.Span, atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.U, atom.Var:
		return true
	}
	return false
}
