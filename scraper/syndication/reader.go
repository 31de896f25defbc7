package syndication

import (
	"net/url"
	"regexp"
	"strings"

	"onrecord/archive"
	"onrecord/scraper/dates"
	"onrecord/scraper/page"
	"onrecord/scraper/rules"
)

// reader gathers what one document says.
type reader struct {
	options Options
	doc     Document
	address *url.URL   // of the document; empty if there is none
	base    *page.Page // resolves the links
	at      map[string]int
}

// item is one item as its format prints it.
type item struct {
	links  []string // the article's address, the most trustworthy first
	title  string   // text or HTML, as the two below
	teaser string
	date   string
}

func newReader(address string, o Options) (*reader, error) {
	u := &url.URL{}
	if address != "" {
		var err error
		if u, err = url.Parse(address); err != nil || !u.IsAbs() {
			return nil, page.ErrAddress
		}
	}
	r := &reader{options: o, address: u, at: map[string]int{}}
	r.doc.Entries = []archive.Entry{}
	r.resolveAgainst(u)
	return r, nil
}

// resolveAgainst sets what relative links are relative to.
func (r *reader) resolveAgainst(base *url.URL) {
	r.base = &page.Page{URL: base, Base: base, Charset: "utf-8"}
}

// resolve returns the whole address of a link, without tracking parameters.
func (r *reader) resolve(link string) (string, bool) {
	if strings.Contains(link, "&amp;") { // escaped once too often
		link = strings.ReplaceAll(link, "&amp;", "&")
	}
	whole, ok := r.base.Resolve(link)
	if !ok {
		return "", false
	}
	clean, err := archive.CleanURL(whole)
	return clean, err == nil
}

// add adds an item to the entries, unless no link of it leads to a page, or
// Include does not want it. An address counts once; its other items complete
// the first.
func (r *reader) add(i item) {
	for _, link := range i.links {
		if address, ok := r.resolve(link); ok {
			r.enter(archive.Entry{
				URL: address, Title: title(i.title), Date: r.date(i.date), Teaser: teaser(i.teaser, i.title),
			})
			return
		}
	}
}

// enter adds an entry and reports whether it is wanted.
func (r *reader) enter(e archive.Entry) bool {
	key, err := archive.Canonical(e.URL)
	if err != nil {
		return false
	}
	if !included(e.URL, r.options.Include) {
		r.doc.Filtered++
		return false
	}
	if i, ok := r.at[key]; ok {
		r.doc.Entries[i] = Complete(r.doc.Entries[i], e)
		return true
	}
	r.at[key] = len(r.doc.Entries)
	r.doc.Entries = append(r.doc.Entries, e)
	return true
}

// Complete returns e with what only other says of the same article.
func Complete(e, other archive.Entry) archive.Entry {
	if e.Date == "" {
		e.Date = other.Date
	}
	if e.Title == "" {
		e.Title = other.Title
	}
	if e.Teaser == "" {
		e.Teaser = other.Teaser
	}
	return e
}

func included(address string, include []*regexp.Regexp) bool {
	u, err := url.Parse(address)
	return err == nil && rules.Included(u, include)
}

// longestDate is how long, in bytes, the text of a date may be.
const longestDate = 100

// date reads a date as it is printed, so that its day stays the printed one.
// Machines' zero values (the years 1 and 1970, the first of January) and dates
// over a year ahead are none.
func (r *reader) date(text string) archive.Date {
	text = archive.NormaliseLine(text)
	if text == "" || len(text) > longestDate {
		return ""
	}
	d, ok := dates.ParseMachine(text, r.options.Location)
	if !ok {
		d, ok = dates.Parse(text, dates.Options{Language: r.options.Language, Location: r.options.Location, Now: r.options.Now})
	}
	now := r.options.Now
	if !ok || d.Day() <= "1970-01-01" || !now.IsZero() && d.Day() > now.AddDate(1, 0, 0).Format(archive.DayLayout) {
		return ""
	}
	return d
}

// follow returns the address of the document that continues this one; "" when
// it is on another site or this document itself.
func (r *reader) follow(link string) string {
	address, ok := r.resolve(link)
	if !ok || !r.ownHost(address) {
		return ""
	}
	next, errNext := archive.Canonical(address)
	own, errOwn := archive.Canonical(r.address.String())
	if errNext != nil || errOwn == nil && next == own {
		return ""
	}
	return address
}

// ownHost reports whether an address is on the document's host, with or without
// a leading "www."; a document without address is on any.
func (r *reader) ownHost(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (r.address.Host == "" || bareHost(u) == bareHost(r.address))
}

func bareHost(u *url.URL) string { return strings.TrimPrefix(strings.ToLower(u.Host), "www.") }
