// Package article reads an article page: from its DOM to title, date, summary,
// body, language and attachments, with a feed's selectors or without any.
//
// Every field has a chain of sources: the feed's selectors, then structured
// data, then what the listing's entry said, then the general reader. Summary
// and body are always text of the page itself: metadata and teasers only
// confirm where they stand. What cannot be read is empty, never a guess.
//
// The general reader works on an outline of the page: every element with what
// its names say, every paragraph with how much of it is running text. It marks
// what is no part of the text (furniture), finds the headline, weighs the
// elements that hold running text, and keeps the paragraphs of the best one.
package article

import (
	"time"

	"onrecord/archive"
	"onrecord/scraper/dates"
	"onrecord/scraper/page"
	"onrecord/scraper/rules"
)

// Version names this reader in the stamps of readings. It is raised whenever
// the reader reads differently.
const Version = "5"

// Options say what is known of an article before its page is read.
type Options struct {
	Select      rules.Select   // the feed's selectors; one that finds nothing is passed over
	Language    string         // the feed's, used when the page has none
	Location    *time.Location // the feed's zone; nil: UTC
	Order       dates.Order    // the feed's order of numeric dates
	Entry       archive.Entry  // what the listing printed of it; may be empty
	Now         time.Time      // when the page was captured
	Attachments string         // "", "none", "documents" or "all": the feed's setting
}

// AttachAll is the setting with which images are attachments too.
const AttachAll = "all"

// Sources of a field, as Reading.Sources and Claim.Source name them.
const (
	SourceSelector  = "selector"
	SourceJSONLD    = "json-ld"
	SourceOpenGraph = "open-graph"
	SourceMeta      = "meta"
	SourceTime      = "time"
	SourceMicrodata = "microdata"
	SourceListing   = "listing"
	SourceTitleTag  = "title-tag"
	SourceHeading   = "heading"
	SourceAddress   = "address"
	SourcePage      = "page"
	SourceFeed      = "feed"
	SourceReader    = "reader"
)

// FieldLanguage names the language among the fields of Sources and Claims; the
// other names are those of package archive.
const FieldLanguage = "language"

// Claim is what one source said of a field.
type Claim struct {
	Field  string
	Source string
	Value  string
	Note   string // why it was not taken, or where it stands; may be empty
}

// Reading is what was read, and from where.
type Reading struct {
	Content  archive.Content
	Language string            // BCP 47; "" unknown
	Sources  map[string]string // field → the source it came from; no key for a field not read
	Claims   []Claim           // everything every source said
	Warnings []string          // what a person should know, one sentence each
}

// Read reads an article page. It never fails: what cannot be read is empty.
func Read(p *page.Page, o Options) Reading {
	r := newReader(p, o)
	r.readTitle()
	r.readText()
	r.readDate()
	r.readLanguage()
	r.readAttachments()
	return r.reading
}
