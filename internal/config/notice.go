package config

import (
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"onrecord/archive"
)

// fieldNames are the names of an article's compared fields.
var fieldNames = []string{archive.FieldTitle, archive.FieldDate, archive.FieldSummary, archive.FieldBody, archive.FieldAttachments}

// notices reads a list of whom to tell what.
func (d *decoder) notices(n ast.Node) []Notice {
	var list []Notice
	for _, item := range d.list(n, "notify") {
		list = append(list, d.notice(item, list))
	}
	return list
}

// notice reads one item; before are those above it.
func (d *decoder) notice(n ast.Node, before []Notice) Notice {
	notice := Notice{Minor: true}
	problems := len(d.problems)
	d.mapping(n, inNotify, d.noticeFields(&notice))
	if len(d.problems) > problems {
		return notice
	}
	if notice.Mail == nil && notice.Service == nil && notice.Webhook == nil && len(notice.Command) == 0 {
		d.fail(n, "an item of notify needs somebody to tell: mail, service, webhook or command")
	}
	if notice.Name != "" && slices.ContainsFunc(before, func(o Notice) bool { return o.Name == notice.Name }) {
		d.fail(n, "two items of notify are called %q", notice.Name)
	}
	return notice
}

// noticeFields are the keys of an item of notify; their values go into o.
func (d *decoder) noticeFields(o *Notice) []field {
	return []field{
		{"name", func(n ast.Node) { o.Name = d.noticeName(n) }},
		{"kinds", func(n ast.Node) { o.Kinds = d.kinds(n) }},
		{"fields", func(n ast.Node) { o.Fields = d.choices(n, "fields", fieldNames) }},
		{"words", func(n ast.Node) { o.Words = d.words(n) }},
		{"minimum", func(n ast.Node) { o.Minimum = d.number(n, "minimum", 0, maxCount) }},
		{"minor", func(n ast.Node) { o.Minor = d.boolean(n, "minor") }},
		{"mail", func(n ast.Node) { o.Mail = d.mail(n) }},
		{"service", func(n ast.Node) { o.Service = d.service(n) }},
		{"webhook", func(n ast.Node) { o.Webhook = d.webhook(n) }},
		{"command", func(n ast.Node) { o.Command = d.command(n) }},
	}
}

func (d *decoder) noticeName(n ast.Node) string {
	text, _ := d.text(n, "name")
	return strings.Join(strings.Fields(text), " ")
}

// Notices returns whom to tell of the feed's changes: the feed's own list, then
// what the file says for all feeds.
func (c *Config) Notices(f Feed) []Notice {
	return append(slices.Clone(f.Notify), c.Notify...)
}
