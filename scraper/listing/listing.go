// Package listing reads listing pages: which entries a page lists, with the
// date, title and teaser printed beside each, and where the next, older page is.
//
// It needs no selectors. A listing is a repeated kind of element that holds
// links, most evidently one with a date in every element; menus, footers and
// pagers are told by their markup and by being undated short labels. Nothing
// here knows a site.
package listing

import (
	"regexp"
	"time"

	"onrecord/archive"
	"onrecord/scraper/dates"
	"onrecord/scraper/page"
)

// Options say what is known of a listing before it is read. The zero value
// reads any.
type Options struct {
	Entry string // selector of one entry, as goquery takes it; "" or one that finds nothing: found without
	Next  string // selector of the link to the next, older page; likewise
	// DateFormat is the Go layout of the printed dates; "" reads any.
	DateFormat string
	Language   string         // BCP 47 tag of the feed; the page's own counts more
	Location   *time.Location // zone of times printed without one; nil is UTC
	Now        time.Time      // when the page was captured: for years not printed, and to leave out the future
	// Make is that of the entries of an earlier page of this listing (Page.Make), by
	// which they are known where there are too few to show a pattern; "": not known.
	Make string
	// Links are those of the page before it (Page.Links), of which this one is likely
	// to have most; nil: none.
	Links *Links
	// Include, if not empty, leaves only addresses whose path and query match one.
	Include []*regexp.Regexp
}

// Page is what a listing page says.
type Page struct {
	Entries []archive.Entry // in the order of the page, each address once; Listing is not set
	Next    string          // whole address of the next, older page; "" when there is none
	// More holds the words of what leads on to older entries by a script alone,
	// as "Load more", where Next is "": there are more entries than can be seen.
	More    string
	Order   dates.Order // how the page's numeric dates are to be read, as far as they tell
	Make    string      // how the elements are made that were found to be entries; "": too few, or selected
	Links   *Links      // where its links lead
	Clipped bool        // it holds more than is read of one page: entries are missing
	// Unsure holds, by an entry's address, both readings of its date where day and
	// month can be exchanged and the page does not tell which is which.
	Unsure map[string]Readings
}

// Readings are the two readings of a numeric date.
type Readings struct{ DayFirst, MonthFirst archive.Date }

// Read reads a listing page. A page without an evident listing has no entries:
// the links of a menu are never returned.
func Read(p *page.Page, o Options) Page {
	t := newTree(p, o)
	sets, found := t.selected(o), Page{}
	if len(sets) == 0 {
		sets = t.listing(o.Make)
		found.Make = t.makeShown(sets)
	}
	order := t.settleOrder(sets, o)
	t.fillDates(sets, o)
	entries := t.entries(sets)
	pg := t.newPager(entries)
	found.Entries, found.Next, found.Order, found.Clipped = entries, pg.next(entries, o), order, t.clipped()
	found.Links = t.targets
	if found.Next == "" {
		found.More = pg.more()
	}
	if order == dates.Unknown && o.DateFormat == "" {
		found.Unsure = t.unsure(sets, entries, o)
	}
	return found
}

// selected returns the rows that the configured selector finds.
func (t *tree) selected(o Options) []*set {
	if o.Entry == "" {
		return nil
	}
	matches, err := page.Query(t.page.Doc.Nodes[0], o.Entry)
	if err != nil || len(matches) == 0 {
		return nil
	}
	number := make(map[any]int32, len(t.elements))
	for i := range t.elements {
		number[t.elements[i].node] = int32(i)
	}
	s := &set{}
	for _, n := range matches {
		if i, ok := number[n]; ok {
			s.rows = append(s.rows, row{element: t.linkAround(i), date: -1, main: -1, document: -1})
		}
	}
	t.spans(s)
	t.readRows(s)
	if len(s.rows) == 0 {
		return nil
	}
	t.dateRows(s)
	t.stretch(s)
	for i := range s.rows {
		s.rows[i].selected = true
	}
	return []*set{s}
}

// linkAround returns the link that element i lies in when it holds none itself.
func (t *tree) linkAround(i int32) int32 {
	if t.elements[i].firstLink < t.elements[i].lastLink {
		return i
	}
	for up := t.elements[i].parent; up >= 0; up = t.elements[up].parent {
		if t.elements[up].node.Data == "a" {
			return up
		}
	}
	return i
}

// entries returns the entries of the sets in the order of the page.
func (t *tree) entries(sets []*set) []archive.Entry {
	entries := []archive.Entry{}
	at := map[string]int{}
	for _, r := range inPageOrder(sets) {
		for _, e := range t.entriesOf(r) {
			key, err := archive.Canonical(e.URL)
			if err != nil {
				continue
			}
			if i, ok := at[key]; ok {
				complete(&entries[i], e)
				continue
			}
			at[key] = len(entries)
			entries = append(entries, e)
		}
	}
	return entries
}

// complete adds to an entry what a second place of the page says of it.
func complete(e *archive.Entry, other archive.Entry) {
	if e.Date == "" {
		e.Date = other.Date
	}
	if e.Title == "" {
		e.Title = other.Title
	}
	if e.Teaser == "" {
		e.Teaser = other.Teaser
	}
}
