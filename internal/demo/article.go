package demo

import (
	"slices"
	"strings"

	"onrecord/archive"
)

// Article is one item that the site publishes. Its exported fields, with
// [Article.Body], are what a correct reader makes of its page.
type Article struct {
	Path     string   // "/news/floods-2021/", with a slash at both ends
	Section  string   // path of the listing that prints it, such as "/news/"
	Also     []string // further listings that print it
	Language string   // "en" or "ru"
	Title    string
	Date     string // the printed day "2020-09-22"; empty: none is printed
	Summary  string // the lead; empty: there is none
	// Paragraphs of the text under the title and the lead. A mark at the
	// beginning gives the form, and is no part of the text: "## " a
	// subheading, "- " an item of a list, "> " a quotation, "| " a row of a
	// table with cells parted by " | ". Neighbours of one form make one list,
	// quotation or table.
	Paragraphs []string
	Documents  []Document

	plainLead bool   // the lead is set like any paragraph; only the listing's teaser tells
	undated   string // the day by which an article without a date stands in the listings
	version   int    // counts edits
}

// Document is a file linked below an article's text.
type Document struct {
	Path  string // "/upload/iblock/a01/plan.pdf"
	Title string // the link's text
}

// form is how a paragraph is set.
type form string

// Forms of paragraphs, by their marks.
const (
	plain   form = ""
	heading form = "## "
	item    form = "- "
	quote   form = "> "
	row     form = "| "
)

// formOf returns the form of a paragraph and its text without the mark.
func formOf(paragraph string) (form, string) {
	for _, f := range []form{heading, item, quote, row} {
		if text, ok := strings.CutPrefix(paragraph, string(f)); ok {
			return f, text
		}
	}
	return plain, paragraph
}

// cells returns the cells of a table's row.
func cells(text string) []string { return strings.Split(text, " | ") }

// Body returns the text as a correct reader reads it: without marks, the cells
// of a row parted by a space, paragraphs parted by an empty line.
func (a Article) Body() string {
	texts := make([]string, len(a.Paragraphs))
	for i, p := range a.Paragraphs {
		f, text := formOf(p)
		if f == row {
			text = strings.Join(cells(text), " ")
		}
		texts[i] = text
	}
	return archive.Normalise(strings.Join(texts, archive.ParagraphBreak))
}

// Content returns the reading of the article's page when the site is served at
// base ("http://127.0.0.1:4000").
func (a Article) Content(base string) archive.Content {
	c := archive.Content{Title: a.Title, Date: archive.Date(a.Date), Summary: a.Summary, Body: a.Body()}
	for _, d := range a.Documents {
		c.Attachments = append(c.Attachments, archive.Attachment{Kind: archive.KindDocument, URL: base + d.Path, Title: d.Title})
	}
	return c
}

// clone returns a copy that shares nothing with a.
func (a Article) clone() Article {
	a.Also = slices.Clone(a.Also)
	a.Paragraphs = slices.Clone(a.Paragraphs)
	a.Documents = slices.Clone(a.Documents)
	return a
}

// in reports whether the listing of section prints the article.
func (a Article) in(section string) bool {
	return a.Section == section || slices.Contains(a.Also, section)
}
