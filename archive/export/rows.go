package export

import (
	"strconv"
	"strings"

	"onrecord/archive/jsondoc"
)

// column is a column of a table of articles or of revisions: of CSV.
type column[T any] struct {
	name string
	of   func(T) string // empty: null
}

// columns are those of one article a row.
func columns() []column[Article] {
	return []column[Article]{
		{"id", func(a Article) string { return a.ID }},
		{"url", func(a Article) string { return a.URL }},
		{"title", func(a Article) string { return string(a.Title) }},
		{"date", func(a Article) string { return string(a.Date) }},
		{"summary", func(a Article) string { return string(a.Summary) }},
		{"body", func(a Article) string { return string(a.Body) }},
		{"language", func(a Article) string { return string(a.Language) }},
		{"state", func(a Article) string { return a.State }},
		{"state_since", func(a Article) string { return a.StateSince.String() }},
		{"state_checks", func(a Article) string { return strconv.Itoa(a.StateChecks) }},
		{"revision", func(a Article) string { return strconv.Itoa(a.Revision) }},
		{"digest", func(a Article) string { return a.Digest }},
		{"first_seen", func(a Article) string { return a.FirstSeen.String() }},
		{"last_seen", func(a Article) string { return a.LastSeen.String() }},
		{"last_changed", func(a Article) string { return a.LastChanged.String() }},
		{"aliases", func(a Article) string { return strings.Join(a.Aliases, " ") }},
		{"listings", func(a Article) string { return strings.Join(a.Listings, " ") }},
		{"attachments", func(a Article) string { return addresses(a.Attachments) }},
	}
}

// past is a revision with its article.
type past struct {
	article  Article
	revision Revision
}

// pastColumns are those of one revision a row.
func pastColumns() []column[past] {
	return []column[past]{
		{"id", func(p past) string { return p.article.ID }},
		{"url", func(p past) string { return p.article.URL }},
		{"revision", func(p past) string { return strconv.Itoa(p.revision.Revision) }},
		{"snapshot", func(p past) string { return strconv.Itoa(p.revision.Snapshot) }},
		{"seen", func(p past) string { return p.revision.Seen.String() }},
		{"title", func(p past) string { return string(p.revision.Title) }},
		{"date", func(p past) string { return string(p.revision.Date) }},
		{"summary", func(p past) string { return string(p.revision.Summary) }},
		{"body", func(p past) string { return string(p.revision.Body) }},
		{"attachments", func(p past) string { return addresses(p.revision.Attachments) }},
		{"digest", func(p past) string { return p.revision.Digest }},
		{"raw", func(p past) string { return p.revision.Raw }},
		{"language", func(p past) string { return string(p.article.Language) }},
		{"state", func(p past) string { return p.article.State }},
		{"state_since", func(p past) string { return p.article.StateSince.String() }},
	}
}

// pasts gives the revisions of articles one by one.
func pasts(articles Articles) func(yield func(past, error) bool) {
	return func(yield func(past, error) bool) {
		for a, err := range articles {
			if err != nil {
				yield(past{}, err)
				return
			}
			for _, r := range a.Revisions {
				if !yield(past{a, r}, nil) {
					return
				}
			}
		}
	}
}

// addresses joins the addresses of attachments by spaces, which addresses have
// not got.
func addresses(list []Attachment) string {
	var urls []string
	for _, a := range jsondoc.NotNull(list) {
		urls = append(urls, a.URL)
	}
	return strings.Join(urls, " ")
}
