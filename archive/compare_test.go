package archive

import (
	"slices"
	"testing"
)

func TestCompare(t *testing.T) {
	base := Content{Title: "Meeting held", Date: "2020-09-22", Summary: "Lead.", Body: "One.\n\nTwo."}
	with := func(edit func(*Content)) Content {
		c := base
		edit(&c)
		return c
	}
	pdf := func(hash string) []Attachment { return []Attachment{{URL: "https://example.org/a.pdf", SHA256: hash}} }
	for _, test := range []struct {
		name       string
		prev, next Content
		fields     []string
		minor      bool
	}{
		{name: "same", prev: base, next: base},
		{name: "a word", prev: base, next: with(func(c *Content) { c.Body = "One.\n\nThree." }), fields: []string{"body"}},
		{name: "title", prev: base, next: with(func(c *Content) { c.Title = "Meeting cancelled" }), fields: []string{"title"}},
		{name: "title lost by the reader", prev: base, next: with(func(c *Content) { c.Title = "" })},
		{name: "date", prev: base, next: with(func(c *Content) { c.Date = "2020-09-23" }), fields: []string{"date"}},
		{name: "date gained its time", prev: base, next: with(func(c *Content) { c.Date = "2020-09-22T14:05:00+03:00" })},
		{name: "time changed", prev: with(func(c *Content) { c.Date = "2020-09-22T14:05:00+03:00" }),
			next: with(func(c *Content) { c.Date = "2020-09-22T15:05:00+03:00" }), fields: []string{"date"}},
		{name: "date lost by the reader", prev: base, next: with(func(c *Content) { c.Date = "" })},
		{name: "lead became body", prev: base, next: with(func(c *Content) { c.Summary, c.Body = "", "Lead.\n\nOne.\n\nTwo." })},
		{name: "body became lead", prev: with(func(c *Content) { c.Summary, c.Body = "", "Lead.\n\nOne.\n\nTwo." }), next: base},
		{name: "lead became body and a word changed", prev: base,
			next: with(func(c *Content) { c.Summary, c.Body = "", "Lead.\n\nOne.\n\nThree." }), fields: []string{"body"}},
		{name: "lead edited", prev: base, next: with(func(c *Content) { c.Summary = "Other lead." }), fields: []string{"summary"}},
		{name: "lead and body edited", prev: base, next: with(func(c *Content) { c.Summary, c.Body = "Other.", "New." }), fields: []string{"summary", "body"}},
		{name: "paragraph moved", prev: base, next: with(func(c *Content) { c.Body = "Two.\n\nOne." }), fields: []string{"body"}},
		{name: "white space", prev: base, next: with(func(c *Content) { c.Body = "One.\n\n\nTwo.\u00a0" })},
		{name: "quotes", prev: with(func(c *Content) { c.Body = `He said "yes" - twice...` }),
			next: with(func(c *Content) { c.Body = "He said “yes” — twice…" }), fields: []string{"body"}, minor: true},
		{name: "paragraphs joined", prev: base, next: with(func(c *Content) { c.Body = "One. Two." }), fields: []string{"body"}, minor: true},
		{name: "case is never minor", prev: base, next: with(func(c *Content) { c.Body = "one.\n\nTwo." }), fields: []string{"body"}},
		{name: "digits are never minor", prev: with(func(c *Content) { c.Body = "10 of 12" }), next: with(func(c *Content) { c.Body = "11 of 12" }), fields: []string{"body"}},
		{name: "words joined are not minor", prev: with(func(c *Content) { c.Body = "now here" }), next: with(func(c *Content) { c.Body = "nowhere" }), fields: []string{"body"}},
		{name: "minor title beside a date", prev: base, next: with(func(c *Content) { c.Title, c.Date = "Meeting – held", "2021-01-01" }), fields: []string{"title", "date"}},
		{name: "attachment added", prev: base, next: with(func(c *Content) { c.Attachments = pdf("") }), fields: []string{"attachments"}},
		{name: "first hash of an attachment", prev: with(func(c *Content) { c.Attachments = pdf("") }), next: with(func(c *Content) { c.Attachments = pdf("aa") })},
		{name: "attachment replaced", prev: with(func(c *Content) { c.Attachments = pdf("aa") }), next: with(func(c *Content) { c.Attachments = pdf("bb") }), fields: []string{"attachments"}},
		{name: "attachment renamed", prev: with(func(c *Content) { c.Attachments = []Attachment{{URL: "u", Title: "a"}} }),
			next: with(func(c *Content) { c.Attachments = []Attachment{{URL: "u", Title: "b"}} })},
	} {
		got := Compare(test.prev, test.next)
		if !slices.Equal(got.Fields, test.fields) || got.Minor != test.minor {
			t.Errorf("%s: Compare = %v, minor %v; want %v, minor %v", test.name, got.Fields, got.Minor, test.fields, test.minor)
		}
		if test.prev.Digest() == test.next.Digest() && got.Edited() {
			t.Errorf("%s: an edit though the digests are the same", test.name)
		}
	}
}
