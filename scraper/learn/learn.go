// Package learn finds out how the pages of a feed are to be read, by wrapper
// induction: the listing's titles, dates and teasers label where those stand in
// a handful of article pages, what repeats on every page is furniture, and the
// text is what differs between the pages and follows the title. After a
// redesign, [Relearn] does the same with the texts that the archive holds
// already.
//
// What comes out are short CSS selectors as a person would write them. Each one
// was tried on every sample: a selector that once finds something else than it
// should is not used, nor is one that would match a block about other articles
// ("latest news") where a page lacks the field. Where no selector is sure, there
// is none, and the field is read without help.
//
// The package is pure: it gets parsed pages and returns selectors.
package learn

import (
	"time"

	"onrecord/archive"
	"onrecord/scraper/article"
	"onrecord/scraper/dates"
	"onrecord/scraper/page"
	"onrecord/scraper/rules"
)

// Names of what is learned, as the configuration calls them. The fields of an
// article have the names of package archive.
const (
	FieldEntry  = "entry"
	FieldNext   = "next"
	FieldFormat = "date_format"
	FieldRemove = "remove"
)

// Sample is an article page with what the listing printed of it.
type Sample struct {
	Page  *page.Page
	Entry archive.Entry
}

// ListingSample is what is known of a listing: its first page and, as far as
// they were fetched, those that continue it, in their order. It may be empty.
type ListingSample struct {
	Pages []*page.Page
}

// Options say what is known of a feed before it is learned.
type Options struct {
	Language string         // BCP 47; "" unknown
	Location *time.Location // the feed's zone; nil: UTC
	Now      time.Time      // when the pages were captured
}

// Learned is how one field is read from now on.
type Learned struct {
	Field    string
	Selector string // "": no selector is sure, the field is read without help
	Agree    int    // samples on which it reads what the evidence says
	Of       int    // samples with evidence
	Note     string // in words; may be empty
}

// Result is what was learned.
type Result struct {
	Select   rules.Select
	Fields   []Learned         // title, date, summary, body, then remove, entry, next as far as learned
	Readings []article.Reading // of the samples, in their order, with Select
}

// Known reports whether any selector of an article page was learned.
func (r Result) Known() bool {
	s := r.Select
	return s.Title != "" || s.Date != "" || s.Summary != "" || s.Body != ""
}

// Learn learns from a listing and a handful of its articles; five or six that
// differ are enough, and with fewer than two nothing of them is learned.
func Learn(samples []Sample, list ListingSample, o Options) Result {
	l := newLearner(o)
	l.learnListing(list)
	for _, s := range samples {
		if s.Page != nil && s.Page.Doc != nil {
			l.add(s)
		}
	}
	l.labelByListing()
	l.learnFields()
	return l.result()
}

// learner holds the pages and what was learned of them so far.
type learner struct {
	options Options
	order   dates.Order
	entries []archive.Entry // everything the listing printed
	sheets  []*sheet
	exact   bool // the labels are the texts themselves, not just signs of them

	chosen rules.Select
	fields []Learned
}

func newLearner(o Options) *learner { return &learner{options: o} }

// add prepares a sample.
func (l *learner) add(s Sample) { l.sheets = append(l.sheets, newSheet(s)) }

// learnFields learns field after field: the title shows where an article
// begins, and the text shows which title, date and lead are the article's own.
func (l *learner) learnFields() {
	if len(l.sheets) < 2 {
		return
	}
	l.learnTitle()
	l.learnDate()
	l.learnText()
	l.settle()
}

func (l *learner) note(f Learned) { l.fields = append(l.fields, f) }

// read reads a sample with the selectors s, once.
func (l *learner) read(sh *sheet, s rules.Select) article.Reading {
	mark := s.Mark()
	if r, ok := sh.readings[mark]; ok {
		return r
	}
	r := article.Read(sh.page, article.Options{
		Select: s, Language: l.options.Language, Location: l.options.Location, Order: l.order,
		Entry: sh.entry, Now: l.options.Now,
	})
	sh.readings[mark] = r
	return r
}
